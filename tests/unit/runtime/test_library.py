"""Another engine in front of the app's own, also where the app is frozen and has an importer of its own."""

import importlib
import sys
from collections.abc import Iterator, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

import pytest

from desktop.runtime.worker.library import prefer


class FrozenImporter(MetaPathFinder, Loader):
    """As PyInstaller's: it stands in front of all paths and knows modules by their full names."""

    known = ("licet_probe", "licet_probe.part", "licet_probe.only_frozen", "licet_other")

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        del path, target
        is_package = fullname == "licet_probe"
        return ModuleSpec(fullname, self, is_package=is_package) if fullname in self.known else None

    def exec_module(self, module: ModuleType) -> None:
        module.where = "frozen"  # type: ignore[attr-defined]


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    package = tmp_path / "licet_probe"
    package.mkdir()
    (package / "__init__.py").write_text("where = 'folder'")
    (package / "part.py").write_text("where = 'folder'")
    kept, modules = list(sys.meta_path), set(sys.modules)
    sys.meta_path.insert(0, FrozenImporter())
    yield tmp_path
    sys.meta_path[:] = kept
    for name in set(sys.modules) - modules:
        del sys.modules[name]


def test_a_package_of_the_folder_and_its_parts_come_from_there(folder: Path) -> None:
    prefer(folder)

    assert importlib.import_module("licet_probe").where == "folder"
    assert importlib.import_module("licet_probe.part").where == "folder"


def test_what_the_folder_has_not_comes_from_the_app(folder: Path) -> None:
    prefer(folder)

    assert importlib.import_module("licet_other").where == "frozen"


def test_two_builds_are_never_mixed(folder: Path) -> None:
    prefer(folder)

    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("licet_probe.only_frozen")
