"""JSON from strangers: what is read, and what is refused before the parser sees it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.wallet.strict_json import MAX_DEPTH, read_json

ROOT = Path(__file__).parents[3]
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(VALUES)
def test_what_json_writes_is_read_back(value: object) -> None:
    assert read_json(json.dumps(value).encode(), 1 << 20) == value
    assert read_json(json.dumps(value, ensure_ascii=False).encode("utf-8-sig"), 1 << 20) == value


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{", b'{"a": 1, "a": 2}', b'[{"a": {"b": 1, "b": 1}}]', b"NaN", b"[Infinity]", b"-Infinity",
        b"\xff", b"'a'", b"{} {}", b"[1,]", b'"\n"',
    ],
)  # fmt: skip
def test_what_is_not_strict_json_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="json"):
        read_json(data, 1 << 20)


def test_a_text_beyond_its_cap_is_refused() -> None:
    with pytest.raises(ValueError, match="size"):
        read_json(b'"' + b"a" * 100 + b'"', 100)


def test_nesting_is_allowed_up_to_its_cap_only() -> None:
    deepest = b"[" * MAX_DEPTH + b"]" * MAX_DEPTH

    assert read_json(deepest, 1 << 20)
    with pytest.raises(ValueError, match="depth"):
        read_json(b"[" + deepest + b"]", 1 << 20)


def test_brackets_in_strings_are_no_nesting() -> None:
    text = '[{" \\" [' * 200

    assert read_json(json.dumps({text: [text]}).encode(), 1 << 20) == {text: [text]}


def test_a_refusal_never_quotes_the_text() -> None:
    with pytest.raises(ValueError, match="json") as caught:
        read_json(b'{"key": "my secret', 1 << 20)

    assert caught.value.__cause__ is None
    assert "secret" not in repr(caught.value)


def test_deep_nesting_does_not_crash_a_process_whose_recursion_limit_py_ecc_raised() -> None:
    """Regression: json.loads and msgspec die of a segmentation fault there."""
    script = """
import eth_account, sys
from desktop.wallet.v3 import import_v3
from desktop.wallet.vault import Vault
from desktop.wallet.typed_data import read_typed
from desktop.core.errors import AppError
assert sys.getrecursionlimit() > 10_000
for read in (lambda d: import_v3(d, ""), lambda d: Vault().unlock(d, ""), read_typed):
    for nest in (b"[", b'{"a":'):
        try:
            read(nest * (60_000 // len(nest)))
        except AppError as error:
            print(type(error).__name__)
"""
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert run.returncode == 0, run.stderr
    assert run.stdout.split() == ["DamagedKeystore"] * 4 + ["InvalidTypedData"] * 2
