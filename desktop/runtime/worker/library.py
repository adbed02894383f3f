"""Another engine than the app's own: a folder of packages that goes in front of everything importable.

A path in front of ``sys.path`` would not do in a frozen app, whose own importer stands before all paths and knows the
app's onnxruntime with all its parts by their full names. So the folder has a finder of its own, before that importer.
"""

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType


class LibraryFinder(MetaPathFinder):
    """Finds the packages that lie in a folder, and everything below them, there and nowhere else."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self._names = frozenset(entry.name for entry in folder.iterdir() if entry.is_dir())

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Where a module of the folder lies; None for all others."""
        if fullname.partition(".")[0] not in self._names:
            return None
        found = PathFinder.find_spec(fullname, [self._folder] if path is None else path, target)
        if found is None:
            # Not the app's part of the same name: two builds of an engine in one process would be neither.
            raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)
        return found


def prefer(folder: Path) -> None:
    """Import from this folder first, from now on; it must be before the first import of what lies in it."""
    sys.meta_path.insert(0, LibraryFinder(folder))
