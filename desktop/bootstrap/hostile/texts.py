"""Texts, tables, series and labels made to hurt."""

from collections.abc import Callable
from functools import partial

from desktop.core.runs import RunInput, SeriesInput, TableInput, TextInput

INPUTS: dict[str, tuple[str, Callable[[], RunInput]]] = {
    "text_of_five_million_letters": ("text", lambda: TextInput("a" * 5_000_000)),
    "text_of_one_word_without_end": ("text", lambda: TextInput("ab" * 1_000_000)),
    "text_that_is_empty": ("text", lambda: TextInput("")),
    "text_of_nothing_but_zeros": ("text", lambda: TextInput("\0" * 10_000)),
    "text_with_half_a_letter": ("text", lambda: TextInput("half \ud800 a letter")),
    "text_that_reads_backwards": ("text", lambda: TextInput("\u202egnp.exe\u202c \u2066hidden\u2069" * 50)),
    "text_with_a_thousand_marks": ("text", lambda: TextInput("a" + "\u0301" * 100_000)),
    "text_of_unknown_letters": ("text", lambda: TextInput("\U0010ffff\ue000\ufdd0" * 5_000)),
    "table_without_rows": ("table", lambda: TableInput(())),
    "table_of_too_many_rows": ("table", lambda: TableInput(({},) * 100_001)),
    "table_of_no_numbers": (
        "table",
        lambda: TableInput(({"amount": float("nan")}, {"amount": float("inf")})),
    ),
    "table_of_words_for_numbers": ("table", lambda: TableInput(({"amount": "=cmd|'/c calc'!A1"},))),
    "table_of_a_number_without_end": ("table", lambda: TableInput(({"amount": "9" * 1_000_000},))),
    "table_of_an_unknown_choice": ("table", lambda: TableInput(({"kind": "\x1b[2J\u202e<b>"},))),
    "table_of_many_columns": ("table", lambda: TableInput(({f"c{n}": 1.0 for n in range(200_000)},))),
    "table_with_half_a_letter": ("table", lambda: TableInput(({"kind": "\udfff", "\ud800": 1.0},))),
    "series_without_numbers": ("series", lambda: SeriesInput(())),
    "series_of_no_numbers": ("series", lambda: SeriesInput((float("nan"),) * 50)),
    "series_of_the_largest_numbers": ("series", lambda: SeriesInput((1.7e308, -1.7e308) * 25)),
    "series_of_too_many_numbers": ("series", lambda: SeriesInput((1.0,) * 1_000_001)),
}
"""Name to the kind of model that reads it, and the input."""

SAMPLES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "csv_of_one_line_without_end": ("table", lambda: b"amount,kind\n" + b"9" * 3_000_000),
    "csv_with_an_open_quote": ("table", lambda: b'amount,kind\n"' + b"1,car\n" * 200_000),
    "csv_of_a_million_columns": ("table", lambda: b",".join(b"c%d" % n for n in range(300_000)) + b"\n1"),
    "csv_of_too_many_rows": ("table", lambda: b"amount,kind\n" + b"1,car\n" * 100_002),
    "csv_of_zeros": ("table", partial(bytes, 100_000)),
    "csv_in_another_alphabet": ("table", lambda: "amount,kind\n1,car\n".encode("utf-16")),
    "csv_that_is_no_text": ("table", lambda: bytes(range(256)) * 200),
    "csv_that_names_a_column_twice": ("table", lambda: b"amount,amount\n1,2\n"),
    "csv_of_formulas": ("table", lambda: b"amount,kind\n=1+1,@SUM(A1)\n"),
    "csv_of_quotes": ("table", lambda: b"amount,kind\n" + b'"' * 500_000),
    "series_file_of_zeros": ("series", partial(bytes, 100_000)),
    "series_file_of_words": ("series", lambda: b"a;b\n" * 50_000),
    "series_file_of_huge_exponents": ("series", lambda: b"1e999999999\n" * 60),
    "series_file_of_one_line_without_end": ("series", lambda: b"1," * 1_500_000),
    "text_file_that_is_no_text": ("text", lambda: bytes(range(128, 256)) * 1_000),
}
"""Files that a package brings as its samples; read in the worker as a person's own file is."""

LABELS: dict[str, Callable[[], bytes]] = {
    "labels_that_read_backwards": "\u202egnp.exe\u202c\n\u2066a\u2069\n".encode,
    "labels_with_commands_for_a_terminal": "\x1b[2J\x1b]0;owned\x07\n\x9b31mred\n".encode,
    "labels_of_one_line_without_end": lambda: b"a" * 4_000_000 + b"\nb\n",
    "labels_of_ten_megabytes": lambda: b"a\n" * 5_000_000,
    "labels_of_zeros": partial(bytes, 1_000),
    "labels_that_are_no_text": lambda: b"\xff\xfe\xfd\n",
    "labels_too_many": lambda: b"a\n" * 150_000,
    "labels_of_markup": lambda: b"<img src=http://x/y.png>\n<a href=file:///etc/passwd>ok</a>\n",
    "labels_of_formulas": lambda: b'=HYPERLINK("http://x")\n@SUM(A1)\n',
    "labels_with_a_thousand_marks": ("a" + "\u0301" * 5_000 + "\nb\n").encode,
    "labels_that_are_missing": lambda: b"\n",
}
