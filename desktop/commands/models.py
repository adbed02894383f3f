"""``licet verify`` and ``licet run``: any ONNX file or package, in the sandbox."""

import sys
import zipfile
from pathlib import Path
from typing import Any

import click

from desktop.commands.output import answer, as_json
from desktop.core.errors import ChildDied, ChildTimeout

readable = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@as_json
def verify(file: Path, *, wants_json: bool) -> None:
    """Check a package's public part or a plain ONNX file. Exit 0: it fits, 1: breaches, 2: unreadable."""
    from desktop.runtime.errors import UnreadableModel
    from desktop.runtime.host import ModelHost

    try:
        verdict = ModelHost().verify(file)
    except (UnreadableModel, ChildDied, ChildTimeout) as error:
        from desktop.text import describe

        said = describe(error)
        unreadable = {"rule": "readable", "where": file.name, "text": f"{said.title}. {said.body}"}
        answer({"ok": False, "breaches": [unreadable]}, wants_json=wants_json, text=unreadable["text"])
        sys.exit(2)
    breaches = [{"rule": b.rule, "where": b.where, "text": b.text} for b in verdict.breaches]
    lines = "\n".join(f"{b['rule']} at {b['where']}: {b['text']}" for b in breaches) or "It fits the profile."
    answer({"ok": verdict.ok, "breaches": breaches}, wants_json=wants_json, text=lines)
    sys.exit(0 if verdict.ok else 1)


@click.command()
@click.argument("model", type=readable)
@click.option("--tensors", type=readable, required=True, help="Inputs: an .npz with arrays by input name.")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="Outputs, as .npz."
)
@click.option("--device", default="cpu", show_default=True)
@as_json
def run(model: Path, tensors: Path, out: Path, device: str, *, wants_json: bool) -> None:
    """Run a plain ONNX file on tensors, in the sandbox."""
    import numpy as np

    from desktop.runtime.host import ModelHost

    feed = _read_tensors(tensors)
    opened = ModelHost().open_plain(model, device)
    try:
        outputs = opened.run_tensors(feed)
        report, seconds, level = opened.device, opened.seconds, opened.level
    finally:
        opened.close()
    with out.open("wb") as file:
        np.savez(file, allow_pickle=False, **outputs)
    found = {
        "outputs": {name: {"dtype": str(a.dtype), "shape": list(a.shape)} for name, a in outputs.items()},
        "seconds": seconds,
        "device": {"asked": report.asked, "used": report.used, "reason": report.reason},
        "sandbox": level.level,
    }
    names = ", ".join(outputs)
    answer(
        found, wants_json=wants_json, text=f"{names} in {seconds:.4f} s on {report.used}, written to {out}"
    )


def _read_tensors(path: Path) -> dict[str, Any]:
    """The person's own arrays; never objects, which would be code."""
    import numpy as np

    from desktop.runtime.errors import BadInput

    try:
        with np.load(path, allow_pickle=False) as loaded:
            return {name: loaded[name] for name in loaded.files}
    except (ValueError, EOFError, AttributeError, TypeError, zipfile.BadZipFile) as error:
        raise BadInput(path.name, "not an .npz file with plain arrays") from error
