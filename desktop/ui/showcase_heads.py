"""Results of the showcase that are made of tiles, written, or many: beside ``showcase_results``."""

import math

from desktop.core.runs import DeviceReport, Picture, RunProgress, RunResult, Tiling
from desktop.ui import showcase_values as values

_CPU = DeviceReport("cpu", "cpu")
STORY = (
    "The lighthouse keeper counted the ships each evening. On the ninth of March he counted one that was not there "
    "in the morning, and wrote it down all the same.\n\nIt carried no lamp. He put the kettle on, "
)
_PIECES = tuple(STORY[i : i + 5] for i in range(0, len(STORY), 5))


def writing() -> tuple[RunProgress, ...]:
    """The steps of a text that is being written."""
    return (RunProgress(1, 257), *(RunProgress(n + 2, 257, piece) for n, piece in enumerate(_PIECES)))


def written(stopped: str = "end") -> RunResult:
    """The text when it is there."""
    facts = {
        "tokens": 214,
        "prompt_tokens": 31,
        "first_token_s": 0.21,
        "tokens_per_s": 38.4,
        "stopped": stopped,
    }
    text = STORY + "and waited for the tenth.\n"
    return RunResult("generation", [{"generated_text": text, **facts}], 5.6, _CPU)


def tiled() -> RunResult:
    """A picture made four times as wide in tiles, smaller ones than the seller meant, shown smaller than it is."""
    before, after = values.photo("input", noisy=True), values.photo("output", noisy=False)
    rows = [after.rgba[y * 480 : y * 480 + 480] for y in range(120)]
    wide = [b"".join(row[x * 4 : x * 4 + 4] * 4 for x in range(120)) for row in rows]
    full = Picture("full", 480, 480, b"".join(row * 4 for row in wide))
    return RunResult("image-to-image", {}, 7.4, _CPU, (before, after, full), (120, 120), Tiling(64, 128, 512))


def many_anomalies() -> RunResult:
    """Many rows, of which a few are strange."""
    scores = [
        0.31 + 0.12 * math.sin(i * 1.7) + 0.06 * math.sin(i * 0.31) + 0.3 * (i % 41 == 0) for i in range(400)
    ]
    rows = [{"score": score, "threshold": 0.62, "is_anomaly": score >= 0.62} for score in scores]
    return RunResult("anomaly", rows, 0.0041, _CPU)
