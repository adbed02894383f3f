"""The published JSON Schemas: fresh, true of every demo model, and as strict as the verifier where a schema can be."""

import copy
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.core.packages import Manifest, Spec
from desktop.runtime.heads.spec_rules import check_spec
from desktop.runtime.package_rules import DTYPES
from desktop.runtime.schemas import manifest_schema, spec_schema
from tests.helpers.json_schema import is_valid
from tests.helpers.writer import spec_of

ROOT = Path(__file__).resolve().parents[3]
SPECS = {
    path.parent.name: json.loads(path.read_text("utf-8"))
    for path in sorted((ROOT / "resources" / "models").glob("*/spec.json"))
}
SCHEMA = spec_schema()
MANIFEST: dict[str, Any] = {
    "format": 1, "name": "n", "version": "1", "task": "t", "summary": "s", "license": "MIT",
    "blobs": [{"role": "spec", "name": "spec.json", "part": "public", "size": 1, "offset": 39, "sha256": "0" * 64}],
    "operators": ["Add"], "opset": 17, "parameters": 1, "tests": {"count": 1, "rtol": 0.1, "atol": 0.1},
    "measured": {"load_ms": 1.0, "run_ms": 1.0, "peak_rss_bytes": 1, "machine": "m"},
    "variants": [{
        "name": "fp16", "operators": ["Add"], "opset": 17, "parameters": 1, "error": 0.01,
        "tests": {"count": 1, "rtol": 0.1, "atol": 0.1},
        "measured": {"load_ms": 1.0, "run_ms": 1.0, "peak_rss_bytes": 1, "machine": "m"},
    }],
}  # fmt: skip
Path_ = tuple[Any, ...]


def verifies(spec: Any) -> bool:
    """What the verifier says of spec.json by itself, and that each type is one that a graph can have."""
    try:
        decoded = msgspec.json.decode(json.dumps(spec), type=Spec)
    except msgspec.MsgspecError:
        return False
    return not list(check_spec(decoded)) and all(port.dtype in DTYPES for port in decoded.inputs)


def test_the_committed_schemas_are_those_of_the_code() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "schemas.py"), "--check"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", SPECS)
def test_every_demo_model_follows_the_schema(name: str) -> None:
    assert is_valid(SPECS[name], SCHEMA)
    assert verifies(SPECS[name])


def test_a_decoder_with_its_cache_follows_the_schema() -> None:
    spec = spec_of(prompt="Q: {text}", stop=["\n"], end_tokens=[0], max_new=9)

    assert is_valid(spec, SCHEMA)
    assert verifies(spec)
    assert not is_valid(spec_of(max_new=0), SCHEMA)


def test_a_manifest_with_variants_follows_its_schema() -> None:
    assert is_valid(MANIFEST, manifest_schema())
    assert msgspec.convert(MANIFEST, Manifest).variants[0].name == "fp16"


def put(spec: str, *path: Any, to: Any) -> tuple[str, Path_, Any]:
    return spec, path, to


DROP = object()
DIGITS, TABLE, SERIES, TEXT = "handwritten-digits", "credit-risk", "sunspots", "programming-language"
BROKEN = {
    "an unknown field": put(DIGITS, "colour", to="red"),
    "another format": put(DIGITS, "format", to=2),
    "no inputs": put(DIGITS, "inputs", to=[]),
    "no outputs": put(DIGITS, "outputs", to=[]),
    "a missing task": put(DIGITS, "task", to=DROP),
    "an unknown kind": put(DIGITS, "inputs", 0, "kind", to="video"),
    "an unknown axis": put(DIGITS, "inputs", 0, "axes", 1, "type", to="w"),
    "an unknown operation": put(DIGITS, "inputs", 0, "preprocess", 0, "op", to="exec"),
    "an operation of another kind": put(DIGITS, "inputs", 0, "preprocess", 0, to={"op": "lowercase", "args": {}}),
    "an argument too many": put(DIGITS, "inputs", 0, "preprocess", 0, "args", to={"x": 1}),
    "an argument missing": put(DIGITS, "inputs", 0, "preprocess", 1, "args", "mode", to=DROP),
    "a side of nought": put(DIGITS, "inputs", 0, "preprocess", 1, "args", "height", to=0),
    "a side too long": put(DIGITS, "inputs", 0, "preprocess", 1, "args", "height", to=8193),
    "a mode that does not exist": put(DIGITS, "inputs", 0, "preprocess", 1, "args", "mode", to="lanczos"),
    "a factor that is a text": put(DIGITS, "inputs", 0, "preprocess", 2, "args", "factor", to="1"),
    "a layout that does not exist": put(DIGITS, "inputs", 0, "preprocess", 3, "args", "to", to="CHW"),
    "columns of a picture": put(DIGITS, "inputs", 0, "columns", to=[{"name": "a"}]),
    "a table without columns": put(TABLE, "inputs", 0, "columns", to=DROP),
    "a table that does not begin with columns": put(TABLE, "inputs", 0, "preprocess", to=[]),
    "a category without choices": put(TABLE, "inputs", 0, "columns", 0, to={"name": "a", "type": "category"}),
    "an unknown type of column": put(TABLE, "inputs", 0, "columns", 0, "type", to="date"),
    "a window that is no length": put(SERIES, "inputs", 0, "preprocess", 0, "args", "count", to=0),
    "a role that the head does not know": put(DIGITS, "outputs", 0, "role", to="boxes"),
    "a role missing": put(SERIES, "outputs", 1, "role", to="lower"),
    "an unknown postprocessing": put(DIGITS, "outputs", 0, "postprocess", 0, "op", to="exp"),
    "an unknown head": put(DIGITS, "head", "type", to="oracle"),
    "a head without its labels": put(DIGITS, "head", "labels", to=None),
    "a head without its input": put(DIGITS, "head", to={"type": "text-classification", "labels": "labels.txt"}),
    "a layout of a detector that does not exist": put(
        DIGITS, "head", to={"type": "detection", "labels": "labels.txt", "layout": "yolo99"}
    ),
    "a detector without a layout": put(DIGITS, "head", to={"type": "detection", "labels": "labels.txt"}),
    "an anomaly without a threshold": put(DIGITS, "head", to={"type": "anomaly"}),
    "an unknown setting": put(DIGITS, "params", 0, "name", to="temperature"),
    "an unknown type of setting": put(DIGITS, "params", 0, "type", to="code"),
    "too many test vectors": put(DIGITS, "tests", "count", to=1001),
    "fewer than no test vectors": put(DIGITS, "tests", "count", to=-1),
    "65 operations": put(DIGITS, "outputs", 0, "postprocess", to=[{"op": "round", "args": {}}] * 65),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_what_the_verifier_refuses_the_schema_refuses_too(name: str) -> None:
    base, path, value = BROKEN[name]
    spec = changed(SPECS[base], path, value)

    assert not verifies(spec)
    assert not is_valid(spec, SCHEMA)


def changed(value: Any, path: Path_, to: Any) -> Any:
    made = copy.deepcopy(value)
    place = made
    for step in path[:-1]:
        place = place[step]
    if to is DROP:
        del place[path[-1]]
    else:
        place[path[-1]] = to
    return made


def paths(value: Any, at: Path_ = ()) -> list[Path_]:
    children = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    return [path for key, child in children for path in ((*at, key), *paths(child, (*at, key)))]


ANYTHING = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 9000), st.floats(-2, 2), st.text(max_size=6),
    st.sampled_from(["columns", "softmax", "scores", "image", "table", "resize", "bilinear", "ssd", "fp16"]),
    st.lists(st.integers(0, 3), max_size=3), st.just({}), st.just(DROP),
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_the_schema_refuses_nothing_that_the_verifier_accepts(data: st.DataObject) -> None:
    spec = SPECS[data.draw(st.sampled_from(sorted(SPECS)))]
    path = data.draw(st.sampled_from(paths(spec)))

    broken = changed(spec, path, data.draw(ANYTHING))

    assert is_valid(broken, SCHEMA) or not verifies(broken)


WRONG_MANIFESTS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "an unknown field": lambda m: m.update(extra=1),
    "an unknown role": lambda m: m["blobs"][0].update(role="virus"),
    "the role of another file": lambda m: m["blobs"][0].update(role="card"),
    "a digest that is none": lambda m: m["blobs"][0].update(sha256="xyz"),
    "a size below nought": lambda m: m["blobs"][0].update(size=-1),
    "a third part": lambda m: m["blobs"][0].update(part="secret"),
    "an unknown variant": lambda m: m["variants"][0].update(name="int2"),
    "a missing measurement": lambda m: m.pop("measured"),
    "three variants": lambda m: m.update(variants=m["variants"] * 3),
}


@pytest.mark.parametrize("name", WRONG_MANIFESTS)
def test_a_manifest_that_breaks_a_rule_breaks_the_schema(name: str) -> None:
    manifest = copy.deepcopy(MANIFEST)

    WRONG_MANIFESTS[name](manifest)

    assert not is_valid(manifest, manifest_schema())
