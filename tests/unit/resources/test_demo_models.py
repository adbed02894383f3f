"""The demo models that ship in the repository: complete, small, honest, and doing what their files say."""

import csv
import json
import os
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # before the import: the wheel sends usage data by default

import numpy as np
import onnx
import onnxruntime
from PIL import Image

MODELS = Path(__file__).resolve().parents[3] / "resources" / "models"
SLUGS = sorted(path.parent.name for path in MODELS.glob("*/model.onnx"))
FILES = {
    "train.py",
    "model.onnx",
    "spec.json",
    "card.md",
    "LICENSE",
    "listing.json",
    "tests.npz",
    "metrics.json",
    "samples",
}
PREPROCESS = {
    "image": {"to_grayscale", "to_rgb", "resize", "invert", "scale", "normalize", "layout"},
    "text": {"lowercase", "utf8_bytes"},
    "table": {"columns", "one_hot", "log1p", "standardize"},
    "series": {"last", "scale", "standardize_window", "difference"},
}
POSTPROCESS = {"softmax", "sigmoid", "clip", "scale", "round"}
ROLES = {
    "image-classification": {"scores"},
    "text-classification": {"scores"},
    "table-classification": {"scores"},
    "table-regression": {"value", "lower", "upper"},
    "forecast": {"value", "lower", "upper"},
    "anomaly": {"anomaly"},
    "image-to-image": {"image"},
}
TASKS = {
    "image-classification",
    "image-to-image",
    "tabular-classification",
    "tabular-regression",
    "text-classification",
    "time-series-forecasting",
}
ETHER = 10**18
# a path or address of the machine that trained: home and working folders, temporary folders, registries
MACHINE = re.compile(
    rb"/(?:home|root|work|tmp|Users|mnt|opt|builds?)/[A-Za-z0-9_.-]+|[A-Z]:\\\\?Users|https?://(?:localhost|\d)"
)

Json = dict[str, Any]


def read(slug: str, name: str) -> Json:
    document: Json = json.loads((MODELS / slug / name).read_text(encoding="utf-8"))
    return document


def session(slug: str) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(
        str(MODELS / slug / "model.onnx"), options, providers=["CPUExecutionProvider"]
    )


def outputs_of(model: Any, feed: dict[str, Any]) -> dict[str, Any]:
    names = [output.name for output in model.get_outputs()]
    return dict(zip(names, model.run(names, feed), strict=True))


def prepared(inp: Json, value: Any) -> Any:
    """Preprocess one example by the book (SPEC_OPS.md), slowly: what the runtime must agree with."""
    kind = inp["kind"]
    for step in inp["preprocess"]:
        op, args = step["op"], step["args"]
        if kind == "image":
            value = prepared_image(op, args, value)
        elif op == "utf8_bytes":
            ids = [byte + args["offset"] for byte in value.encode()[: args["length"]]]
            value = np.array([ids + [args["pad"]] * (args["length"] - len(ids))], np.int64)
        elif op == "columns":
            names = [column["name"] for column in inp["columns"]]
            value = [
                float(column["choices"].index(value[column["name"]]))
                if column["type"] == "category"
                else float(value[column["name"]])
                for column in inp["columns"]
            ]
        elif op == "one_hot":
            place = names.index(args["column"])
            hot = [float(i == value[place]) for i in range(len(args["choices"]))]
            value[place : place + 1] = hot
            names[place : place + 1] = [args["column"]] * len(hot)
        elif op == "last":
            value = value[-args["count"] :]
        else:
            pytest.fail(f"no shipped model uses {op}")
    return np.atleast_2d(np.asarray(value, np.float32)) if kind in {"table", "series"} else value


def prepared_image(op: str, args: Json, value: Any) -> Any:
    if op == "to_grayscale":
        return value.convert("L")
    if op == "to_rgb":
        return value.convert("RGB")
    if op == "resize":
        assert args["mode"] == "area"
        return value.resize((args["width"], args["height"]), Image.Resampling.BOX)
    if op == "scale":
        array = np.asarray(value, np.float32)
        array = array[..., None] if array.ndim == 2 else array
        return array * np.float32(args["factor"]) + np.float32(args["offset"])
    assert op == "layout"
    return value.transpose(2, 0, 1)[None]


def sample_inputs(slug: str) -> list[tuple[Path, Any]]:
    """Return every sample of a model, read as its kind wants it; tables give one entry per row."""
    kind = read(slug, "spec.json")["inputs"][0]["kind"]
    found: list[tuple[Path, Any]] = []
    for path in sorted((MODELS / slug / "samples").iterdir()):
        if kind == "image":
            with Image.open(path) as image:
                found.append((path, image.copy()))
        elif kind == "text":
            found.append((path, path.read_text(encoding="utf-8")))
        else:
            with path.open(newline="", encoding="utf-8") as file:
                rows = list(csv.DictReader(file))
            if kind == "series":
                found.append((path, [float(list(row.values())[-1]) for row in rows]))
            else:
                found.extend((path, row) for row in rows)
    return found


def test_there_are_at_least_eight_models_and_one_is_free() -> None:
    prices = [read(slug, "listing.json")["price"] for slug in SLUGS]

    assert len(SLUGS) >= 8
    assert prices.count("0") == 1


def test_every_head_of_the_runtime_has_a_model() -> None:
    assert {read(slug, "spec.json")["head"]["type"] for slug in SLUGS} == set(ROLES)


def test_all_models_together_stay_under_twelve_megabytes() -> None:
    assert sum((MODELS / slug / "model.onnx").stat().st_size for slug in SLUGS) < 12_000_000


def test_the_table_of_the_readme_names_every_model() -> None:
    text = (MODELS / "README.md").read_text(encoding="utf-8")

    for slug in SLUGS:
        row = next(line for line in text.splitlines() if f"({slug}/card.md)" in line)
        first = read(slug, "metrics.json")["metrics"][0]
        assert f"{first['name']} {first['value']:.4f} | {first['baseline']:.4f} |" in row


def test_no_committed_file_names_the_machine_that_trained() -> None:
    found = [
        (str(path.relative_to(MODELS)), match.group())
        for path in MODELS.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
        for match in MACHINE.finditer(path.read_bytes())
    ]

    assert found == []


@pytest.mark.parametrize("slug", SLUGS)
class TestModel:
    def test_the_directory_is_complete(self, slug: str) -> None:
        here = {path.name for path in (MODELS / slug).iterdir()}
        labels = read(slug, "spec.json")["head"].get("labels")

        assert here >= FILES
        assert labels is None or labels in here
        assert 1 <= len(list((MODELS / slug / "samples").iterdir())) <= 4

    def test_the_graph_passes_the_checker_and_uses_only_standard_operators(self, slug: str) -> None:
        model = onnx.load(MODELS / slug / "model.onnx")

        onnx.checker.check_model(model, full_check=True)
        assert [(entry.domain, entry.version) for entry in model.opset_import] == [("", 17)]
        assert {node.domain for node in model.graph.node} == {""}
        assert not model.functions

    def test_the_graph_carries_no_documentation_or_metadata(self, slug: str) -> None:
        model = onnx.load(MODELS / slug / "model.onnx")

        assert model.producer_name == "licet"
        assert not model.doc_string
        assert not model.graph.doc_string
        assert not model.metadata_props
        assert not any(node.doc_string for node in model.graph.node)

    def test_onnxruntime_gives_the_test_vectors_as_one_batch(self, slug: str) -> None:
        spec = read(slug, "spec.json")
        with np.load(MODELS / slug / "tests.npz") as vectors:
            feed = {entry["name"]: vectors[entry["name"]] for entry in spec["inputs"]}
            expected = {entry["name"]: vectors[entry["name"]] for entry in spec["outputs"]}

        got = outputs_of(session(slug), feed)

        assert set(got) == set(expected)
        for name, want in expected.items():
            assert len(want) == spec["tests"]["count"] >= 4
            np.testing.assert_allclose(got[name], want, spec["tests"]["rtol"], spec["tests"]["atol"])

    def test_onnxruntime_gives_the_test_vectors_one_by_one(self, slug: str) -> None:
        spec = read(slug, "spec.json")
        model = session(slug)
        with np.load(MODELS / slug / "tests.npz") as file:
            vectors = dict(file)

        for i in range(spec["tests"]["count"]):
            got = outputs_of(
                model, {entry["name"]: vectors[entry["name"]][i : i + 1] for entry in spec["inputs"]}
            )
            for name, value in got.items():
                np.testing.assert_allclose(
                    value, vectors[name][i : i + 1], spec["tests"]["rtol"], spec["tests"]["atol"]
                )

    def test_a_changed_weight_fails_the_test_vectors(self, slug: str) -> None:
        """The vectors can tell another model from this one."""
        spec = read(slug, "spec.json")
        model = onnx.load(MODELS / slug / "model.onnx")
        largest = max(
            model.graph.initializer, key=lambda w: len(w.raw_data) * (w.data_type == onnx.TensorProto.FLOAT)
        )
        array = onnx.numpy_helper.to_array(largest)
        largest.CopyFrom(onnx.numpy_helper.from_array(array * np.float32(1.1), largest.name))
        changed = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
        with np.load(MODELS / slug / "tests.npz") as file:
            vectors = dict(file)

        got = outputs_of(changed, {entry["name"]: vectors[entry["name"]] for entry in spec["inputs"]})

        tests = spec["tests"]
        assert not all(np.allclose(got[name], vectors[name], tests["rtol"], tests["atol"]) for name in got)

    def test_the_spec_agrees_with_the_graph(self, slug: str) -> None:
        spec = read(slug, "spec.json")
        model = session(slug)
        types = {"tensor(float)": "FP32", "tensor(int64)": "INT64"}

        assert spec["format"] == 1
        assert [entry["name"] for entry in spec["inputs"]] == [entry.name for entry in model.get_inputs()]
        assert {entry["name"] for entry in spec["outputs"]} == {entry.name for entry in model.get_outputs()}
        for entry, real in zip(spec["inputs"], model.get_inputs(), strict=True):
            assert entry["dtype"] == types[real.type]
            assert entry["axes"][0] == {"type": "batch"}
            sizes = [axis.get("size") for axis in entry["axes"]]
            assert sizes == [size if isinstance(size, int) else None for size in real.shape]

    def test_the_spec_uses_only_the_enumerated_words(self, slug: str) -> None:
        spec = read(slug, "spec.json")

        for entry in spec["inputs"]:
            assert {step["op"] for step in entry["preprocess"]} <= PREPROCESS[entry["kind"]]
            assert all(set(step) == {"op", "args"} for step in entry["preprocess"])
            for column in entry.get("columns", []):
                assert column["type"] in {"number", "category"}
                assert ("choices" in column) == (column["type"] == "category")
                assert column["default"] in column["choices"] if "choices" in column else "default" in column
        for entry in spec["outputs"]:
            assert {step["op"] for step in entry["postprocess"]} <= POSTPROCESS
        assert {entry["role"] for entry in spec["outputs"]} == ROLES[spec["head"]["type"]]
        assert {param["name"] for param in spec["params"]} <= {"top", "threshold"}

    def test_there_is_one_label_per_score(self, slug: str) -> None:
        head = read(slug, "spec.json")["head"]
        if not head["type"].endswith("classification"):
            assert "labels" not in head
            return
        labels = (MODELS / slug / head["labels"]).read_text(encoding="utf-8").splitlines()

        assert len(labels) == session(slug).get_outputs()[0].shape[1] == len(set(labels))
        assert head.get("positive", labels[0]) in labels

    def test_the_listing_stays_within_its_limits(self, slug: str) -> None:
        listing = read(slug, "listing.json")

        assert set(listing) == {"name", "version", "summary", "task", "licence", "price", "tags", "metrics"}
        assert 1 <= len(listing["name"]) <= 60
        assert re.fullmatch(r"\d+\.\d+\.\d+", listing["version"])
        assert 20 <= len(listing["summary"]) <= 300
        assert listing["task"] in TASKS
        assert listing["licence"] in {"Apache-2.0", "MIT"}
        assert listing["price"] == "0" or Decimal("0.005") <= Decimal(listing["price"]) / ETHER <= Decimal(
            "0.08"
        )
        assert all(re.fullmatch(r"[a-z0-9-]{2,30}", tag) for tag in listing["tags"])
        assert len(json.dumps(listing, ensure_ascii=False).encode()) <= 2048

    def test_the_licence_text_is_the_licence_of_the_listing(self, slug: str) -> None:
        text = (MODELS / slug / "LICENSE").read_text(encoding="utf-8")

        licence = read(slug, "listing.json")["licence"]
        assert {"Apache-2.0": "Apache License", "MIT": "MIT License"}[licence] in text[:200]

    def test_every_metric_beats_its_baseline(self, slug: str) -> None:
        metrics = read(slug, "metrics.json")

        assert metrics["test_size"] > 0
        assert metrics["baseline"]
        for metric in metrics["metrics"]:
            gain = metric["value"] - metric["baseline"]
            assert gain > 0 if metric["better"] == "higher" else gain < 0

    def test_the_numbers_are_the_same_everywhere(self, slug: str) -> None:
        metrics = read(slug, "metrics.json")
        card = (MODELS / slug / "card.md").read_text(encoding="utf-8")

        assert read(slug, "listing.json")["metrics"] == metrics["metrics"]
        assert metrics["model_bytes"] == (MODELS / slug / "model.onnx").stat().st_size
        for metric in metrics["metrics"]:
            assert f"| {metric['name']} | {metric['value']:.4f} | {metric['baseline']:.4f} |" in card

    def test_the_card_begins_with_the_front_matter_of_hugging_face(self, slug: str) -> None:
        card = (MODELS / slug / "card.md").read_text(encoding="utf-8")
        listing = read(slug, "listing.json")

        front = card.split("---\n")[1]
        assert f"license: {listing['licence'].lower()}\n" in front
        assert f"pipeline_tag: {listing['task']}\n" in front
        assert all(f"## {heading}" in card for heading in ("What it is for", "Data", "Limits", "Measured"))

    def test_every_sample_runs_by_the_book(self, slug: str) -> None:
        spec = read(slug, "spec.json")
        model = session(slug)

        for path, value in sample_inputs(slug):
            assert path.stat().st_size < 300_000
            got = outputs_of(model, {spec["inputs"][0]["name"]: prepared(spec["inputs"][0], value)})
            assert all(np.isfinite(array).all() for array in got.values())


@pytest.mark.parametrize(
    ("slug", "truth"),
    [
        (
            "handwritten-digits",
            {"digit-2.png": "2", "digit-3.png": "3", "digit-5.png": "5", "digit-8.png": "8"},
        ),
        (
            "programming-language",
            {"invoice.txt": "Python", "report.txt": "SQL", "backup.txt": "Shell", "button.txt": "JavaScript"},
        ),
    ],
)
def test_classification_samples_get_the_right_label(slug: str, truth: dict[str, str]) -> None:
    spec = read(slug, "spec.json")
    labels = (MODELS / slug / "labels.txt").read_text(encoding="utf-8").splitlines()
    model = session(slug)

    said = {
        path.name: labels[
            int(
                outputs_of(model, {spec["inputs"][0]["name"]: prepared(spec["inputs"][0], value)})[
                    "logits"
                ].argmax()
            )
        ]
        for path, value in sample_inputs(slug)
    }

    assert said == truth


def test_table_samples_mostly_get_the_known_diagnosis() -> None:
    spec = read("tumour-diagnosis", "spec.json")
    labels = (MODELS / "tumour-diagnosis" / "labels.txt").read_text(encoding="utf-8").splitlines()
    model = session("tumour-diagnosis")

    right = [
        labels[
            int(
                outputs_of(model, {"measurements": prepared(spec["inputs"][0], row)})[
                    "probabilities"
                ].argmax()
            )
        ]
        == row["known_diagnosis"]
        for _, row in sample_inputs("tumour-diagnosis")
    ]

    assert sum(right) >= len(right) - 1


def test_the_fault_alarm_tells_faults_from_normal_rows() -> None:
    spec = read("machine-fault", "spec.json")
    model = session("machine-fault")
    alarms: dict[bool, list[bool]] = {True: [], False: []}

    for _, row in sample_inputs("machine-fault"):
        score = outputs_of(model, {"readings": prepared(spec["inputs"][0], row)})["score"].item()
        alarms[row["what_it_was"] == "normal"].append(score >= spec["head"]["threshold"])

    assert not any(alarms[True])
    assert sum(alarms[False]) >= 3


@pytest.mark.parametrize("slug", ["retail-demand", "sunspots"])
def test_bands_never_cross(slug: str) -> None:
    spec = read(slug, "spec.json")
    model = session(slug)

    for _, value in sample_inputs(slug):
        got = outputs_of(model, {spec["inputs"][0]["name"]: prepared(spec["inputs"][0], value)})
        assert (got["lower"] <= got["value"]).all()
        assert (got["value"] <= got["upper"]).all()


@pytest.mark.parametrize(
    ("slug", "output", "scale"), [("image-denoiser", "clean", 1), ("image-upscaler", "large", 2)]
)
@pytest.mark.parametrize(("height", "width"), [(8, 8), (9, 14), (33, 31)])
def test_picture_models_take_any_size(slug: str, output: str, scale: int, height: int, width: int) -> None:
    got = outputs_of(session(slug), {"image": np.full((1, 3, height, width), 0.5, np.float32)})[output]

    assert got.shape == (1, 3, height * scale, width * scale)
    np.testing.assert_allclose(got, 0.5, atol=0.05)


def test_digits_read_light_ink_on_dark_paper_too() -> None:
    spec = read("handwritten-digits", "spec.json")
    model = session("handwritten-digits")

    for path, value in sample_inputs("handwritten-digits"):
        turned = value.convert("L").point(lambda grey: 255 - grey)
        got = outputs_of(model, {"image": prepared(spec["inputs"][0], turned)})["logits"]
        assert f"digit-{got.argmax()}.png" == path.name
