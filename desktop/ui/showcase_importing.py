"""Models from elsewhere, as the showcase reads and packs them: a detector of Ultralytics, a network of PyTorch."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.core.cancel import CancelToken
from desktop.core.changes import Progress
from desktop.core.importing import TASKS, Guess, Port, Proposal, Question, Study, VariantReport
from desktop.services.selling import ImportedPackage, ReadyPackage
from desktop.ui import showcase_values as values

if TYPE_CHECKING:
    from desktop.ui.showcase_parts import Gate

TASK = Question(
    "task",
    "choice",
    tuple(t for t, (kind, _) in TASKS.items() if kind in {"image", "tensor"}),
    "image-classification",
)
ABOUT = (
    Question("name", "text", reason="people"),
    Question("summary", "paragraph", reason="people"),
    Question("licence", "choice", ("Apache-2.0", "MIT", "BSD-3-Clause", "CC-BY-4.0"), reason="people"),
)
PICTURE = (
    Question("image.fit", "choice", ("stretch", "crop", "letterbox"), "stretch"),
    Question("image.values", "choice", ("0..1", "-1..1", "imagenet", "0..255"), "0..1"),
    Question("image.colour", "choice", ("rgb", "bgr"), "rgb"),
    Question("labels", "lines", suggestion=[f"class {i}" for i in range(4)], count=4),
    Question("scores.activation", "choice", ("none", "softmax", "sigmoid"), "softmax"),
)
SHAPES = (
    Guess("image.layout", "NCHW", "shape"),
    Guess("image.size", [224, 224], "shape"),
    Guess("image.mode", "bilinear", "usual", Question("image.mode", "choice", ("bilinear", "bicubic"), None)),
    Guess("scores.output", "logits", "only"),
)
VERSION = Guess("version", "1.0.0", "usual", Question("version", "text"))
TORCH = Study(
    "torch", "leaf-diseases.onnx", "pytorch 2.13.0", (Port("pixels", "FP32", "? × 3 × 224 × 224"),),
    (Port("logits", "FP32", "? × 4"),), (("Conv", 53), ("Relu", 49), ("Add", 16), ("Gemm", 1)), 44_712_345,
    ("model.onnx.data",), Proposal((VERSION,), (TASK, *ABOUT)),
)  # fmt: skip
YOLO = Study(
    "yolo", "yolo-helmets.onnx", "pytorch 2.13.0", (Port("images", "FP32", "1 × 3 × 640 × 640"),),
    (Port("output0", "FP32", "1 × 7 × 8400"),), (("Conv", 64), ("Sigmoid", 57), ("Mul", 57), ("Concat", 19)), 12_234_567, (),
    Proposal(
        (
            Guess("task", "object-detection", "ultralytics", TASK), Guess("image.layout", "NCHW", "shape"),
            Guess("image.size", [640, 640], "shape"),
            Guess("image.fit", "letterbox", "ultralytics", PICTURE[0]), Guess("image.values", "0..1", "ultralytics", PICTURE[1]),
            Guess("image.colour", "rgb", "ultralytics", PICTURE[2]), Guess("detection.layout", "yolov8", "ultralytics"),
            Guess("labels", ["helmet", "head", "person"], "ultralytics", Question("labels", "lines", count=3)),
            Guess("threshold", 0.25, "usual"), Guess("overlap", 0.45, "usual"), VERSION,
        ),
        ABOUT,
    ),
)  # fmt: skip
FORMS = (
    VariantReport("fp32", 44_712_345, 31.2, 188_000_000),
    VariantReport("fp16", 22_410_000, 33.9, 171_000_000, 0.0007),
    VariantReport("int8", 0, refusal="nothing"),
)


@dataclass
class Imports:
    """``services.selling.Importer`` in memory: the study that is set, its answers taken in one after the other."""

    gate: "Gate"
    model: Study = TORCH
    forms: tuple[VariantReport, ...] = FORMS
    told: dict[str, object] = field(default_factory=dict)
    given: list[Path] = field(default_factory=list)

    def study(self, _path: Path, cancel: CancelToken, progress: Callable[[Progress], None]) -> Study:
        progress(Progress("publish", "inspect"))
        self.gate.pass_through("importer.study", cancel)
        return self._now()

    def answer(self, _token: str, answers: Mapping[str, object]) -> Study:
        self.gate.pass_through("importer.answer")
        self.told |= answers
        return self._now()

    def give_samples(self, _token: str, paths: Sequence[Path]) -> Study:
        self.given = list(paths)
        return self._now()

    def pack_study(
        self, _token: str, cancel: CancelToken, progress: Callable[[Progress], None]
    ) -> ImportedPackage:
        progress(Progress("import", "measure"))
        self.gate.pass_through("importer.pack", cancel)
        manifest = values.manifest_of(values.listings()[0])
        return ImportedPackage(ReadyPackage(manifest, "token", 61_000, 67_122_345), self.forms)

    def _now(self) -> Study:
        proposal = self.model.proposal
        asked = list(proposal.questions)
        guesses = list(proposal.guesses)
        if self.model is TORCH and self.told.get("task"):
            asked[1:1] = PICTURE
            guesses += SHAPES
        guesses = [g for g in guesses if g.key not in self.told]
        guesses[:0] = [Guess(q.key, self.told[q.key], "answer", q) for q in asked if q.key in self.told]
        left = tuple(q for q in asked if q.key not in self.told)
        return replace(self.model, proposal=Proposal(tuple(guesses), left), samples=len(self.given))
