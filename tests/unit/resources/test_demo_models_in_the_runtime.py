"""The runtime takes every demo model: its graph, its spec, and its samples as SPEC_OPS.md says."""

from pathlib import Path

import msgspec
import numpy as np
import onnx
import pytest

from desktop.core.packages import Spec
from desktop.core.runs import SampleInput
from desktop.runtime.heads.feeding import Aids, feed
from desktop.runtime.heads.results import answer
from desktop.runtime.heads.spec_rules import check_spec
from desktop.runtime.profile import check_model
from tests.unit.resources.test_demo_models import (
    MODELS,
    SLUGS,
    outputs_of,
    prepared,
    read,
    sample_inputs,
    session,
)


def spec_of(slug: str) -> Spec:
    return msgspec.json.decode((MODELS / slug / "spec.json").read_bytes(), type=Spec)


def samples(slug: str) -> list[Path]:
    return sorted((MODELS / slug / "samples").iterdir())


@pytest.mark.parametrize("slug", SLUGS)
def test_the_profile_accepts_the_graph(slug: str) -> None:
    assert check_model(onnx.load(MODELS / slug / "model.onnx")) == []


@pytest.mark.parametrize("slug", SLUGS)
def test_the_runtime_accepts_the_spec(slug: str) -> None:
    assert list(check_spec(spec_of(slug))) == []


@pytest.mark.parametrize("slug", SLUGS)
def test_the_runtime_prepares_each_sample_as_the_book_says(slug: str) -> None:
    book = read(slug, "spec.json")["inputs"][0]
    expected = [(path, prepared(book, value)) for path, value in sample_inputs(slug)]

    for path in samples(slug):
        tensors, _ = feed(
            spec_of(slug), {book["name"]: SampleInput(path.name)}, Aids(lambda _, p=path: p.read_bytes())
        )
        want = np.concatenate([array for source, array in expected if source == path])
        np.testing.assert_allclose(tensors[book["name"]], want, rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize("slug", SLUGS)
def test_the_runtime_reads_an_answer_from_each_sample(slug: str) -> None:
    spec = spec_of(slug)
    head = spec.head
    labels = (MODELS / slug / head.labels).read_text(encoding="utf-8").splitlines() if head.labels else []
    model = session(slug)

    for path in samples(slug):
        tensors, given = feed(
            spec, {spec.inputs[0].name: SampleInput(path.name)}, Aids(lambda _, p=path: p.read_bytes())
        )
        value, pictures = answer(spec, outputs_of(model, tensors), labels, {}, given)
        assert value or pictures
        if pictures:
            before, after = pictures
            assert (after.width, after.height) == (before.width * head.scale, before.height * head.scale)


@pytest.mark.parametrize("slug", SLUGS)
def test_the_graph_without_weights_is_small_enough_to_show_before_paying(slug: str) -> None:
    model = onnx.load(MODELS / slug / "model.onnx")
    weights = sum(len(tensor.raw_data) for tensor in model.graph.initializer)

    assert (MODELS / slug / "model.onnx").stat().st_size - weights < 1 << 16
