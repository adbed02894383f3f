"""Inputs and results of runs, for those who asked to keep them: files for this person alone, named by digest."""

import re
from pathlib import Path

from desktop.core.run_data import MAX_BYTES
from desktop.paths import write_private

MOST_BYTES = 1 << 30
_NAME = re.compile("(input|output)-[0-9a-f]{64}")


class KeptRuns:
    """Fits ``services.run_records.DataFolder``. The oldest go when there are more than ``MOST_BYTES``."""

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        self._folder = folder
        self._most_bytes = most_bytes

    def put(self, kind: str, digest: str, data: bytes) -> None:
        path = self._path(kind, digest)
        if path.exists():
            path.touch()
            return
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_private(path, data)
        self._make_room()

    def get(self, kind: str, digest: str) -> bytes | None:
        """The bytes that were put; None where they are not, or are no more than a trace of them."""
        try:
            with self._path(kind, digest).open("rb") as file:
                data = file.read(MAX_BYTES + 1)
        except OSError:
            return None
        return data if len(data) <= MAX_BYTES else None

    def usage(self) -> tuple[int, int]:
        """(files, bytes)."""
        sizes = [path.stat().st_size for path in self._files()]
        return len(sizes), sum(sizes)

    def clear(self) -> None:
        for path in self._files():
            path.unlink(missing_ok=True)

    def _path(self, kind: str, digest: str) -> Path:
        name = f"{kind}-{digest}"
        if not _NAME.fullmatch(name):
            raise ValueError("no digest")  # from our own records only, whose digests are made here
        return self._folder / name

    def _files(self) -> list[Path]:
        if not self._folder.is_dir():
            return []
        return [path for path in self._folder.iterdir() if _NAME.fullmatch(path.name)]

    def _make_room(self) -> None:
        files = sorted((path.stat().st_mtime, path.stat().st_size, path) for path in self._files())
        total = sum(size for _, size, _ in files)
        for _, size, path in files[:-1]:
            if total <= self._most_bytes:
                return
            path.unlink(missing_ok=True)
            total -= size
