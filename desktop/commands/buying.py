"""``licet buy``."""

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from desktop.commands.output import answer, as_json, read_password
from desktop.commands.selling import network_options
from desktop.core.cancel import CancelToken
from desktop.core.changes import Progress
from desktop.core.errors import EnvironmentFault
from desktop.core.money import COIN
from desktop.core.orders import RUNNABLE

if TYPE_CHECKING:  # the command line must not import the whole app to print its help
    from desktop.bootstrap.composition import Services
    from desktop.services.purchase import PurchaseQuote


class NotIndexed(EnvironmentFault):
    """The catalogue did not catch up with the chain in the time waited; nothing was bought."""


POLL_S = 0.25
CATCH_UP_POLLS = 240


class NotReached(EnvironmentFault):
    """The purchase is kept, but the model cannot be run yet; the same command goes on from here."""


@click.command()
@click.argument("listing", type=int)
@click.option("--resume", "purchase_id", help="Go on with this purchase instead of beginning one.")
@click.option("--confirm", is_flag=True, help="Release the payment when everything was checked.")
@network_options
@as_json
@click.pass_obj
def buy(
    data_dir: Path | None,
    listing: int,
    purchase_id: str | None,
    rpc_url: str | None,
    market: str | None,
    password_file: Path,
    *,
    confirm: bool,
    own_node: bool,
    wants_json: bool,
) -> None:
    """Buy a listing: fetch, verify, pay, receive, check and test. Killed, it goes on with --resume."""
    from desktop.bootstrap.headless import Network, headless

    with headless(data_dir, Network(rpc_url, market, own_node), read_password(password_file)) as services:
        if purchase_id is None:
            quote = _quote_when_indexed(services, listing)
            click.echo(_most(quote), err=True)
            purchase_id = services.purchases.begin(quote).id
            click.echo(f"Purchase {purchase_id}", err=True)
        purchase = services.purchases.advance(purchase_id, CancelToken(), _Printer())
        if purchase.state not in RUNNABLE:
            raise NotReached
        if confirm and not purchase.terms.is_free:
            purchase = services.purchases.confirm(purchase.id)
    found = {
        "purchase": purchase.id,
        "state": purchase.state.value,
        "order": f"0x{purchase.order_id:064x}" if purchase.order_id is not None else None,
        "self_test": purchase.self_test_ok,
    }
    answer(found, wants_json=wants_json, text=f"{purchase.id}: {purchase.state.value}")


def _most(quote: "PurchaseQuote") -> str:
    """What it costs at most; a token is named by its address too, which it cannot choose."""
    fees = COIN.text(quote.total_most_wei)
    if quote.token is None:
        return f"At most {fees}."
    token = f"unverified token {quote.token.currency.address}, {quote.token.way.value}"
    return f"{quote.price.text()} ({token}) and at most {fees}."


def _quote_when_indexed(services: "Services", listing: int) -> "PurchaseQuote":
    """The quote, once the catalogue has caught up with the chain; at once what is wrong with the network."""
    network = services.network.status()
    if network.fault is not None or network.head is None:
        raise network.fault or NotReached
    # As the chain is now: where a block comes each second, the catalogue is always one behind.
    for _ in range(CATCH_UP_POLLS):
        index = services.catalogue.status()
        if index.indexed_to >= network.head.number and not index.older_left:
            return services.purchases.quote(listing)
        time.sleep(POLL_S)
    raise NotIndexed


class _Printer:
    """Tells each step once, on stderr."""

    def __init__(self) -> None:
        self._step = ""

    def __call__(self, progress: Progress) -> None:
        if progress.step != self._step:
            self._step = progress.step
            click.echo(progress.step, err=True)
