"""The canonical form of a run's inputs and outputs, and its digest. docs/run-records.md section 2 is the definition.

The form is a JSON value for RFC 8785, so that any program can make the same digest: raw bytes (files, pixels) and long
lists of numbers stand in it by their length and SHA-256.
"""

import array
import hashlib
import math
import sys
from typing import Any

import rfc8785

DEFINITION = "licet-run-1"
"""Which definition a digest follows; it is the first line of what is hashed."""

LONG = 16
"""From this length on a list of numbers stands by its bytes: 64-bit, little-endian."""
_SAFE = 2**53 - 1
_INT64 = 1 << 63


def digest(value: Any) -> str:
    """SHA-256 in hex over ``DEFINITION``, a line feed, and the canonical JSON of the value's form."""
    return hashlib.sha256(DEFINITION.encode() + b"\n" + rfc8785.dumps(canonical(value))).hexdigest()


def canonical(value: Any) -> Any:  # noqa: PLR0911 - one for each kind
    """The form of a plain value: None, bool, int, float, str, bytes, list, tuple or dict with texts as keys.

    Raises:
        TypeError: Of another type.
    """
    match value:
        case None | bool():
            return value
        case int():
            return value if -_SAFE <= value <= _SAFE else {"$integer": str(value)}
        case float():
            return value if math.isfinite(value) else {"$number": _infinite(value)}
        case str():
            return _text(value)
        case bytes() | memoryview():
            return {"$bytes": len(value), "sha256": hashlib.sha256(value).hexdigest()}
        case list() | tuple():
            return _numbers(value) or [canonical(item) for item in value]
        case dict():
            return {_key(key): canonical(item) for key, item in value.items()}
    raise TypeError(f"no canonical form of {type(value).__name__}")


def _numbers(values: list[Any] | tuple[Any, ...]) -> dict[str, Any] | None:
    """A long list of numbers alone, by its bytes; whole numbers as INT64, else all as FP64."""
    if len(values) < LONG:
        return None
    kinds = set(map(type, values))
    if kinds == {int} and all(-_INT64 <= value < _INT64 for value in values):
        dtype, packed = "INT64", array.array("q", values)
    elif kinds == {float} or (
        kinds == {int, float} and all(-_SAFE <= v <= _SAFE for v in values if type(v) is int)
    ):
        # One not-a-number is as good as another: their bits differ between processors.
        dtype, packed = "FP64", array.array("d", (v if v == v else math.nan for v in values))  # noqa: PLR0124
    else:
        return None
    if sys.byteorder == "big":
        packed.byteswap()
    return {"$numbers": len(values), "dtype": dtype, "sha256": hashlib.sha256(packed.tobytes()).hexdigest()}


def _infinite(value: float) -> str:
    return "nan" if math.isnan(value) else "inf" if value > 0 else "-inf"


def _key(key: object) -> str:
    """``$`` is ours: a key that begins with it gets one more."""
    text = _text(str(key))
    return f"${text}" if text.startswith("$") else text


def _text(text: str) -> str:
    """Half of a surrogate pair is no character; U+FFFD stands for it."""
    return (
        text if text.isascii() else text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    )
