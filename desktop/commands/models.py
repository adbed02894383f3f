"""``licet verify`` and ``licet run``: any ONNX file or package, in the sandbox."""

import sys
import zipfile
from functools import partial
from pathlib import Path
from typing import Any

import click

from desktop.commands.output import answer, as_json

readable = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@as_json
def verify(file: Path, *, wants_json: bool) -> None:
    """Check a package's public part or a plain ONNX file. Exit 0: it fits, 1: breaches, 2: unreadable."""
    from desktop.runtime.host import ModelHost
    from desktop.runtime.verifying import verify_file
    from desktop.text import breach_text

    report = verify_file(ModelHost(), file)
    lines = "\n".join(f"{b.rule}: {breach_text(b)}" for b in report.breaches) or "It fits the profile."
    answer(report.as_json(), wants_json=wants_json, text=lines)
    sys.exit(report.exit_code)


@click.command()
@click.argument("model")
@click.option("--tensors", type=readable, help="Inputs of an ONNX file: an .npz with arrays by input name.")
@click.option(
    "--batch",
    type=click.Path(exists=True, path_type=Path),
    help="Own data: a folder, a CSV file or one file.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="With --tensors an .npz, with --batch a folder.",
)
@click.option("--device", default="cpu", show_default=True)
@click.option(
    "--variant",
    default="best",
    show_default=True,
    help="Of a packed folder: fp32, fp16, int8, or the best that fits into memory.",
)
@click.option("--resume", is_flag=True, help="Go on with the unfinished batch in the folder.")
@click.option("--set", "settings", multiple=True, metavar="NAME=VALUE", help="A setting of the model.")
@click.option(
    "--column", "columns", multiple=True, help="The column to run on, where it is not found by itself."
)
@click.option("--password-file", type=readable, help="First line: the wallet's password. For a purchase.")
@click.option("--rpc", "rpc_url", help="For a purchase: address of the node; the settings' if not given.")
@click.option("--market", help="For a purchase: address of the market; the settings' if not given.")
@as_json
@click.pass_obj
def run(
    data_dir: Path | None,
    model: str,
    tensors: Path | None,
    batch: Path | None,
    out: Path,
    device: str,
    variant: str,
    settings: tuple[str, ...],
    columns: tuple[str, ...],
    password_file: Path | None,
    rpc_url: str | None,
    market: str | None,
    *,
    resume: bool,
    wants_json: bool,
) -> None:
    """Run a model on tensors, or over much own data, in the sandbox.

    MODEL is a folder that `licet pack` wrote; for --tensors also any ONNX file, for --batch also the id of a purchase.
    """
    if (batch is None) == (tensors is None):
        raise click.UsageError(
            "give either --tensors (a plain ONNX file) or --batch (a package or a purchase)"
        )
    if tensors is not None:
        _run_tensors(data_dir, Path(model), tensors, out, device, variant, wants_json=wants_json)
        return
    from desktop.bootstrap.batch_desk import Asked
    from desktop.commands.batches import Wallet, run_batch, settings_of

    assert batch is not None  # noqa: S101 - one of the two was given
    source, params = batch.absolute(), settings_of(settings)
    asked = partial(Asked, source=source, params=params, columns=columns, resume=resume)
    wallet = Wallet(data_dir, password_file, rpc_url, market)
    run_batch(model, asked, out, wallet, wants_json=wants_json)


def _run_tensors(
    data_dir: Path | None,
    model: Path,
    tensors: Path,
    out: Path,
    device: str,
    variant: str,
    *,
    wants_json: bool,
) -> None:
    import numpy as np

    if not model.exists():
        raise click.UsageError(f"{model} does not exist")
    feed = _read_tensors(tensors)
    outputs, report, seconds, level = (
        _run_packed(model, feed, device, variant)
        if model.is_dir()
        else _run_plain(data_dir, model, feed, device)
    )
    # Texts come as objects, which a file of plain arrays does not hold.
    outputs = {name: a.astype(np.str_) if a.dtype == object else a for name, a in outputs.items()}
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


def _run_plain(
    data_dir: Path | None, model: Path, feed: dict[str, Any], device: str
) -> tuple[dict[str, Any], Any, float, Any]:
    from desktop.bootstrap.running import engines_of
    from desktop.runtime.host import ModelHost

    opened = ModelHost(engine_for=engines_of(data_dir).engine_for).open_plain(model, device)
    try:
        outputs = opened.run_tensors(feed)
        return outputs, opened.device, opened.seconds, opened.level
    finally:
        opened.close()


def _run_packed(
    folder: Path, feed: dict[str, Any], device: str, variant: str
) -> tuple[dict[str, Any], Any, float, Any]:
    """The seller's own package, never sealed: its memory is filled from the folder."""
    from desktop.runtime.host import ModelHost
    from desktop.runtime.packing import open_folder

    opened = open_folder(folder, ModelHost(), device, "" if variant == "fp32" else variant)
    try:
        outputs, seconds = opened.run_tensors(feed)
        return outputs, opened.device, seconds, opened.level
    finally:
        opened.close()


def _read_tensors(path: Path) -> dict[str, Any]:
    """The person's own arrays; never objects, which would be code."""
    import numpy as np

    from desktop.runtime.errors import BadInput

    try:
        with np.load(path, allow_pickle=False) as loaded:
            return {name: loaded[name] for name in loaded.files}
    except (ValueError, EOFError, AttributeError, TypeError, zipfile.BadZipFile) as error:
        raise BadInput(path.name, "not an .npz file with plain arrays") from error
