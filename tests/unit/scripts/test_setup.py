"""Setting up: ready is a comparison of hashes, and nothing half done counts."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts import _setup


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with lock files of its own and no environment."""
    for kind in ("app", "dev"):
        (tmp_path / f"{kind}.txt").write_text(f"{kind} 1")
    python = tmp_path / ".venv" / _setup.PYTHON.relative_to(_setup.VENV)
    monkeypatch.setattr(_setup, "ROOT", tmp_path)
    monkeypatch.setattr(_setup, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(_setup, "BUILD", tmp_path / "build")
    monkeypatch.setattr(_setup, "STAMP", tmp_path / ".venv" / "licet-setup.json")
    monkeypatch.setattr(_setup, "PYTHON", python)
    monkeypatch.setattr(_setup, "LOCKS", {kind: tmp_path / f"{kind}.txt" for kind in ("app", "dev")})
    monkeypatch.setattr(_setup, "TOOLS", tmp_path / ".venv-tools")
    monkeypatch.setattr(_setup, "TOOLS_LOCK", tmp_path / "tools.txt")
    (tmp_path / "tools.txt").write_text("tools 1")
    monkeypatch.setattr(_setup, "missing_packages", lambda *, with_screen, with_tests: [])
    return tmp_path


@pytest.fixture
def pip_calls(house: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Record calls of pip in place of the network; the environment is real, but without its own pip (which is slow)."""
    calls: list[list[str]] = []
    real_run: Callable[..., subprocess.CompletedProcess[str]] = subprocess.run

    def run(command: list[str], **options: object) -> subprocess.CompletedProcess[str]:
        if "install" in command:
            calls.append(command)
            return subprocess.CompletedProcess(command, 0, "", "")
        return real_run(command, **options)

    monkeypatch.setattr(_setup.subprocess, "run", run)
    monkeypatch.setattr(_setup, "is_root", lambda: False)
    monkeypatch.setattr(
        _setup, "has_module", lambda python, module: module == "pip" and python == sys.executable
    )
    return calls


def test_the_second_run_changes_nothing(house: Path, pip_calls: list[list[str]]) -> None:
    _setup.prepare("dev")
    stamp = _setup.STAMP.read_bytes()

    _setup.prepare("dev")
    _setup.prepare("app")  # the lock for tests holds everything of the app

    assert len(pip_calls) == 1
    assert {"--require-hashes", "--no-deps"} <= set(pip_calls[0])
    assert _setup.STAMP.read_bytes() == stamp


def test_tests_need_more_than_the_app(house: Path, pip_calls: list[list[str]]) -> None:
    _setup.prepare("app")
    _setup.prepare("dev")

    assert [Path(call[-1]).name for call in pip_calls] == ["app.txt", "dev.txt"]


@pytest.mark.parametrize("stamp", ['{"state": "building"}', '{"app": ', "[]", ""])
def test_what_was_interrupted_is_made_anew(house: Path, pip_calls: list[list[str]], stamp: str) -> None:
    _setup.prepare("app")
    leftover = _setup.VENV / "half-installed"
    leftover.touch()
    _setup.STAMP.write_text(stamp)

    _setup.prepare("app")

    assert not leftover.exists()
    assert json.loads(_setup.STAMP.read_text())["app"] == _setup.digest("app")


def test_a_new_lock_makes_a_new_environment(house: Path, pip_calls: list[list[str]]) -> None:
    _setup.prepare("app")
    (_setup.VENV / "old").touch()
    (house / "app.txt").write_text("app 2")

    _setup.prepare("app")

    assert not (_setup.VENV / "old").exists()
    assert len(pip_calls) == 2


def test_a_failing_pip_leaves_no_stamp_that_says_ready(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        _setup, "create_venv", lambda python, home=None: [sys.executable, "-c", "raise SystemExit('no net')"]
    )

    with pytest.raises(_setup.SetupFailed):
        _setup.prepare("app")

    assert not _setup.is_ready("app")
    assert _setup.read_stamp() == {"state": "building"}


def test_tools_have_an_environment_of_their_own(house: Path, pip_calls: list[list[str]]) -> None:
    _setup.prepare_tools()
    _setup.prepare_tools()

    assert [Path(call[-1]).name for call in pip_calls] == ["tools.txt"]
    assert pip_calls[0][4].startswith(str(house / ".venv-tools"))
    assert {"--require-hashes", "--no-deps"} <= set(pip_calls[0])
    assert not _setup.VENV.exists()


def test_tools_of_another_lock_are_made_anew(house: Path, pip_calls: list[list[str]]) -> None:
    _setup.prepare_tools()
    (_setup.TOOLS / "old").touch()
    (house / "tools.txt").write_text("tools 2")

    _setup.prepare_tools()

    assert not (_setup.TOOLS / "old").exists()
    assert len(pip_calls) == 2


def test_failing_tools_are_tried_again(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        _setup, "create_venv", lambda python, home: [sys.executable, "-c", "raise SystemExit('no net')"]
    )
    for _ in range(2):
        with pytest.raises(_setup.SetupFailed):
            _setup.prepare_tools()


def test_without_any_pip_one_line_says_what_to_install(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_setup, "has_module", lambda python, module: False)
    monkeypatch.setattr(_setup.shutil, "which", lambda name: None)

    with pytest.raises(_setup.SetupFailed, match="python3-venv") as raised:
        _setup.prepare("app")

    assert "\n" not in str(raised.value)


def test_without_ensurepip_another_pip_is_pointed_at_the_environment(
    house: Path, pip_calls: list[list[str]]
) -> None:
    _setup.prepare("app")

    assert pip_calls[0][:5] == [sys.executable, "-m", "pip", "--python", str(_setup.PYTHON)]


def test_the_scripts_need_nothing_but_the_standard_library() -> None:
    scripts = Path(_setup.__file__).parent
    code = "import sys; sys.path.insert(0, sys.argv[1]); import _setup, run, test, check, bench, contracts, analysis, node_packages"

    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code, str(scripts)], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr


def test_apt_is_asked_once_a_day_for_what_it_cannot_bring(
    house: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(_setup, "missing_packages", lambda *, with_screen, with_tests: ["libegl1"])
    monkeypatch.setattr(_setup, "is_root", lambda: True)
    monkeypatch.setattr(_setup.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(_setup, "apt_install", asked.append)
    monkeypatch.setattr(_setup.sys, "platform", "linux")

    for _ in range(2):
        _setup.prepare_system(with_screen=False, with_tests=False)

    assert asked == [["libegl1"]]
    assert capsys.readouterr().out.count("apt-get install libegl1") == 2


@pytest.mark.parametrize("name", ["PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "PYTHONDONTWRITEBYTECODE"])
def test_what_was_set_for_another_python_reaches_no_program_of_ours(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "1")

    assert name not in _setup.environment()


def test_a_second_start_compiles_nothing_where_bytecode_is_not_kept_by_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    (tmp_path / "part.py").write_text("pass\n")

    subprocess.run([sys.executable, "-c", "import part"], cwd=tmp_path, env=_setup.environment(), check=True)

    assert list((tmp_path / "__pycache__").glob("part.*.pyc"))
