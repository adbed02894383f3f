"""``licet search-folder``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from desktop.commands.output import answer, as_json, read_password
from desktop.core.cancel import CancelToken

if TYPE_CHECKING:  # the command line must not import the whole app to print its help
    from desktop.core.changes import Progress
    from desktop.services.folder_search import Found


@click.command("search-folder")
@click.argument("model", metavar="PURCHASE_OR_PACKAGE")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("question")
@click.option("--top", default=5, show_default=True, type=click.IntRange(1, 100), help="How many passages.")
@click.option("--no-update", is_flag=True, help="Search what was read before, without looking for changes.")
@click.option(
    "--password-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="First line: the wallet's password; for a purchase.",
)
@as_json
@click.pass_obj
def search_folder(
    data_dir: Path | None,
    model: str,
    folder: Path,
    question: str,
    top: int,
    password_file: Path | None,
    *,
    no_update: bool,
    wants_json: bool,
) -> None:
    """Find passages in a folder of texts by what they mean, with an embedding model. Nothing leaves this computer."""
    from desktop.bootstrap.headless import Network
    from desktop.bootstrap.search_desk import search_desk

    folder = folder.absolute()
    password = read_password(password_file) if password_file is not None else None
    with search_desk(data_dir, model, Network(None, None), password) as desk:
        if not no_update:
            report = desk.search.update(desk.model, folder, CancelToken(), _say)
            click.echo(f"{report.read} files read, {report.kept} as before", err=True)
        found = desk.search.search(desk.model, folder, question, top, CancelToken())
    lines = [f"{hit.score:.3f}  {hit.name}:{hit.line}\n       {_one_line(hit)}" for hit in found]
    answer({"found": [_as_json(hit) for hit in found]}, wants_json=wants_json, text="\n".join(lines))


def _say(progress: "Progress") -> None:
    del progress  # a script wants the answer; the window shows how far it is


def _as_json(hit: "Found") -> dict[str, object]:
    return {
        "file": hit.name,
        "line": hit.line,
        "score": round(hit.score, 6),
        "text": hit.text,
        "marked": list(hit.marked),
        "changed": hit.is_stale,
    }


def _one_line(hit: "Found") -> str:
    """The sentence that answers best, without what a terminal would obey."""
    text = hit.text[slice(*hit.marked)] if hit.text else "(the file has changed since)"
    return "".join(c if c.isprintable() else " " for c in " ".join(text.split()))[:200]
