"""The rules for a whole package: its manifest and spec, its files, and how they agree with each other and the graph."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import msgspec
import rfc8785
from onnx import GraphProto, ModelProto, TensorProto, ValueInfoProto

from desktop.core import packages, zips
from desktop.core.errors import Breach, InvalidPackage
from desktop.core.packages import Manifest, Spec
from desktop.runtime.errors import UnreadableModel
from desktop.runtime.heads.shapes import is_number
from desktop.runtime.heads.spec_rules import check_spec
from desktop.runtime.operators import allowed_for
from desktop.runtime.profile import check_model, inventory, parse_model
from desktop.runtime.rules import breach

MAX_JSON_BYTES = 1 << 20
MAX_TEXT_BYTES = 1 << 20
MAX_LABELS_BYTES = 4 << 20
MAX_TESTS_BYTES = 64 << 20
MAX_SAMPLE_BYTES = 16 << 20

_REQUIRED = (packages.MANIFEST, packages.SPEC, packages.CARD, packages.LICENSE)
_LIMITS = {
    packages.MANIFEST: MAX_JSON_BYTES,
    packages.SPEC: MAX_JSON_BYTES,
    packages.CARD: MAX_TEXT_BYTES,
    packages.LICENSE: MAX_TEXT_BYTES,
    packages.LABELS: MAX_LABELS_BYTES,
    **dict.fromkeys(packages.GRAPHS, packages.MAX_GRAPH_BYTES),
    packages.TESTS: MAX_TESTS_BYTES,
    packages.TOKENIZER: 64 << 20,
}
ROLES = {
    packages.SPEC: "spec",
    packages.CARD: "card",
    packages.LICENSE: "license",
    **dict.fromkeys(packages.GRAPHS, "graph"),
    packages.LABELS: "labels",
    **dict.fromkeys(packages.ALL_WEIGHTS, "weights"),
    packages.TESTS: "tests",
    packages.TOKENIZER: "tokenizer",
}
_UNHASHED = packages.ALL_WEIGHTS
DTYPES = {
    "BOOL": TensorProto.BOOL,
    "UINT8": TensorProto.UINT8,
    "INT8": TensorProto.INT8,
    "INT32": TensorProto.INT32,
    "INT64": TensorProto.INT64,
    "FP16": TensorProto.FLOAT16,
    "FP32": TensorProto.FLOAT,
    "FP64": TensorProto.DOUBLE,
}

_T = TypeVar("_T", Manifest, Spec)


@dataclass(frozen=True, slots=True)
class Part:
    """One ZIP of a package, read: its bytes and where each file lies in them."""

    entries: Mapping[str, zips.Entry]
    data: memoryview

    def __getitem__(self, name: str) -> memoryview:
        entry = self.entries[name]
        return self.data[entry.offset : entry.offset + entry.size]

    def __contains__(self, name: object) -> bool:
        return name in self.entries

    def names(self, folder: str) -> tuple[str, ...]:
        return tuple(name for name in self.entries if name.startswith(folder))


@dataclass(frozen=True, slots=True)
class PublicPart:
    """A public part that broke no rule; ``models`` are the graphs by variant, none where they are sealed."""

    part: Part
    manifest: Manifest
    spec: Spec
    models: Mapping[str, ModelProto]

    @property
    def model(self) -> ModelProto | None:
        """The graph of the model itself."""
        return self.models.get(packages.FULL)


def read_part(data: bytes | memoryview, profile: zips.Profile, *, check_crc: bool) -> Part:
    """The files of a part.

    Raises:
        InvalidPackage: It is no ZIP of the profile.
    """
    view = memoryview(data).cast("B")
    return Part({entry.name: entry for entry in zips.read(view, profile, check_crc=check_crc)}, view)


def check_public(data: bytes | memoryview) -> PublicPart:
    """The public part in these bytes, with every rule checked that can be checked without the sealed part.

    Raises:
        InvalidPackage: With every breach that was found.
    """
    part = read_part(data, zips.PUBLIC_PROFILE, check_crc=True)
    breaches = list(_files(part))
    if breaches:
        raise InvalidPackage(tuple(breaches))
    manifest = _decode(part, packages.MANIFEST, Manifest)
    spec = _decode(part, packages.SPEC, Spec)
    breaches += _blobs(part, manifest, "public")
    breaches += _agreement(manifest, spec)
    breaches += check_spec(spec)
    labels = spec.head.labels
    if labels is not None and not any(blob.name == labels for blob in manifest.blobs):
        breaches.append(breach("spec", "head.labels", labels))
    needs_tokenizer = any(operation.op == "tokenize" for port in spec.inputs for operation in port.preprocess)
    if needs_tokenizer and not any(blob.role == "tokenizer" for blob in manifest.blobs):
        breaches.append(breach("spec", "tokenize", "a tokenizer is missing"))
    breaches += check_variants(manifest)
    models: dict[str, ModelProto] = {}
    for name in _forms(manifest):
        graph = packages.graph_name(name)
        if manifest.graph_sealed == (graph in part):
            breaches.append(breach("graph-missing", graph, "where the manifest says that it is not"))
        elif graph in part:
            models[name] = _parse(part, graph)
            breaches += check_graph(models[name], manifest, spec, name)
    if breaches:
        raise InvalidPackage(tuple(breaches))
    return PublicPart(part, manifest, spec, models)


def check_sealed(
    data: memoryview, public: PublicPart, variant: str = packages.FULL
) -> tuple[Part, ModelProto]:
    """The sealed part and the graph of one variant; the graphs and weights of all of them are checked.

    The digests of the weights are not computed: their bytes were compared leaf by leaf with the listing after delivery.

    Raises:
        InvalidPackage: With every breach that was found.
    """
    part = read_part(data, zips.SEALED_PROFILE, check_crc=False)
    breaches = [
        breach("file-size", name, entry.size)
        for name, entry in part.entries.items()
        if entry.size > _LIMITS.get(name, entry.size)
    ]
    breaches += _blobs(part, public.manifest, "sealed")
    for name in _forms(public.manifest):
        if packages.weights_name(name) not in part:
            breaches.append(
                breach("file-missing", packages.weights_name(name), "the sealed part holds no weights")
            )
    models = dict(public.models)
    for name in _forms(public.manifest) if not breaches else ():
        graph = packages.graph_name(name)
        if name in models:
            continue
        if graph not in part:
            breaches.append(breach("graph-missing", graph, "in neither part"))
            continue
        models[name] = _parse(part, graph)
        breaches += check_graph(models[name], public.manifest, public.spec, name)
    if variant not in _forms(public.manifest):
        breaches.append(breach("variants", "manifest", variant[:20]))
    if breaches:
        raise InvalidPackage(tuple(breaches))
    return part, models[variant]


def with_tolerance(public: PublicPart, variant: str) -> PublicPart:
    """The public part whose spec allows what this variant's tests allow."""
    own = next((v.tests for v in public.manifest.variants if v.name == variant), None)
    return public if own is None else replace(public, spec=msgspec.structs.replace(public.spec, tests=own))


def check_variants(manifest: Manifest) -> Iterator[Breach]:
    """Each variant once, with as many vectors as the model has, with numbers that mean something, and no file of another."""
    names = [variant.name for variant in manifest.variants]
    if len(set(names)) < len(names):
        yield breach("variants", "manifest", "a name twice")
    own = {name(form) for form in _forms(manifest) for name in (packages.graph_name, packages.weights_name)}
    for blob in manifest.blobs:
        if blob.name in packages.GRAPHS | packages.ALL_WEIGHTS and blob.name not in own:
            yield breach("variants", blob.name, "a form that the manifest does not tell of")
    for variant in manifest.variants:
        tests = variant.tests
        if tests.count != manifest.tests.count or not is_number(tests.rtol + tests.atol + variant.error):
            yield breach("variants", variant.name, "its tests are not those of the model")
        elif min(tests.rtol, tests.atol, variant.error) < 0:
            yield breach("variants", variant.name, "a tolerance below nothing")


def _forms(manifest: Manifest) -> tuple[str, ...]:
    return (packages.FULL, *(variant.name for variant in manifest.variants))


def check_graph(
    model: ModelProto, manifest: Manifest, spec: Spec, variant: str = packages.FULL
) -> list[Breach]:
    """The profile of a variant's graph, and what manifest and spec say of it."""
    file = packages.weights_name(variant)
    weights = next((b.size for b in manifest.blobs if b.name == file and b.part == "sealed"), 0)
    told = next((v for v in manifest.variants if v.name == variant), manifest)
    kinds = {port.kind for port in spec.inputs}
    breaches = check_model(model, weights, allowed_for(spec.head.type, kinds))
    if breaches:
        return breaches
    found = inventory(model, weights)
    for name, said, real in (
        ("operators", tuple(sorted(told.operators)), found.operators),
        ("opset", told.opset, found.opset),
        ("parameters", told.parameters, found.parameters),
    ):
        if said != real:
            breaches.append(breach("manifest-graph", name, f"says {said}, is {real}"))
    breaches += _ports(model.graph, spec)
    return breaches


def _parse(part: Part, name: str) -> ModelProto:
    try:
        return parse_model(part[name])
    except UnreadableModel as error:
        raise InvalidPackage((breach("graph-unreadable", name, error.reason),)) from error


def _files(part: Part) -> Iterator[Breach]:
    for name in _REQUIRED:
        if name not in part:
            yield breach("file-missing", name, "required")
    if tuple(part.entries)[-1] != packages.MANIFEST:
        yield breach("file-order", packages.MANIFEST, "is not the last entry")
    for name, entry in part.entries.items():
        if entry.size > _LIMITS.get(name, MAX_SAMPLE_BYTES):
            yield breach("file-size", name, entry.size)
        elif name in {packages.CARD, packages.LICENSE, packages.LABELS}:
            try:
                str(part[name], "utf-8")
            except UnicodeDecodeError:
                yield breach("file-text", name, "not UTF-8")


def _decode(part: Part, name: str, shape: type[_T]) -> _T:
    """A JSON file as its struct: no field unknown, none missing, and the bytes canonical (RFC 8785)."""
    data = bytes(part[name])
    try:
        value = msgspec.json.decode(data, type=shape)
        canonical = rfc8785.dumps(msgspec.json.decode(data))
    except (msgspec.MsgspecError, rfc8785.CanonicalizationError, RecursionError, UnicodeDecodeError) as error:
        raise InvalidPackage((breach("json", name, str(error)),)) from error
    if canonical != data:
        raise InvalidPackage((breach("json", name, "not canonical (RFC 8785)"),))
    return value


def _blobs(part: Part, manifest: Manifest, which: str) -> Iterator[Breach]:
    """The manifest lists every file of a part but itself, where it lies, and what it hashes to."""
    listed = {blob.name: blob for blob in manifest.blobs if blob.part == which}
    if len(listed) != sum(blob.part == which for blob in manifest.blobs):
        yield breach("manifest-blobs", which, "a name twice")
    for name in part.entries.keys() - listed.keys() - {packages.MANIFEST}:
        yield breach("manifest-blobs", name, "not listed")
    for name, blob in listed.items():
        entry = part.entries.get(name)
        if entry is None:
            yield breach("manifest-blobs", name, f"not in the {which} part")
            continue
        if (blob.size, blob.offset) != (entry.size, entry.offset):
            yield breach("manifest-blobs", name, f"lies at {entry.offset} + {entry.size}")
        elif name not in _UNHASHED and hashlib.sha256(part[name]).hexdigest() != blob.sha256:
            yield breach("manifest-blobs", name, "another SHA-256")
        if blob.role != _role(name):
            yield breach("manifest-blobs", name, f"role {blob.role}")


def _role(name: str) -> str:
    if name.startswith(packages.SAMPLES):
        return "sample"
    if name.startswith(packages.PREVIEWS):
        return "preview"
    return ROLES.get(name, "")


def _agreement(manifest: Manifest, spec: Spec) -> Iterator[Breach]:
    if manifest.task != spec.task:
        yield breach("manifest-spec", "task", f"{manifest.task}, {spec.task}")
    if manifest.tests != spec.tests:
        yield breach("manifest-spec", "tests", "differ")


def _ports(graph: GraphProto, spec: Spec) -> Iterator[Breach]:
    """Inputs and outputs of the graph are those of the spec: names, types, and number and size of dimensions."""
    constants = {tensor.name for tensor in graph.initializer}
    inputs = {value.name: value for value in graph.input if value.name not in constants}
    outputs = {value.name for value in graph.output}
    if inputs.keys() != {port.name for port in spec.inputs}:
        yield breach("spec-graph", "inputs", f"the graph has {sorted(inputs)}")
    if missing := {port.name for port in spec.outputs} - outputs:
        yield breach("spec-graph", "outputs", f"the graph lacks {sorted(missing)}")
    for port in spec.inputs:
        value = inputs.get(port.name)
        if value is not None and (text := _difference(value, port)):
            yield breach("spec-graph", port.name, text)


def _difference(value: ValueInfoProto, port: Any) -> str:
    tensor = value.type.tensor_type
    if tensor.elem_type != DTYPES.get(port.dtype):
        return f"type {tensor.elem_type} is not {port.dtype}"
    if port.axes and tensor.HasField("shape"):
        dims = list(tensor.shape.dim)
        if len(dims) != len(port.axes):
            return f"{len(dims)} dimensions, not {len(port.axes)}"
        for dim, axis in zip(dims, port.axes, strict=True):
            if dim.HasField("dim_value") and axis.size is not None and dim.dim_value != axis.size:
                return f"{axis.type} is {dim.dim_value}, not {axis.size}"
    return ""
