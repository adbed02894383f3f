"""The declarative package (DESIGN.md section 3): manifest and spec as values. Shapes only; parsing has limits elsewhere.

The files of the two ZIPs (STORED, fixed names): public: ``manifest.json spec.json card.md LICENSE graph.onnx
labels.txt samples/* previews/*``; sealed: ``weights.bin`` (first entry, its bytes beginning at a multiple of
4,096), ``labels.txt tokenizer.json tests.npz``, and ``graph.onnx`` here instead of there where the manifest says
``graph_sealed``. Each variant has its own graph beside ``graph.onnx`` and its own weights in the sealed part (ADR 0013).
"""

from typing import Any, Literal, TypeAlias

import msgspec

InputKind = Literal["image", "audio", "text", "table", "series", "tensor", "cache"]
HeadType = Literal[
    "image-classification",
    "image-to-image",
    "detection",
    "segmentation",
    "keypoints",
    "depth",
    "token-classes",
    "answer",
    "embedding",
    "generation",
    "audio-classification",
    "speech",
    "table-classification",
    "table-regression",
    "anomaly",
    "text-classification",
    "forecast",
    "tensor",
]

MANIFEST = "manifest.json"
SPEC = "spec.json"
CARD = "card.md"
LICENSE = "LICENSE"
GRAPH = "graph.onnx"
WEIGHTS = "weights.bin"
LABELS = "labels.txt"
TOKENIZER = "tokenizer.json"
TESTS = "tests.npz"
SAMPLES = "samples/"
PREVIEWS = "previews/"
WEIGHTS_ALIGNMENT = 4096
VariantName: TypeAlias = Literal["fp16", "int8"]
VARIANTS: tuple[VariantName, ...] = ("fp16", "int8")
FULL = ""
"""The model as its seller made it, which every package holds."""
BEST = "best"
"""The most exact form that fits into memory, chosen when it is opened."""
ALL_LABELS = 0
"""The setting ``top`` of a classification that gives the score of every label; a spec need not offer it."""
MAX_GRAPH_BYTES = 16 << 20
MAX_PUBLIC_BYTES = 64 << 20


class Axis(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One axis of a tensor, in bioimage.io's words; ``size`` None means any size from ``min`` on."""

    type: Literal["batch", "channel", "time", "x", "y", "z", "feature", "index", "column"]
    size: int | None = None
    min: int | None = None
    max: int | None = None
    step: int | None = None


class Operation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One enumerated pre- or post-processing step; what each does stands in docs/package.md."""

    op: str
    args: dict[str, Any] = {}


class Column(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One column of a table input."""

    name: str
    label: str | None = None
    type: Literal["number", "category"] = "number"
    unit: str | None = None
    choices: list[str] | None = None
    min: float | None = None
    max: float | None = None
    default: float | str | None = None
    help: str | None = None


class InputSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One input: ``name`` is the graph's, ``dtype`` a KServe name such as FP32 or INT64.

    Attributes:
        source: The input whose value this one is made of too; a person gives it once. A ``cache``, which holds what
            the model remembers of a text so far, names that text.
        pair: Title of a second text that is read behind the first, as a text behind the question about it.
    """

    name: str
    kind: InputKind
    dtype: str
    axes: list[Axis]
    preprocess: list[Operation] = []
    columns: list[Column] | None = None
    title: str | None = None
    help: str | None = None
    source: str | None = None
    pair: str | None = None


class OutputSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One output of the graph and the role it plays for the head."""

    name: str
    role: str
    postprocess: list[Operation] = []


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The distance between two numbers of a series: ``Step("month", 1)``."""

    unit: str
    count: int = 1


class Tile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a picture may be cut: squares of ``size`` pixels that share ``overlap`` pixels with each neighbour.

    Their corners and sides are multiples of ``multiple_of``, the steps by which the model makes a picture smaller.
    """

    size: int
    overlap: int
    multiple_of: int = 1


class Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How outputs become a result.

    Attributes:
        positive: The label that a decision is about; it is decided at ``threshold``.
        target: What a regression predicts, in words.
        interval: Nominal coverage of lower..upper (0.8 = 80 %).
        horizon: Number of steps of a forecast, each one ``step`` long.
        scale: Size of the output picture over that of the input.
        tile: How large a picture is worked on piece by piece; None does it whole.
        layout: How a detector or a keypoint model writes its answer; the names stand in docs/package.md.
        boxes: The four numbers of a box: centre and size, corners, or corner and size.
        unit_boxes: Whether coordinates are fractions of the model's picture instead of its pixels.
        overlap: Two boxes of a label whose intersection over union is larger are one (NMS).
        background: Number of the class that means "nothing".
        skeleton: Pairs of keypoints that a line joins.
        prompt: What the model reads, with ``{text}`` where the person's text stands; nothing else in it means anything.
        stop: Texts that end what the model writes; they are not shown.
        end_tokens: Tokens that end it.
        max_new: Most tokens that it writes unless the person sets another number.
        unit_length: Whether an embedding is brought to length 1.
    """

    type: HeadType
    labels: str | None = None
    threshold: float | None = None
    top: int | None = None
    unit: str | None = None
    positive: str | None = None
    target: str | None = None
    interval: float | None = None
    horizon: int | None = None
    step: Step | None = None
    scale: float | None = None
    tile: Tile | None = None
    layout: str | None = None
    boxes: Literal["cxcywh", "xyxy", "yxyx", "xywh"] | None = None
    unit_boxes: bool | None = None
    overlap: float | None = None
    background: int | None = None
    skeleton: list[tuple[int, int]] | None = None
    unit_length: bool | None = None
    prompt: str | None = None
    stop: list[str] | None = None
    end_tokens: list[int] | None = None
    max_new: int | None = None


class Param(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A setting the person may change before a run."""

    name: str
    type: Literal["number", "integer", "choice", "boolean"]
    default: float | str | bool
    min: float | None = None
    max: float | None = None
    choices: list[str] | None = None
    help: str | None = None


class TestsSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many test vectors there are and how near the outputs must come."""

    count: int
    rtol: float
    atol: float


class Spec(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """spec.json: everything that is needed to feed the graph and read its answer, and no code."""

    format: Literal[1]
    task: str
    inputs: list[InputSpec]
    outputs: list[OutputSpec]
    head: Head
    tests: TestsSpec
    params: list[Param] = []


class Blob(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of either part: where it lies in its ZIP and what it hashes to (SHA-256, hex)."""

    role: Literal[
        "graph", "weights", "labels", "tokenizer", "tests", "sample", "preview", "spec", "card", "license"
    ]
    name: str
    part: Literal["public", "sealed"]
    size: int
    offset: int
    sha256: str


class Measured(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the packer measured on the seller's machine."""

    load_ms: float
    run_ms: float
    peak_rss_bytes: int
    machine: str


class Variant(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Another form of the model, with what is true of it alone; inputs, outputs and test vectors are the model's.

    Attributes:
        tests: As many vectors as the model has, within this form's own tolerance.
        error: Largest difference from the model's answers on the vectors, as a share of their range.
    """

    name: VariantName
    operators: list[str]
    opset: int
    parameters: int
    measured: Measured
    tests: TestsSpec
    error: float


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """manifest.json of the public part."""

    format: Literal[1]
    name: str
    version: str
    task: str
    summary: str
    license: str
    blobs: list[Blob]
    operators: list[str]
    opset: int
    parameters: int
    measured: Measured
    tests: TestsSpec
    graph_sealed: bool = False
    tags: list[str] = []
    metrics: dict[str, float] = {}
    variants: list[Variant] = []


def graph_name(variant: str) -> str:
    """The file of a variant's graph; of the model itself for ``FULL``."""
    return f"graph-{variant}.onnx" if variant else GRAPH


def weights_name(variant: str) -> str:
    """The file of a variant's weights; of the model itself for ``FULL``."""
    return f"weights-{variant}.bin" if variant else WEIGHTS


GRAPHS = frozenset(map(graph_name, (FULL, *VARIANTS)))
ALL_WEIGHTS = frozenset(map(weights_name, (FULL, *VARIANTS)))


def manifest_fields(manifest: Manifest) -> dict[str, Any]:
    """The manifest as it is written: without variants it is what it was before there were any."""
    fields: dict[str, Any] = msgspec.to_builtins(manifest)
    if not manifest.variants:
        del fields["variants"]
    return fields
