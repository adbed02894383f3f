"""The process of the window parses nothing of a stranger's: it does not even load what could."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
HOST_SIDE = [
    "host",
    "models",
    "packing",
    "verifying",
    "workers",
    "watchdog",
    "messages",
    "tensors",
    "exchange",
]


@pytest.mark.parametrize("module", HOST_SIDE)
def test_the_host_s_side_loads_no_parser(module: str) -> None:
    code = (
        f"import sys, desktop.runtime.{module};"
        "print([name for name in ('onnx', 'onnxruntime', 'PIL', 'google.protobuf') if name in sys.modules])"
    )

    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_the_sandbox_loads_nothing_but_the_core() -> None:
    code = (
        "import sys, desktop.sandbox;"
        "print(sorted(n for n in sys.modules if n.startswith('desktop.') and n.split('.')[1] not in ('core', 'sandbox')))"
    )

    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
