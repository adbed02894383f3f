"""Models from elsewhere through real packing workers: to a package that a buyer's verifier and worker accept."""

import dataclasses
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import onnx
import pytest

from desktop.bootstrap.hostile.graphs import model, port
from desktop.core import packages, zips
from desktop.core.cancel import CancelToken
from desktop.core.errors import InvalidPackage
from desktop.core.importing import ContradictedAnswer, FailedTrial, OpenQuestions, UnsteadyModel
from desktop.core.packages import FULL, Manifest
from desktop.runtime.errors import UnreadableModel
from desktop.runtime.host import ModelHost
from desktop.runtime.importing.importer import Imported, ModelImporter
from desktop.runtime.package_rules import check_public, check_sealed
from desktop.runtime.packing import PackedModel, list_blobs, open_packed
from desktop.runtime.schemas import manifest_schema, spec_schema
from desktop.runtime.variants import best_variant
from desktop.runtime.verifying import verify_file
from tests.helpers.cli import licet
from tests.helpers.json_schema import is_valid

IMPORTS = Path(__file__).resolve().parents[2] / "data" / "imports"
ABOUT = {"name": "Leaves", "summary": "Tells sick leaves.", "licence": "MIT"}
PICTURE = {
    "task": "image-classification", "image.fit": "stretch", "image.values": "0..1", "image.colour": "rgb",
    "labels": ["a", "b", "c"], "scores.activation": "softmax", **ABOUT,
}  # fmt: skip


def pack(host: ModelHost, path: Path, answers: dict[str, Any], variants: Any = ()) -> Imported:
    importer = ModelImporter(host)
    return importer.pack(importer.study(path, answers).token, variants, CancelToken(), lambda _: None)


@pytest.fixture(scope="module")
def imported(host: ModelHost) -> Imported:
    """PyTorch's export with its weights in a second file, in all forms."""
    return pack(host, IMPORTS / "torch-export" / "model.onnx", PICTURE, ["fp16", "int8"])


@pytest.fixture(scope="module")
def packed(imported: Imported) -> PackedModel:
    return imported.packed


def test_a_model_from_elsewhere_becomes_a_package_that_fits(
    packed: PackedModel, host: ModelHost, tmp_path: Path
) -> None:
    path = tmp_path / "public.zip"
    path.write_bytes(zips.build(packed.public_files, zips.PUBLIC_PROFILE))

    assert verify_file(host, path).as_json() == {"ok": True, "breaches": []}
    assert is_valid(json.loads(packed.public_files[packages.MANIFEST]), manifest_schema())
    assert is_valid(json.loads(packed.public_files[packages.SPEC]), spec_schema())
    assert packed.public_files[packages.LABELS] == b"a\nb\nc\n"
    assert packed.manifest.tests.count == 4
    assert packed.manifest.measured.run_ms > 0


def test_each_form_is_measured_and_passes_its_own_tests(imported: Imported, host: ModelHost) -> None:
    manifest = imported.packed.manifest
    assert [variant.name for variant in manifest.variants] == ["fp16", "int8"]
    assert all(variant.measured.peak_rss_bytes > 10 << 20 for variant in manifest.variants)
    assert 0 < manifest.variants[0].error < manifest.variants[1].error < 0.1
    sizes = {report.name: report.size_bytes for report in imported.variants}
    assert sizes["fp16"] < sizes["fp32"] > sizes["int8"]
    assert manifest.variants[1].tests.atol > manifest.tests.atol

    model = open_packed(imported.packed, host, variant="int8")
    try:
        assert model.variant == "int8"
        tested = model.self_test()
    finally:
        model.close()

    assert tested.ok
    assert 0.2 < tested.worst <= 0.6  # half of a tolerance that is twice what was measured, rounded up


def test_the_most_exact_form_that_fits_is_opened(packed: PackedModel) -> None:
    measured = {"": 100, "fp16": 60, "int8": 40}
    manifest = msgspec.structs.replace(
        packed.manifest,
        measured=msgspec.structs.replace(packed.manifest.measured, peak_rss_bytes=100),
        variants=[
            msgspec.structs.replace(
                v, measured=msgspec.structs.replace(v.measured, peak_rss_bytes=measured[v.name])
            )
            for v in packed.manifest.variants
        ],
    )

    assert [best_variant(manifest, free) for free in (1000, 100, 99, 59, 10)] == [
        FULL,
        FULL,
        "fp16",
        "int8",
        "int8",
    ]


def test_a_package_without_variants_is_written_as_before_there_were_any(packed: PackedModel) -> None:
    plain = msgspec.structs.replace(packed.manifest, variants=[])

    assert "variants" not in packages.manifest_fields(plain)
    assert "variants" in packages.manifest_fields(packed.manifest)


def _same_name_twice(manifest: Manifest) -> Manifest:
    first = manifest.variants[0]
    return msgspec.structs.replace(manifest, variants=[first, first])


def _another_count(manifest: Manifest) -> Manifest:
    tests = msgspec.structs.replace(manifest.variants[0].tests, count=1)
    return msgspec.structs.replace(
        manifest, variants=[msgspec.structs.replace(manifest.variants[0], tests=tests)]
    )


def _negative(manifest: Manifest) -> Manifest:
    tests = msgspec.structs.replace(manifest.variants[0].tests, atol=-1.0)
    return msgspec.structs.replace(
        manifest, variants=[msgspec.structs.replace(manifest.variants[0], tests=tests)]
    )


def _other_operators(manifest: Manifest) -> Manifest:
    return msgspec.structs.replace(
        manifest, variants=[msgspec.structs.replace(v, operators=["Relu"]) for v in manifest.variants]
    )


def _undeclared(manifest: Manifest) -> Manifest:
    return msgspec.structs.replace(manifest, variants=[])


@pytest.mark.parametrize(
    ("change", "rule"),
    [(_same_name_twice, "variants"), (_another_count, "variants"), (_negative, "variants"), (_other_operators, "manifest-graph"), (_undeclared, "variants")],
)  # fmt: skip
def test_a_manifest_that_lies_about_its_forms_is_refused(
    packed: PackedModel, change: Callable[[Manifest], Manifest], rule: str
) -> None:
    with pytest.raises(InvalidPackage) as caught:
        check_public(rebuilt(packed, change))

    assert rule in {found.rule for found in caught.value.breaches}


def rebuilt(packed: PackedModel, change: Callable[[Manifest], Manifest]) -> bytes:
    import rfc8785

    manifest = rfc8785.dumps(packages.manifest_fields(change(packed.manifest)))
    return zips.build({**packed.public_files, packages.MANIFEST: manifest}, zips.PUBLIC_PROFILE)


def test_the_graph_of_a_form_is_checked_as_the_models_own(packed: PackedModel) -> None:
    graph = onnx.load_from_string(packed.public_files["graph-int8.onnx"])
    graph.graph.node[0].op_type = "Evil"
    files = {**packed.public_files, "graph-int8.onnx": graph.SerializeToString()}
    del files[packages.MANIFEST]
    sealed = [blob for blob in packed.manifest.blobs if blob.part == "sealed"]
    manifest = msgspec.structs.replace(
        packed.manifest, blobs=[*list_blobs(files, zips.PUBLIC_PROFILE), *sealed]
    )
    changed = dataclasses.replace(packed, public_files=files, manifest=manifest)

    with pytest.raises(InvalidPackage) as caught:
        check_public(rebuilt(changed, lambda m: m))

    assert "operator" in {found.rule for found in caught.value.breaches}


@pytest.mark.parametrize("name", ["weights-int8.bin", "weights-fp16.bin"])
def test_weights_of_a_form_that_are_missing_or_cut_are_refused(packed: PackedModel, name: str) -> None:
    public = check_public(zips.build(packed.public_files, zips.PUBLIC_PROFILE))
    for files in (
        {n: d for n, d in packed.sealed_files.items() if n != name},
        {n: d[:64] if n == name else d for n, d in packed.sealed_files.items()},
    ):
        with pytest.raises(InvalidPackage):
            check_sealed(memoryview(zips.build(files, zips.SEALED_PROFILE)), public, "fp16")


def test_weights_of_every_form_begin_on_a_page(packed: PackedModel) -> None:
    offsets = [blob.offset for blob in packed.manifest.blobs if blob.role == "weights"]

    assert len(offsets) == 3
    assert all(offset % packages.WEIGHTS_ALIGNMENT == 0 for offset in offsets)


def test_open_questions_hinder_packing(host: ModelHost) -> None:
    importer = ModelImporter(host)
    study = importer.study(IMPORTS / "keras" / "model.onnx")

    with pytest.raises(OpenQuestions) as caught:
        importer.pack(study.token, None, CancelToken(), lambda _: None)

    assert set(caught.value.keys) == {"task", "name", "summary", "licence"}


def test_an_answer_is_held_against_what_the_model_does(host: ModelHost) -> None:
    with pytest.raises(ContradictedAnswer) as caught:
        pack(host, IMPORTS / "torch-script" / "model.onnx", PICTURE | {"scores.activation": "none"})

    assert caught.value.key == "scores.activation"


def test_a_model_that_throws_dice_is_refused(host: ModelHost, tmp_path: Path) -> None:
    path = tmp_path / "dice.onnx"
    node = onnx.helper.make_node("RandomNormalLike", ["x"], ["y"])
    path.write_bytes(
        model([node], inputs=[port("x", [1, 4])], outputs=[port("y", [1, 4])]).SerializeToString()
    )

    with pytest.raises(UnsteadyModel):
        pack(host, path, ABOUT | {"task": "other"})


def test_a_size_that_the_file_leaves_open_and_does_not_bear_is_found_by_trying(
    host: ModelHost, tmp_path: Path
) -> None:
    path = tmp_path / "fixed.onnx"
    node = onnx.helper.make_node("MatMul", ["x", "w"], ["y"])
    weights = onnx.numpy_helper.from_array(np.ones((7, 2), np.float32), "w")
    path.write_bytes(
        model(
            [node], [weights], inputs=[port("x", [1, "n"])], outputs=[port("y", [1, 2])]
        ).SerializeToString()
    )

    with pytest.raises(FailedTrial):
        pack(host, path, ABOUT | {"task": "other"})


def test_weights_outside_the_folder_are_not_opened(host: ModelHost, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(IMPORTS / "torch-export", folder)
    (folder / "model.onnx.data").rename(tmp_path / "elsewhere")
    (folder / "model.onnx.data").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(InvalidPackage) as caught:
        ModelImporter(host).study(folder / "model.onnx")

    assert caught.value.breaches[0].rule == "external-data"


def test_what_is_no_model_is_refused(host: ModelHost, tmp_path: Path) -> None:
    path = tmp_path / "model.onnx"
    path.write_bytes(os.urandom(4096))

    with pytest.raises(UnreadableModel):
        ModelImporter(host).study(path)


def test_hostile_metadata_is_named_and_everything_is_asked_instead(host: ModelHost, tmp_path: Path) -> None:
    hostile = onnx.load(IMPORTS / "ultralytics" / "model.onnx")
    told = {p.key: p.value for p in hostile.metadata_props} | {
        "names": "[" * 200_000,
        "imgsz": "__import__('os')",
    }
    onnx.helper.set_model_props(hostile, told)
    path = tmp_path / "model.onnx"
    path.write_bytes(hostile.SerializeToString())
    (tmp_path / "config.json").write_bytes(b'{"a":' * 100_000)

    study = ModelImporter(host).study(path)

    assert dict(study.unread).keys() == {"metadata", "config.json"}
    assert "nested deeper" in dict(study.unread)["metadata"]
    assert "task" in {question.key for question in study.proposal.questions}


def test_scripts_get_the_open_questions_as_json_and_answer_them_in_a_file(tmp_path: Path) -> None:
    source = IMPORTS / "sklearn-iris" / "model.onnx"
    asked = licet("pack", source, "--out", tmp_path / "out", "--json")
    assert asked.code == 3
    told = json.loads(asked.stdout)
    assert {q["key"] for q in told["questions"]} == {"table.columns", "name", "summary", "licence"}
    assert {g["key"]: g["source"] for g in told["guesses"]}["labels"] == "classifier"
    assert not (tmp_path / "out").exists()

    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({"table.columns": list("abcd"), "summary": "Flowers.", "licence": "MIT"}))
    sample = tmp_path / "one flower.csv"
    sample.write_text("a,b,c,d\n5.1,3.5,1.4,0.2\n")
    made = licet(
        "pack", source, "--out", tmp_path / "out", "--answers", answers, "--set", "name=Iris", "--sample", sample,
        "--variants", "int8", "--json",
    )  # fmt: skip

    assert made.json["name"] == "Iris"
    assert [(v["name"], v["offered"]) for v in made.json["variants"]] == [("fp32", True), ("int8", False)]
    assert made.json["variants"][1]["why_not"] == "Nothing in this model can be made smaller this way."
    public = check_public((tmp_path / "out" / "public.zip").read_bytes())
    assert public.part.names(packages.SAMPLES) == ("samples/one-flower.csv",)
    tensors, out = tmp_path / "in.npz", tmp_path / "out.npz"
    np.savez(tensors, float_input=np.array([[5.1, 3.5, 1.4, 0.2]], np.float32))
    ran = licet("run", tmp_path / "out", "--tensors", tensors, "--out", out, "--variant", "fp32", "--json")
    assert ran.json["sandbox"]
    assert np.load(out)["output_probability"].argmax() == 0


@pytest.mark.parametrize("arguments", [("--set", "colour=red"), ("--set", "name"), ("--variants", "int2")])
def test_a_wrong_option_is_named(arguments: tuple[str, str], tmp_path: Path) -> None:
    refused = licet("pack", IMPORTS / "huggingface", "--out", tmp_path / "o", *arguments, "--set", "name=N",
                    "--set", "summary=S", "--set", "licence=MIT")  # fmt: skip

    assert refused.code == 2
    assert arguments[1].partition("=")[0] in refused.stderr
