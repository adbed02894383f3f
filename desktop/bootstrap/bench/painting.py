"""What a fresh process does until its window is painted: Licet's own way, and an empty window of Qt's.

Run in processes of their own by the group ``window``; each prints one JSON object and is gone.
"""

import json
import os
import sys
import tempfile
import time
from pathlib import Path

HEAVY = (
    "web3",
    "onnxruntime",
    "eth_account",
    "sqlite_utils",
    "eth",
    "onnx",
    "httpx",
    "cryptography",
    "numpy",
)
"""What must not be imported before the first paint, or would better not be."""


def paint_licet() -> None:
    """The app up to the first paint; its services are never opened."""
    from desktop.bootstrap.window import Starter
    from desktop.config import SettingsFile
    from desktop.paths import Paths
    from desktop.ui.app import run_app

    with tempfile.TemporaryDirectory(prefix="licet-bench-") as folder:
        paths = Paths(Path(folder))
        settings = SettingsFile(paths.settings)
        starter = Starter(paths, settings, demo=True)
        kept = settings.settings
        run_app(starter, theme=kept.theme, language_setting=kept.language, on_first_paint=_tell_and_end)


def paint_empty() -> None:
    """An empty QMainWindow of the same size."""
    from desktop.ui.measuring import show_empty

    show_empty(_tell_and_end)


def _tell_and_end() -> None:
    now = time.monotonic_ns()
    sys.stdout.write(json.dumps({"painted_ns": now, "imported": [n for n in HEAVY if n in sys.modules]}))
    sys.stdout.flush()
    os._exit(0)  # nothing was opened, so nothing has to be closed
