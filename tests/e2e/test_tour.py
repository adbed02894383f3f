"""The main job, end to end: the real window over a real chain, seller, vault, sealer and worker, then offline.

And after it three sellers who cheat: each step of getting the money back compares the balance in wei.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
STEPS = [
    "open", "create wallet", "check back-up", "get demo coins", "find", "open listing",
    "fetch and verify", "pay", "receive", "check", "run", "rate", "run offline",
    "come back online", "list three cheats",
    "never delivered: buy", "never delivered: deadline passes", "never delivered: money back",
    "wrong key: buy", "wrong key: refund page", "wrong key: money back",
    "wrong bytes: buy", "wrong bytes: refund page", "wrong bytes: money back",
]  # fmt: skip


def test_the_tour_passes_and_shows_each_step(tmp_path: Path) -> None:
    out = tmp_path / "tour"
    environment = {k: v for k, v in os.environ.items() if k not in {"DISPLAY", "WAYLAND_DISPLAY"}}

    done = subprocess.run(
        [sys.executable, "-m", "desktop", "--data-dir", str(tmp_path / "data"), "tour", "--out", str(out)],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=400,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert done.stdout.count("ok    ") == len(STEPS)
    assert done.stderr == ""
    told = json.loads((out / "tour.json").read_text("utf-8"))["steps"]
    assert [step["name"] for step in told] == STEPS
    assert all(step["ok"] and step["seconds"] >= 0 for step in told)
    pictures = sorted(out.glob("*.png"))
    assert len(pictures) == len(STEPS)
    assert all(colours(picture) > 50 for picture in pictures), "a page was blank"
    log = (tmp_path / "data" / "logs" / "licet.log").read_text("utf-8")
    assert " ERROR " not in log
    assert "Traceback" not in log


def colours(picture: Path) -> int:
    with Image.open(picture) as image:
        found = image.convert("RGB").getcolors(maxcolors=1 << 24)
    return len(found or ())
