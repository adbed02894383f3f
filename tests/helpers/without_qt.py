"""Makes Qt unimportable: ``pytest -p no:pytest-qt -p tests.helpers.without_qt tests/unit`` runs as if it were absent."""

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType

import pytest

QT = frozenset({"PySide6", "shiboken6", "pyqtgraph"})


class Blocker:
    """An import finder that knows only what may not be found."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name.partition(".")[0] in QT:
            raise ModuleNotFoundError(f"{name} is blocked: only desktop.ui may know Qt", name=name)
        return None


def pytest_addoption(parser: pytest.Parser) -> None:
    """Know pytest-qt's settings in its place, so that the strict configuration still reads; block from here on."""
    for name in ("qt_api", "qt_log_level_fail", "qt_default_raising"):
        parser.addini(name, "a setting of pytest-qt, which is off")
    sys.meta_path.insert(0, Blocker())
