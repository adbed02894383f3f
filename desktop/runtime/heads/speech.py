"""When something is heard: probabilities of frames become stretches of time."""

import numpy as np

from desktop.runtime.errors import RunFailed
from desktop.runtime.heads.answering import Answer, Answering, HeadRule

MAX_FRAMES = 10_000_000
MAX_SHOWN_STRETCHES = 10_000
_THRESHOLD = 0.5


def _speech(run: Answering) -> Answer:
    """``{"seconds", "segments": [{"start", "end", "score"}]}``, in seconds of the sound that was given."""
    sound = run.given.sound
    if sound is None:
        raise RunFailed("an answer about a sound without a sound")
    values = run.outputs["speech"].reshape(-1)
    if not 0 < values.size <= MAX_FRAMES:
        raise RunFailed(f"{values.size} frames")
    own = run.head.threshold if run.head.threshold is not None else _THRESHOLD
    heard = np.isfinite(values) & (values >= run.settings.get("threshold", own))
    edges = np.flatnonzero(np.diff(np.concatenate([[0], heard.astype(np.int8), [0]])))
    step = sound.seconds / values.size
    segments = [
        {
            "start": round(start * step, 3),
            "end": round(end * step, 3),
            "score": float(values[start:end].mean()),
        }
        for start, end in edges.reshape(-1, 2)[:MAX_SHOWN_STRETCHES].tolist()
    ]
    return {"seconds": round(sound.seconds, 3), "segments": segments}, ()


HEADS = {
    "speech": HeadRule(_speech, frozenset({"speech"}), kind="audio", settings=frozenset({"threshold"})),
}
