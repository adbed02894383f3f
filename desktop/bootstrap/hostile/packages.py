"""Packages that were changed after packing: each in one way, everything else made to fit again where that is needed."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

import msgspec
import onnx
import rfc8785

from desktop.core import packages, zips
from desktop.runtime.packing import PackedModel, list_blobs
from desktop.runtime.worker.vectors import read_vectors, write_vectors

Files = dict[str, bytes]


def rebuilt(packed: PackedModel, change: str) -> bytes:
    """The public ZIP after the named change."""
    files = dict(packed.public_files)
    manifest: dict[str, Any] = json.loads(files.pop(packages.MANIFEST))
    CHANGES[change](files, manifest)
    data = manifest.pop("_bytes", None)
    first = manifest.pop("_first", False)
    if manifest.pop("_relist", True):
        sealed = [blob for blob in manifest["blobs"] if blob["part"] == "sealed"]
        public = [plain_blob(blob) for blob in list_blobs(files, zips.PUBLIC_PROFILE)]
        manifest["blobs"] = [*public, *sealed]
    made = rfc8785.dumps(manifest) if data is None else data
    whole = {packages.MANIFEST: made, **files} if first else {**files, packages.MANIFEST: made}
    return zips.build(whole, zips.PUBLIC_PROFILE)


def with_wrong_vectors(packed: PackedModel, count: int = 3) -> PackedModel:
    """A package that our packer would refuse: everything fits, but its first test vectors promise other answers."""
    spec = msgspec.json.decode(packed.public_files[packages.SPEC], type=packages.Spec)
    arrays = dict(read_vectors(packed.sealed_files[packages.TESTS]))
    output = spec.outputs[0].name
    arrays[output] = arrays[output].copy()
    arrays[output][:count] += 0.25
    sealed = {**packed.sealed_files, packages.TESTS: write_vectors(arrays)}
    public = [blob for blob in packed.manifest.blobs if blob.part == "public"]
    manifest = msgspec.structs.replace(
        packed.manifest, blobs=[*public, *list_blobs(sealed, zips.SEALED_PROFILE)]
    )
    files = {**packed.public_files, packages.MANIFEST: rfc8785.dumps(msgspec.to_builtins(manifest))}
    return PackedModel(files, sealed, manifest)


def plain_blob(blob: packages.Blob) -> dict[str, Any]:
    return {field: getattr(blob, field) for field in blob.__struct_fields__}


def _spec(files: Files, change: Callable[[dict[str, Any]], object]) -> None:
    spec = json.loads(files[packages.SPEC])
    change(spec)
    files[packages.SPEC] = rfc8785.dumps(spec)


def card_changed(files: Files, manifest: dict[str, Any]) -> None:
    files[packages.CARD] = files[packages.CARD].replace(b"a", b"b")
    manifest["_relist"] = False


def unlisted_file(files: Files, manifest: dict[str, Any]) -> None:
    files["samples/extra.txt"] = b"extra"
    manifest["_relist"] = False


def listed_but_absent(_files: Files, manifest: dict[str, Any]) -> None:
    blob = dict(
        manifest["blobs"][0], name="samples/absent.txt", role="sample", sha256=hashlib.sha256(b"").hexdigest()
    )
    manifest["blobs"].append(blob)
    manifest["_relist"] = False


def manifest_first(_files: Files, manifest: dict[str, Any]) -> None:
    manifest["_first"] = True


def no_spec(files: Files, _manifest: dict[str, Any]) -> None:
    del files[packages.SPEC]


def manifest_not_canonical(_files: Files, manifest: dict[str, Any]) -> None:
    manifest["_bytes"] = json.dumps(manifest, indent=1).encode()


def manifest_unknown_field(_files: Files, manifest: dict[str, Any]) -> None:
    manifest["postprocessor_path"] = "run.py"


def manifest_is_html(_files: Files, manifest: dict[str, Any]) -> None:
    manifest["_bytes"] = b"<!DOCTYPE html>"


def spec_unknown_operation(files: Files, _manifest: dict[str, Any]) -> None:
    _spec(files, lambda spec: spec["inputs"][0]["preprocess"].append({"op": "run", "args": {}}))


def spec_code(files: Files, _manifest: dict[str, Any]) -> None:
    _spec(files, lambda spec: spec["inputs"][0]["preprocess"][0].update(args={"code": "import os"}))


def spec_other_input(files: Files, _manifest: dict[str, Any]) -> None:
    _spec(files, lambda spec: spec["inputs"][0].update(name="picture"))


def spec_other_shape(files: Files, _manifest: dict[str, Any]) -> None:
    _spec(files, lambda spec: spec["inputs"][0]["axes"].pop())


def operators_lie(_files: Files, manifest: dict[str, Any]) -> None:
    manifest["operators"] = ["Relu"]


def task_differs(_files: Files, manifest: dict[str, Any]) -> None:
    manifest["task"] = "text-generation"


def weights_too_short(_files: Files, manifest: dict[str, Any]) -> None:
    for blob in manifest["blobs"]:
        if blob["role"] == "weights":
            blob["size"] = 64


def graph_is_text(files: Files, _manifest: dict[str, Any]) -> None:
    files[packages.GRAPH] = b"no graph at all"


def graph_foreign_operator(files: Files, _manifest: dict[str, Any]) -> None:
    model = onnx.load_from_string(files[packages.GRAPH])
    model.graph.node[0].domain = "com.microsoft"
    files[packages.GRAPH] = model.SerializeToString()


def graph_sizes_lie(files: Files, _manifest: dict[str, Any]) -> None:
    model = onnx.load_from_string(files[packages.GRAPH])
    model.graph.initializer[0].dims[0] = 1 << 40
    files[packages.GRAPH] = model.SerializeToString()


def card_not_utf8(files: Files, _manifest: dict[str, Any]) -> None:
    files[packages.CARD] = b"\xff\xfe card"


CHANGES: dict[str, Callable[[Files, dict[str, Any]], None]] = {
    change.__name__.replace("_", "-"): change
    for change in (
        card_changed, unlisted_file, listed_but_absent, manifest_first, no_spec, manifest_not_canonical,
        manifest_unknown_field, manifest_is_html, spec_unknown_operation, spec_code, spec_other_input,
        spec_other_shape, operators_lie, task_differs, weights_too_short, graph_is_text, graph_foreign_operator,
        graph_sizes_lie,        card_not_utf8,
    )
}  # fmt: skip
