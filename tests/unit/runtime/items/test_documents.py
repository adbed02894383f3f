"""The person's text files: which are read, as what, and why one is not."""

from pathlib import Path

import pytest

from desktop.core.documents import Document, LeftOut
from desktop.runtime.items.documents import MAX_FILE_BYTES, FolderDocuments

DOCUMENTS = FolderDocuments()
CHINESE = "学习人工智能模型，在本地运行。"


def read(folder: Path, name: str, data: bytes) -> Document | LeftOut:
    (folder / name).write_bytes(data)
    return DOCUMENTS.read(folder, name)


@pytest.mark.parametrize(
    ("data", "text", "encoding", "is_guess"),
    [
        ("grün €".encode(), "grün €", "utf-8", False),
        ("\ufeffgrün".encode(), "grün", "utf-8", False),
        ("grün".encode("utf-16"), "grün", "utf-16", False),
        ("grün und schön".encode("windows-1252"), "grün und schön", "windows-1252", True),
        (CHINESE.encode("gb18030"), CHINESE, "gb18030", True),
    ],
)
def test_a_text_is_read_by_its_mark_as_utf_8_or_by_a_guess_that_is_called_one(
    tmp_path: Path, data: bytes, text: str, encoding: str, is_guess: bool
) -> None:
    found = read(tmp_path, "a.txt", data)

    assert isinstance(found, Document)
    assert (found.text, found.encoding, found.is_guess) == (text, encoding, is_guess)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", LeftOut.EMPTY),
        (b" \n\t", LeftOut.EMPTY),
        (b"\x00\x01\x02", LeftOut.NOT_TEXT),
        (b"\xff\xfe\x00", LeftOut.NOT_TEXT),
        (bytes(range(1, 32)) * 20 + b"\xff", LeftOut.NOT_TEXT),
        (b"a" * (MAX_FILE_BYTES + 1), LeftOut.TOO_LARGE),
    ],
)
def test_what_is_no_text_is_left_out_with_its_reason(tmp_path: Path, data: bytes, reason: LeftOut) -> None:
    assert read(tmp_path, "a.txt", data) is reason


def test_a_file_that_is_gone_is_left_out(tmp_path: Path) -> None:
    assert DOCUMENTS.read(tmp_path, "gone.txt") is LeftOut.UNREADABLE


def test_of_a_page_only_what_is_seen_is_read(tmp_path: Path) -> None:
    page = b"""<html><head><title>T</title><style>p{}</style><script>alert("<p>no</p>")</script></head>
      <body><h1>A &amp; B</h1><p>One <b>two</b>
      three.<p>Four<br>five<ul><li>six</ul><img src="http://x/y.png" onerror="no()"></body>"""

    found = read(tmp_path, "a.html", page)

    assert isinstance(found, Document)
    assert [line for line in found.text.split("\n") if line] == [
        "A & B",
        "One two three.",
        "Four",
        "five",
        "six",
    ]


def test_a_page_says_its_encoding(tmp_path: Path) -> None:
    page = '<meta charset="iso-8859-2"><body>Łódź'.encode("iso-8859-2")

    found = read(tmp_path, "a.html", page)

    assert isinstance(found, Document)
    assert (found.text, found.encoding, found.is_guess) == ("Łódź", "iso-8859-2", False)


@pytest.mark.parametrize(
    "page",
    [
        b"<" * 5000,
        b"<b>" * 5000 + b"x",
        b"<!--" + b"-" * 5000,
        b"<a " + b"b=" * 5000,
        b"&#" * 5000,
        b"<![CDATA[x",
    ],
)
def test_a_page_made_to_hurt_does_not(tmp_path: Path, page: bytes) -> None:
    found = read(tmp_path, "a.html", page)

    assert isinstance(found, Document | LeftOut)


def test_files_below_the_folder_are_found_by_name_and_hidden_ones_and_links_are_not(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.MD", "a/.hidden.txt", ".git/x.txt", "d.png", "a/e.csv"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", "utf-8")
    (tmp_path / "link.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "loop").symlink_to(tmp_path)

    assert [stamp.name for stamp in DOCUMENTS.files(tmp_path)] == ["a/c.MD", "a/e.csv", "b.txt"]


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        list(DOCUMENTS.files(tmp_path / "none"))
