"""The promise that everything but the user interface works on a machine without Qt."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_qt_cannot_be_imported_in_a_unit_test() -> None:
    with pytest.raises(ModuleNotFoundError):
        import PySide6.QtCore  # noqa: F401


def test_all_unit_tests_and_what_they_import_load_without_qt() -> None:
    command = [sys.executable, "-m", "pytest", "-q", "--collect-only", "-p", "no:pytest-qt"]
    command += ["-p", "tests.helpers.without_qt", "-p", "no:cacheprovider", "-p", "no:xdist", "tests/unit"]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")}

    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=300
    )

    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


def test_every_module_but_the_user_interface_loads_without_qt() -> None:
    # What starts the user interface imports it late; these modules themselves must not.
    names = sorted(
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in (ROOT / "desktop").rglob("*.py")
        if "ui" not in path.relative_to(ROOT).parts and path.name not in {"__init__.py", "__main__.py"}
    )
    code = (
        "import importlib, sys; from tests.helpers.without_qt import Blocker; sys.meta_path.insert(0, Blocker());"
        "[importlib.import_module(name) for name in sys.argv[1:]]"
    )

    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code, *names],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip

    assert names
    assert done.returncode == 0, done.stderr[-4000:]
