"""Run records in words: inputs, digests, what differs between two runs, and how far their answers are apart."""

from desktop.core.run_diff import Apart, Difference, PictureApart, RunDiff
from desktop.core.run_records import InputNote, ParamValue
from desktop.text import mark, tr
from desktop.ui.device_words import device_name
from desktop.ui.phrases import sandbox_level_name

_KINDS = {
    "image": mark("Picture"),
    "audio": mark("Sound"),
    "text": mark("Text"),
    "table": mark("Table"),
    "series": mark("Series"),
    "sample": mark("Sample"),
}
_WHAT = {
    "model": mark("Model"),
    "version": mark("Version"),
    "parameter": mark("Setting"),
    "licet": mark("Version of Licet"),
    "engine": mark("Version of onnxruntime"),
    "device": mark("Device"),
    "sandbox": mark("Walled in"),
    "seed": mark("Seed"),
    "package": mark("Format of the package"),
    "spec": mark("Format of the spec"),
}
_LIKENESS = {
    "same": (mark("The same answer"), "success"),
    "near": (mark("The same answer within the tolerance"), "success"),
    "other": (mark("Another answer"), "warning"),
    "unknown": (mark("Another answer; how far apart is not known"), "warning"),
}


def input_text(note: InputNote) -> str:
    """An input by its kind and the name of its sample or file."""
    kind = tr(_KINDS[note.kind])
    label = note.label.removeprefix("samples/")
    return tr("{kind}: {name}", kind=kind, name=label) if label else kind


def short_digest(digest: str) -> str:
    """First and last digits of a digest; the whole is one click away."""
    return f"{digest[:10]}…{digest[-6:]}" if len(digest) > 16 else digest or "–"


def params_text(params: dict[str, ParamValue]) -> str:
    """Settings by name, one per line."""
    return "\n".join(f"{name} = {value}" for name, value in params.items()) or "–"


def difference_name(difference: Difference) -> str:
    """What differs; a parameter by its name."""
    return difference.name if difference.what == "parameter" else tr(_WHAT[difference.what])


def difference_values(difference: Difference) -> tuple[str, str]:
    """Before and after, in words where they are ids."""
    values = difference.before, difference.after
    match difference.what:
        case "device":
            return device_name(values[0]), device_name(values[1])
        case "sandbox":
            return sandbox_level_name(values[0]), sandbox_level_name(values[1])
    return values


def likeness(diff: RunDiff) -> tuple[str, str]:
    """The headline of a comparison: words and tone."""
    words, tone = _LIKENESS[diff.output]
    return tr(words), tone


def likeness_text(diff: RunDiff) -> str:
    """What the headline means, in one sentence."""
    if diff.output == "unknown":
        return tr(
            "An answer is no longer at hand, only its digest. Repeat the run to see how far they are apart."
        )
    if diff.output == "same":
        return tr("Both digests are the same: not a number and not a pixel differs.")
    return apart_text(diff.apart) if diff.apart is not None else ""


def apart_text(apart: Apart) -> str:
    """How far numbers are apart, and where."""
    if not apart.largest and not apart.reshaped:
        return tr("Not a number differs.")
    if apart.reshaped:
        return tr(
            "They do not have the same parts, first at {place}. Of the numbers that both have, the largest difference is {n} ({share} of the larger one).",
            place=apart.reshaped if apart.reshaped != "." else tr("the top"),
            n=f"{apart.largest:.3g}",
            share=f"{apart.relative:.2%}",
        )
    return tr(
        "The largest difference is {n}, at {place}; relative to the larger number at most {share}.",
        n=f"{apart.largest:.3g}",
        place=apart.where or "–",
        share=f"{apart.relative:.2%}",
    )


def picture_text(apart: PictureApart) -> str:
    """How far two pictures are apart."""
    if not apart.step:
        return tr("Not a pixel differs.")
    return tr(
        "{share} of the pixels differ, by at most {n} of 255 steps.", share=f"{apart.share:.1%}", n=apart.step
    )
