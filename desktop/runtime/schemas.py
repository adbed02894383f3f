"""The JSON Schemas of manifest.json and spec.json: the structs, and of the verifier's rules what a schema can say.

A schema cannot compare a file with another: that blobs lie where the manifest says, that operators are those of the graph,
that columns named by an operation exist. What it accepts the verifier may refuse; what it refuses the verifier refuses too.
"""

from typing import Any, TypeAlias

import msgspec

from desktop.core import packages
from desktop.core.packages import Manifest, Spec
from desktop.runtime.heads import generation, results, shapes, spec_rules, tiling
from desktop.runtime.heads.answering import HeadRule
from desktop.runtime.package_rules import DTYPES, ROLES

Schema: TypeAlias = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_INT32 = (1 << 31) - 1


def spec_schema() -> Schema:
    """The schema of spec.json."""
    schema = _base(Spec, "spec.json of a Licet model package, format 1")
    defined = schema["$defs"]
    spec = defined["Spec"]["properties"]
    spec["inputs"] |= {"minItems": 1, "maxItems": spec_rules.MAX_PORTS}
    spec["outputs"] |= {"minItems": 1, "maxItems": spec_rules.MAX_PORTS}
    _tests(defined)
    port = defined["InputSpec"]
    port["properties"]["dtype"] = {"enum": sorted(DTYPES)}
    port["properties"]["preprocess"] |= {"maxItems": spec_rules.MAX_OPERATIONS}
    port["allOf"] = [_of_kind(kind, known) for kind, known in spec_rules.PREPROCESS.items()]
    port["properties"]["columns"] = {
        "anyOf": [
            {"type": "null"},
            {"type": "array", "items": {"$ref": "#/$defs/Column"}, "maxItems": spec_rules.MAX_COLUMNS},
        ],
        "default": None,
    }
    defined["Column"]["allOf"] = [
        {
            "if": {"properties": {"type": {"const": "category"}}, "required": ["type"]},
            "then": {"required": ["choices"], "properties": {"choices": {"type": "array", "minItems": 1}}},
        }
    ]
    output = defined["OutputSpec"]["properties"]
    output["postprocess"] = {
        "type": "array",
        "items": _operations(results.OPERATIONS),
        "maxItems": spec_rules.MAX_OPERATIONS,
        "default": [],
    }
    defined["Spec"]["allOf"] = [_of_head(name) for name in results.HEADS]
    tile = defined["Tile"]["properties"]
    tile["size"] = _integer(8, tiling.MAX_TILE_SIDE)
    tile["overlap"] = _integer(0, tiling.MAX_TILE_SIDE // 2)
    tile["multiple_of"] |= _integer(1, tiling.MAX_MULTIPLE)
    head = defined["Head"]["properties"]
    head["max_new"] = {"anyOf": [{"type": "null"}, _integer(1, generation.MAX_NEW_TOKENS)], "default": None}
    return schema


def manifest_schema() -> Schema:
    """The schema of manifest.json."""
    schema = _base(Manifest, "manifest.json of a Licet model package, format 1")
    defined = schema["$defs"]
    blob = defined["Blob"]
    blob["properties"]["name"] = {"type": "string", "minLength": 1}
    for name in ("size", "offset"):
        blob["properties"][name] = {"type": "integer", "minimum": 0}
    blob["properties"]["sha256"] = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
    blob["allOf"] = [
        {
            "if": {"properties": {"name": {"enum": sorted(n for n, r in ROLES.items() if r == role)}}},
            "then": {"properties": {"role": {"const": role}}},
        }
        for role in sorted(set(ROLES.values()))
    ]
    _tests(defined)
    variant = defined["Variant"]["properties"]
    variant["error"] = {"type": "number", "minimum": 0}
    manifest = defined["Manifest"]["properties"]
    manifest["variants"] |= {"maxItems": len(packages.VARIANTS)}
    return schema


def _base(shape: type[Any], title: str) -> Schema:
    """msgspec's schema of a struct, under its own name, closed against fields that do not exist."""
    made = msgspec.json.schema(shape)
    return {"$schema": DIALECT, "title": title, "$ref": made["$ref"], "$defs": made["$defs"]}


def _tests(defined: Schema) -> None:
    tests = defined["TestsSpec"]["properties"]
    tests["count"] = {"type": "integer", "minimum": 0, "maximum": spec_rules.MAX_TEST_VECTORS}


def _of_kind(kind: str, known: shapes.Operations) -> Schema:
    """Of an input of this kind: the operations that it may have, and columns exactly where it is a table."""
    operations = {"items": _operations(known)} if known else {"maxItems": 0}
    then: Schema = {"properties": {"preprocess": operations}}
    if kind == "table":
        first: Schema = {
            "type": "array",
            "minItems": 1,
            "prefixItems": [{"properties": {"op": {"const": "columns"}}}],
        }
        then = {
            "required": ["columns", "preprocess"],
            "properties": {
                "preprocess": {"allOf": [first, operations]},
                "columns": {"type": "array", "minItems": 1},
            },
        }
    else:
        then["properties"]["columns"] = {"anyOf": [{"type": "null"}, {"type": "array", "maxItems": 0}]}
    return {"if": {"properties": {"kind": {"const": kind}}}, "then": then}


def _operations(known: shapes.Operations) -> Schema:
    return {"anyOf": [_operation(name, arguments) for name, arguments in known.items()]}


def _operation(name: str, arguments: dict[str, str]) -> Schema:
    """One operation with exactly its arguments."""
    args: Schema = {
        "type": "object",
        "properties": {argument: _SHAPES[shape] for argument, shape in arguments.items()},
        "required": sorted(arguments),
        "additionalProperties": False,
    }
    required = ["op", "args"] if arguments else ["op"]
    properties = {"op": {"const": name}, "args": args}
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _of_head(name: str) -> Schema:
    """Of a spec with this head: fields that must be set, layouts, settings, and an input of its kind."""
    rule = results.HEADS[name]
    needs = [*rule.needs, *(["labels"] if rule.is_labelled else [])]
    head: Schema = {
        "required": ["type", *needs],
        "properties": {need: {"not": {"type": "null"}} for need in needs},
    }
    if rule.layouts:
        allowed: list[Any] = [layout or None for layout in rule.layouts]
        head["properties"]["layout"] = {"enum": [*allowed, ""] if None in allowed else allowed}
        if None not in allowed:
            head["required"] = [*head["required"], "layout"]
    then: Schema = {"properties": {"head": head, "params": {"items": _params(rule.settings)}}}
    if rule.kind is not None:
        of_kind = {"properties": {"kind": {"const": rule.kind}}, "required": ["kind"]}
        then["properties"]["inputs"] = {"contains": of_kind}
    if name == generation.TYPE:  # its further roles are the names of its caches
        logits = {"properties": {"role": {"const": "logits"}}, "required": ["role"]}
        then["properties"]["outputs"] = {"contains": logits}
    elif name != results.PLAIN:
        then["allOf"] = _roles(rule)
    condition = {"properties": {"head": {"properties": {"type": {"const": name}}}}}
    return {"if": condition, "then": then}


def _roles(rule: HeadRule) -> list[Schema]:
    """Each required role once, and no role that the head (or its layout) does not know."""
    if not rule.layouts:
        return [_outputs(rule.required, rule.optional)]
    made: list[Schema] = []
    for layout, (required, optional) in rule.layouts.items():
        told: Schema = {"properties": {"layout": {"const": layout}}, "required": ["layout"]}
        if not layout:
            told = {"properties": {"layout": {"enum": [None, ""]}}}
        made.append({"if": {"properties": {"head": told}}, "then": _outputs(required, optional)})
    return made


def _outputs(required: frozenset[str], optional: frozenset[str]) -> Schema:
    known = sorted(required | optional)
    each = [
        {"contains": {"properties": {"role": {"const": role}}, "required": ["role"]}}
        for role in sorted(required)
    ]
    items = {"properties": {"role": {"enum": known}}}
    return {"properties": {"outputs": {"items": items, "maxItems": len(known), "allOf": each}}}


def _params(settings: frozenset[str]) -> Schema:
    return {"properties": {"name": {"enum": sorted(settings)}}}


_NUMBER: Schema = {"type": "number"}
_DIVISOR: Schema = {"type": "number", "not": {"const": 0}}


def _integer(least: int, most: int) -> Schema:
    return {"type": "integer", "minimum": least, "maximum": most}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items, "minItems": 1, "maxItems": shapes.MAX_LIST}


_SHAPES: dict[str, Schema] = {
    "number": _NUMBER,
    "integer": _integer(-_INT32, _INT32),
    "length": _integer(1, shapes.MAX_LENGTH),
    "side": _integer(1, shapes.MAX_IMAGE_SIDE),
    "mode": {"enum": ["bilinear", "nearest", "area", "bicubic"]},
    "token_part": {"enum": ["ids", "mask", "types", "positions"]},
    "rate": _integer(1_000, 192_000),
    "samples": _integer(1, 96_000_000),
    "fill": {"enum": ["zero", "repeat"]},
    "layout": {"enum": ["NCHW", "NHWC"]},
    "byte": _integer(0, 255),
    "numbers": _list(_NUMBER),
    "divisors": _list(_DIVISOR),
    "texts": _list({"type": "string"}),
    "column": {"type": "string"},
    "columns": {"type": "array", "items": {"type": "string"}},
}
"""What ``shapes.fits`` asks of an argument, as a schema; the names of columns only the verifier can compare."""
