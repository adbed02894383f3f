"""``licet wallet journal`` and ``limits``: what was signed, whether it was changed, and what may leave in a day."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desktop.commands.output import answer, as_json, read_password

if TYPE_CHECKING:
    from desktop.core.money import Currency
    from desktop.services.signatures import Verdict

readable = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.option("--password-file", type=readable, help="With it the end of the journal is compared as well.")
@click.option("--verify", is_flag=True, help="Look at every entry; exit 1 if any was changed.")
@as_json
@click.pass_obj
def journal(data_dir: Path | None, password_file: Path | None, *, verify: bool, wants_json: bool) -> None:
    """Everything that the wallet signed, oldest first, or with --verify whether it is whole."""
    from desktop.bootstrap.wallets import open_journal

    password = None if password_file is None else read_password(password_file)
    with open_journal(data_dir, password) as signatures:
        if verify:
            _say(signatures.check(), wants_json=wants_json)
        elif wants_json:
            click.echo(signatures.export_json(), nl=False)
        else:
            click.echo(signatures.export_csv(), nl=False)


def _say(verdict: "Verdict", *, wants_json: bool) -> None:
    from desktop.text import tr, trn

    found = verdict.check
    value: dict[str, Any] = {
        "ok": True,
        "entries": found.entries,
        "seams": list(found.seams),
        "compared_with_vault": verdict.is_compared,
        "heads": {wallet: head.hash for wallet, head in found.heads.items()},
    }
    words = [trn("{n} entry, and none was changed", "{n} entries, and none was changed", found.entries)]
    if found.seams:
        words.append(
            trn(
                "At {n} place the journal begins anew, because the vault's record was lost.",
                "At {n} places the journal begins anew, because the vault's record was lost.",
                len(found.seams),
            )
        )
    if verdict.is_record_lost:
        words.append(tr("Whether any is missing at the end cannot be told: the vault's record was lost."))
    elif not verdict.is_compared:
        words.append(tr("Unlock the wallet to check that none is missing at the end."))
    answer(value, wants_json=wants_json, text="\n".join(words))


@click.command()
@click.option("--password-file", type=readable, required=True, help="First line: the password.")
@click.option("--chain", type=int, help="Set the limit of this chain's coin.")
@click.option("--token", help="Set the limit of this token there instead.")
@click.option(
    "--day",
    help="The most in 24 hours (0.5), or none. Of a token that is no known stablecoin: in its smallest units.",
)
@click.option("--payee", help="The most to one payee in 24 hours, or none.")
@as_json
@click.pass_obj
def limits(
    data_dir: Path | None,
    password_file: Path,
    chain: int | None,
    token: str | None,
    day: str | None,
    payee: str | None,
    *,
    wants_json: bool,
) -> None:
    """The limits in force and what was spent; with --chain, change one first."""
    from desktop.bootstrap.wallets import open_limits
    from desktop.core.identity import NATIVE, Address
    from desktop.core.spending import Limit

    password = read_password(password_file)
    with open_limits(data_dir, password, chain or 1) as service:
        if chain is not None:
            address = NATIVE if token is None else Address.parse(token)
            unit = service.currency(chain, address)
            service.set(Limit(chain, address, _amount(day, unit), _amount(payee, unit)), password)
        view = service.view()
    rows = [
        {
            "chain": line.limit.chain_id,
            "token": None if line.currency.is_coin else str(line.limit.token),
            "day": None if line.limit.day is None else str(line.limit.day),
            "payee": None if line.limit.seller is None else str(line.limit.seller),
            "spent": str(line.spent),
            "chosen": line.is_chosen,
            "asks": line.asks,
        }
        for line in view.lines
    ]
    value = {"limits": rows, "ask_for_tokens": view.ask_for_tokens, "blind_until": view.blind_until}
    text = "\n".join(
        f"{row['chain']} {row['token'] or 'coin'}: {row['spent']} / {row['day'] or '-'} / {row['payee'] or '-'}"
        for row in rows
    )
    answer(value, wants_json=wants_json, text=text)


def _amount(text: str | None, unit: "Currency") -> int | None:
    return None if text is None or text == "none" else unit.parse(text)


COMMANDS = (journal, limits)
