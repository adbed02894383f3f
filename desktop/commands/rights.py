"""``licet licences``, ``renew``, ``request-key`` and ``transfer``: licences after the purchase."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from desktop.commands.output import answer, as_json, read_password
from desktop.commands.selling import network_options
from desktop.core.cancel import CancelToken
from desktop.core.identity import Address
from desktop.core.requests import RequestState
from desktop.text import amount
from desktop.text.warnings import alert_text

if TYPE_CHECKING:  # the command line must not import the whole app to print its help
    from desktop.bootstrap.composition import Services


class LicenceNumber(click.ParamType[int]):
    """A licence by its number: that of its order, in hex."""

    name = "licence"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if isinstance(value, int):
            return value
        try:
            return int(str(value).removeprefix("0x"), 16)
        except ValueError:
            self.fail("a licence is named by its number in hex, as “licet licences” lists it", param, ctx)


NUMBER = LicenceNumber()


def _look(services: "Services") -> None:
    services.rights.look(tuple(account.address for account in services.accounts.own))


@click.command()
@network_options
@as_json
@click.pass_obj
def licences(
    data_dir: Path | None,
    rpc_url: str | None,
    market: str | None,
    password_file: Path,
    *,
    own_node: bool,
    wants_json: bool,
) -> None:
    """List the licences of this wallet, bought and received, as the chain has them now."""
    from desktop.bootstrap.headless import Network, headless

    with headless(data_dir, Network(rpc_url, market, own_node), read_password(password_file)) as services:
        _look(services)
        found = [
            {
                "licence": f"0x{view.holding.token_id:064x}",
                "name": services.rights.name_of(view.holding),
                "listing": view.holding.order.listing,
                "until": view.standing.until if view.standing is not None else None,
                "hindrance": view.hindrance.reason if view.hindrance is not None else None,
                "has_key": view.has_key,
                "versions": [{"id": r.id, "state": r.state.value} for r in view.requests],
            }
            for view in services.rights.views()
        ]
    text = "\n".join(f"{row['licence']}  {row['name']}" for row in found) or "No licences."
    answer({"licences": found}, wants_json=wants_json, text=text)


@click.command()
@click.argument("licence", type=NUMBER)
@click.option("--periods", type=click.IntRange(1), default=1, show_default=True)
@network_options
@as_json
@click.pass_obj
def renew(
    data_dir: Path | None,
    licence: int,
    periods: int,
    rpc_url: str | None,
    market: str | None,
    password_file: Path,
    *,
    own_node: bool,
    wants_json: bool,
) -> None:
    """Renew a timed licence; the price goes straight to the payee, and nothing can be taken back."""
    from desktop.bootstrap.headless import Network, headless

    with headless(data_dir, Network(rpc_url, market, own_node), read_password(password_file)) as services:
        _look(services)
        quote = services.rights.quote_renewal(licence, periods)
        click.echo(f"At most {amount(quote.total_most_wei, None)}.", err=True)
        services.rights.renew(quote)
        standing = services.rights.view(licence).standing
    until = standing.until if standing is not None else quote.until
    answer({"periods": quote.periods, "until": until}, wants_json=wants_json, text=f"Until {until}.")


@click.command("request-key")
@click.argument("licence", type=NUMBER)
@network_options
@as_json
@click.pass_obj
def request_key(
    data_dir: Path | None,
    licence: int,
    rpc_url: str | None,
    market: str | None,
    password_file: Path,
    *,
    own_node: bool,
    wants_json: bool,
) -> None:
    """Ask for the key of the present version, and install it. Stopped, the same command goes on."""
    from desktop.bootstrap.headless import Network, headless
    from desktop.commands.buying import NotReached

    with headless(data_dir, Network(rpc_url, market, own_node), read_password(password_file)) as services:
        _look(services)
        quote = services.rights.quote_key(licence)
        click.echo(f"At most {amount(quote.total_most_wei, None)}; nothing is held in escrow.", err=True)
        request = services.rights.begin(quote)
        request = services.rights.advance(request.id, CancelToken(), lambda _: None)
        if request.state is RequestState.WAITING:
            raise NotReached
    found = {"request": request.id, "state": request.state.value, "self_test": request.self_test_ok}
    answer(found, wants_json=wants_json, text=f"{request.id}: {request.state.value}")


@click.command()
@click.argument("licence", type=NUMBER)
@click.argument("to")
@network_options
@as_json
@click.pass_obj
def transfer(
    data_dir: Path | None,
    licence: int,
    to: str,
    rpc_url: str | None,
    market: str | None,
    password_file: Path,
    *,
    own_node: bool,
    wants_json: bool,
) -> None:
    """Pass a licence on to an address. This cannot be undone."""
    from desktop.bootstrap.headless import Network, headless

    receiver = Address.parse(to)
    with headless(data_dir, Network(rpc_url, market, own_node), read_password(password_file)) as services:
        _look(services)
        quote = services.rights.quote_passing(licence, receiver)
        for found in quote.alerts:
            click.echo(alert_text(found), err=True)
        act = services.rights.pass_on(quote)
    answer(
        {"to": str(receiver), "transaction": f"0x{act.transaction_hash.hex()}"},
        wants_json=wants_json,
        text=f"Passed on to {receiver}.",
    )
