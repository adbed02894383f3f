"""Files ``tokenizer.json`` made to hurt a native library: bombs, circles, lies and patterns that never end."""

import json
from collections.abc import Callable
from typing import Any

Make = Callable[[], bytes]
TOKENIZERS: dict[str, Make] = {}
VOCABULARY = {"[PAD]": 0, "[UNK]": 1, "red": 2, "blue": 3}


def hostile(make: Make) -> Make:
    TOKENIZERS[make.__name__] = make
    return make


def tokenizer(**changes: Any) -> bytes:
    """A small honest tokenizer, with some of its parts replaced."""
    honest: dict[str, Any] = {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [],
        "normalizer": None,
        "pre_tokenizer": {"type": "Whitespace"},
        "post_processor": None,
        "decoder": None,
        "model": {"type": "WordLevel", "vocab": VOCABULARY, "unk_token": "[UNK]"},
    }
    return json.dumps({**honest, **changes}).encode()


@hostile
def tokenizer_that_is_none() -> bytes:
    return b'{"version": "1.0"}'


@hostile
def tokenizer_of_brackets() -> bytes:
    return b"[" * 2_000_000


@hostile
def tokenizer_nested_deep() -> bytes:
    inner: dict[str, Any] = {"type": "Lowercase"}
    for _ in range(60):
        inner = {"type": "Sequence", "normalizers": [inner]}
    text = tokenizer(normalizer={"type": "Sequence", "normalizers": []}).decode()
    deep = json.dumps(inner)
    for _ in range(400):
        deep = '{"type": "Sequence", "normalizers": [' + deep + "]}"
    return text.replace('{"type": "Sequence", "normalizers": []}', deep).encode()


@hostile
def tokenizer_with_a_pattern_that_never_ends() -> bytes:
    pattern = {
        "type": "Split",
        "pattern": {"Regex": r"^(\w+\s?)*\?$"},
        "behavior": "Isolated",
        "invert": False,
    }
    return tokenizer(pre_tokenizer=pattern)


@hostile
def tokenizer_with_a_pattern_that_is_none() -> bytes:
    pattern = {"type": "Split", "pattern": {"Regex": "(((("}, "behavior": "Isolated", "invert": False}
    return tokenizer(pre_tokenizer=pattern)


@hostile
def tokenizer_that_makes_text_of_text() -> bytes:
    """Forty times each letter becomes sixteen."""
    grow = {"type": "Replace", "pattern": {"Regex": "."}, "content": "aaaaaaaaaaaaaaaa"}
    return tokenizer(normalizer={"type": "Sequence", "normalizers": [grow] * 40})


@hostile
def tokenizer_with_very_many_words() -> bytes:
    words = {f"w{n}": n for n in range(200_000)}
    return tokenizer(model={"type": "WordLevel", "vocab": {**words, "[UNK]": 200_000}, "unk_token": "[UNK]"})


@hostile
def tokenizer_whose_numbers_lie_outside() -> bytes:
    """The graph looks a word up at place four billion."""
    vocabulary = {**VOCABULARY, "red": 4_294_967_295, "blue": 4_000_000_000}
    return tokenizer(model={"type": "WordLevel", "vocab": vocabulary, "unk_token": "[UNK]"})


@hostile
def tokenizer_without_words() -> bytes:
    return tokenizer(model={"type": "WordLevel", "vocab": {}, "unk_token": "[UNK]"})


@hostile
def tokenizer_whose_merges_are_none() -> bytes:
    model = {"type": "BPE", "vocab": {"a": 0}, "merges": ["a b", "zz yy"], "unk_token": None}
    return tokenizer(model=model)


@hostile
def tokenizer_of_a_byte_model_without_bytes() -> bytes:
    model = {"type": "BPE", "vocab": {"a": 0}, "merges": [], "byte_fallback": True, "dropout": 7.5}
    return tokenizer(model=model)


@hostile
def tokenizer_whose_chances_are_none() -> bytes:
    model = {"type": "Unigram", "unk_id": 0, "vocab": [["<unk>", 0.0], ["red", "NaN"]]}
    return tokenizer(model=model)


@hostile
def tokenizer_whose_unknown_word_is_unknown() -> bytes:
    return tokenizer(
        model={"type": "Unigram", "unk_id": 4_000_000_000, "vocab": [["red", -1.0], ["r", -2.0]]}
    )


@hostile
def tokenizer_with_a_broken_table() -> bytes:
    """Precompiled tables are read without a check in old versions of the library."""
    return tokenizer(normalizer={"type": "Precompiled", "precompiled_charsmap": "/////////w=="})


@hostile
def tokenizer_with_an_empty_table() -> bytes:
    return tokenizer(normalizer={"type": "Precompiled", "precompiled_charsmap": ""})


@hostile
def tokenizer_whose_template_names_nobody() -> bytes:
    template = {
        "type": "TemplateProcessing",
        "single": [{"SpecialToken": {"id": "[GONE]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}],
        "pair": [],
        "special_tokens": {},
    }
    return tokenizer(post_processor=template)


@hostile
def tokenizer_with_special_words_everywhere() -> bytes:
    flags = {"single_word": False, "lstrip": True, "rstrip": True, "normalized": True, "special": True}
    added = [{"id": n, "content": "a" * (n % 200 + 1) + str(n), **flags} for n in range(50_000)]
    return tokenizer(added_tokens=added)


@hostile
def tokenizer_with_a_special_word_of_nothing() -> bytes:
    flags = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
    return tokenizer(added_tokens=[{"id": 4_294_967_295, "content": "", **flags}])
