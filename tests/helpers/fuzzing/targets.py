"""What is fuzzed: each reader of a stranger's bytes that runs without a worker, with its seeds and its mutations."""

import io
import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec
import numpy as np
import onnx

from desktop.bootstrap.hostile import bases, licences, models, packages, running, sounds, texts, vectors
from desktop.bootstrap.hostile import zips as tricks
from desktop.bootstrap.hostile.trying import public_zip
from desktop.core import zips
from desktop.core.backups import read_backup, write_backup
from desktop.core.cards import make_card, parse_card
from desktop.core.errors import InvalidPackage
from desktop.core.fact_checks import compare
from desktop.core.facts import event_of, facts_of
from desktop.core.licence_files import MAX_HEADER_BYTES, recognise
from desktop.core.listings import Card
from desktop.core.packages import GRAPH, MANIFEST, SPEC, Spec
from desktop.processes import BrokenFrame, read_frame
from desktop.runtime import messages
from desktop.runtime.exchange import Exchange
from desktop.runtime.heads.series import series_values
from desktop.runtime.heads.sounds import read_wav
from desktop.runtime.heads.spec_rules import check_spec
from desktop.runtime.heads.tables import csv_rows
from desktop.runtime.heads.texts import read_labels
from desktop.runtime.package_rules import check_public, check_sealed
from desktop.runtime.profile import check_model, parse_model
from desktop.runtime.worker.normalising import normalise
from desktop.runtime.worker.vectors import read_vectors
from desktop.store.snapshot_files import read_facts
from desktop.text import breach_text
from desktop.wallet.licence_header import make_header, open_header, public_key
from tests.helpers.fuzzing.mutating import Mutate, mutate_bytes, mutate_json, mutate_model
from tests.helpers.samples import make_purchase
from tests.helpers.snapshots import chunk_file, history, snapshot

MODELS = Path(__file__).resolve().parents[3] / "resources" / "models"
_KINDS = ("image", "audio", "table", "series", "text")
_IDENTITY = bytes([7] * 32)
_LARGEST_SEED, _LARGEST_MODEL = 200_000, 20_000


@dataclass(frozen=True, slots=True)
class Target:
    """A reader: ``run`` answers with a word for what came of it, or raises an error with words of its own."""

    name: str
    seeds: Callable[[], list[bytes]]
    mutate: Mutate
    run: Callable[[bytes], str]


def targets() -> tuple[Target, ...]:
    """All of them."""
    return (
        Target("verifier", _models, mutate_model, _verify),
        Target("packer", _models, mutate_model, _normalise),
        Target("package", _packages, mutate_bytes, _read_public),
        Target("package-json", _specs, mutate_json, _read_respecified),
        Target(
            "manifest",
            lambda: [_content(kind).public_files[MANIFEST] for kind in _KINDS],
            mutate_json,
            _read_manifest,
        ),
        Target("package-graph", _graphs, mutate_model, _read_regraphed),
        Target("sealed", _sealed, mutate_bytes, _read_sealed),
        Target("spec", _specs, mutate_json, _read_spec),
        Target("card", _cards, mutate_json, _parse_card),
        Target("age-header", _headers, mutate_bytes, _open_header),
        Target("age-file", _headers, mutate_bytes, _recognise),
        Target("backup", _backups, mutate_json, _backup),
        Target("sound", lambda: _small(sounds.SOUNDS), mutate_bytes, _sound),
        Target("vectors", lambda: _small(vectors.VECTORS), mutate_bytes, _vectors),
        Target("labels", lambda: _small(texts.LABELS), mutate_bytes, _labels),
        Target("table", lambda: _tables("table"), mutate_bytes, _table),
        Target("series", lambda: _tables("series"), mutate_bytes, _series),
        Target("frame", _frames, mutate_bytes, _frame),
        Target("answer", _frames, mutate_json, _answer),
        Target("snapshot", _snapshots, mutate_bytes, _snapshot),
        Target("facts", _chunks, mutate_bytes, _facts),
    )


def _small(makers: dict[str, Callable[[], bytes]]) -> list[bytes]:
    """The made files that are short enough to be changed a thousand times a second; of longer ones their beginning."""
    slow = {"wav_of_half_an_hour", "vectors_that_unpack_to_gigabytes", "labels_of_ten_megabytes"}
    return [make()[:_LARGEST_SEED] for name, make in makers.items() if name not in slow]


@cache
def _models() -> list[bytes]:
    corpus = [
        make() for name, make in models.CORPUS.items() if name not in {"huge_attribute", "too_many_nodes"}
    ]
    real = [_without_weights(path) for path in sorted(MODELS.glob("*/model.onnx"))]
    return [
        data
        for data in (*corpus, *(make() for make in running.RUNNING.values()), *real)
        if len(data) < _LARGEST_MODEL
    ]


def _without_weights(path: Path) -> bytes:
    """A real graph whose large weights are cut out: their bytes are no structure."""
    model = onnx.load(path)
    for tensor in model.graph.initializer:
        if len(tensor.raw_data) > 1000:
            tensor.dims[:] = [1]
            tensor.raw_data = tensor.raw_data[:4]
    return bytes(model.SerializeToString())


@cache
def _content(kind: str = "image") -> bases.PackedModel:
    return bases.packed(kind)


def _packages() -> list[bytes]:
    whole = public_zip(_content())
    changed = [packages.rebuilt(_content(), name) for name in packages.CHANGES]
    return [whole, *changed, *(trick(whole) for trick in tricks.ZIPS.values())]


def _graphs() -> list[bytes]:
    return [_content(kind).public_files[GRAPH] for kind in _KINDS]


def _specs() -> list[bytes]:
    made = [_content(kind).public_files[SPEC] for kind in _KINDS]
    return [*made, *(path.read_bytes() for path in sorted(MODELS.glob("*/spec.json")))]


def _sealed() -> list[bytes]:
    return [zips.build(_content().sealed_files, zips.SEALED_PROFILE)]


def _cards() -> list[bytes]:
    honest = Card(
        1, "A model", "1.0", "image-classification", "What it does.", "MIT", ["https://example.org/"], 12_345,
        ["digits"], {"accuracy": 0.99}, 1.5, 1 << 20, "Someone",
    )  # fmt: skip
    return [make_card(honest), b'{"format":1,"name":"x","run":"import os"}']


def _backups() -> list[bytes]:
    bought = make_purchase()
    honest = write_backup(
        bought, make_header(bytes(16), public_key(_IDENTITY)), b"public", lambda digest: digest
    )
    return [
        honest,
        *(make()[:_LARGEST_SEED] for name, make in licences.LICENCES.items() if name.startswith("backup")),
    ]


def _headers() -> list[bytes]:
    honest = make_header(bytes(16), public_key(_IDENTITY))
    return [
        honest,
        honest + bytes(40),
        *(data[:20_000] for data in (make() for make in licences.LICENCES.values())),
    ]


def _tables(kind: str) -> list[bytes]:
    honest = b"amount,kind\n1,car\n2.5,home\n" if kind == "table" else b"1\n2\n3,4\n"
    return [honest, *(make()[:20_000] for of, make in texts.SAMPLES.values() if of == kind)]


def _frames() -> list[bytes]:
    answer = {
        "head": "image-classification", "value": [{"label": "a", "score": 0.5}], "seconds": 0.1,
        "device": {"asked": "cpu", "used": "cpu", "reason": ""}, "frame": [1, 1],
        "pictures": [{"name": "input", "width": 1, "height": 1, "data": "AAAA"}],
    }  # fmt: skip
    return [json.dumps({"ok": answer}).encode(), json.dumps(answer).encode()]


def _verify(data: bytes) -> str:
    found = check_model(parse_model(data))
    assert all(breach_text(item).isprintable() for item in found)
    return ",".join(sorted({item.rule for item in found})) or "fits"


def _normalise(data: bytes) -> str:
    model = parse_model(data)
    if check_model(model):
        return "refused"
    made = normalise(model)
    assert check_model(onnx.load_from_string(made.graph), len(made.weights)) == []
    return "packed"


def _read_public(data: bytes) -> str:
    check_public(data)
    return "fits"


def _read_respecified(data: bytes) -> str:
    """A right package with this spec, and a manifest made to fit."""
    return _read_public(_refitted({SPEC: data}))


def _read_manifest(data: bytes) -> str:
    return _read_public(zips.build({**_content().public_files, MANIFEST: data}, zips.PUBLIC_PROFILE))


def _read_regraphed(data: bytes) -> str:
    return _read_public(_refitted({GRAPH: data}))


def _refitted(changes: dict[str, bytes]) -> bytes:
    files = {**_content().public_files, **changes}
    manifest = json.loads(files.pop(MANIFEST))
    sealed = [blob for blob in manifest["blobs"] if blob["part"] == "sealed"]
    manifest["blobs"] = [
        *(packages.plain_blob(b) for b in packages.list_blobs(files, zips.PUBLIC_PROFILE)),
        *sealed,
    ]
    made = json.dumps(manifest, separators=(",", ":"), sort_keys=True).encode()
    return zips.build({**files, MANIFEST: made}, zips.PUBLIC_PROFILE)


@cache
def _public() -> object:
    return check_public(public_zip(_content()))


def _read_sealed(data: bytes) -> str:
    check_sealed(memoryview(data), _public())  # type: ignore[arg-type]
    return "fits"


def _read_spec(data: bytes) -> str:
    try:
        spec = msgspec.json.decode(data, type=Spec)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return "no spec"
    if found := tuple(check_spec(spec)):
        raise InvalidPackage(found)
    return "fits"


def _parse_card(data: bytes) -> str:
    parse_card(data)
    return "card"


def _open_header(data: bytes) -> str:
    return str(len(open_header(data, _IDENTITY)))


def _recognise(data: bytes) -> str:
    return recognise(data[:MAX_HEADER_BYTES], len(data)).kind.value


def _backup(data: bytes) -> str:
    read_backup(data)
    return "backup"


def _sound(data: bytes) -> str:
    with np.errstate(all="ignore"):  # as ``feed`` does
        return f"{min(read_wav(data, 'x').rate, 1)}"


def _vectors(data: bytes) -> str:
    try:
        return f"{len(read_vectors(data))} arrays"
    except MemoryError:
        return "memory"  # the worker says so in words


def _labels(data: bytes) -> str:
    assert all(label.isprintable() or not label for label in read_labels(data))
    return "labels"


def _table(data: bytes) -> str:
    csv_rows(data.decode("utf-8", "replace"), "x")
    return "rows"


def _series(data: bytes) -> str:
    series_values(data.decode("utf-8", "replace"), "x")
    return "numbers"


def _frame(data: bytes) -> str:
    try:
        read_frame(io.BytesIO(len(data).to_bytes(4, "big") + data))
    except BrokenFrame:
        return "broken"  # the host ends the child that sent it
    return "frame"


def _answer(data: bytes) -> str:
    """What the host makes of a worker's answer; bytes stand as text in the seed."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return "no answer"
    for picture in (
        value.get("pictures", [])
        if isinstance(value, dict) and isinstance(value.get("pictures"), list)
        else []
    ):
        if isinstance(picture, dict) and isinstance(picture.get("data"), str):
            picture["data"] = picture["data"].encode("utf-8", "replace")
    messages.unpack_result(value, Exchange(None))
    return "answer"


@cache
def _place() -> Path:
    return Path(tempfile.mkdtemp(prefix="licet-fuzz-"))


@cache
def _snapshots() -> list[bytes]:
    events = history(3)
    return [snapshot(_place(), events, events[-1].at.block_number).read_bytes()]


def _snapshot(data: bytes) -> str:
    path = _place() / "fuzzed"
    path.write_bytes(data)
    return f"{sum(map(len, read_facts(path)))} facts"


@cache
def _chunks() -> list[bytes]:
    facts = list(facts_of(history(4)))
    return [msgspec.msgpack.encode(facts[:size]) for size in (1, 3, len(facts))]


def _facts(data: bytes) -> str:
    """As if its maker had signed just these bytes: a lie that is named must be named without a crash."""
    path = chunk_file(_place(), [data])
    for facts in read_facts(path):
        for fact in facts:
            event_of(fact)
        return f"{len(compare(facts, []))} invented"
    return "nothing"
