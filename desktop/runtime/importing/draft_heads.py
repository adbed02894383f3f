"""Outputs and head of a spec: which output plays which role, and how it becomes an answer."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from desktop.core.importing import NoNumbers, OneScore
from desktop.core.packages import Head, Operation, OutputSpec, Param
from desktop.runtime.importing.draft import Draft

ACTIVATIONS = ("none", "softmax", "sigmoid")
_SCORES = ("logits", "probabilities", "output_probability", "scores", "output_probabilities", "output")
_PROBABILITIES = {"Softmax": "none", "Sigmoid": "none", "ZipMap": "none", "TreeEnsembleClassifier": "none"}


@dataclass(slots=True)
class Answering:
    """The second half of a spec, and what the graph must be made to give."""

    head: Head
    outputs: list[OutputSpec]
    params: list[Param] = field(default_factory=list)
    two_sided: tuple[str, ...] = ()


def classification(draft: Draft, kind: Any) -> Answering:
    """Scores over labels; a single probability becomes two."""
    name = draft.choose_output("scores.output", _SCORES)
    port = draft.output(name) if name is not None else None
    width = port.dims[-1] if port is not None and port.dims else None
    maker = port.maker if port is not None else ""
    two_sided: tuple[str, ...] = ()
    if width == 1 and name is not None:
        if maker != "Sigmoid":
            raise OneScore
        two_sided, width = (name,), 2
        draft.note("scores.two_sided", "yes", "Sigmoid")
    elif _is_sklearn(draft):
        width = width or next((len(h.value) for h in draft.facts.hints if h.key == "labels"), None)
    labels = draft.need("labels", "lines", suggestion=_numbered(width), count=width or 0)
    activation = "none" if two_sided else _activation(draft, maker)
    count = len(labels or ())
    top = min(count, 5) or 1
    params = [Param("top", "integer", top, 1, count)] if count > 3 else []
    head = Head(kind, labels="labels.txt", top=top)
    return Answering(head, [OutputSpec(name or "", "scores", _operations(activation))], params, two_sided)


def _activation(draft: Draft, maker: str) -> str | None:
    """What makes probabilities of the scores: nothing where the graph's last operator does so already."""
    derived = "none" if _is_sklearn(draft) else _PROBABILITIES.get(maker)
    source = "sklearn" if _is_sklearn(draft) else "last-operator"
    told = draft.need(
        "scores.activation",
        "choice",
        choices=ACTIVATIONS,
        suggestion="softmax",
        derived=derived,
        source=source,
    )
    return None if told is None else str(told)


def _is_sklearn(draft: Draft) -> bool:
    return any(hint.source == "classifier" for hint in draft.facts.hints)


def _operations(activation: str | None) -> list[Operation]:
    return [Operation(activation)] if activation in {"softmax", "sigmoid"} else []


def _numbered(count: int | None) -> list[str] | None:
    return [f"class {i}" for i in range(count)] if count and count <= 1000 else None


def detection(draft: Draft, kind: Any) -> Answering:
    """Boxes with labels, by the layout that the detector writes."""
    layouts = ("yolov8", "yolov5", "end-to-end", "ssd")
    layout = draft.need("detection.layout", "choice", choices=layouts, suggestion=_likely_layout(draft))
    usual = "xyxy" if layout in {"end-to-end", "ssd"} else "cxcywh"
    forms = ("cxcywh", "xyxy", "yxyx", "xywh")
    boxes = draft.need("detection.boxes", "choice", choices=forms, suggestion=usual)
    unit = draft.need("detection.unit", "choice", choices=("pixels", "fractions"), suggestion="pixels")
    outputs, rows = _ssd(draft) if layout == "ssd" else _predictions(draft, layout)
    background = draft.hint("detection.background")
    if background == "last" and rows:
        background, rows = rows - 1, rows - 1
    labels = draft.need("labels", "lines", suggestion=_numbered(rows), count=rows or 0)
    threshold, overlap = _share(draft, "threshold", 0.25), _share(draft, "overlap", 0.45)
    head = Head(
        kind, labels="labels.txt", threshold=threshold, overlap=overlap, layout=layout, boxes=boxes,
        unit_boxes=unit == "fractions", background=background if isinstance(background, int) and labels else None,
    )  # fmt: skip
    params = [
        Param("threshold", "number", threshold, 0.0, 1.0),
        Param("overlap", "number", overlap, 0.0, 1.0),
    ]
    return Answering(head, outputs, params)


def _likely_layout(draft: Draft) -> str | None:
    shapes = [port.dims for port in draft.numeric_outputs()]
    if len(shapes) == 1 and len(shapes[0]) == 3:
        rows, columns = shapes[0][1], shapes[0][2]
        if columns == 6:
            return "end-to-end"
        return "yolov8" if rows and (columns is None or rows < columns) else "yolov5"
    return "ssd" if any(shape and shape[-1] == 4 for shape in shapes) else None


def _predictions(draft: Draft, layout: str | None) -> tuple[list[OutputSpec], int]:
    name = draft.choose_output("detection.output", ("output0", "output", "predictions"))
    dims = draft.output(name).dims if name is not None else []
    size = {"yolov8": (1, 4), "yolov5": (2, 5)}.get(layout or "")
    rows = (dims[size[0]] or 0) - size[1] if size is not None and len(dims) == 3 else 0
    return [OutputSpec(name or "", "predictions")], max(rows, 0)


def _ssd(draft: Draft) -> tuple[list[OutputSpec], int]:
    ports = draft.numeric_outputs()
    four = [port for port in ports if port.dims and port.dims[-1] == 4]
    boxes = draft.choose_output("detection.boxes_output", ("boxes", "pred_boxes"), four or ports)
    others = [port for port in ports if port.name != boxes]
    scores = draft.choose_output("scores.output", ("scores", "logits"), others)
    if boxes is None or scores is None:
        return [], 0
    width = draft.output(scores).dims[-1] if len(draft.output(scores).dims) == 3 else None
    activation = draft.need("scores.activation", "choice", choices=ACTIVATIONS, suggestion="none")
    return [OutputSpec(boxes, "boxes"), OutputSpec(scores, "scores", _operations(activation))], width or 0


def _share(draft: Draft, key: str, usual: float) -> float:
    told = draft.hint(key)
    known = isinstance(told, int | float) and not isinstance(told, bool) and 0 <= told <= 1
    return float(told) if known else float(draft.note(key, usual, "usual"))


def keypoints(draft: Draft, kind: Any) -> Answering:
    """Points by name, as YOLO's pose models, heatmaps or plain coordinates give them."""
    layouts = ("yolov8-pose", "heatmaps", "points")
    layout = draft.need("keypoints.layout", "choice", choices=layouts)
    name = draft.choose_output("keypoints.output", ("output0", "heatmaps"))
    dims = draft.output(name).dims if name is not None else []
    rows = dims[1] if len(dims) > 1 else None
    count = (rows - 5) // 3 if layout == "yolov8-pose" and rows else rows
    draft.need("labels", "lines", suggestion=_numbered(count), count=count or 0)
    role = {"yolov8-pose": "predictions", "heatmaps": "heatmaps", "points": "points"}.get(layout or "", "")
    return Answering(Head(kind, labels="labels.txt", layout=layout), [OutputSpec(name or "", role)])


def segmentation(draft: Draft, kind: Any) -> Answering:
    """A class for each pixel."""
    name = draft.choose_output("scores.output", ("logits", "output", "out"))
    dims = draft.output(name).dims if name is not None else []
    per_class = len(dims) == 4
    count = dims[1] if per_class else 0
    draft.need("labels", "lines", suggestion=_numbered(count or None), count=count or 0)
    role, layout = ("scores", None) if per_class else ("classes", "classes")
    operations = [Operation("sigmoid")] if per_class and count == 1 and _asks_sigmoid(draft, name) else []
    return Answering(
        Head(kind, labels="labels.txt", layout=layout), [OutputSpec(name or "", role, operations)]
    )


def _asks_sigmoid(draft: Draft, name: str | None) -> bool:
    maker = draft.output(name).maker if name is not None else ""
    derived = _PROBABILITIES.get(maker)
    told = draft.need(
        "scores.activation",
        "choice",
        choices=("none", "sigmoid"),
        suggestion="sigmoid",
        derived=derived,
        source="last-operator",
    )
    return bool(told == "sigmoid")


def depth(draft: Draft, kind: Any) -> Answering:
    name = draft.choose_output("depth.output", ("predicted_depth", "depth", "output"))
    told = draft.need("depth.meaning", "choice", choices=("distance", "inverse"), suggestion="inverse")
    return Answering(
        Head(kind, layout="inverse" if told == "inverse" else None), [OutputSpec(name or "", "depth")]
    )


def picture(draft: Draft, kind: Any) -> Answering:
    """A picture out; its numbers are brought to 0..255."""
    name = draft.choose_output("image.output", ("output", "reconstruction"))
    told = draft.need("image.output_values", "choice", choices=("0..1", "0..255", "-1..1"), suggestion="0..1")
    scale = {"0..1": (255.0, 0.0), "-1..1": (127.5, 127.5)}.get(told or "")
    operations = [Operation("scale", {"factor": scale[0], "offset": scale[1]})] if scale else []
    dims, wanted = draft.output(name).dims if name is not None else [], draft.inputs[0].dims
    sides = (dims[-1], wanted[-1]) if len(dims) == 4 else (None, None)
    derived = sides[0] / sides[1] if sides[0] and sides[1] else None
    ratio = draft.need("image.scale", "number", suggestion=1.0, derived=derived)
    return Answering(Head(kind, scale=ratio), [OutputSpec(name or "", "image", operations)])


def embedding(draft: Draft, kind: Any) -> Answering:
    names = (
        "sentence_embedding",
        "pooler_output",
        "image_embeds",
        "text_embeds",
        "embedding",
        "last_hidden_state",
    )
    name = draft.choose_output("embedding.output", names)
    by_token = name is not None and len(draft.output(name).dims) == 3
    layout = (
        draft.need("embedding.pool", "choice", choices=("mean", "cls", "max"), suggestion="mean")
        if by_token
        else None
    )
    unit = draft.need("embedding.unit_length", "choice", choices=("yes", "no"), suggestion="yes")
    role = "hidden" if by_token else "embedding"
    return Answering(Head(kind, layout=layout, unit_length=unit == "yes"), [OutputSpec(name or "", role)])


def tokens(draft: Draft, kind: Any) -> Answering:
    made = classification(draft, kind)
    return Answering(Head(kind, labels="labels.txt"), made.outputs)


def passage(draft: Draft, kind: Any) -> Answering:
    start = draft.choose_output("answer.start", ("start_logits", "start"))
    end = draft.choose_output("answer.end", ("end_logits", "end"))
    return Answering(Head(kind, top=3), [OutputSpec(start or "", "start"), OutputSpec(end or "", "end")])


def speech(draft: Draft, kind: Any) -> Answering:
    name = draft.choose_output("scores.output", ("logits", "output", "probabilities"))
    return Answering(
        Head(kind, threshold=_share(draft, "threshold", 0.5)), [OutputSpec(name or "", "speech")]
    )


def regression(draft: Draft, kind: Any) -> Answering:
    name = draft.choose_output("value.output", ("variable", "value", "output"))
    return Answering(Head(kind), [OutputSpec(name or "", "value")])


def anomaly(draft: Draft, kind: Any) -> Answering:
    """A score of strangeness; scikit-learn's are lower where it is stranger, and strange below nought."""
    name = draft.choose_output("anomaly.output", ("scores", "score"))
    ours = draft.facts.exporter.startswith("skl2onnx")
    told = draft.need(
        "anomaly.stranger",
        "choice",
        choices=("higher", "lower"),
        derived="lower" if ours else None,
        source="sklearn",
    )
    threshold = draft.need("anomaly.threshold", "number", derived=0.0 if ours else None, source="sklearn")
    turned = [Operation("scale", {"factor": -1.0, "offset": 0.0})] if told == "lower" else []
    value = None if threshold is None else -float(threshold) if turned else float(threshold)
    return Answering(Head(kind, threshold=value), [OutputSpec(name or "", "anomaly", turned)])


def forecast(draft: Draft, kind: Any) -> Answering:
    name = draft.choose_output("value.output", ("forecast", "output", "value"))
    dims = draft.output(name).dims if name is not None else []
    horizon = next((size for size in dims[1:] if size and size > 1), 1 if dims else None)
    draft.note("series.horizon", horizon, "shape")
    return Answering(Head(kind, horizon=horizon), [OutputSpec(name or "", "value")])


def plain(draft: Draft, kind: Any) -> Answering:
    """All outputs that are numbers, as they are."""
    ports = [p for p in draft.facts.outputs if p.kind != "other" and p.dtype != "BYTES"]
    if not ports:
        raise NoNumbers
    return Answering(Head(kind), [OutputSpec(p.name, p.name) for p in ports])


HEADS: dict[str, Callable[[Draft, Any], Answering]] = {
    **dict.fromkeys(
        ("image-classification", "text-classification", "audio-classification", "table-classification"),
        classification,
    ),
    "detection": detection,
    "keypoints": keypoints,
    "segmentation": segmentation,
    "depth": depth,
    "image-to-image": picture,
    "embedding": embedding,
    "token-classes": tokens,
    "answer": passage,
    "speech": speech,
    "table-regression": regression,
    "anomaly": anomaly,
    "forecast": forecast,
    "tensor": plain,
}
