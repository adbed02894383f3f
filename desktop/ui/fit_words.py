"""How a model runs here, in words: what was estimated, what a trial could not know, and what really came."""

from desktop.core.fit import Figures, Fit, FitHistory, Observation
from desktop.core.packages import Measured
from desktop.text import mark, size, tr, trn
from desktop.ui.run_words import run_time

_OUTCOMES = {
    "runs": (mark("Runs here"), "success"),
    "memory": (mark("Needs too much memory"), "danger"),
    "time": (mark("Too slow here"), "danger"),
    "refused": (mark("Cannot run here"), "danger"),
    "crashed": (mark("Crashed here"), "danger"),
    "unclear": (mark("Not known"), "warning"),
    "sealed": (mark("Claimed"), "warning"),
}
_SENTENCES = {
    "memory": mark("It needs more memory than this computer can give to a model now."),
    "time": mark("It gave no answer within a minute, and was stopped."),
    "refused": mark("The engine has no implementation of one of its operators."),
    "crashed": mark("It crashed its process, which was walled in: nothing else was touched."),
    "unclear": mark(
        "It did not run with empty weights. That may be for want of the real ones, so it says nothing either way."
    ),
    "sealed": mark("Its architecture is sealed, so nothing can be tried before you pay."),
}
_UNKNOWNS = {
    "data-dependent": mark(
        "How much some of its operators compute depends on the weights: the real model may be slower or faster."
    ),
    "made-up-input": mark("It has no sample that could be used, so the input was made up."),
    "guessed-tokens": mark("Its tokenizer is sealed, so the number of tokens of the sample is a guess."),
    "unprepared": mark(
        "Its weights are too large to be laid out for this processor in the memory that is left."
    ),
    "in-steps": mark("It answers step by step: the figures are those of one step."),
    "gpu-memory": mark("Memory on the graphics processor itself is not counted."),
}
ALWAYS_UNKNOWN = mark(
    "Not in it: unsealing, which takes about as long as reading the file, and very small weights, which some processors compute slowly."
)
NEAR_FACTOR = 1.15


def fit_badge(fit: Fit) -> tuple[str, str]:
    """The badge of a trial: words and tone."""
    words, tone = _OUTCOMES[fit.outcome]
    return tr(words), tone


def fit_sentence(fit: Fit) -> str:
    """A trial in one sentence."""
    if fit.figures is None or fit.device is None:
        return tr(_SENTENCES[fit.outcome])
    return figures_text(fit.figures, fit.device.used)


def figures_text(figures: Figures, device: str) -> str:
    """``18 ms, 210 MB, CPU``."""
    return tr(
        "{time}, {memory}, {device}",
        time=run_time(figures.run_ms / 1000),
        memory=size(figures.memory_bytes),
        device=device.upper(),
    )


def claim_text(measured: Measured) -> str:
    """What the seller says of the same, and of which machine."""
    return tr(
        "The seller says: {time} and {memory} on {machine}.",
        time=run_time(measured.run_ms / 1000),
        memory=size(measured.peak_rss_bytes),
        machine=measured.machine or tr("a machine without a name"),
    )


def unknown_texts(fit: Fit) -> tuple[str, ...]:
    """What a trial could not know."""
    return tuple(tr(_UNKNOWNS[name]) for name in fit.unknown)


def compared_text(seen: Observation) -> str:
    """``estimated 18 ms, here 19 ms``, and the same of memory; without an estimate only what came."""
    figures = seen.figures
    here = tr(
        "here {time} and {memory}", time=run_time(figures.run_ms / 1000), memory=size(figures.memory_bytes)
    )
    if seen.estimate is None or seen.estimated_ms is None:
        return here
    return tr(
        "estimated {time} and {memory}, {here}",
        time=run_time(seen.estimated_ms / 1000),
        memory=size(seen.estimate.memory_bytes),
        here=here,
    )


def worst_text(history: FitHistory) -> str:
    """The furthest that estimates were off here, over all openings; empty where there is nothing to compare."""
    compared = sum(1 for seen in history.seen if seen.estimate is not None)
    if not compared or history.worst_time is None:
        return ""
    return trn(
        "Furthest off so far, once open: time {time}, memory {memory}.",
        "Furthest off so far, {n} times open: time {time}, memory {memory}.",
        compared,
        time=factor_text(history.worst_time),
        memory=factor_text(history.worst_memory) if history.worst_memory is not None else "–",
    )


def factor_text(ratio: float) -> str:
    """Real over estimated, as a factor: ``1.9 times as much`` or ``as estimated``."""
    if 1 / NEAR_FACTOR <= ratio <= NEAR_FACTOR:
        return tr("as estimated")
    return tr("{n} times the estimate", n=f"{ratio:.2g}")
