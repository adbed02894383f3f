"""What exporters and hubs write beside a graph, read as data: Ultralytics, OpenVINO's model API, Hugging Face. In the worker.

Each reader gives hints under the keys of the questions that they answer, and says nothing where a value is not of the
shape that the convention gives it: what cannot be understood is asked. Sources of the conventions:
Ultralytics 8.4 ``engine/exporter.py`` (metadata of an export); OpenVINO model_api ``docs/model-configuration.md``
(``model_info``); transformers ``ImageProcessingMixin``, ``PretrainedConfig``, ``PreTrainedTokenizerBase``.
"""

import math
import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias
from xml.parsers import expat

import msgspec

from desktop.core.nesting import cap_recursion
from desktop.runtime.importing.facts import Hint, label_lines
from desktop.runtime.importing.literals import BadLiteral, read_literal

MAX_JSON_BYTES = 4 << 20
MAX_XML_BYTES = 64 << 20
MAX_XML_DEPTH = 64
MAX_ENTRIES = 200

Hints: TypeAlias = list[Hint]
Reader: TypeAlias = Callable[[bytes], Hints]


class NotUnderstood(ValueError):
    """A file beside the model that is not what its name promises."""


# --- Ultralytics -------------------------------------------------------------------------------------------------------

_YOLO_TASKS = {
    "detect": "object-detection",
    "pose": "keypoint-detection",
    "classify": "image-classification",
}
_COCO_POINTS = (
    "nose", "left eye", "right eye", "left ear", "right ear", "left shoulder", "right shoulder", "left elbow",
    "right elbow", "left wrist", "right wrist", "left hip", "right hip", "left knee", "right knee", "left ankle",
    "right ankle",
)  # fmt: skip


def ultralytics(metadata: Mapping[str, str]) -> Hints:
    """Task, class names, picture size and how pictures are laid into it, from an export's ``metadata_props``."""
    if "stride" not in metadata or "task" not in metadata:
        return []
    told = {
        key: _literal(metadata[key]) for key in ("names", "imgsz", "kpt_shape", "end2end") if key in metadata
    }
    task = metadata["task"]
    found: dict[str, Any] = {"task": _YOLO_TASKS.get(task), "image.colour": "rgb", "image.values": "0..1"}
    found["image.size"] = _size(told.get("imgsz"))
    found["image.fit"] = "crop" if task == "classify" else "letterbox"
    found |= {"image.mode": "bilinear", "image.fill": 114}
    found["scores.activation"] = "none"
    if task == "pose":
        found["keypoints.layout"] = "yolov8-pose"
        found["labels"] = _points(told.get("kpt_shape"))
    else:
        found["labels"] = _names(told.get("names"))
    if task == "detect":
        ends = told.get("end2end") is True
        found["detection.layout"] = "end-to-end" if ends else "yolov8"
        found["detection.boxes"] = "xyxy" if ends else "cxcywh"
        found["detection.unit"] = "pixels"
    return _hints(found, "ultralytics")


def _points(shape: Any) -> list[str] | None:
    match shape:
        case [int(count), 2 | 3] if 0 < count <= 1000:
            return (
                list(_COCO_POINTS) if count == len(_COCO_POINTS) else [f"point {i + 1}" for i in range(count)]
            )
    return None


def _names(value: Any) -> list[str] | None:
    """Class names, written as a list or as a dict of numbers from 0 on."""
    if isinstance(value, dict):
        try:
            numbered = {int(key): name for key, name in value.items()}
        except (ValueError, TypeError):
            return None
        if sorted(numbered) != list(range(len(numbered))):
            return None
        value = [numbered[i] for i in range(len(numbered))]
    try:
        return label_lines(value) if isinstance(value, list) else None
    except ValueError:
        return None


def _size(value: Any) -> list[int] | None:
    """[height, width] of one number or two."""
    match value:
        case int(side) if _is_side(side):
            return [side, side]
        case [int(height), int(width)] if _is_side(height) and _is_side(width):
            return [height, width]
    return None


def _is_side(value: int) -> bool:
    return not isinstance(value, bool) and 1 <= value <= 8192


def _literal(text: str) -> Any:
    try:
        return read_literal(text)
    except BadLiteral as error:
        raise NotUnderstood(f"metadata: {error}") from error


# --- OpenVINO ----------------------------------------------------------------------------------------------------------

_OPENVINO_TASKS = {
    "classification": "image-classification",
    "ssd": "object-detection",
    "yolov8": "object-detection",
    "yolo11": "object-detection",
    "yolov5": "object-detection",
    "segmentation": "image-segmentation",
    "keypointdetection": "keypoint-detection",
}
_RESIZE = {
    "standard": "stretch",
    "fit_to_window": "letterbox",
    "fit_to_window_letterbox": "letterbox",
    "crop": "crop",
}
_NUMBERS = re.compile(r"[\s,]+")


def openvino_metadata(metadata: Mapping[str, str]) -> Hints:
    """``model_info`` as it is found in ``metadata_props``: keys ``model_info key`` or ``model_info/key``."""
    told = {
        re.sub(r"^model_info[ /]", "", key): value
        for key, value in metadata.items()
        if re.match(r"model_info[ /]", key)
    }
    return openvino(told)


def openvino_xml(data: bytes) -> Hints:
    """``rt_info/model_info`` of an IR's XML; nothing else of it is kept.

    Raises:
        NotUnderstood: No XML, with a document type or entities, or too deep.
    """
    path: list[str] = []
    told: dict[str, str] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        path.append(name)
        if len(path) > MAX_XML_DEPTH:
            raise NotUnderstood("nested too deep")
        if path[:-1] == ["net", "rt_info", "model_info"] and len(told) < MAX_ENTRIES:
            told[name[:60]] = attributes.get("value", "")

    def refuse(*_arguments: object) -> None:
        raise NotUnderstood("XML with a document type")

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _name: path.pop()
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(data[: MAX_XML_BYTES + 1], True)
    except expat.ExpatError as error:
        raise NotUnderstood("no XML") from error
    return openvino(told)


def openvino(told: Mapping[str, str]) -> Hints:
    """Task, labels and preprocessing from ``model_info``'s texts."""
    if not told:
        return []
    found: dict[str, Any] = {"task": _OPENVINO_TASKS.get(told.get("model_type", "").lower())}
    if labels := told.get("labels"):
        # Labels are parted by blanks; a blank inside one is written as an underscore or "@".
        found["labels"] = label_lines([part.replace("@", " ") for part in labels.split()])
    # Its programs read pictures as BGR: turned round, the model gets RGB. Unturned says nothing of the model.
    turned = told.get("reverse_input_channels", "").lower() in {"true", "yes"}
    found["image.colour"] = "rgb" if turned else None
    found["image.fit"] = _RESIZE.get(told.get("resize_type", "").lower())
    mean, scale = _floats(told.get("mean_values")), _floats(told.get("scale_values"))
    if mean or scale:
        found["image.values"] = {"factor": 1.0, "offset": 0.0, "mean": mean or [0.0], "std": scale or [1.0]}
    fill = _floats(told.get("pad_value"))
    found["image.fill"] = round(fill[0]) if fill and 0 <= fill[0] <= 255 else None
    for key, name in (("confidence_threshold", "threshold"), ("iou_threshold", "overlap")):
        value = _floats(told.get(key))
        found[name] = value[0] if value and 0 <= value[0] <= 1 else None
    raw = told.get("output_raw_scores", "").lower()
    found["scores.activation"] = (
        "softmax" if raw == "true" and found["task"] == "image-classification" else None
    )
    if told.get("model_type", "").lower() in {"yolov8", "yolo11"}:
        found |= {"detection.layout": "yolov8", "detection.boxes": "cxcywh", "detection.unit": "pixels"}
    return _hints(found, "openvino")


def _floats(text: str | None) -> list[float] | None:
    if not text or len(text) > 1000:
        return None
    try:
        values = [float(part) for part in _NUMBERS.split(text.strip()) if part]
    except ValueError:
        return None
    return values if 0 < len(values) <= 16 and all(map(math.isfinite, values)) else None


# --- Hugging Face ------------------------------------------------------------------------------------------------------

_ARCHITECTURES = (
    ("ForImageClassification", "image-classification"),
    ("ForObjectDetection", "object-detection"),
    ("ForSemanticSegmentation", "image-segmentation"),
    ("ForDepthEstimation", "depth-estimation"),
    ("ForImageSuperResolution", "image-to-image"),
    ("ForSequenceClassification", "text-classification"),
    ("ForTokenClassification", "token-classification"),
    ("ForQuestionAnswering", "question-answering"),
    ("ForAudioFrameClassification", "voice-activity-detection"),
)
_ACTIVATIONS = {"single_label_classification": "softmax", "multi_label_classification": "sigmoid"}
_RESAMPLE = {0: "nearest", 2: "bilinear", 3: "bicubic", 4: "area"}


def hf_config(data: bytes) -> Hints:
    """Task by the architecture's name, labels by ``id2label``, the padding token, what scores are."""
    told = _json(data)
    names = told.get("architectures")
    first = names[0] if isinstance(names, list) and names and isinstance(names[0], str) else ""
    task = next((task for ending, task in _ARCHITECTURES if ending in first), None)
    found: dict[str, Any] = {"task": task, "labels": _names(told.get("id2label"))}
    if task == "text-classification" or task in {"image-classification", "token-classification"}:
        found["scores.activation"] = _ACTIVATIONS.get(str(told.get("problem_type")), "softmax")
    elif task == "object-detection":
        # DETR and its kin: a softmax over the classes and "nothing", boxes as centre and size in fractions.
        found |= {"detection.layout": "ssd", "detection.boxes": "cxcywh", "detection.unit": "fractions"}
        found |= {"scores.activation": "softmax", "detection.background": "last"}
    pad = told.get("pad_token_id")
    found["text.pad"] = pad if isinstance(pad, int) and 0 <= pad < 1 << 31 else None
    found["image.size"] = _size(told.get("image_size"))
    return _hints(found, "config.json")


def hf_preprocessor(data: bytes) -> Hints:
    """How a picture or a sound becomes a tensor, from ``preprocessor_config.json``."""
    told = _json(data)
    if "sampling_rate" in told:
        return _sound(told)
    found: dict[str, Any] = {
        "image.colour": "rgb",
        "image.mode": _RESAMPLE.get(_whole(told.get("resample"), 2)),
    }
    size, crop = _hf_size(told.get("size")), _hf_size(told.get("crop_size"))
    shortest = told.get("size", {}).get("shortest_edge") if isinstance(told.get("size"), dict) else None
    if told.get("do_center_crop") is True and crop is not None:
        found |= {"image.size": crop, "image.fit": "crop"}
        found["image.short"] = _whole(shortest, size[0] if size else crop[0])
    elif told.get("do_resize") is not False and size is not None:
        found |= {"image.size": size, "image.fit": "stretch"}
    factor = told.get("rescale_factor", 1 / 255) if told.get("do_rescale") is not False else 1.0
    values: dict[str, Any] = {"factor": factor, "offset": 0.0, "mean": [0.0], "std": [1.0]}
    if (
        told.get("do_normalize") is not False
        and _are_numbers(told.get("image_mean"))
        and _are_numbers(told.get("image_std"))
    ):
        values |= {"mean": told["image_mean"], "std": told["image_std"]}
    found["image.values"] = values if isinstance(factor, float | int) else None
    return _hints(found, "preprocessor_config.json")


def _sound(told: dict[str, Any]) -> Hints:
    rate = told["sampling_rate"]
    found: dict[str, Any] = {
        "audio.rate": rate if isinstance(rate, int) and 1000 <= rate <= 192_000 else None
    }
    found["audio.standardize"] = (
        told.get("do_normalize") if isinstance(told.get("do_normalize"), bool) else None
    )
    return _hints(found, "preprocessor_config.json")


def hf_tokenizer(data: bytes) -> Hints:
    """The longest text that was trained on, from ``tokenizer_config.json``."""
    longest = _json(data).get("model_max_length")
    # Where nobody knew it, transformers writes 1e30.
    usable = isinstance(longest, int) and 0 < longest <= 1 << 17
    return _hints({"text.length": longest if usable else None}, "tokenizer_config.json")


def hf_generation(data: bytes) -> Hints:
    """A generating model says so by this file; how it generates is not for a package to say yet."""
    told = _json(data)
    return [Hint("generates", True, "generation_config.json")] if told else []


def _hf_size(value: Any) -> list[int] | None:
    if isinstance(value, dict):
        if "shortest_edge" in value:
            value = value["shortest_edge"]
        else:
            value = [value.get("height"), value.get("width")]
    return _size(value)


def _whole(value: Any, otherwise: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else otherwise


def _are_numbers(value: Any) -> bool:
    return (
        isinstance(value, list)
        and 0 < len(value) <= 16
        and all(isinstance(v, int | float) and math.isfinite(v) for v in value)
    )


def _json(data: bytes) -> dict[str, Any]:
    """A small JSON object.

    Raises:
        NotUnderstood: Too long, too deep, or no object.
    """
    if len(data) > MAX_JSON_BYTES:
        raise NotUnderstood(f"longer than {MAX_JSON_BYTES} bytes")
    cap_recursion()
    try:
        return msgspec.json.decode(data, type=dict[str, Any])
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise NotUnderstood("no JSON object") from error


def _hints(found: Mapping[str, Any], source: str) -> Hints:
    return [Hint(key, value, source) for key, value in found.items() if value is not None]


def labels_file(data: bytes) -> Hints:
    """Class names, one on each line."""
    lines = [line for line in data.decode("utf-8", "replace").splitlines() if line.strip()]
    return [Hint("labels", label_lines(lines), "labels.txt")]


READERS: dict[str, Reader] = {
    "labels.txt": labels_file,
    "preprocessor_config.json": hf_preprocessor,
    "config.json": hf_config,
    "tokenizer_config.json": hf_tokenizer,
    "generation_config.json": hf_generation,
    "model.xml": openvino_xml,
}
"""Who reads which file beside a model; ``model.xml`` stands for the IR's XML whatever it is called."""
