"""Looking for secrets in bytes, in every spelling in which they may lie about."""

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_BETWEEN_WORDS = rb"[^a-z]{1,8}"
_SMALLEST = 4
"""A password of fewer bytes would be found by chance."""


@dataclass
class Scanner:
    """Knows the secrets by name; ``find`` gives the names of those that the bytes hold."""

    _patterns: list[tuple[str, re.Pattern[bytes]]] = field(default_factory=list)

    def add_bytes(self, name: str, secret: bytes) -> None:
        """Raw, in hex of either case, and in base64 at each of its three alignments."""
        assert len(secret) >= _SMALLEST
        self._add(name + " raw", re.escape(secret))
        self._add(name + " in hex", re.escape(secret.hex().encode()), re.IGNORECASE)
        for shift in range(3):
            encoded = base64.b64encode(bytes(shift) + secret)
            # The outermost letters also hold bits of their neighbours.
            self._add(f"{name} in base64", re.escape(encoded[4 if shift else 0 : len(encoded) - 4]))

    def add_number(self, name: str, secret: int) -> None:
        """A scalar: as 32 bytes either way round, and in decimal."""
        self.add_bytes(name, secret.to_bytes(32, "big"))
        self._add(name + " reversed", re.escape(secret.to_bytes(32, "little")))
        self._add(name + " in decimal", str(secret).encode())

    def add_text(self, name: str, secret: str) -> None:
        """UTF-8, UTF-16 as Windows and Qt keep it, and what hex or base64 make of it."""
        self.add_bytes(name, secret.encode())
        self._add(name + " in UTF-16", re.escape(secret.encode("utf-16-le")))

    def add_phrase(self, name: str, words: list[str]) -> None:
        """Each three words in a row, whatever stands between them."""
        for at in range(len(words) - 2):
            three = [re.escape(word.encode()) for word in words[at : at + 3]]
            self._add(f"{name}, words {at + 1} to {at + 3}", _BETWEEN_WORDS.join(three), re.IGNORECASE)

    def find(self, data: bytes) -> set[str]:
        return {name for name, pattern in self._patterns if pattern.search(data)}

    def find_below(self, folder: Path) -> dict[str, set[str]]:
        """What the files below a folder hold, and their names; by path."""
        return {str(path): found for path, data in _files(folder) if (found := self.find(data))}

    def _add(self, name: str, pattern: bytes, flags: int = 0) -> None:
        self._patterns.append((name, re.compile(pattern, flags)))


def _files(folder: Path) -> Iterator[tuple[Path, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield path, str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes()
