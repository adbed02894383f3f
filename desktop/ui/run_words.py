"""A run in words: how long it took, and on which device."""

from desktop.core.runs import SelfTest
from desktop.text import duration, tr, trn


def run_time(seconds: float) -> str:
    """How long a run took, with as many digits as mean something."""
    return tr("{n} ms", n=f"{seconds * 1000:.3g}") if seconds < 1 else duration(seconds)


def took(seconds: float, device: str) -> str:
    """How long a run took, and where."""
    return tr("{time} on {device}", time=run_time(seconds), device=device.upper())


def tested(outcome: SelfTest) -> tuple[str, str]:
    """What a self-test found: the tone and the words of a toast."""
    if outcome.ok:
        words = trn(
            "The test vector gives the seller's answer here.",
            "All {n} test vectors give the seller's answers here.",
            outcome.count,
        )
        return "success", words
    words = tr(
        "The self-test failed: answers differ from the seller's by {n} times what is allowed.",
        n=f"{outcome.worst:.3g}",
    )
    return "danger", words
