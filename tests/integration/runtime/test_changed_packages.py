"""No change to a package makes the checker fail in any way but by naming breaches; nothing here needs a worker."""

import json
from collections.abc import Callable
from typing import Any

import rfc8785
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.core import packages, zips
from desktop.core.errors import Breach, InvalidPackage
from desktop.core.runs import RunInput, SampleInput
from desktop.runtime.errors import BadInput, RunFailed
from desktop.runtime.heads.feeding import Aids, feed
from desktop.runtime.heads.results import answer
from desktop.runtime.heads.texts import read_labels
from desktop.runtime.package_rules import check_public, check_sealed
from desktop.runtime.packing import list_blobs
from desktop.runtime.worker.engine import Engine
from tests.integration.runtime.conftest import Pack

SLUGS = st.sampled_from(["handwritten-digits", "tumour-diagnosis"])
relaxed = settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])


def judged(check: Callable[[], object]) -> tuple[Breach, ...] | None:
    """The breaches, or None where it passed; whatever else it raises fails the test."""
    try:
        check()
    except InvalidPackage as error:
        return error.breaches
    return None


def judge(data: bytes) -> None:
    breaches = judged(lambda: check_public(data))

    assert breaches is None or all(found.text.isprintable() for found in breaches)
    assert breaches != ()


@relaxed
@given(st.data())
def test_changed_bytes_of_the_zip(pack: Pack, data: st.DataObject) -> None:
    changed = bytearray(zips.build(pack(data.draw(SLUGS)).public_files, zips.PUBLIC_PROFILE))
    for _ in range(data.draw(st.integers(1, 4))):
        changed[data.draw(st.integers(-len(changed), len(changed) - 1))] = data.draw(st.integers(0, 255))

    judge(bytes(changed))


@relaxed
@given(st.data())
def test_a_zip_cut_anywhere(pack: Pack, data: st.DataObject) -> None:
    whole = zips.build(pack(data.draw(SLUGS)).public_files, zips.PUBLIC_PROFILE)

    judge(whole[: data.draw(st.integers(0, len(whole) - 1))])


@relaxed
@given(st.data())
def test_changed_bytes_of_a_file_with_everything_around_made_to_fit(pack: Pack, data: st.DataObject) -> None:
    files = dict(pack(data.draw(SLUGS)).public_files)
    name = data.draw(st.sampled_from([packages.GRAPH, packages.SPEC, packages.LABELS]))
    changed = bytearray(files[name])
    changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    files[name] = bytes(changed)

    judge(_fitted(files))


_VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-(1 << 53) + 1, (1 << 53) - 1), st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=5), st.just([]), st.just({}), st.just([[[]]]), st.just({"op": "resize", "args": {}}),
)  # fmt: skip


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    children = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    return [path, *(place for key, child in children for place in _places(child, (*path, key)))]


@settings(relaxed, max_examples=200)
@given(st.data())
def test_any_value_of_the_spec_replaced_by_any_other(pack: Pack, data: st.DataObject) -> None:
    files = dict(pack(data.draw(SLUGS)).public_files)
    spec = json.loads(files[packages.SPEC])
    *parents, last = data.draw(st.sampled_from(_places(spec)[1:]))
    holder = spec
    for key in parents:
        holder = holder[key]
    holder[last] = data.draw(_VALUES)
    files[packages.SPEC] = rfc8785.dumps(spec)

    judge(_fitted(files))


@relaxed
@given(st.data())
def test_changed_bytes_of_the_sealed_part(pack: Pack, data: st.DataObject) -> None:
    packed = pack("tumour-diagnosis")
    public = check_public(zips.build(packed.public_files, zips.PUBLIC_PROFILE))
    changed = bytearray(zips.build(packed.sealed_files, zips.SEALED_PROFILE))
    changed[data.draw(st.integers(-len(changed), len(changed) - 1))] = data.draw(st.integers(0, 255))

    assert judged(lambda: check_sealed(memoryview(changed), public)) != ()


@settings(relaxed, max_examples=200)
@given(st.data())
def test_a_changed_spec_that_passes_runs_or_says_what_is_wrong(pack: Pack, data: st.DataObject) -> None:
    packed = pack(data.draw(SLUGS))
    files = dict(packed.public_files)
    spec = json.loads(files[packages.SPEC])
    *parents, last = data.draw(st.sampled_from(_places(spec)[1:]))
    holder = spec
    for key in parents:
        holder = holder[key]
    holder[last] = data.draw(_VALUES)
    files[packages.SPEC] = rfc8785.dumps(spec)
    whole = _fitted(files)
    if judged(lambda: check_public(whole)) is not None:
        return

    public = check_public(whole)
    assert public.model is not None
    weights = memoryview(packed.sealed_files[packages.WEIGHTS])
    engine = Engine(public.model.SerializeToString(), weights=weights, threads=1)
    labels = read_labels(public.part[packages.LABELS])
    name = public.part.names(packages.SAMPLES)[0]
    try:
        inputs: dict[str, RunInput] = {port.name: SampleInput(name) for port in public.spec.inputs}
        tensors, given_back = feed(public.spec, inputs, Aids(lambda wanted: bytes(public.part[wanted])))
        answer(public.spec, engine.run(tensors), labels, {}, given_back)
    except (BadInput, RunFailed):
        return


def _fitted(files: dict[str, bytes]) -> bytes:
    """The ZIP with a manifest that lists the changed files as they now are."""
    manifest = json.loads(files.pop(packages.MANIFEST))
    sealed = [blob for blob in manifest["blobs"] if blob["part"] == "sealed"]
    public = [{f: getattr(b, f) for f in b.__struct_fields__} for b in list_blobs(files, zips.PUBLIC_PROFILE)]
    manifest["blobs"] = [*public, *sealed]
    return zips.build({**files, packages.MANIFEST: rfc8785.dumps(manifest)}, zips.PUBLIC_PROFILE)
