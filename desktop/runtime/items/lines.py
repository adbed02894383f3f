"""Lines of a text file with the number of bytes that each takes, so that reading can go on from any of them."""

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from desktop.runtime.errors import BadInput

MAX_LINE_BYTES = 8 << 20
_BLOCK = 1 << 16
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def encoding_of(path: Path) -> tuple[str, int]:
    """The encoding by the file's mark, and how many bytes that takes; UTF-8 without one."""
    with path.open("rb") as file:
        head = file.read(4)
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name, len(mark)
    return "utf-8", 0


def lines(file: BinaryIO, encoding: str, name: str) -> Iterator[tuple[str, int]]:
    """Each line with its end (a line feed, a carriage return, or both), and the bytes it takes, from here on.

    Raises:
        BadInput: A line that is longer than ``MAX_LINE_BYTES``, or no text in this encoding.
    """
    pieces = _wide(file, encoding, name) if encoding != "utf-8" else _narrow(file, name)
    for text in pieces:
        at = text.find("\r")
        if at < 0 or (at == len(text) - 2 and text.endswith("\n")):
            yield text, len(text) if text.isascii() and encoding == "utf-8" else len(text.encode(encoding))
            continue
        for line in _at_returns(text):
            yield line, len(line.encode(encoding))


def _narrow(file: BinaryIO, name: str) -> Iterator[str]:
    """Up to each line feed; read by the file itself, because that is fastest."""
    while data := file.readline(MAX_LINE_BYTES + 1):
        if len(data) > MAX_LINE_BYTES:
            raise _too_long(name)
        try:
            yield data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise _no_text(name) from error


def _wide(file: BinaryIO, encoding: str, name: str) -> Iterator[str]:
    """The same for encodings in which a line feed takes two bytes."""
    decoder = codecs.getincrementaldecoder(encoding)()
    rest = ""
    while True:
        data = file.read(_BLOCK)
        try:
            rest += decoder.decode(data, final=not data)
        except UnicodeDecodeError as error:
            raise _no_text(name) from error
        *whole, rest = rest.split("\n")
        for text in whole:
            yield text + "\n"
        if len(rest) > MAX_LINE_BYTES // 2:
            raise _too_long(name)
        if not data:
            if rest:
                yield rest
            return


def _at_returns(text: str) -> Iterator[str]:
    """Split behind each carriage return that no line feed follows."""
    start = 0
    while (at := text.find("\r", start)) >= 0:
        end = at + 2 if text[at + 1 : at + 2] == "\n" else at + 1
        yield text[start:end]
        start = end
    if start < len(text):
        yield text[start:]


def _too_long(name: str) -> BadInput:
    return BadInput(name, f"a line is longer than {MAX_LINE_BYTES >> 20} MB")


def _no_text(name: str) -> BadInput:
    return BadInput(name, "this is no text in UTF-8 or UTF-16")
