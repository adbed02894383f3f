"""Frozen dataclasses as JSON text and back: numbers as decimal text (they may have 256 bits), bytes as hex.

A field that an older record lacks takes its default, so adding a field with a default needs no migration.
"""

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from desktop.core.errors import Bug
from desktop.core.identity import Address

T = TypeVar("T")


def dump(record: object) -> str:
    """The record as compact JSON with sorted keys."""
    return json.dumps(_plain(record), sort_keys=True, separators=(",", ":"))


def load(cls: type[T], text: str) -> T:
    """The record of class ``cls`` that ``dump`` wrote."""
    return _build(cls, json.loads(text))  # type: ignore[no-any-return]


def _plain(value: object) -> Any:
    match value:
        case None | bool() | str():
            return value
        case Enum():
            return value.value
        case int() | float():
            return repr(value)  # also what JSON has no number for: inf and nan
        case Address(raw=data) | (bytes() as data):
            return data.hex()
        case tuple():
            return [_plain(item) for item in value]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    raise Bug(f"no record form for {type(value).__name__}")


@cache
def _hints(cls: type[Any]) -> dict[str, Any]:
    return get_type_hints(cls)


_SIMPLE: dict[Any, Callable[[Any], Any]] = {
    bool: bool,
    str: str,
    int: int,
    float: float,
    bytes: bytes.fromhex,
    Address: lambda text: Address(bytes.fromhex(text)),
}


def _build(hint: Any, value: Any) -> Any:
    if get_origin(hint) in {Union, UnionType}:
        if value is None:
            return None
        (hint,) = (option for option in get_args(hint) if option is not NoneType)
    if get_origin(hint) is tuple:  # of any length, all of one kind
        return tuple(_build(get_args(hint)[0], item) for item in value)
    if hint in _SIMPLE:
        return _SIMPLE[hint](value)
    if issubclass(hint, Enum):
        return hint(value)
    hints = _hints(hint)
    return hint(**{name: _build(hints[name], item) for name, item in value.items() if name in hints})
