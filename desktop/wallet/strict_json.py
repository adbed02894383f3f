"""JSON from strangers: capped in size and depth, no name twice, no NaN.

py_ecc raises Python's recursion limit to 100,000 when it is imported (eth-account imports it), and then
``json.loads`` and msgspec crash the whole process on deep nesting instead of raising RecursionError: so the
depth is counted before.
"""

import json
import re
from typing import Any, Final, NoReturn

MAX_DEPTH: Final = 64
_STRINGS = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_BRACKETS = re.compile(rb"[\[{]|[\]}]")


def read_json(data: bytes, max_bytes: int) -> Any:
    """The value of a JSON text in UTF-8, with or without a byte order mark.

    Raises:
        ValueError: Not JSON, or beyond a cap. The message never quotes the text.
    """
    if len(data) > max_bytes:
        raise ValueError("size")
    check_depth(data)
    try:
        return json.loads(
            data.decode("utf-8-sig"), object_pairs_hook=_unique, parse_constant=_refuse_constant
        )
    except ValueError:
        # Not chained: json and unicode errors carry the whole text, which may be a wallet's.
        raise ValueError("json") from None


def check_depth(data: bytes) -> None:
    """Count brackets outside of strings.

    Raises:
        ValueError: They nest deeper than 64.
    """
    depth = 0
    for bracket in _BRACKETS.findall(_STRINGS.sub(b"", data)):
        depth += 1 if bracket in b"[{" else -1
        if depth > MAX_DEPTH:
            raise ValueError("depth")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) != len(pairs):
        raise ValueError("name twice")
    return content


def _refuse_constant(_: str) -> NoReturn:
    raise ValueError("constant")
