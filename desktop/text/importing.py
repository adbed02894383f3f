"""What is asked about a model from elsewhere, what was found out and from what, and how its forms fared."""

from typing import Any

from desktop.core.importing import Guess, Question, VariantReport
from desktop.core.packages import Manifest
from desktop.text.catalog import mark, tr
from desktop.text.words import size

QUESTIONS: dict[str, tuple[str, str]] = {
    "task": (mark("What does it do?"), mark("Decides what goes in and how the answer is shown.")),
    "name": (mark("Name"), mark("Buyers see it first.")),
    "summary": (mark("Summary"), mark("One or two sentences: what it is for, on what it was trained.")),
    "licence": (mark("Licence"), mark("What the author of the model allows; an SPDX name.")),
    "version": (mark("Version"), ""),
    "labels": (mark("Names of the classes"), mark("One on each line, in the model's own order.")),
    "tokenizer": (mark("Tokenizer"), ""),
    "image.layout": (mark("Layout of pictures"), ""),
    "image.size": (mark("Size of pictures"), mark("Height x width, as in training.")),
    "image.any_size": (mark("May pictures have any size?"), mark("The graph leaves height and width open.")),
    "image.fit": (mark("How a picture is brought to that size"), mark("As it was done in training.")),
    "image.mode": (mark("Resampling"), ""),
    "image.fill": (mark("Grey of the border"), ""),
    "image.short": (mark("Shorter side before cutting"), ""),
    "image.values": (
        mark("Values of the pixels"),
        mark("The range in which the model was trained. A wrong one spoils every answer."),
    ),
    "image.colour": (
        mark("Order of the colours"),
        mark("Most models are trained on RGB; those that read with OpenCV often on BGR."),
    ),
    "image.output": (mark("Output with the picture"), ""),
    "image.output_values": (mark("Values of the picture that comes out"), ""),
    "image.scale": (
        mark("Size of the answer over that of the picture"),
        mark("1 keeps it, 2 doubles each side."),
    ),
    "scores.output": (mark("Output with the scores"), ""),
    "scores.activation": (
        mark("What makes probabilities of the scores"),
        mark(
            "Softmax where one class is right, sigmoid where several may be, none where they are probabilities already."
        ),
    ),
    "scores.two_sided": (mark("One probability for two classes"), ""),
    "threshold": (mark("Threshold"), ""),
    "overlap": (mark("Overlap at which two boxes are one"), ""),
    "detection.layout": (
        mark("How boxes are written"),
        mark("The usual layouts stand in the documentation of the package."),
    ),
    "detection.boxes": (
        mark("The four numbers of a box"),
        mark("c is the centre, w and h are width and height, x and y a corner."),
    ),
    "detection.unit": (mark("Unit of boxes"), ""),
    "detection.output": (mark("Output with the boxes"), ""),
    "detection.boxes_output": (mark("Output with the boxes"), ""),
    "detection.background": (mark("Class that means nothing"), ""),
    "keypoints.layout": (mark("How points are written"), ""),
    "keypoints.output": (mark("Output with the points"), ""),
    "depth.output": (mark("Output with the depth"), ""),
    "depth.meaning": (mark("What a large number means"), mark("Distance: farther. Inverse: nearer.")),
    "embedding.output": (mark("Output with the embedding"), ""),
    "embedding.pool": (mark("How tokens become one embedding"), ""),
    "embedding.unit_length": (mark("Bring embeddings to length 1?"), ""),
    "answer.start": (mark("Output with the first token"), ""),
    "answer.end": (mark("Output with the last token"), ""),
    "text.length": (mark("Most tokens of a text"), mark("Longer texts are cut.")),
    "text.pad": (mark("Number of the padding token"), ""),
    "audio.rate": (mark("Samples per second"), mark("As in training; other sounds are resampled.")),
    "audio.length": (mark("Samples of a sound"), ""),
    "audio.standardize": (mark("Bring sounds to mean 0 and deviation 1?"), ""),
    "table.columns": (mark("Names of the columns"), mark("One on each line, in the order of training.")),
    "value.output": (mark("Output with the value"), ""),
    "anomaly.output": (mark("Output with the score"), ""),
    "anomaly.stranger": (mark("Which scores are stranger?"), ""),
    "anomaly.threshold": (mark("Threshold of an anomaly"), mark("In the model's own numbers.")),
    "series.window": (mark("How many numbers it looks back"), ""),
    "series.horizon": (mark("How many steps it looks ahead"), ""),
    "series.standardize": (mark("Bring each window to mean 0 and deviation 1?"), ""),
}
"""By key: what is asked or known, and a word of help."""

FACTS: dict[str, str] = {
    "task": mark("Task"),
    "image.any_size": mark("Pictures of any size"),
    "anomaly.stranger": mark("Stranger are"),
}
"""Where what is known is not named as the question about it."""

SOURCES: dict[str, str] = {
    "answer": mark("you said so"),
    "shape": mark("from the shape"),
    "type": mark("from the type of its numbers"),
    "only": mark("the only one"),
    "name": mark("from the names of its outputs"),
    "operators": mark("from its operators"),
    "last-operator": mark("from its last operator"),
    "Sigmoid": mark("its last operator is a sigmoid"),
    "sklearn": mark("as scikit-learn exports it"),
    "classifier": mark("from the classifier in the graph"),
    "ultralytics": mark("from Ultralytics metadata"),
    "openvino": mark("from OpenVINO metadata"),
    "usual": mark("the usual value"),
}
"""From what a guess follows; the name of a file stands for itself."""

REASONS: dict[str, str] = {
    "untold": "",
    "contradiction": mark("Two files tell different things."),
    "count": mark("What the files tell does not fit the number of outputs."),
    "people": "",
}

CHOICES: dict[str, str] = {
    "stretch": mark("Stretched"),
    "crop": mark("Shrunk to the shorter side, the middle cut out"),
    "letterbox": mark("Shrunk to fit, with a border"),
    "0..1": mark("0 to 1"),
    "-1..1": mark("−1 to 1"),
    "0..255": mark("0 to 255, as they are"),
    "imagenet": mark("0 to 1, then ImageNet's mean and deviation"),
    "rgb": "RGB",
    "bgr": "BGR",
    "none": mark("Nothing: they are probabilities already"),
    "softmax": mark("Softmax"),
    "sigmoid": mark("Sigmoid"),
    "yes": mark("Yes"),
    "no": mark("No"),
    "pixels": mark("Pixels"),
    "fractions": mark("Fractions of the picture"),
    "higher": mark("Higher ones"),
    "lower": mark("Lower ones"),
    "distance": mark("Distance"),
    "inverse": mark("Inverse of the distance"),
    "mean": mark("Their mean"),
    "cls": mark("The first token"),
    "max": mark("Their maximum"),
    "bilinear": mark("Bilinear"),
    "bicubic": mark("Bicubic"),
    "nearest": mark("Nearest"),
    "area": mark("Area"),
}

STEPS: dict[str, str] = {
    "normalise": mark("Bringing it into the profile"),
    "vectors": mark("Making test vectors"),
    "fp16": mark("Trying half precision"),
    "int8": mark("Trying 8-bit weights"),
    "measure": mark("Testing and measuring"),
    "try": mark("Trying it as a buyer will"),
}

VARIANTS: dict[str, str] = {
    "fp32": mark("As it is"),
    "fp16": mark("Half precision"),
    "int8": mark("8-bit weights"),
}

REFUSALS: dict[str, str] = {
    "nothing": mark("Nothing in this model can be made smaller this way."),
    "small": mark("The model is so small that this would save nothing."),
    "no-smaller": mark("It would not be smaller."),
    "too-far": mark("Its answers differ too much: by up to {error} of their range."),
    "slower": mark("It is slower here and needs no less memory."),
    "fails": mark("onnxruntime cannot run the model in this form."),
}


def question_text(question: Question) -> tuple[str, str, str]:
    """What is asked, a word of help, and why it is asked."""
    label, note = QUESTIONS.get(question.key, (question.key, ""))
    why = REASONS.get(question.reason, "")
    return tr(label), tr(note) if note else "", tr(why) if why else ""


def choice_text(value: str) -> str:
    """One of the choices of a question; a name of the model's own stands for itself."""
    known = CHOICES.get(value)
    return tr(known) if known else value


def guess_text(guess: Guess) -> tuple[str, str, str]:
    """What is known, its value, and from what."""
    label = FACTS.get(guess.key) or QUESTIONS.get(guess.key, (guess.key, ""))[0]
    known = SOURCES.get(guess.source)
    source = tr(known) if known else tr("from {file}", file=guess.source)
    return tr(label), value_text(guess.value), source


def value_text(value: Any) -> str:
    """A value in few words."""
    match value:
        case list() if value and all(isinstance(v, str) for v in value):
            shown = ", ".join(value[:6])
            return tr("{names} and {n} more", names=shown, n=len(value) - 6) if len(value) > 6 else shown
        case [height, width]:
            return f"{height} × {width}"
        case {"factor": factor, "offset": offset, "mean": mean, "std": std}:
            return tr(
                "x × {factor} + {offset}, mean {mean}, deviation {std}", factor=f"{factor:.4g}", offset=f"{offset:.4g}",
                mean=_numbers(mean), std=_numbers(std),
            )  # fmt: skip
        case float():
            return f"{value:.4g}"
        case str():
            return choice_text(value)
    return str(value)


def _numbers(values: list[float]) -> str:
    return ", ".join(f"{v:.4g}" for v in values[:4])


def forms_text(manifest: Manifest) -> str:
    """The forms that a package holds, one on each line, as its seller measured them."""
    lines = [tr(VARIANTS["fp32"])]
    for variant in manifest.variants:
        lines.append(
            tr(
                "{form}: answers within {share} of their range, {memory}",
                form=tr(VARIANTS[variant.name]),
                share=f"{variant.error:.2%}",
                memory=size(variant.measured.peak_rss_bytes),
            )
        )
    return "\n".join(lines)


def refusal_text(report: VariantReport) -> str:
    """Why a form of the model is not offered; empty if it is."""
    known = REFUSALS.get(report.refusal)
    return tr(known, error=f"{report.error:.1%}") if known else ""
