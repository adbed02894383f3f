"""Metadata and side files of the usual exporters, as they write them and as somebody may write them to hurt."""

import json
from typing import Any

import pytest

from desktop.runtime.importing import conventions
from desktop.runtime.importing.conventions import NotUnderstood
from desktop.runtime.importing.facts import Hint

DETECTOR = {
    "description": "Ultralytics YOLOv8n model", "author": "Ultralytics", "version": "8.4.190", "stride": "32",
    "task": "detect", "batch": "1", "imgsz": "[640, 480]", "names": "{0: 'person', 1: 'car'}", "end2end": "False",
}  # fmt: skip


def told(hints: list[Hint]) -> dict[str, Any]:
    return {hint.key: hint.value for hint in hints}


def test_a_detector_of_ultralytics_tells_task_size_labels_and_layout() -> None:
    found = told(conventions.ultralytics(DETECTOR))

    assert found["task"] == "object-detection"
    assert found["image.size"] == [640, 480]
    assert found["labels"] == ["person", "car"]
    assert (found["image.fit"], found["image.fill"], found["image.values"]) == ("letterbox", 114, "0..1")
    assert (found["detection.layout"], found["detection.boxes"]) == ("yolov8", "cxcywh")


def test_an_end_to_end_detector_has_its_own_layout() -> None:
    found = told(conventions.ultralytics(DETECTOR | {"end2end": "True"}))

    assert (found["detection.layout"], found["detection.boxes"]) == ("end-to-end", "xyxy")


def test_a_pose_model_names_its_points() -> None:
    found = told(conventions.ultralytics(DETECTOR | {"task": "pose", "kpt_shape": "[17, 3]"}))

    assert found["labels"][:2] == ["nose", "left eye"]
    assert found["keypoints.layout"] == "yolov8-pose"


def test_a_task_that_packages_do_not_know_is_left_open() -> None:
    assert "task" not in told(conventions.ultralytics(DETECTOR | {"task": "obb"}))


@pytest.mark.parametrize(
    "names", ["{0: 'a', 2: 'b'}", "{'x': 'a'}", "'person'", "{}", "[]", "{0: [1]}", "{0: None}"]
)
def test_names_that_are_no_list_of_classes_are_asked(names: str) -> None:
    assert "labels" not in told(conventions.ultralytics(DETECTOR | {"names": names}))


@pytest.mark.parametrize(
    "imgsz", ["[640]", "[0, 640]", "[99999, 640]", "'640'", "[True, 640]", "-1", "[6.4, 640]"]
)
def test_a_size_that_is_none_is_asked(imgsz: str) -> None:
    assert "image.size" not in told(conventions.ultralytics(DETECTOR | {"imgsz": imgsz}))


@pytest.mark.parametrize(
    "names", ["__import__('os')", "[" * 5000, "{0: " + "9" * 500 + "}", "{" + "0: 'x'," * 3]
)
def test_metadata_made_to_hurt_is_refused_in_words(names: str) -> None:
    with pytest.raises(NotUnderstood, match="metadata: "):
        conventions.ultralytics(DETECTOR | {"names": names})


def test_labels_are_one_line_each_without_control_characters() -> None:
    found = told(conventions.ultralytics(DETECTOR | {"names": r"['a\nb', '\x1b[31mred', '']"}))

    assert found["labels"] == ["a b", "[31mred", "class 2"]


XML = """<net><layers/><rt_info><model_info><model_type value="Classification"/><labels value="cat big@dog"/>
<mean_values value="1, 2, 3"/><scale_values value="4 5 6"/><resize_type value="fit_to_window_letterbox"/><pad_value value="7"/>
<reverse_input_channels value="YES"/><confidence_threshold value="0.3"/><iou_threshold value="0.6"/></model_info></rt_info></net>"""


def test_model_info_of_openvino_is_read_from_the_xml() -> None:
    found = told(conventions.openvino_xml(XML.encode()))

    assert found["task"] == "image-classification"
    assert found["labels"] == ["cat", "big dog"]
    assert found["image.values"] == {"factor": 1.0, "offset": 0.0, "mean": [1, 2, 3], "std": [4, 5, 6]}
    assert (found["image.fit"], found["image.fill"], found["image.colour"]) == ("letterbox", 7, "rgb")
    assert (found["threshold"], found["overlap"]) == (0.3, 0.6)


def test_model_info_of_openvino_is_read_from_metadata_too() -> None:
    found = told(
        conventions.openvino_metadata({"model_info model_type": "YOLOv8", "model_info/labels": "a b"})
    )

    assert (found["task"], found["labels"], found["detection.layout"]) == (
        "object-detection",
        ["a", "b"],
        "yolov8",
    )


@pytest.mark.parametrize(
    "xml",
    [
        '<!DOCTYPE net [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><net>&b;</net>',
        '<!DOCTYPE net SYSTEM "file:///etc/passwd"><net/>',
        "<a>" * 100_000,
        "no xml",
        "",
    ],
)
def test_xml_made_to_hurt_is_refused(xml: str) -> None:
    with pytest.raises(NotUnderstood):
        conventions.openvino_xml(xml.encode())


def test_config_json_tells_the_task_by_its_architecture() -> None:
    config = {
        "architectures": ["DetrForObjectDetection"],
        "id2label": {"1": "b", "0": "a"},
        "pad_token_id": 3,
    }

    found = told(conventions.hf_config(json.dumps(config).encode()))

    assert (found["task"], found["labels"], found["text.pad"]) == ("object-detection", ["a", "b"], 3)
    assert (found["detection.layout"], found["detection.background"]) == ("ssd", "last")


def test_several_labels_at_once_take_a_sigmoid() -> None:
    config = {"architectures": ["XForSequenceClassification"], "problem_type": "multi_label_classification"}

    assert told(conventions.hf_config(json.dumps(config).encode()))["scores.activation"] == "sigmoid"


def test_preprocessor_config_tells_size_crop_and_values() -> None:
    config = {
        "size": {"height": 8, "width": 9}, "resample": 3, "do_center_crop": False, "rescale_factor": 0.5,
        "do_normalize": False,
    }  # fmt: skip

    found = told(conventions.hf_preprocessor(json.dumps(config).encode()))

    assert (found["image.size"], found["image.fit"], found["image.mode"]) == ([8, 9], "stretch", "bicubic")
    assert found["image.values"] == {"factor": 0.5, "offset": 0.0, "mean": [0.0], "std": [1.0]}


def test_a_feature_extractor_tells_the_rate() -> None:
    found = told(conventions.hf_preprocessor(b'{"sampling_rate": 16000, "do_normalize": true}'))

    assert found == {"audio.rate": 16000, "audio.standardize": True}


def test_an_unknown_longest_text_is_asked() -> None:
    assert conventions.hf_tokenizer(b'{"model_max_length": 1000000000000000019884624838656}') == []


@pytest.mark.parametrize("data", [b"[]", b"{", b"\xff", b'{"a":' * 20_000, b"1" * (5 << 20)])
def test_a_side_file_that_is_no_object_is_refused(data: bytes) -> None:
    for read in (conventions.hf_config, conventions.hf_preprocessor, conventions.hf_tokenizer):
        with pytest.raises(NotUnderstood):
            read(data)


@pytest.mark.parametrize(
    "config",
    [
        {"size": "big", "image_mean": "x", "resample": [1]}, {"size": {"height": -1}}, {"image_mean": [1e400]},
        {"id2label": {"a": 1}, "architectures": 7}, {"crop_size": None, "do_center_crop": True},
        {"rescale_factor": "0"}, {"sampling_rate": "16000"},
    ],
)  # fmt: skip
def test_values_of_other_types_are_left_out(config: dict[str, Any]) -> None:
    data = json.dumps(config).replace("Infinity", "1e400").encode()
    for read in (conventions.hf_config, conventions.hf_preprocessor):
        try:
            hints = read(data)
        except NotUnderstood:
            continue
        assert all(h.key not in {"labels", "image.size", "audio.rate"} for h in hints)
