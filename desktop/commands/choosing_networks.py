"""``licet network``: what is known and set up, looking at endpoints, choosing, links, and balances by certain endpoints."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desktop.commands.output import answer, as_json
from desktop.core.identity import Address

if TYPE_CHECKING:  # the command line must not import the whole app to print its help
    from desktop.core.balances import BalanceSheet
    from desktop.core.endpoints import EndpointLook, EndpointStanding
    from desktop.services.network import NetworkInfo
    from desktop.services.networks import NetworksService

rpc_option = click.option(
    "--rpc", "urls", multiple=True, required=True, help="Address of a node; may be repeated."
)


@click.group()
def network() -> None:
    """Choose networks and the nodes that may be asked."""


@network.command("list")
@as_json
@click.pass_obj
def list_networks(data_dir: Path | None, *, wants_json: bool) -> None:
    """What can be chosen, and what is in use. Asks nobody."""
    from desktop.bootstrap.network_desk import networks_of

    with networks_of(data_dir) as networks:
        choices = networks.choices()
    found = [
        {**_plain(one.info), "set_up": one.is_set_up, "current": one.is_current,
         "known_nodes": [endpoint.url for endpoint in one.known.endpoints] if one.known else []}
        for one in choices
    ]  # fmt: skip
    lines = [
        f"{'*' if one.is_current else ' '} {one.info.name} (chain {one.info.chain_id}): "
        + (", ".join(one.info.rpc_urls) if one.is_set_up else "not set up")
        for one in choices
    ]
    answer({"networks": found}, wants_json=wants_json, text="\n".join(lines))


@network.command()
@click.argument("urls", nargs=-1, required=True)
@click.option("--market", help="The market contract, if it is not the usual one.")
@as_json
@click.pass_obj
def look(data_dir: Path | None, urls: tuple[str, ...], market: str | None, *, wants_json: bool) -> None:
    """Ask these nodes, and no others, who they are."""
    from desktop.bootstrap.network_desk import networks_of

    with networks_of(data_dir) as networks:
        looks = networks.look(urls, Address.parse(market) if market else None)
    answer(
        {"nodes": [_look(one) for one in looks]},
        wants_json=wants_json,
        text="\n".join(_look_words(one) for one in looks),
    )


@network.command()
@click.argument("chain", required=False)
@click.option("--rpc", "urls", multiple=True, help="Address of a node that may be asked; may be repeated.")
@click.option("--name", default="", help="What to call it.")
@click.option("--coin", default="ETH", show_default=True, help="Symbol of its coin.")
@click.option("--market", help="The market contract, if it is not the usual one.")
@click.option("--own-node", is_flag=True, help="You run the node yourself.")
@click.option("--together", is_flag=True, help="One request may name several of your accounts.")
@click.option("--no-compare", is_flag=True, help="Ask one node alone for balances.")
@as_json
@click.pass_obj
def use(
    data_dir: Path | None,
    chain: str | None,
    urls: tuple[str, ...],
    name: str,
    coin: str,
    market: str | None,
    *,
    own_node: bool,
    together: bool,
    no_compare: bool,
    wants_json: bool,
) -> None:
    """Use a network from now on: one that is set up by its chain id, "demo", or a new one by its nodes."""
    from desktop.bootstrap.network_desk import networks_of

    with networks_of(data_dir) as networks:
        info = _chosen(networks, chain, is_new=bool(urls))
        if urls:
            wished = replace(
                info, name=name or info.name, coin=coin, market=Address.parse(market) if market else info.market,
                own_node=own_node, accounts_together=together, compares_amounts=not no_compare,
            )  # fmt: skip
            info = networks.settle(wished, networks.look(urls, wished.market))
        networks.use(info)
    answer(_plain(info), wants_json=wants_json, text=f"{info.name} (chain {info.chain_id}) from now on.")


@network.command()
@click.argument("chain", type=int)
@as_json
@click.pass_obj
def forget(data_dir: Path | None, chain: int, *, wants_json: bool) -> None:
    """Take a network and its nodes off the list."""
    from desktop.bootstrap.network_desk import networks_of

    with networks_of(data_dir) as networks:
        networks.forget(chain)
    answer({"forgotten": chain}, wants_json=wants_json, text=f"Chain {chain} is forgotten.")


@network.command()
@click.argument("chain", required=False)
@click.option("--with-keys", is_flag=True, help="Also addresses that may hold your key.")
@as_json
@click.pass_obj
def link(data_dir: Path | None, chain: str | None, *, with_keys: bool, wants_json: bool) -> None:
    """Write a network as a link; the one in use if none is named."""
    from desktop.bootstrap.network_desk import networks_of

    with networks_of(data_dir) as networks:
        info = _chosen(networks, chain, is_new=False)
        text = networks.link(info, with_keys=with_keys)
    answer({"link": text}, wants_json=wants_json, text=text)


@network.command("open")
@click.argument("text", metavar="LINK")
@as_json
@click.pass_obj
def open_link(data_dir: Path | None, text: str, *, wants_json: bool) -> None:
    """Say what a link proposes. Asks nobody and keeps nothing."""
    from desktop.bootstrap.network_desk import networks_of

    with networks_of(data_dir) as networks:
        info = networks.offer(text)
    words = f"{info.name} (chain {info.chain_id}), market {info.market or 'not named'}: {', '.join(info.rpc_urls)}"
    answer(_plain(info), wants_json=wants_json, text=words)


@network.command()
@click.argument("account")
@rpc_option
@click.option(
    "--chain", "chain_id", type=int, help="Chain id; what the first node says that answers, if not given."
)
@click.option("--token", "tokens", multiple=True, help="A token's contract; may be repeated.")
@click.option("--no-compare", is_flag=True, help="Ask one node alone.")
@as_json
def balances(
    account: str,
    urls: tuple[str, ...],
    chain_id: int | None,
    tokens: tuple[str, ...],
    *,
    no_compare: bool,
    wants_json: bool,
) -> None:
    """What an account holds, in the smallest units, by whom, and who says otherwise."""
    from desktop.bootstrap.network_desk import read_balances

    sheet, standings = read_balances(
        urls,
        Address.parse(account),
        tuple(map(Address.parse, tokens)),
        chain_id=chain_id,
        compare=not no_compare,
    )
    answer(
        {**_sheet(sheet), "nodes": [_standing(one) for one in standings]},
        wants_json=wants_json,
        text="\n".join(
            f"{held.currency}: {'unknown' if held.amount is None else held.amount} ({held.trust.value})"
            for held in sheet.holdings
        ),
    )


def _chosen(networks: "NetworksService", chain: str | None, *, is_new: bool) -> "NetworkInfo":
    """The network that is named, or the one in use; with nodes of its own, a new one."""
    from desktop.services.network import NetworkInfo

    choices = networks.choices()
    if chain == "demo":
        return next(one.info for one in choices if one.info.is_demo)
    if chain is None:
        return NetworkInfo("", 0, (), None) if is_new else networks.current
    wanted = [
        one.info
        for one in choices
        if chain in {str(one.info.chain_id), one.info.name} or chain.casefold() == one.info.name.casefold()
    ]
    if not wanted:
        raise click.UsageError(f"no network is called {chain}")
    return wanted[0]


def _plain(info: "NetworkInfo") -> dict[str, Any]:
    return {
        "name": info.name, "chain_id": info.chain_id, "coin": info.coin, "rpc": list(info.rpc_urls),
        "market": str(info.market) if info.market else None, "demo": info.is_demo, "own_node": info.own_node,
        "accounts_together": info.accounts_together, "compares_amounts": info.compares_amounts,
    }  # fmt: skip


def _look(one: "EndpointLook") -> dict[str, Any]:
    return {
        "node": one.origin, "chain_id": one.chain_id, "block": one.head.number if one.head else None,
        "block_time": one.head.timestamp if one.head else None, "market_is_there": one.has_market,
        "fault": type(one.fault).__name__ if one.fault else None,
    }  # fmt: skip


def _look_words(one: "EndpointLook") -> str:
    from desktop.text import describe

    if one.fault is not None:
        return f"{one.origin}: {describe(one.fault).title}"
    there = "the market is there" if one.has_market else "no market there"
    return f"{one.origin}: chain {one.chain_id}, block {one.head.number if one.head else '?'}, {there}"


def _sheet(sheet: "BalanceSheet") -> dict[str, Any]:
    return {
        "account": str(sheet.account), "block": sheet.block, "block_time": sheet.timestamp, "is_old": sheet.is_old,
        "holdings": [
            {"currency": str(held.currency), "amount": None if held.amount is None else str(held.amount),
             "trust": held.trust.value,
             "others": [
                 {"node": voice.origin, "amount": None if voice.amount is None else str(voice.amount)}
                 for voice in held.others
             ]}
            for held in sheet.holdings
        ],
    }  # fmt: skip


def _standing(one: "EndpointStanding") -> dict[str, Any]:
    return {
        "node": one.origin, "condition": one.condition.value, "block": one.head, "behind_s": one.behind_s,
        "fault": type(one.fault).__name__ if one.fault else None,
        "differs_in": [matter.value for matter in one.differs_in],
    }  # fmt: skip
