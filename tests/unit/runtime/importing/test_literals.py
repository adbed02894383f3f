"""Python's reprs as data: what exporters write is read, and nothing else is."""

import ast
import time
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desktop.runtime.importing.literals import MAX_DEPTH, BadLiteral, read_literal

PLAIN = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**17), 10**17), st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=20),
)  # fmt: skip
VALUES = st.recursive(
    PLAIN,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.one_of(st.integers(0, 99), st.text("abc'\"\\", max_size=4)), inner, max_size=4),
    ),
    max_leaves=12,
)


@given(VALUES)
def test_what_repr_writes_is_read_as_it_was(value: Any) -> None:
    assume(depth(value) <= MAX_DEPTH)

    assert read_literal(repr(value)) == value == ast.literal_eval(repr(value))


def depth(value: Any) -> int:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return 0 if inner is None else 1 + max(map(depth, inner), default=0)


@given(st.text("[]{}(),:'\"0123456789.eE+-TrueFalsNo_x \\\n", max_size=60))
def test_any_text_is_a_value_or_refused(text: str) -> None:
    try:
        value = read_literal(text)
    except BadLiteral:
        return

    assert isinstance(value, str | int | float | list | dict | None)


HOSTILE = {
    "code": "__import__('os').system('id')",
    "a name": "os",
    "an expression": "1+1",
    "a comprehension": "[x for x in (1,)]",
    "a call in a list": "[print(1)]",
    "an f-string": "f'{1}'",
    "bytes": "b'x'",
    "a set": "{1, 2}",
    "a lambda": "lambda: 0",
    "deep lists": "[" * 100_000,
    "deep dicts": "{0:" * 100_000,
    "a giant number": "9" * 100_000,
    "a giant exponent": "1e99999999",
    "infinity": "1e999",
    "half a text": "'abc",
    "half a list": "[1, 2",
    "two values": "1 2",
    "a lone surrogate": r"'\ud800'",
    "a key twice": "{1: 'a', 1: 'b'}",
    "a list as key": "{[1]: 2}",
    "too many values": "[" + "0," * 100_001 + "]",
    "too long": "'" + "a" * (1 << 20) + "'",
    "nothing": "",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_plain_value_is_refused_at_once(name: str) -> None:
    started = time.process_time()

    with pytest.raises(BadLiteral):
        read_literal(HOSTILE[name])

    assert time.process_time() - started < 5  # a bound against blow-up, far above what it takes
