"""Python's reprs read as data: the numbers, texts, lists and dicts that exporters write into ``metadata_props``.

Ultralytics writes ``str(value)`` of its settings (``{0: 'person', 1: 'bicycle'}``, ``[640, 640]``, ``False``). Nothing is
evaluated or compiled: ``ast.literal_eval`` builds a syntax tree first, which nesting overruns and long numbers slow down.
"""

import re
from typing import Any

MAX_CHARS = 1 << 20
MAX_DEPTH = 6
MAX_ITEMS = 100_000
MAX_DIGITS = 18

_SPACE = re.compile(r"[ \t\r\n]*")
_NUMBER = re.compile(r"[+-]?(\d{1,400}(\.\d{0,400})?|\.\d{1,400})([eE][+-]?\d{1,4})?")
_WORD = re.compile(r"[A-Za-z_]{1,8}")
_WORDS = {"True": True, "False": False, "None": None}
_PLAIN = re.compile(r"[^'\"\\\r\n]+")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\", "'": "'", '"': '"', "0": "\0"}
_CODES = {"x": 2, "u": 4, "U": 8}


class BadLiteral(ValueError):
    """The text is no literal of the few kinds that are read, or too long, too deep, or holds too much."""


def read_literal(text: str) -> Any:
    """The value that a repr stands for: None, a boolean, number, text, list or dict (tuples become lists).

    Raises:
        BadLiteral: It is anything else: a name, a call, an expression, bytes, a set; or beyond the limits above.
    """
    if len(text) > MAX_CHARS:
        raise BadLiteral(f"longer than {MAX_CHARS} characters")
    reader = _Reader(text)
    value = reader.value(0)
    reader.skip()
    if reader.at < len(text):
        raise BadLiteral(f"something follows at {reader.at}")
    return value


class _Reader:
    """One pass from left to right, by recursive descent of at most ``MAX_DEPTH``."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.at = 0
        self._items = 0

    def skip(self) -> None:
        found = _SPACE.match(self._text, self.at)
        self.at = found.end() if found else self.at

    def value(self, depth: int) -> Any:
        self.skip()
        self._items += 1
        if self._items > MAX_ITEMS:
            raise BadLiteral(f"more than {MAX_ITEMS} values")
        mark = self._text[self.at : self.at + 1]
        if mark and mark in "[({":
            if depth >= MAX_DEPTH:
                raise BadLiteral(f"nested deeper than {MAX_DEPTH}")
            self.at += 1
            return self._dict(depth) if mark == "{" else self._list("]" if mark == "[" else ")", depth)
        if mark and mark in "'\"":
            return self._string(mark)
        return self._atom()

    def _list(self, end: str, depth: int) -> list[Any]:
        values: list[Any] = []
        while not self._ends(end):
            values.append(self.value(depth + 1))
            self._comma(end)
        return values

    def _dict(self, depth: int) -> dict[Any, Any]:
        values: dict[Any, Any] = {}
        while not self._ends("}"):
            key = self.value(depth + 1)
            if not isinstance(key, str | int) or isinstance(key, bool):
                raise BadLiteral("a key that is neither a text nor a whole number")
            self.skip()
            if self._text[self.at : self.at + 1] != ":":
                raise BadLiteral(f"no colon at {self.at}")
            self.at += 1
            if key in values:
                raise BadLiteral("a key twice")
            values[key] = self.value(depth + 1)
            self._comma("}")
        return values

    def _ends(self, end: str) -> bool:
        self.skip()
        if self._text[self.at : self.at + 1] != end:
            return False
        self.at += 1
        return True

    def _comma(self, end: str) -> None:
        self.skip()
        mark = self._text[self.at : self.at + 1]
        if mark == ",":
            self.at += 1
        elif mark != end:
            raise BadLiteral(f"neither a comma nor the end at {self.at}")

    def _string(self, quote: str) -> str:
        self.at += 1
        parts: list[str] = []
        while True:
            found = _PLAIN.match(self._text, self.at)
            if found:
                parts.append(found.group())
                self.at = found.end()
            mark = self._text[self.at : self.at + 1]
            self.at += 1
            if mark == quote:
                return "".join(parts)
            if mark == "\\":
                parts.append(self._escape())
            elif mark and mark in "'\"":
                parts.append(mark)
            else:
                raise BadLiteral("a text without an end")

    def _escape(self) -> str:
        letter = self._text[self.at : self.at + 1]
        self.at += 1
        if letter in _ESCAPES:
            return _ESCAPES[letter]
        digits = self._text[self.at : self.at + _CODES.get(letter, 0)]
        if letter in _CODES and re.fullmatch(f"[0-9a-fA-F]{{{_CODES[letter]}}}", digits):
            self.at += len(digits)
            code = int(digits, 16)
            if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF:
                return chr(code)
        raise BadLiteral("an escape that is not known")

    def _atom(self) -> Any:
        if found := _NUMBER.match(self._text, self.at):
            self.at = found.end()
            return _number(found.group())
        found = _WORD.match(self._text, self.at)
        if found and found.group() in _WORDS:
            self.at = found.end()
            return _WORDS[found.group()]
        raise BadLiteral(f"neither a number nor a text at {self.at}")


def _number(text: str) -> int | float:
    is_whole = text.lstrip("+-").isdigit()
    if is_whole and len(text.lstrip("+-")) > MAX_DIGITS:
        raise BadLiteral(f"a number of more than {MAX_DIGITS} digits")
    value = int(text) if is_whole else float(text)
    if isinstance(value, float) and value in (float("inf"), float("-inf")):
        raise BadLiteral("a number beyond all bounds")
    return value
