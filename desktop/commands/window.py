"""``licet`` (the app), ``licet demo``, ``licet tour`` and ``licet screenshots``."""

import sys
from pathlib import Path

import click

out_option = click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True)


@click.command()
@click.pass_obj
def app(data_dir: Path | None) -> None:
    """Open the desktop app."""
    from desktop.bootstrap.window import run_window

    sys.exit(run_window(data_dir, demo=False))


@click.command()
@click.pass_obj
def demo(data_dir: Path | None) -> None:
    """Open the app on the demo network: an embedded chain with coins and real sample models."""
    from desktop.bootstrap.window import run_window

    sys.exit(run_window(data_dir, demo=True))


@click.command()
@out_option
@click.pass_obj
def tour(data_dir: Path | None, out: Path) -> None:
    """Drive the real windows through the whole main job and past three cheats; pictures and tour.json go to --out."""
    from desktop.bootstrap.touring import run_tour

    sys.exit(run_tour(data_dir, out))


@click.command()
@out_option
def screenshots(out: Path) -> None:
    """Render every page in named states, light and dark, English and Chinese."""
    from desktop.ui.screens import render_all

    for path in render_all(out):
        click.echo(path)
