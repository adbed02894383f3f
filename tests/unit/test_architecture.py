"""The rules of DESIGN.md and STYLE.md that a machine can check."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DESKTOP = ROOT / "desktop"
MAX_LINES = 400
MONEY = re.compile(r"\b\w*(price|amount|fee|wei|bond|value|balance)\w*\s+(INTEGER|INT|REAL|NUMERIC)\b", re.I)
OWN_NAME = "简体中文"  # a language is listed by its own name, in whatever language the rest is
BANNED_NAMES = {"utils", "helpers", "manager", "common", "misc"}


def sources() -> list[Path]:
    return sorted(path for path in DESKTOP.rglob("*.py") if "_data" not in path.parts)


def calls(path: Path, name: str) -> Iterator[ast.Call]:
    text = path.read_text(encoding="utf-8")
    if name not in text:  # parsing everything takes seconds
        return
    for found in ast.walk(ast.parse(text)):
        if not isinstance(found, ast.Call):
            continue
        called = found.func
        if name == (called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", None)):
            yield found


def test_imports_point_inwards() -> None:
    """import-linter keeps every contract of pyproject.toml."""
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())",
    ]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)

    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]


def test_no_typed_signal_can_cut_an_amount() -> None:
    """``Signal(int)`` turns 10**18 into a negative number and dict and list lose integers from 2**63."""
    found = [
        f"{path.relative_to(ROOT)}:{call.lineno} {ast.unparse(call)}"
        for path in sources()
        for kind in ("Signal", "Slot")
        for call in calls(path, kind)
        if any(ast.unparse(argument) in {"int", "float", "dict", "list"} for argument in call.args)
    ]

    assert found == []


def test_no_money_column_is_a_number() -> None:
    """SQLite turns the text of a wide integer in an INTEGER column into a REAL, silently."""
    found = [
        f"{path.relative_to(ROOT)}: {match.group(0)}"
        for path in sources()
        for match in MONEY.finditer(path.read_text(encoding="utf-8"))
    ]

    assert found == []


def test_no_file_grows_beyond_what_a_reader_can_hold() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in sources()
    }

    too_long = {name for name, length in lengths.items() if length > MAX_LINES}
    assert too_long == set()


def test_no_module_is_named_for_nothing() -> None:
    assert [path.name for path in sources() if path.stem in BANNED_NAMES] == []


def _imported(node: ast.ImportFrom) -> set[str]:
    return {str(node.module), *(f"{node.module}.{alias.name}" for alias in node.names)}


def test_the_cheating_seller_is_known_to_the_tour_alone() -> None:
    """It takes money and delivers nothing: no window and no command but the tour may lead to it."""
    cheats = "desktop.bootstrap.cheats"
    found = {
        str(path.relative_to(ROOT))
        for path in sources()
        if "cheats" in (text := path.read_text(encoding="utf-8"))
        for node in ast.walk(ast.parse(text))
        if (isinstance(node, ast.ImportFrom) and cheats in _imported(node))
        or (isinstance(node, ast.Import) and any(alias.name == cheats for alias in node.names))
        or (isinstance(node, ast.Constant) and node.value == cheats)
    }

    assert found == {"desktop/bootstrap/touring.py"}


@pytest.mark.parametrize("script", ["han", "cyrillic"])
def test_sentences_in_other_languages_live_in_the_translations_alone(script: str) -> None:
    ranges = {"han": "\u3400-\u4dbf\u4e00-\u9fff", "cyrillic": "\u0400-\u04ff"}
    pattern = re.compile(f"[{ranges[script]}]")

    # What the benchmarks' made listings are called is data, in the scripts that are searched.
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sources()
        if "bench" not in path.parts
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line.replace(OWN_NAME, ""))
    ]

    assert found == []


def test_nothing_prints_where_a_childs_frames_travel() -> None:
    """Only commands speak to standard output; in a child it is the pipe of the protocol."""
    found = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in sources()
        if "commands" not in path.parts and path.name not in {"cli.py"}
        for call in calls(path, "print")
        if isinstance(call.func, ast.Name)
    ]

    assert found == []


def test_the_window_imports_no_engine_and_no_signer() -> None:
    """eth-account alone took a second of each start, and the window must not be able to sign or to parse a model."""
    heavy = ("eth_account", "eth_keys", "web3", "eth", "pydantic", "onnxruntime", "onnx", "tokenizers")
    code = f"import sys, desktop.bootstrap.application; print(*(m for m in {heavy!r} if m in sys.modules))"

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=300
    )

    assert done.stdout.split() == []
