"""Real models, packed, verified, opened from sealed memory and run; and packages that were tampered with."""

import dataclasses
import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
import rfc8785
from onnx import TensorProto, helper, numpy_helper

from desktop.bootstrap.hostile.packages import rebuilt
from desktop.core import packages, zips
from desktop.core.cancel import CancelToken
from desktop.core.errors import InvalidPackage
from desktop.core.runs import Picture, SampleInput, Verdict
from desktop.runtime.errors import BadInput, UnreadableModel
from desktop.runtime.host import ModelHost
from desktop.runtime.packing import PackedModel, open_packed, pack_directory
from desktop.runtime.verifying import verify_file
from tests.integration.runtime.conftest import MODELS, SLUGS, Pack

SHAPES: dict[str, Callable[[Any], bool]] = {
    "image-classification": lambda v: {"label", "score"} <= v[0].keys(),
    "text-classification": lambda v: {"label", "score"} <= v[0].keys(),
    "table-classification": lambda v: {"label", "score"} <= v[0][0].keys(),
    "table-regression": lambda v: "value" in v[0],
    "anomaly": lambda v: {"score", "threshold", "is_anomaly"} == v[0].keys(),
    "forecast": lambda v: {"history", "value"} <= v.keys(),
    "image-to-image": lambda v: v == {},
}


def test_there_are_models_to_test_with() -> None:
    assert len(SLUGS) >= 3


@pytest.mark.parametrize("slug", SLUGS)
def test_a_real_model_runs_on_its_samples_and_passes_its_vectors(
    slug: str, host: ModelHost, pack: Pack
) -> None:
    packed = pack(slug)
    model = open_packed(packed, host)
    try:
        tested = model.self_test()
        results = [
            model.run({model.spec.inputs[0].name: SampleInput(name)}, {}, CancelToken())
            for name in model.samples
        ]
        shown = [model.sample(name) for name in model.samples]
    finally:
        model.close()

    assert tested.ok
    assert tested.count == model.spec.tests.count > 0
    assert results
    assert all(SHAPES[model.spec.head.type](result.value) for result in results)
    assert all(bool(r.pictures) == (r.head == "image-to-image") for r in results)
    assert all(isinstance(s, Picture) == (model.spec.inputs[0].kind == "image") for s in shown)
    assert model.device.used == "cpu"


@pytest.mark.parametrize("slug", SLUGS)
def test_a_packed_model_fits_the_profile(slug: str, host: ModelHost, pack: Pack, tmp_path: Path) -> None:
    path = tmp_path / "public.zip"
    path.write_bytes(zips.build(pack(slug).public_files, zips.PUBLIC_PROFILE))

    assert host.verify_public(path) == Verdict(ok=True)
    assert verify_file(host, path).as_json() == {"ok": True, "breaches": []}


@pytest.mark.parametrize("slug", SLUGS)
def test_nothing_learned_lies_in_the_public_part(slug: str, pack: Pack) -> None:
    graph = onnx.load_from_string(pack(slug).public_files[packages.GRAPH])

    inline = [t for t in graph.graph.initializer if t.data_location != TensorProto.EXTERNAL]

    # Shapes and the settings of an operator (the four scales of a Resize) stay; nothing that was learned is so small.
    shapes = (TensorProto.INT64, TensorProto.BOOL)
    assert all(numpy_helper.to_array(t).size <= 4 or t.data_type in shapes for t in inline)
    assert not graph.producer_name
    assert not graph.doc_string
    assert not any(node.name or node.doc_string for node in graph.graph.node)


@pytest.mark.parametrize("slug", SLUGS[:2])
def test_packing_twice_gives_the_same_graph_and_weights(slug: str, host: ModelHost, pack: Pack) -> None:
    again = host.normalise(MODELS / slug / "model.onnx")

    assert again.graph == pack(slug).public_files[packages.GRAPH]
    assert again.weights == pack(slug).sealed_files[packages.WEIGHTS]


def test_the_packed_model_answers_as_the_plain_one(host: ModelHost, pack: Pack) -> None:
    """The packer's own test vectors were made by the plain model: exactly equal, not only within tolerance."""
    model = open_packed(pack("handwritten-digits"), host)
    try:
        assert model.self_test().worst < 0.01
    finally:
        model.close()


def test_the_manifest_tells_where_each_file_lies_and_what_was_measured(pack: Pack) -> None:
    packed = pack("handwritten-digits")
    sealed = zips.build(packed.sealed_files, zips.SEALED_PROFILE)
    public = zips.build(packed.public_files, zips.PUBLIC_PROFILE)

    for blob in packed.manifest.blobs:
        data = (sealed if blob.part == "sealed" else public)[blob.offset : blob.offset + blob.size]
        assert hashlib.sha256(data).hexdigest() == blob.sha256
    weights = next(blob for blob in packed.manifest.blobs if blob.role == "weights")
    assert weights.offset % packages.WEIGHTS_ALIGNMENT == 0
    assert list(packed.public_files)[-1] == packages.MANIFEST
    assert packed.manifest.measured.run_ms > 0
    assert packed.manifest.measured.peak_rss_bytes > 10 << 20


def test_what_the_public_part_says_is_read_in_the_sandbox(
    host: ModelHost, pack: Pack, tmp_path: Path
) -> None:
    packed = pack("handwritten-digits")
    path = tmp_path / "public.zip"
    path.write_bytes(zips.build(packed.public_files, zips.PUBLIC_PROFILE))

    content = host.read_public(path)

    assert content.manifest_json == packed.public_files[packages.MANIFEST]
    assert content.card_markdown == packed.public_files[packages.CARD].decode()
    assert {picture.name for picture in content.previews} == set(content.samples)


def test_text_samples_come_as_text(host: ModelHost, pack: Pack, tmp_path: Path) -> None:
    path = tmp_path / "public.zip"
    path.write_bytes(zips.build(pack("tumour-diagnosis").public_files, zips.PUBLIC_PROFILE))

    content = host.read_public(path)

    assert content.sample_texts.keys() == set(content.samples)
    assert content.previews == ()


def test_a_person_s_setting_reaches_the_answer(host: ModelHost, pack: Pack) -> None:
    model = open_packed(pack("handwritten-digits"), host)
    name = model.spec.inputs[0].name
    try:
        result = model.run({name: SampleInput(model.samples[0])}, {"top": 7}, CancelToken())
        with pytest.raises(BadInput):
            model.run({name: SampleInput(model.samples[0])}, {"top": 99}, CancelToken())
        with pytest.raises(BadInput):
            model.run({name: SampleInput("nothing.png")}, {}, CancelToken())
    finally:
        model.close()

    assert len(result.value) == 7


def test_a_sealed_graph_is_kept_out_of_the_public_part(host: ModelHost) -> None:
    packed = pack_directory(MODELS / "handwritten-digits", host, seal_graph=True)

    assert packages.GRAPH not in packed.public_files
    assert packages.GRAPH in packed.sealed_files
    assert packed.manifest.graph_sealed
    model = open_packed(packed, host)
    try:
        assert model.self_test().ok
    finally:
        model.close()


def test_weights_of_another_model_fail_the_self_test_not_the_process(host: ModelHost, pack: Pack) -> None:
    packed = pack("handwritten-digits")
    weights = bytes(len(packed.sealed_files[packages.WEIGHTS]))
    model = open_packed(
        dataclasses.replace(packed, sealed_files={**packed.sealed_files, packages.WEIGHTS: weights}), host
    )
    try:
        tested = model.self_test()
        assert model.is_alive
    finally:
        model.close()

    assert not tested.ok
    assert 0 < tested.missed <= tested.count
    assert all(miss.times > 1 and miss.came != miss.expected for miss in tested.misses)


def _tampered(packed: PackedModel, name: str, host: ModelHost, tmp_path: Path) -> set[str]:
    path = tmp_path / "public.zip"
    path.write_bytes(rebuilt(packed, name))
    return {breach.rule for breach in host.verify_public(path).breaches}


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("card-changed", "manifest-blobs"),
        ("unlisted-file", "manifest-blobs"),
        ("listed-but-absent", "manifest-blobs"),
        ("manifest-first", "file-order"),
        ("no-spec", "file-missing"),
        ("manifest-not-canonical", "json"),
        ("manifest-unknown-field", "json"),
        ("manifest-is-html", "json"),
        ("spec-unknown-operation", "spec"),
        ("spec-code", "spec"),
        ("spec-other-input", "spec-graph"),
        ("spec-other-shape", "spec-graph"),
        ("operators-lie", "manifest-graph"),
        ("task-differs", "manifest-spec"),
        ("weights-too-short", "external-data"),
        ("graph-is-text", "graph-unreadable"),
        ("graph-foreign-operator", "domain"),
        ("card-not-utf8", "file-text"),
    ],
)
def test_a_changed_package_breaks_the_rule_that_guards_it(
    change: str, rule: str, host: ModelHost, pack: Pack, tmp_path: Path
) -> None:
    assert rule in _tampered(pack("handwritten-digits"), change, host, tmp_path)


def test_an_entry_with_an_unknown_name_is_refused(host: ModelHost, pack: Pack, tmp_path: Path) -> None:
    public = pack("handwritten-digits").public_files
    data = zips.build(public, zips.PUBLIC_PROFILE).replace(b"card.md", b"card.py")
    path = tmp_path / "public.zip"
    path.write_bytes(data)

    assert {b.rule for b in host.verify_public(path).breaches} == {"zip.name"}


def test_two_parts_that_do_not_belong_together_are_refused(host: ModelHost, pack: Pack) -> None:
    one, other = pack("handwritten-digits"), pack("tumour-diagnosis")

    with pytest.raises(InvalidPackage):
        open_packed(dataclasses.replace(one, sealed_files=other.sealed_files), host)


def test_a_model_that_fails_its_vectors_is_not_packed(host: ModelHost, tmp_path: Path) -> None:
    _copy("tumour-diagnosis", tmp_path)
    with np.load(tmp_path / "tests.npz") as stored:
        arrays = {name: stored[name] + (1 if name == "probabilities" else 0) for name in stored}
    np.savez(tmp_path / "tests.npz", **arrays)

    with pytest.raises(InvalidPackage) as caught:
        pack_directory(tmp_path, host)

    assert caught.value.breaches[0].rule == "tests"


def test_functions_are_written_out_and_weights_of_branches_move_too(host: ModelHost, tmp_path: Path) -> None:
    weight = numpy_helper.from_array(np.arange(16, dtype=np.float32))
    branch = helper.make_graph(
        [
            helper.make_node("Constant", [], ["k"], value=weight),
            helper.make_node("twice", ["k"], ["b"], domain="local"),
        ],
        "b",
        [],
        [helper.make_tensor_value_info("b", TensorProto.FLOAT, None)],
    )
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("local", 1)]
    function = helper.make_function(
        "local", "twice", ["a"], ["o"], [helper.make_node("Add", ["a", "a"], ["o"])], opsets[:1]
    )
    graph = helper.make_graph(
        [helper.make_node("If", ["c"], ["y"], then_branch=branch, else_branch=branch)],
        "secret project",
        [helper.make_tensor_value_info("c", TensorProto.BOOL, [])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)],
    )
    model = helper.make_model(
        graph, opset_imports=opsets, ir_version=8, functions=[function], producer_name="me"
    )
    path = tmp_path / "model.onnx"
    path.write_bytes(model.SerializeToString())

    made = host.normalise(path)

    found = onnx.load_from_string(made.graph)
    assert not found.functions
    assert [opset.domain for opset in found.opset_import] == [""]
    assert len(found.graph.initializer) == 2
    assert made.weights[:64] == np.arange(16, dtype=np.float32).tobytes()
    assert b"secret" not in made.graph
    assert "functions" in {breach.rule for breach in host.verify_plain(path).breaches}


def test_a_model_whose_attributes_are_its_weights_has_its_graph_sealed(
    host: ModelHost, tmp_path: Path
) -> None:
    node = helper.make_node(
        "LinearRegressor",
        ["x"],
        ["y"],
        domain="ai.onnx.ml",
        coefficients=[1.0, 2.0],
        intercepts=[3.0],
        targets=1,
    )
    ports = [helper.make_tensor_value_info(n, TensorProto.FLOAT, ["n", w]) for n, w in (("x", 2), ("y", 1))]
    graph = helper.make_graph([node], "g", ports[:1], ports[1:])
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("ai.onnx.ml", 3)]
    (tmp_path / "model.onnx").write_bytes(
        helper.make_model(graph, opset_imports=opsets, ir_version=8).SerializeToString()
    )
    (tmp_path / "card.md").write_text("# Lines")
    (tmp_path / "LICENSE").write_text("MIT")
    columns = [{"name": "a"}, {"name": "b"}]
    spec = {
        "format": 1,
        "task": "tabular-regression",
        "inputs": [
            {
                "name": "x",
                "kind": "table",
                "dtype": "FP32",
                "axes": [{"type": "batch"}, {"type": "column", "size": 2}],
                "preprocess": [{"op": "columns", "args": {}}],
                "columns": columns,
            }
        ],
        "outputs": [{"name": "y", "role": "value"}],
        "head": {"type": "table-regression"},
        "tests": {"count": 1, "rtol": 0.001, "atol": 0.0001},
    }
    (tmp_path / "spec.json").write_text(json.dumps(spec))
    listing = {
        "name": "Lines",
        "version": "1",
        "summary": "s",
        "task": "tabular-regression",
        "licence": "MIT",
    }
    (tmp_path / "listing.json").write_text(json.dumps(listing))
    np.savez(
        tmp_path / "tests.npz", x=np.array([[1, 1]], dtype=np.float32), y=np.array([[6]], dtype=np.float32)
    )

    packed = pack_directory(tmp_path, host)

    assert packed.manifest.graph_sealed
    assert packages.GRAPH not in packed.public_files


@pytest.mark.parametrize("name", ["model.onnx", "spec.json", "card.md", "listing.json"])
def test_a_missing_file_is_named(name: str, host: ModelHost, tmp_path: Path) -> None:
    _copy("tumour-diagnosis", tmp_path)
    (tmp_path / name).unlink()

    with pytest.raises(UnreadableModel):
        pack_directory(tmp_path, host)


def test_the_json_of_a_manifest_is_canonical(pack: Pack) -> None:
    data = pack("tumour-diagnosis").public_files[packages.MANIFEST]

    assert rfc8785.dumps(json.loads(data)) == data


def test_verify_exits_with_0_1_and_2(host: ModelHost, tmp_path: Path) -> None:
    breaching, unreadable = tmp_path / "a.onnx", tmp_path / "b.onnx"
    node = helper.make_node("Inverse", ["x"], ["y"], domain="com.microsoft")
    ports = [helper.make_tensor_value_info(n, TensorProto.FLOAT, ["n"]) for n in "xy"]
    graph = helper.make_graph([node], "g", ports[:1], ports[1:])
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
    breaching.write_bytes(helper.make_model(graph, opset_imports=opsets, ir_version=8).SerializeToString())
    unreadable.write_bytes(os.urandom(100))

    reports = [
        verify_file(host, path)
        for path in (MODELS / SLUGS[0] / "model.onnx", breaching, unreadable, tmp_path / "absent", tmp_path)
    ]

    assert [report.exit_code for report in reports] == [0, 1, 2, 2, 2]
    assert reports[1].as_json()["breaches"][0].keys() == {"rule", "where", "found", "text"}


def _copy(slug: str, folder: Path) -> None:
    for path in (MODELS / slug).iterdir():
        if path.is_file():
            (folder / path.name).write_bytes(path.read_bytes())
