"""Text files of a folder, read for searching: .txt, .md, .csv and the text of .html; with an honest word on encodings."""

import hashlib
import os
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import islice
from pathlib import Path, PurePosixPath

from desktop.core.documents import Document, FileStamp, LeftOut

ENDINGS = frozenset({".txt", ".md", ".csv", ".html", ".htm"})
MAX_FILE_BYTES = 8 << 20
MAX_FILES = 100_000
MAX_DEPTH = 32
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_HEAD_BYTES = 4096
_HAN = re.compile(r"[\u4e00-\u9fff]")
_HAN_SHARE = 0.2
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "caption",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "th",
        "title",
        "tr",
        "ul",
    ]
)
_UNSEEN = frozenset({"script", "style", "template", "noscript", "svg", "math", "head"})


class _Unreadable(Exception):
    """The file gives no text; ``reason`` is one of few."""

    def __init__(self, reason: LeftOut) -> None:
        super().__init__(reason.value)
        self.reason = reason


class FolderDocuments:
    """Fits ``services.folder_search.Documents``."""

    def files(self, folder: Path) -> Iterator[FileStamp]:
        """Every text file below the folder, by name; hidden ones, links and what lies very deep are passed over.

        Raises:
            OSError: The folder itself cannot be read.
        """
        yield from islice(_below(folder, PurePosixPath(), 0), MAX_FILES)

    def read(self, folder: Path, name: str) -> Document | LeftOut:
        """A file's text, or why there is none."""
        path = folder / name
        try:
            with path.open("rb") as file:
                data = file.read(MAX_FILE_BYTES + 1)
            if len(data) > MAX_FILE_BYTES:
                return LeftOut.TOO_LARGE
            is_html = path.suffix.lower() in {".html", ".htm"}
            text, encoding, is_guess = _decoded(data, is_html=is_html)
        except OSError:
            return LeftOut.UNREADABLE
        except _Unreadable as error:
            return error.reason
        if is_html:
            text = _html_text(text)
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if not text.strip():
            return LeftOut.EMPTY
        return Document(text, hashlib.sha256(data).digest(), encoding, is_guess)


def _below(folder: Path, inside: PurePosixPath, depth: int) -> Iterator[FileStamp]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        if depth == 0:
            raise
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.is_symlink():
            continue
        if entry.is_dir(follow_symlinks=False):
            if depth < MAX_DEPTH:
                yield from _below(Path(entry.path), inside / entry.name, depth + 1)
        elif Path(entry.name).suffix.lower() in ENDINGS:
            try:
                status = entry.stat(follow_symlinks=False)
            except OSError:
                continue
            yield FileStamp(str(inside / entry.name), status.st_size, status.st_mtime_ns)


def _decoded(data: bytes, *, is_html: bool) -> tuple[str, str, bool]:
    """Text, encoding, and whether that is a guess: a mark, UTF-8, what HTML declares, then the likelier of two.

    Raises:
        _Unreadable: No text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding), encoding.removesuffix("-sig"), False
    if b"\x00" in data:
        raise _Unreadable(LeftOut.NOT_TEXT)
    try:
        return data.decode("utf-8"), "utf-8", False
    except UnicodeDecodeError:
        pass
    declared = _DECLARED.search(data[:_HEAD_BYTES]) if is_html else None
    if declared is not None:
        try:
            return data.decode(declared[1].decode("ascii")), declared[1].decode("ascii").lower(), False
        except (LookupError, UnicodeDecodeError, ValueError):
            pass
    return _guessed(data)


def _guessed(data: bytes) -> tuple[str, str, bool]:
    """GB 18030 where that makes mostly Chinese, else Windows-1252, which reads anything."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        pass
    else:
        beyond = [c for c in text if ord(c) > 0x7F]
        if len(text) and len(_HAN.findall(text)) >= max(_HAN_SHARE * len(text), 0.8 * len(beyond)):
            return text, "gb18030", True
    controls = sum(byte < 32 and byte not in (9, 10, 12, 13, 27) for byte in data)
    if controls > len(data) // 100:
        raise _Unreadable(LeftOut.NOT_TEXT)
    return data.decode("windows-1252", "replace"), "windows-1252", True


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _Unreadable(LeftOut.NOT_TEXT) from error


class _Reader(HTMLParser):
    """Collects what a browser would show as text; loads nothing."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._unseen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in _UNSEEN:
            self._unseen.append(tag)
        elif tag == "body":
            self._unseen.clear()  # a head that was never closed
        if tag in _BLOCKS:
            self.pieces.append("\n\n" if tag not in {"br", "td", "th"} else "\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._unseen:
            del self._unseen[self._unseen.index(tag) :]
        if tag in _BLOCKS:
            self.pieces.append("\n\n" if tag not in {"br", "td", "th"} else "\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            blanks = (" " if data[:1].isspace() else "", " " if data[-1:].isspace() else "")
            self.pieces.append(" ".join(data.split()).join(blanks))


def _html_text(source: str) -> str:
    """The text of a page, its blocks as paragraphs."""
    reader = _Reader()
    reader.feed(source)
    reader.close()
    text = "".join(reader.pieces)
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
