"""``licet pack``, ``licet publish`` and ``licet seller``."""

import signal
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desktop.commands.output import answer, as_json, read_password
from desktop.core.cancel import CancelToken
from desktop.core.identity import ZERO_ADDRESS, Address
from desktop.core.licences import Rights
from desktop.core.money import COIN, Currency, parse_amount

if TYPE_CHECKING:
    from desktop.services.tokens import TokenReport

folder_path = click.Path(exists=True, file_okay=False, path_type=Path)


def network_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """--rpc, --market, --own-node and --password-file."""
    for option in (
        click.option("--rpc", "rpc_url", help="Address of the node; the settings' if not given."),
        click.option("--market", help="Address of the market; the settings' if not given."),
        click.option("--own-node", is_flag=True, help="This node is mine: one endpoint is enough."),
        click.option(
            "--password-file",
            type=click.Path(exists=True, dir_okay=False, path_type=Path),
            required=True,
            help="First line: the wallet's password.",
        ),
    ):
        command = option(command)
    return command


def _end_of_day(day: datetime | None) -> int:
    """The last second of a day in UTC; 0 for none."""
    return 0 if day is None else int((day.replace(tzinfo=UTC) + timedelta(days=1)).timestamp()) - 1


@click.command()
@click.argument("folder", type=folder_path)
@click.option("--price", required=True, help="In ether, or in the token of --token; 0 is a free model.")
@click.option("--token", help="Address of an ERC-20 token that the price is in; ether if not given.")
@click.option("--source", "sources", multiple=True, help="Base address that will serve it.")
@click.option(
    "--to-folder",
    "folders",
    multiple=True,
    type=folder_path,
    help="Copy it there; --source says by which address.",
)
@click.option(
    "--to-ipfs", "nodes", multiple=True, help="RPC address of an IPFS node of yours: add and pin it there."
)
@click.option("--bond", help="In ether, for each order; the suggestion if not given.")
@click.option(
    "--days", type=click.IntRange(0, 49_710), default=0, help="How long a licence lasts; 0 is without end."
)
@click.option("--renewable-until", type=click.DateTime(["%Y-%m-%d"]), help="The last day of renewals, UTC.")
@click.option("--bound", is_flag=True, help="Licences cannot be passed on.")
@click.option(
    "--royalty", type=click.FloatRange(0, 100), default=0.0, help="Per cent of a resale, to the seller."
)
@click.option("--key-fee", help="In ether, for the key of a later version; the suggestion if not given.")
@click.option("--revises", type=int, help="Publish it as the next version of this listing.")
@network_options
@as_json
@click.pass_obj
def publish(
    data_dir: Path | None,
    folder: Path,
    price: str,
    token: str | None,
    sources: tuple[str, ...],
    folders: tuple[Path, ...],
    nodes: tuple[str, ...],
    bond: str | None,
    days: int,
    renewable_until: datetime | None,
    royalty: float,
    key_fee: str | None,
    revises: int | None,
    rpc_url: str | None,
    market: str | None,
    password_file: Path,
    *,
    bound: bool,
    own_node: bool,
    wants_json: bool,
) -> None:
    """Pack, seal and list a model, or its next version. The four files to upload lie in the data directory's content folder."""
    from desktop.bootstrap.headless import Network, headless
    from desktop.core.mirrors import Mirror, MirrorKind, MirrorOutcome
    from desktop.text import describe

    if not sources and not nodes:
        raise click.UsageError("--source or --to-ipfs: nobody could fetch it")
    mirrors = [Mirror(MirrorKind.FOLDER, str(place.absolute())) for place in folders]
    mirrors += [Mirror(MirrorKind.IPFS, node.rstrip("/")) for node in nodes]
    outcomes: list[MirrorOutcome] = []

    address = None if token is None else Address.parse(token)
    in_coin = parse_amount(price) if address is None else None
    cancel = CancelToken()
    with headless(data_dir, Network(rpc_url, market, own_node), read_password(password_file)) as services:
        currency = COIN if address is None else _usable(services.selling.inspect_token(address))
        amount = currency.parse(price) if in_coin is None else in_coin
        package = services.selling.inspect(folder, cancel, lambda _: None)
        quote = services.selling.quote_publish(amount, currency)
        fee = currency.parse(key_fee) if key_fee is not None else quote.suggested_key_fee_wei
        rights = Rights(
            period_s=days * 86_400,
            renew_until=_end_of_day(renewable_until),
            is_bound=bound,
            royalty_to=services.accounts.active_address() if royalty else ZERO_ADDRESS,
            royalty_bps=round(royalty * 100),
            key_fee=fee if amount else 0,
        )
        listing = services.selling.publish(
            package,
            amount,
            parse_amount(bond) if bond is not None else quote.suggested_bond_wei,
            quote.suggested_late_fee_wei,
            sources,
            cancel,
            lambda _: None,
            currency=currency,
            rights=rights,
            revises=revises,
            mirrors=mirrors,
            mirrored=outcomes.extend,
        )
        own = next(o for o in reversed(services.selling.my_listings()) if o.listing == listing)
    identity = own.terms.identity.hex()
    places = [
        {"place": one.mirror.target, "ok": one.error is None, "addresses": list(one.addresses)}
        for one in outcomes
    ]
    for one in outcomes:
        if one.error is not None:
            click.echo(f"{one.mirror.target}: {describe(one.error).title}", err=True)
    answer(
        {"listing": listing, "identity": identity, "places": places},
        wants_json=wants_json,
        text=f"Listing {listing}. Upload the folder content/{identity}.",
    )


def _usable(report: "TokenReport") -> Currency:
    """The token, with what is odd about it said on stderr."""
    from desktop.text import tr
    from desktop.text.tokens import TOKEN_WARNINGS

    for warning in report.warnings:
        click.echo(tr(TOKEN_WARNINGS[warning]), err=True)
    return report.require_usable()


@click.command()
@click.option("--port", default=0, help="Loopback port that serves the ciphertext; 0 takes a free one.")
@network_options
@as_json
@click.pass_obj
def seller(
    data_dir: Path | None,
    port: int,
    rpc_url: str | None,
    market: str | None,
    password_file: Path,
    *,
    own_node: bool,
    wants_json: bool,
) -> None:
    """Answer orders without a window, from a data directory that the app prepared; until interrupted."""
    from desktop.bootstrap.headless import Network
    from desktop.bootstrap.seller import run_seller

    cancel = CancelToken()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: cancel.cancel())

    def ready(url: str, operator: str) -> None:
        answer(
            {"content": url, "operator": operator},
            wants_json=wants_json,
            text=f"Serving at {url}, answering orders as {operator}. Ctrl+C ends it.",
        )

    run_seller(
        data_dir, Network(rpc_url, market, own_node), read_password(password_file), port, cancel, ready
    )
