"""Train, measure and write every demo model, one after the other: `python train_all.py [SLUG ...]`.

Ends with the table of README.md. Needs the packages of requirements-train.txt. Each model trains in its own process with one thread, so that sums are
added in the same order on every machine; the whole takes about fifteen minutes on one core.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent


README = """# The demo models

Nine small, real models that the demo network sells. Each directory holds everything that the packer and the runner
need, and the script that made it:

| file | what |
|---|---|
| `model.onnx` | opset 17, standard operators only, weights inside, batch free |
| `spec.json` | inputs, operations, head: the words are in [SPEC_OPS.md](SPEC_OPS.md) |
| `card.md`, `LICENSE`, `listing.json` | what a buyer reads; the price is in wei of demo coins |
| `labels.txt` | one label per line, where there are labels |
| `tests.npz` | test vectors; tolerances in `spec.json` |
| `samples/` | what a person can run at once |
| `metrics.json` | measured on held-out data beside a baseline |
| `train.py` | trains, measures, compares ONNX with training, and writes all of the above |

Nothing is downloaded: the data ship in Python packages, are read from files of a Debian system, or are synthetic and
say so. `pip install -r requirements-train.txt`, then `python train_all.py` trains everything again (one core, about a
quarter of an hour) and writes this page. A training whose numbers do not beat the baseline writes nothing.

| model | task | data | held-out metric | baseline | price (ETH) | kB | weights |
|---|---|---|---|---|---|---|---|
{rows}
"""


def table() -> str:
    """Return one row per model, read from its own files."""
    rows = []
    for folder in sorted(path.parent for path in ROOT.glob("*/metrics.json")):
        listing = json.loads((folder / "listing.json").read_text(encoding="utf-8"))
        metrics = json.loads((folder / "metrics.json").read_text(encoding="utf-8"))
        first = metrics["metrics"][0]
        price = f"{int(listing['price']) / 10**18:g}" if listing["price"] != "0" else "free"
        kind = "synthetic" if "synthetic-data" in listing["tags"] else "real"
        rows.append(
            f"| [{listing['name']}]({folder.name}/card.md) | {listing['task']} | {kind} | {first['name']} {first['value']:.4f} "
            f"| {first['baseline']:.4f} | {price} | {metrics['model_bytes'] / 1000:.0f} | {metrics['parameters']:,} |"
        )
    return "\n".join(rows)


def main() -> int:
    scripts = sorted(ROOT.glob("*/train.py"))
    wanted = sys.argv[1:] or [script.parent.name for script in scripts]
    unknown = set(wanted) - {script.parent.name for script in scripts}
    if unknown:
        sys.exit(f"no such model: {', '.join(sorted(unknown))}")
    failed = []
    for script in scripts:
        if script.parent.name not in wanted:
            continue
        start = time.monotonic()
        environment = {
            **os.environ,
            "OMP_NUM_THREADS": "1",
            "ORT_DISABLE_TELEMETRY": "1",
            "PYTHONHASHSEED": "0",
        }
        done = subprocess.run([sys.executable, str(script)], cwd=script.parent, env=environment, check=False)
        print(f"{script.parent.name}: {time.monotonic() - start:.0f} s\n", flush=True)
        if done.returncode:
            failed.append(script.parent.name)
    (ROOT / "README.md").write_text(README.format(rows=table()), encoding="utf-8")
    if failed:
        print(f"failed: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
