"""``licet licence``: save a purchase's licence for any age tool, add one on another machine, show the age identity."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from desktop.commands.output import answer, as_json, new_file, read_password
from desktop.commands.selling import network_options
from desktop.core.cancel import CancelToken
from desktop.core.errors import EnvironmentFault
from desktop.core.orders import RUNNABLE, Purchase

if TYPE_CHECKING:
    from desktop.bootstrap.composition import Services

readable = click.Path(exists=True, dir_okay=False, path_type=Path)
password_file = click.option(
    "--password-file", type=readable, required=True, help="First line: the wallet's password."
)

WARNING = (
    "The age identity opens every licence and model file of this wallet, for whoever has it and without the password: "
    "of all accounts, of models bought before or later. It cannot be changed, and it cannot spend anything. "
    "Give --i-understand to see it."
)


@click.group()
def licence() -> None:
    """Licence files of the models that were bought, as any age tool reads them."""


@licence.command()
@click.argument("purchase_id", metavar="PURCHASE")
@click.option("--out", type=new_file, required=True, help="The file to write; it must not be there yet.")
@click.option("--complete", is_flag=True, help="Licence and model in one file, which `age -d` opens.")
@click.option("--backup", is_flag=True, help="The back-up file, for the same wallet on another machine.")
@password_file
@as_json
@click.pass_obj
def export(
    data_dir: Path | None,
    purchase_id: str,
    out: Path,
    password_file: Path,
    *,
    complete: bool,
    backup: bool,
    wants_json: bool,
) -> None:
    """Save the licence of a purchase; alone (an age header), with the model, or as a back-up. Needs no network."""
    from desktop.bootstrap.licences import exporter

    if complete and backup:
        raise click.UsageError("--complete and --backup are two files")
    with exporter(data_dir, read_password(password_file)) as files:
        if complete:
            files.save_model(purchase_id, out, CancelToken(), lambda _: None)
        elif backup:
            files.save_backup(purchase_id, out)
        else:
            files.save_licence(purchase_id, out)
    kind = "model" if complete else "backup" if backup else "licence"
    found = {"purchase": purchase_id, "kind": kind, "file": str(out), "bytes": out.stat().st_size}
    answer(found, wants_json=wants_json, text=f"{out}: {found['bytes']} bytes")


@licence.command("import")
@click.argument("files", nargs=-1, required=True, type=readable)
@network_options
@as_json
@click.pass_obj
def import_files(
    data_dir: Path | None,
    files: tuple[Path, ...],
    rpc_url: str | None,
    market: str | None,
    password_file: Path,
    *,
    own_node: bool,
    wants_json: bool,
) -> None:
    """Add licences, model files and back-ups of the same wallet; what they are is told by what is in them."""
    from desktop.bootstrap.headless import Network, headless

    with headless(data_dir, Network(rpc_url, market, own_node), read_password(password_file)) as services:
        added = services.importing.add(files, CancelToken(), lambda _: None)
        carried = [_carry_on(services, purchase) for purchase in added]
    found = [{"purchase": p.id, "state": p.state.value, "runnable": p.state in RUNNABLE} for p in carried]
    lines = "\n".join(f"{p.id}: {p.state.value}" for p in carried)
    answer({"purchases": found}, wants_json=wants_json, text=lines)


@licence.command()
@click.option("--i-understand", is_flag=True, help="You know what whoever has the identity can do.")
@click.option("--out", type=new_file, help="Write it for `age -i` into this new file instead of showing it.")
@password_file
@as_json
@click.pass_obj
def identity(
    data_dir: Path | None, out: Path | None, password_file: Path, *, i_understand: bool, wants_json: bool
) -> None:
    """Show the age identity, AGE-SECRET-KEY-1..., which opens EVERY licence file of this wallet. Keep it secret."""
    from desktop.bootstrap.licences import exporter

    if not i_understand:
        raise click.UsageError(WARNING)
    password = read_password(password_file)
    with exporter(data_dir, password) as files:
        secret = files.identity(password)
        if out is not None:
            files.save_identity(secret, out)
    if out is None:
        answer({"identity": secret}, wants_json=wants_json, text=secret)
    else:
        answer({"file": str(out)}, wants_json=wants_json, text=str(out))


def _carry_on(services: "Services", purchase: Purchase) -> Purchase:
    """As far as it goes now: without a network a model that is here whole can be run all the same."""
    try:
        return services.purchases.advance(purchase.id, CancelToken(), lambda _: None)
    except EnvironmentFault:
        kept = services.purchases.purchase(purchase.id)
        if kept.state not in RUNNABLE:
            raise
        return kept
