"""Unit tests know no Qt: while one runs, our code cannot import it, although pytest-qt has loaded it before."""

import builtins
from typing import Any

import pytest

from tests.helpers.without_qt import QT


@pytest.fixture(autouse=True)
def no_qt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make importing Qt fail for modules of ours.

    Taking PySide6 out of ``sys.modules`` crashes shiboken, so the import statement itself is guarded.
    """
    real_import = builtins.__import__

    def guarded(name: str, scope: dict[str, Any] | None = None, *rest: Any, **options: Any) -> Any:
        importer = str((scope or options.get("globals") or {}).get("__name__", "")).partition(".")[0]
        if name.partition(".")[0] in QT and importer in {"desktop", "tests", "test", "conftest"}:
            raise ModuleNotFoundError(f"{name} is blocked: only desktop.ui may know Qt", name=name)
        return real_import(name, scope, *rest, **options)

    monkeypatch.setattr(builtins, "__import__", guarded)
