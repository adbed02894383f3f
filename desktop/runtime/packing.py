"""The seller's packer: a model's directory becomes the files of both parts, tested and measured in a real worker.

Nothing is believed about the directory either: the ONNX file is normalised in a worker, and the finished package is
opened and tested exactly as a buyer will open it.
"""

import hashlib
import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import rfc8785

from desktop.core import packages, zips
from desktop.core.errors import InvalidPackage
from desktop.core.packages import Blob, Manifest, Measured, Spec, TestsSpec, Variant, VariantName
from desktop.runtime.errors import NoSharedMemory, UnreadableModel
from desktop.runtime.host import ModelHost, Normalised
from desktop.runtime.machine import machine_words
from desktop.runtime.models import PackageModel
from desktop.runtime.rules import breach

PUBLIC_ZIP, SEALED_ZIP = "public.zip", "sealed.zip"
"""The two parts of a package in the folder that `licet pack` writes."""
_BLOCK_BYTES = 1 << 20
_MAX_JSON_BYTES = 1 << 20
_MAX_FILES = 48
_ROLES: dict[str, Any] = {
    packages.SPEC: "spec",
    packages.CARD: "card",
    packages.LICENSE: "license",
    **dict.fromkeys(packages.GRAPHS, "graph"),
    packages.LABELS: "labels",
    **dict.fromkeys(packages.ALL_WEIGHTS, "weights"),
    packages.TOKENIZER: "tokenizer",
    packages.TESTS: "tests",
}


class Metric(msgspec.Struct, frozen=True):
    """One measured number of listing.json."""

    name: str
    value: float


class ListingFile(msgspec.Struct, frozen=True):
    """What the packer takes from listing.json; the price is the publisher's."""

    name: str
    version: str
    summary: str
    task: str
    licence: str
    tags: list[str] = []
    metrics: list[Metric] = []


@dataclass(frozen=True, slots=True)
class PackedModel:
    """The files of both parts in the order of their ZIPs; ``manifest`` is the last public file, as a value."""

    public_files: dict[str, bytes]
    sealed_files: dict[str, bytes]
    manifest: Manifest


@dataclass(frozen=True, slots=True)
class Form:
    """A variant to be packed: its graph and weights, the tolerance of its tests, and how far it is from the model."""

    name: VariantName
    made: Normalised
    tests: TestsSpec
    error: float


@dataclass(frozen=True, slots=True)
class Sources:
    """All that a package is made of; ``public`` and ``sealed`` hold the files that go in as they are."""

    spec: Spec
    listing: ListingFile
    made: Normalised
    public: dict[str, bytes]
    sealed: dict[str, bytes]
    forms: tuple[Form, ...] = ()


_T = TypeVar("_T", Spec, ListingFile)


def pack_directory(directory: Path, host: ModelHost, *, seal_graph: bool = False) -> PackedModel:
    """Pack a model's directory.

    Args:
        directory: ``model.onnx``, ``spec.json``, ``listing.json``, ``card.md``, ``LICENSE``, ``tests.npz`` and, where
            there are any, ``labels.txt``, ``tokenizer.json``, ``samples/`` and ``previews/``.
        host: Gives the workers.
        seal_graph: Keep the architecture private too. Done unasked where operators carry the weights in their
            attributes (trees, linear and support vector models): a public graph would give the model away.

    Raises:
        InvalidPackage: With every breach of the profile, or a failed test vector.
        UnreadableModel: A file is missing or cannot be read.
        NoSharedMemory: This system cannot run the sealed package, so it cannot be tested.
    """
    spec = _decode(_canonical(_read(directory, packages.SPEC), packages.SPEC), Spec, packages.SPEC)
    listing = _decode(_read(directory, "listing.json"), ListingFile, "listing.json")
    if spec.tests.count < 1:
        raise InvalidPackage((breach("tests", packages.SPEC, "no test vectors"),))
    made = host.normalise(directory / "model.onnx")
    public: dict[str, bytes] = {packages.SPEC: _canonical(_read(directory, packages.SPEC), packages.SPEC)}
    sealed: dict[str, bytes] = {}
    for name in (packages.CARD, packages.LICENSE):
        public[name] = _read(directory, name)
    for name, files in ((packages.LABELS, public), (packages.TOKENIZER, sealed), (packages.TESTS, sealed)):
        if (directory / name).is_file():
            files[name] = _read(directory, name)
    for folder in (packages.SAMPLES, packages.PREVIEWS):
        public |= {f"{folder}{path.name}": path.read_bytes() for path in _files(directory / folder)}
    return pack_sources(Sources(spec, listing, made, public, sealed), host, seal_graph=seal_graph)


def pack_sources(sources: Sources, host: ModelHost, *, seal_graph: bool = False) -> PackedModel:
    """Lay out both parts, open them as a buyer will, run the test vectors in every form, and measure.

    Raises:
        InvalidPackage: With every breach of the profile, or a failed test vector.
        NoSharedMemory: This system cannot run the sealed package, so it cannot be tested.
    """
    spec, listing, made = sources.spec, sources.listing, sources.made
    sealed_graph = seal_graph or made.tells_weights
    public = {name: sources.public[name] for name in (packages.SPEC, packages.CARD, packages.LICENSE)}
    sealed: dict[str, bytes] = {packages.WEIGHTS: made.weights}
    graphs = {packages.GRAPH: made.graph}
    for form in sources.forms:
        graphs[packages.graph_name(form.name)] = form.made.graph
        sealed[packages.weights_name(form.name)] = form.made.weights
    (sealed if sealed_graph else public).update(graphs)
    public |= sources.public
    sealed |= sources.sealed
    unmeasured = Measured(0.0, 0.0, 0, "")
    manifest = Manifest(
        format=1,
        name=listing.name,
        version=listing.version,
        task=spec.task,
        summary=listing.summary,
        license=listing.licence,
        blobs=[*list_blobs(public, zips.PUBLIC_PROFILE), *list_blobs(sealed, zips.SEALED_PROFILE)],
        operators=list(made.operators),
        opset=made.opset,
        parameters=made.parameters,
        measured=unmeasured,
        tests=spec.tests,
        graph_sealed=sealed_graph,
        tags=listing.tags,
        metrics={metric.name: metric.value for metric in listing.metrics},
        variants=[
            Variant(
                f.name, list(f.made.operators), f.made.opset, f.made.parameters, unmeasured, f.tests, f.error
            )
            for f in sources.forms
        ],
    )
    packed = PackedModel(_with(public, manifest), sealed, manifest)
    measured = _try(packed, host, packages.FULL)
    variants = [
        msgspec.structs.replace(variant, measured=_try(packed, host, variant.name))
        for variant in manifest.variants
    ]
    manifest = msgspec.structs.replace(manifest, measured=measured, variants=variants)
    return PackedModel(_with(public, manifest), sealed, manifest)


def _with(public: Mapping[str, bytes], manifest: Manifest) -> dict[str, bytes]:
    """The public files with their manifest at the end, where its length moves no offset."""
    return {**public, packages.MANIFEST: rfc8785.dumps(packages.manifest_fields(manifest))}


def list_blobs(files: Mapping[str, bytes], profile: zips.Profile) -> list[Blob]:
    """Each file with the place that the ZIP will give it: the pieces of a ZIP are header, data, header, data, ..."""
    blobs: list[Blob] = []
    at = 0
    names = iter(files)
    for number, piece in enumerate(zips.pieces(files, profile)):
        if number % 2 and (name := next(names, None)) is not None:
            blobs.append(_blob(name, files[name], at, profile))
        at += len(piece)
    return blobs


def _blob(name: str, data: bytes, offset: int, profile: zips.Profile) -> Blob:
    role: Any = _ROLES.get(name) or ("sample" if name.startswith(packages.SAMPLES) else "preview")
    part: Any = profile.part
    return Blob(role, name, part, len(data), offset, hashlib.sha256(data).hexdigest())


def _try(packed: PackedModel, host: ModelHost, variant: str) -> Measured:
    """Open the package as a buyer does, run its test vectors, and measure."""
    model = open_packed(packed, host, variant=variant)
    try:
        tested = model.self_test()
        if not tested.ok:
            text = f"{tested.worst:.3g} times the tolerance"
            raise InvalidPackage((breach("tests", packages.TESTS, text),))
        run_s, peak_bytes = model.measure()
    finally:
        model.close()
    return Measured(round(model.load_s * 1000, 1), round(run_s * 1000, 3), peak_bytes, machine_words())


def open_packed(
    packed: PackedModel, host: ModelHost, device: str = "cpu", variant: str = packages.BEST
) -> PackageModel:
    """Open a package that was never sealed (the seller's own): straight from memory.

    Raises:
        NoSharedMemory: This system has no memory that a worker could inherit.
        InvalidPackage, RunFailed, ModelOutOfMemory, ChildDied, ChildTimeout: It cannot be opened.
    """
    sealed = zips.pieces(packed.sealed_files, zips.SEALED_PROFILE)
    return _open(zips.build(packed.public_files, zips.PUBLIC_PROFILE), sealed, host, device, variant)


def open_folder(folder: Path, host: ModelHost, device: str, variant: str) -> PackageModel:
    """Open a folder with the two ZIPs of ``licet pack``; raises as ``open_packed``, and UnreadableModel."""
    try:
        with (folder / SEALED_ZIP).open("rb") as file:
            blocks = iter(lambda: file.read(_BLOCK_BYTES), b"")
            return _open(_read(folder, PUBLIC_ZIP), blocks, host, device, variant)
    except OSError as error:
        raise UnreadableModel(f"{SEALED_ZIP}: {os.strerror(error.errno or 0)}") from error


def _open(
    public: bytes, sealed: Iterable[zips.Buffer], host: ModelHost, device: str, variant: str
) -> PackageModel:
    if not sys.platform.startswith("linux"):
        raise NoSharedMemory(sys.platform)
    memory = os.memfd_create("licet-packing", os.MFD_CLOEXEC)
    try:
        with os.fdopen(os.dup(memory), "wb") as file:
            for piece in sealed:
                file.write(piece)
            size = file.tell()
        worker = host.warm(memory, device)
    finally:
        os.close(memory)
    worker.wait_ready()
    return worker.open_bytes(public, size, device, variant)


def _read(directory: Path, name: str) -> bytes:
    try:
        return (directory / name).read_bytes()
    except OSError as error:
        raise UnreadableModel(f"{name}: {os.strerror(error.errno or 0)}") from error


def _files(folder: Path) -> list[Path]:
    found = sorted(path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []
    if len(found) > _MAX_FILES:
        raise InvalidPackage((breach("file-count", folder.name, str(len(found))),))
    return found


def canonical_spec(spec: Spec) -> bytes:
    """spec.json of these values."""
    return rfc8785.dumps(msgspec.to_builtins(spec))


def _canonical(data: bytes, name: str) -> bytes:
    try:
        return rfc8785.dumps(msgspec.json.decode(data))
    except (msgspec.MsgspecError, rfc8785.CanonicalizationError, RecursionError, UnicodeDecodeError) as error:
        raise InvalidPackage((breach("json", name, str(error)[:200]),)) from error


def _decode(data: bytes, shape: type[_T], name: str) -> _T:
    try:
        return msgspec.json.decode(data[: _MAX_JSON_BYTES + 1], type=shape)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise InvalidPackage((breach("json", name, str(error)[:200]),)) from error
