"""The files that ship with the code: resources/ and the contracts' artifacts."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from desktop.core.errors import Bug


@dataclass(eq=False)
class AssetMissing(Bug):
    """A file that every installation has is not there."""

    name: str


@dataclass(frozen=True, slots=True)
class Assets:
    """Where the files lie in this installation."""

    resources: Path
    contracts: Path
    worker_locks: Path

    @classmethod
    def find(cls) -> Self:
        """In a frozen app, in a wheel (``desktop/_data``, see pyproject.toml), or in a checkout."""
        package = Path(__file__).resolve().parent
        frozen = getattr(sys, "_MEIPASS", None)
        bundled = Path(frozen, "desktop", "_data") if frozen else package / "_data"
        if bundled.is_dir():
            return cls(bundled / "resources", bundled / "contracts", bundled / "workers")
        root = package.parent
        return cls(root / "resources", root / "contracts" / "artifacts", root / "packaging" / "workers")

    def resource(self, *parts: str) -> Path:
        """A file or folder of resources/.

        Raises:
            AssetMissing: This installation is broken.
        """
        return _existing(self.resources.joinpath(*parts), "/".join(parts))

    def wheel_origin(self) -> str:
        """The package index that whoever built this installation put beside the locks; empty in a checkout."""
        try:
            return (self.worker_locks / "origin.txt").read_text("utf-8").strip()
        except OSError:
            return ""

    def contract(self, name: str) -> Path:
        """The artifact (ABI and bytecode) of a contract by its Solidity name."""
        return _existing(self.contracts / f"{name}.json", name)


def _existing(path: Path, name: str) -> Path:
    if not path.exists():
        raise AssetMissing(name)
    return path
