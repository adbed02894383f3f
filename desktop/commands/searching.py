"""``licet search-folder``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from desktop.commands.output import answer, as_json, read_password
from desktop.commands.selling import network_options

if TYPE_CHECKING:  # the command line must not import the whole app to print its help
    from desktop.core.changes import Progress
    from desktop.services.folder_search import Found


@click.command("search-folder")
@click.argument("purchase_id", metavar="PURCHASE")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("question")
@click.option("--top", default=5, show_default=True, type=click.IntRange(1, 100), help="How many passages.")
@click.option("--no-update", is_flag=True, help="Search what was read before, without looking for changes.")
@network_options
@as_json
@click.pass_obj
def search_folder(
    data_dir: Path | None,
    purchase_id: str,
    folder: Path,
    question: str,
    top: int,
    rpc_url: str | None,
    market: str | None,
    password_file: Path,
    *,
    no_update: bool,
    own_node: bool,
    wants_json: bool,
) -> None:
    """Find passages in a folder of texts by what they mean, with an embedding model of the library. Nothing leaves this computer."""
    from desktop.bootstrap.headless import Network, headless
    from desktop.core.cancel import CancelToken
    from desktop.services.folder_search import OwnedEmbedder

    folder = folder.absolute()
    with (
        headless(data_dir, Network(rpc_url, market, own_node), read_password(password_file)) as services,
        services.shelf.hold(purchase_id) as hold,
    ):
        model = OwnedEmbedder(hold, services.running.identity(purchase_id))
        if not no_update:
            report = services.folder_search.update(model, folder, CancelToken(), _say)
            click.echo(f"{report.read} files read, {report.kept} as before", err=True)
        found = services.folder_search.search(model, folder, question, top, CancelToken())
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
    return (
        " ".join(hit.text[slice(*hit.marked)].split())[:200] if hit.text else "(the file has changed since)"
    )
