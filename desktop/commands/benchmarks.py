"""``licet bench``: ratios in one run, as one flat JSON object for each group."""

import json
from pathlib import Path

import click

from desktop.bootstrap.bench.groups import GROUPS

DEFAULT_SCALE = 0.1


@click.command()
@click.argument("group", metavar="GROUP")
@click.option(
    "--json", "file", type=click.Path(dir_okay=False, path_type=Path), help="Write the figures here."
)
@click.option(
    "--scale",
    type=click.FloatRange(min=0, min_open=True, max=1),
    default=DEFAULT_SCALE,
    show_default=True,
    help="Share of the full size: a million listings of the catalogue, a million rows of a batch; takes many minutes.",
)
def bench(group: str, file: Path | None, scale: float) -> None:
    """Measure GROUP: catalogue, runtime, batch, window, gas, recommend, transfer, wallet or hostile. The machine should have nothing else to do."""
    measure = GROUPS.get(group)
    if measure is None:
        there = ", ".join(GROUPS)
        raise click.UsageError(f"There is no group “{group}”; there are {there}.")
    text = json.dumps(measure(scale), indent=1) + "\n"
    if file is not None:
        file.write_text(text, "utf-8")
    click.echo(text, nl=False)
