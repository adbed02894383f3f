#!/usr/bin/env python3
"""Write packaging/workers/<provider>.json from a folder of wheels: every file by size and SHA-256, and no address.

Fetch the wheels first, one call per system and Python, with whatever index pip is told to use:

    pip download --no-deps --only-binary=:all: --platform manylinux_2_28_x86_64 --python-version 3.11 -d WHEELS \
        onnxruntime-gpu==1.31.1 ...
    python3 scripts/pin_workers.py WHEELS
"""

import hashlib
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROVIDERS = {
    "cuda": ("onnxruntime_gpu", "nvidia_"),
    "directml": ("onnxruntime_directml",),
    "rocm": ("onnxruntime_migraphx",),
}
LINUX_ONLY = {"cuda"}
"""On Windows CUDA wants libraries that no wheel brings; DirectML drives the same cards there."""


def main(folder: Path) -> None:
    """Write one lock per provider of which there are wheels."""
    for provider, beginnings in PROVIDERS.items():
        wheels = sorted(path for path in folder.glob("*.whl") if path.name.startswith(beginnings))
        if provider in LINUX_ONLY:
            wheels = [path for path in wheels if "win" not in path.name.rsplit("-", 1)[1]]
        if not wheels:
            continue
        files = [pin(path) for path in wheels]
        engine = next(file["version"] for file in files if file["project"].startswith("onnxruntime"))
        lock = {"provider": provider, "engine": engine, "files": files}
        target = ROOT / "packaging" / "workers" / f"{provider}.json"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(lock, indent=1) + "\n", "utf-8")
        sys.stdout.write(f"{target.relative_to(ROOT)}: {len(files)} files\n")


def pin(wheel: Path) -> dict[str, str | int]:
    """One wheel; the name is its file's (PEP 427)."""
    name, version = wheel.name.split("-")[:2]
    with wheel.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {
        "project": name.replace("_", "-"),
        "version": version,
        "file": wheel.name,
        "size": wheel.stat().st_size,
        "sha256": digest,
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
