"""``licet fit``: how a model would run here, from its public part alone, with empty weights."""

import dataclasses
from pathlib import Path

import click

from desktop.commands.output import answer, as_json

readable = click.Path(exists=True, dir_okay=False, path_type=Path)

_WORDS = {
    "runs": "It runs here.",
    "memory": "It needs more memory than a model may have here.",
    "time": "It gave no answer within a minute.",
    "refused": "The engine has no implementation of one of its operators.",
    "crashed": "It crashed its worker, which was confined.",
    "unclear": "It did not run with empty weights; that may be for want of the real ones.",
    "sealed": "Its architecture is sealed, so nothing could be tried: what the manifest says is the seller's claim.",
}


@click.command()
@click.argument("public_part", type=readable)
@click.option("--device", default="cpu", show_default=True)
@as_json
@click.pass_obj
def fit(data_dir: Path | None, public_part: Path, device: str, *, wants_json: bool) -> None:
    """Try a package's public part with empty weights: will it run here, how fast, with how much memory."""
    import msgspec

    from desktop.bootstrap.running import engines_of
    from desktop.core.cancel import CancelToken
    from desktop.core.packages import Manifest
    from desktop.runtime.fitting import FitTrial
    from desktop.runtime.host import ModelHost
    from desktop.runtime.machine import this_machine

    environments = engines_of(data_dir)
    trial = FitTrial(engine_for=environments.engine_for).measure(public_part, device, CancelToken())
    manifest = msgspec.json.decode(ModelHost().read_public(public_part).manifest_json, type=Manifest)
    machine = this_machine()
    told = {
        **dataclasses.asdict(trial),
        "can_run": trial.can_run,
        "claimed": msgspec.to_builtins(manifest.measured),
        "machine": machine.words,
        "engine": environments.engine_version(device),
    }
    lines = [_WORDS[trial.outcome]]
    if trial.figures is not None and trial.device is not None:
        figures = trial.figures
        lines.append(
            f"load {figures.load_ms:.3g} ms, first run {figures.first_ms:.3g} ms, then {figures.run_ms:.3g} ms, "
            f"{figures.memory_bytes / 1e6:.0f} MB, {trial.device.used.upper()}"
        )
    lines += [f"not known: {name}" for name in trial.unknown]
    lines += [trial.detail] if trial.detail else []
    answer(told, wants_json=wants_json, text="\n".join(lines))
