"""The tour's process: the real app on a demo network of its own, driven through the main job."""

import os
import sys
import tempfile
from pathlib import Path

from desktop.bootstrap.window import Starter
from desktop.config import SettingsFile
from desktop.paths import Paths


def run_tour(data_dir: Path | None, out: Path) -> int:
    """Drive the window, print each step with its seconds, and return 0 only if every step worked."""
    if not has_screen():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if data_dir is not None:
        return _tour(Paths.choose(data_dir), out)
    with tempfile.TemporaryDirectory(prefix="licet-tour-", ignore_cleanup_errors=True) as folder:
        return _tour(Paths(Path(folder) / "licet"), out)


def _tour(paths: Paths, out: Path) -> int:
    from desktop.ui.tour import run_tour as drive

    starter = Starter(paths, SettingsFile(paths.settings), demo=True)
    try:
        steps = drive(starter, out, go_offline=starter.go_offline)
    finally:
        starter.close()
    for step in steps:
        mark = "ok    " if step.ok else "FAILED"
        sys.stdout.write(
            f"{mark} {step.seconds:6.1f} s  {step.name}{'  ' + step.fault if step.fault else ''}\n"
        )
    total = sum(step.seconds for step in steps)
    sys.stdout.write(f"       {total:6.1f} s  in all; pictures and tour.json in {out}\n")
    return 0 if steps and all(step.ok for step in steps) else 1


def has_screen() -> bool:
    """Whether a window can be shown to somebody."""
    return sys.platform in {"win32", "darwin"} or any(
        os.environ.get(n) for n in ("DISPLAY", "WAYLAND_DISPLAY")
    )
