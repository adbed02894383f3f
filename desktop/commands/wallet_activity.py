"""``licet wallet activity``: what the accounts did, and the same files as the window's export."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desktop.commands.output import answer, as_json, hex_bytes, new_file

if TYPE_CHECKING:
    from desktop.services.journal import Activity


@click.command()
@click.option("--csv", "csv_file", type=new_file, help="Write all of it to this new file instead.")
@click.option("--koinly", is_flag=True, help="With --csv: in Koinly's columns, of one account on one chain.")
@click.option(
    "--account",
    "account_text",
    help="Of this account alone. Koinly's file needs one; yours, if there is one.",
)
@click.option(
    "--chain",
    type=click.IntRange(1),
    help="Of this chain alone. Koinly's file needs one; that of the settings else.",
)
@click.option(
    "--limit", default=20, show_default=True, type=click.IntRange(1, 1000), help="Lines that are told."
)
@as_json
@click.pass_obj
def activity(
    data_dir: Path | None,
    csv_file: Path | None,
    account_text: str | None,
    chain: int | None,
    limit: int,
    *,
    koinly: bool,
    wants_json: bool,
) -> None:
    """The newest lines of the activity, or all of it as a file. Needs no password and no network."""
    from desktop.bootstrap.address_book import opened_address_book
    from desktop.core.activity import ActivityQuery
    from desktop.core.identity import Address
    from desktop.paths import write_private

    account = None if account_text is None else Address.parse(account_text)
    if koinly and csv_file is None:
        raise click.UsageError("--koinly needs --csv")
    if csv_file is not None and not koinly and (account or chain):
        raise click.UsageError("the plain file holds every account and chain")
    with opened_address_book(data_dir) as book:
        if csv_file is None:
            lines = book.activity.select(ActivityQuery(account=account, chain_id=chain), None, limit)
            text = "\n".join(map(_line, lines))
            answer({"lines": [_told(line) for line in lines]}, wants_json=wants_json, text=text)
            return
        text = book.activity.export_csv()
        value: dict[str, Any] = {"file": str(csv_file)}
        if koinly:
            of, at, coin = _koinly_place(data_dir, account, chain)
            from desktop.text.activities import activity_name

            text = book.activity.export_koinly(of, at, activity_name, coin)
            value |= {"account": str(of), "chain": at}
    write_private(csv_file, text.encode())
    answer(value | {"rows": max(text.count("\n") - 1, 0)}, wants_json=wants_json, text=str(csv_file))


def _koinly_place(data_dir: Path | None, account: Any, chain: int | None) -> tuple[Any, int, str]:
    """The one account and chain of a file, and what the chain's coin is called."""
    from desktop.bootstrap.wallets import public_accounts
    from desktop.config import SettingsFile
    from desktop.core.networks import known_network
    from desktop.paths import Paths

    settings = SettingsFile(Paths.choose(data_dir).settings).settings
    at = chain or settings.chain_id
    if account is None:
        own = public_accounts(data_dir)
        if len(own) != 1:
            raise click.UsageError("name one with --account")
        account = own[0].address
    if at is None:
        raise click.UsageError("name one with --chain")
    known = known_network(at)
    return account, at, settings.coin if at == settings.chain_id or known is None else known.coin


def _told(line: "Activity") -> dict[str, Any]:
    return {
        "time": line.mined_at or line.time,
        "kind": line.kind,
        "account": str(line.account),
        "amount": str(line.amount),
        "token": None if line.currency.is_coin else str(line.currency.address),
        "fee_wei": str(line.fee_wei),
        "status": line.status,
        "chain": line.chain_id,
        "block": line.block,
        "counterparty": str(line.counterparty) if line.counterparty else None,
        "hash": hex_bytes(line.hash) if line.hash else None,
        "note": line.note,
    }


def _line(line: "Activity") -> str:
    from desktop.text import date_time
    from desktop.text.activities import activity_name

    who = f"  {line.counterparty}" if line.counterparty else ""
    amount = line.currency.text(line.amount)
    return (
        f"{date_time(line.mined_at or line.time)}  {activity_name(line.kind)}  {amount}{who}  ({line.status})"
    )


COMMANDS = (activity,)
