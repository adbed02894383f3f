"""A validator for the part of JSON Schema 2020-12 that docs/schema/ uses; an unknown keyword is an error of the test."""

import math
import re
from typing import Any

_IGNORED = {"$schema", "title", "description", "default", "$defs", "examples"}
_TYPES = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "null": type(None),
    "integer": int,
    "number": (int, float),
}


def is_valid(value: Any, schema: Any, root: Any = None) -> bool:
    """Whether the value follows the schema; ``root`` holds the definitions."""
    root = schema if root is None else root
    if isinstance(schema, bool):
        return schema
    return all(
        _keyword(name, told, value, schema, root)
        for name, told in schema.items()
        if name not in _IGNORED | {"then", "else"}
    )


def _keyword(name: str, told: Any, value: Any, schema: Any, root: Any) -> bool:
    match name:
        case "$ref":
            return is_valid(value, root["$defs"][told.removeprefix("#/$defs/")], root)
        case "type":
            return _is_type(value, told)
        case "const":
            return _same(value, told)
        case "enum":
            return any(_same(value, one) for one in told)
        case "anyOf":
            return any(is_valid(value, one, root) for one in told)
        case "allOf":
            return all(is_valid(value, one, root) for one in told)
        case "not":
            return not is_valid(value, told, root)
        case "if":
            branch = "then" if is_valid(value, told, root) else "else"
            return is_valid(value, schema.get(branch, True), root)
    if isinstance(value, dict):
        return _of_object(name, told, value, schema, root)
    if isinstance(value, list):
        return _of_array(name, told, value, schema, root)
    return _of_plain(name, told, value)


def _of_object(name: str, told: Any, value: dict[str, Any], schema: Any, root: Any) -> bool:
    match name:
        case "properties":
            return all(is_valid(value[key], one, root) for key, one in told.items() if key in value)
        case "required":
            return all(key in value for key in told)
        case "additionalProperties":
            others = value.keys() - schema.get("properties", {}).keys()
            return all(is_valid(value[key], told, root) for key in others)
    return _known(name)


def _of_array(name: str, told: Any, value: list[Any], schema: Any, root: Any) -> bool:
    match name:
        case "items":
            return all(is_valid(one, told, root) for one in value[len(schema.get("prefixItems", [])) :])
        case "prefixItems":
            return all(is_valid(one, part, root) for one, part in zip(value, told, strict=False))
        case "minItems":
            return len(value) >= told
        case "maxItems":
            return len(value) <= told
        case "contains":
            return any(is_valid(one, told, root) for one in value)
    return _known(name)


def _of_plain(name: str, told: Any, value: Any) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    match name:
        case "minimum":
            return not is_number or value >= told
        case "maximum":
            return not is_number or value <= told
        case "minLength":
            return not isinstance(value, str) or len(value) >= told
        case "maxLength":
            return not isinstance(value, str) or len(value) <= told
        case "pattern":
            return not isinstance(value, str) or re.search(told, value) is not None
    return _known(name)


def _known(name: str) -> bool:
    known = {
        "properties", "required", "additionalProperties", "items", "prefixItems", "minItems", "maxItems", "contains",
        "minimum", "maximum", "minLength", "maxLength", "pattern",
    }  # fmt: skip
    assert name in known, f"keyword {name}"
    return True


def _is_type(value: Any, told: Any) -> bool:
    if isinstance(told, list):
        return any(_is_type(value, one) for one in told)
    if isinstance(value, bool):
        return bool(told == "boolean")
    if told == "integer" and isinstance(value, float):
        return math.isfinite(value) and value == int(value)
    return isinstance(value, _TYPES[told])


def _same(value: Any, told: Any) -> bool:
    return isinstance(value, bool) == isinstance(told, bool) and value == told
