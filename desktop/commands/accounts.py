"""``licet wallet accounts``, ``add``, ``watch``, ``name``, ``hide``, ``move``, ``remove``, ``export`` and ``find``.

Secrets go in and out by files that only their owner reads: arguments and the screen are seen by others.
"""

from pathlib import Path
from typing import Any

import click

from desktop.commands.output import answer, as_json, new_file, read_password
from desktop.commands.selling import network_options
from desktop.core.accounts import Account, PathScheme
from desktop.core.cancel import CancelToken
from desktop.core.identity import Address
from desktop.core.money import format_amount

readable = click.Path(exists=True, dir_okay=False, path_type=Path)
password_file = click.option(
    "--password-file", type=readable, required=True, help="First line: the wallet's password."
)
passphrase_option = click.option(
    "--passphrase-file", type=readable, help="First line: the extra passphrase of BIP-39."
)
SCHEMES = {
    "bip44": PathScheme.BIP44,
    "ledger-live": PathScheme.LEDGER_LIVE,
    "ledger-old": PathScheme.LEDGER_OLD,
}
MOST_BACKUP_BYTES = 4 << 20


class AddressType(click.ParamType[Address]):
    """An address, with its checksum where it has one."""

    name = "address"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Address:
        del param, ctx
        return value if isinstance(value, Address) else Address.parse(str(value))


ADDRESS = AddressType()
account_argument = click.argument("account", type=ADDRESS)


@click.command()
@as_json
@click.pass_obj
def accounts(data_dir: Path | None, *, wants_json: bool) -> None:
    """The accounts that the wallet file shows without its password: address, kind, path, name."""
    from desktop.bootstrap.wallets import public_accounts

    tell_accounts(public_accounts(data_dir), wants_json=wants_json)


@click.command()
@password_file
@click.option("--scheme", type=click.Choice(list(SCHEMES)), default="bip44", show_default=True)
@click.option("--path", help="A BIP-32 path of your own instead of the next account of a scheme.")
@click.option("--name", default="", help="What it is called here.")
@as_json
@click.pass_obj
def add(
    data_dir: Path | None, password_file: Path, scheme: str, path: str | None, name: str, *, wants_json: bool
) -> None:
    """Add an account of the phrase."""
    from desktop.bootstrap.wallets import account_room

    with account_room(data_dir, read_password(password_file)) as room:
        if path is None:
            address = room.list.add_next(SCHEMES[scheme], name).address
        else:
            address = room.list.address_at(path)
            room.list.add_at([(path, name)])
    answer({"address": str(address)}, wants_json=wants_json, text=str(address))


@click.command()
@click.argument("address", type=ADDRESS)
@click.option("--name", default="", help="What it is called here.")
@click.option(
    "--password-file",
    type=readable,
    help="First line: the wallet's password, if there is a wallet with keys.",
)
@as_json
@click.pass_obj
def watch(
    data_dir: Path | None, address: Address, name: str, password_file: Path | None, *, wants_json: bool
) -> None:
    """Watch an account without its key. Without a wallet, one is made that only watches and has no password."""
    from desktop.bootstrap.wallets import account_room

    with account_room(data_dir, read_password(password_file) if password_file else None) as room:
        room.list.watch(address, name)
        tell_accounts(room.accounts.accounts, wants_json=wants_json)


@click.command()
@account_argument
@click.argument("name")
@password_file
@as_json
@click.pass_obj
def name(
    data_dir: Path | None, account: Address, name: str, password_file: Path, *, wants_json: bool
) -> None:
    """Give an account another name."""
    _change(data_dir, password_file, lambda room: room.list.rename(account, name), wants_json=wants_json)


@click.command()
@account_argument
@password_file
@click.option("--show", "is_shown", is_flag=True, help="Show it again.")
@as_json
@click.pass_obj
def hide(
    data_dir: Path | None, account: Address, password_file: Path, *, is_shown: bool, wants_json: bool
) -> None:
    """Hide an account from what there is to choose from."""
    _change(
        data_dir,
        password_file,
        lambda room: room.list.hide(account, is_hidden=not is_shown),
        wants_json=wants_json,
    )


@click.command()
@account_argument
@password_file
@click.option("--up", "by", flag_value=-1, type=int, help="Towards the beginning.")
@click.option("--down", "by", flag_value=1, type=int, help="Towards the end.")
@as_json
@click.pass_obj
def move(
    data_dir: Path | None, account: Address, password_file: Path, by: int | None, *, wants_json: bool
) -> None:
    """Move an account by one place in the list."""
    if by is None:
        raise click.UsageError("give --up or --down")
    _change(data_dir, password_file, lambda room: room.list.move(account, by), wants_json=wants_json)


@click.command()
@account_argument
@password_file
@click.option("--yes", is_flag=True, help="Without it nothing is removed: an imported key is gone for good.")
@as_json
@click.pass_obj
def remove(
    data_dir: Path | None, account: Address, password_file: Path, *, yes: bool, wants_json: bool
) -> None:
    """Remove an account; of an imported one the key is gone from this computer."""
    if not yes:
        raise click.UsageError("an imported key is gone for good: say --yes")
    _change(data_dir, password_file, lambda room: room.list.remove(account), wants_json=wants_json)


@click.command("export")
@account_argument
@password_file
@click.option("--out", type=new_file, required=True, help="New file, for your eyes only.")
@click.option(
    "--keystore-password-file",
    type=readable,
    help="First line: the password of the V3 keystore that is made.",
)
@click.option(
    "--private-key", is_flag=True, help="The bare key in hex: whoever reads the file has the account."
)
@as_json
@click.pass_obj
def export_account(
    data_dir: Path | None,
    account: Address,
    password_file: Path,
    out: Path,
    keystore_password_file: Path | None,
    *,
    private_key: bool,
    wants_json: bool,
) -> None:
    """Take an account's key out, as a V3 keystore or bare."""
    from desktop.bootstrap.wallets import account_room
    from desktop.paths import write_private

    if private_key == (keystore_password_file is not None):
        raise click.UsageError("give --keystore-password-file or --private-key")
    password = read_password(password_file)
    with account_room(data_dir, password) as room:
        if keystore_password_file is not None:
            data = room.list.export_keystore(account, password, read_password(keystore_password_file))
        else:
            data = (room.list.export_private_key(account, password) + "\n").encode()
    write_private(out, data)
    answer({"address": str(account), "file": str(out)}, wants_json=wants_json, text=str(out))


@click.command()
@network_options
@as_json
@click.pass_obj
def find(
    data_dir: Path | None,
    rpc_url: str | None,
    market: str | None,
    password_file: Path,
    *,
    own_node: bool,
    wants_json: bool,
) -> None:
    """Look for accounts of the phrase that were used, add them, and find their orders and licences.

    The node is asked about one address after the other.
    """
    from desktop.bootstrap.headless import Network, headless

    with headless(data_dir, Network(rpc_url, market, own_node), read_password(password_file)) as services:
        found = services.discovery.look(CancelToken(), lambda _progress: None)
        services.account_list.add_at([(account.path, "") for account in found])
        restored = sum(services.restoring.find(account.address) for account in services.accounts.own)
    rows = [
        {
            "address": str(a.address), "path": a.path, "sent": a.sent, "balance": format_amount(a.balance_wei),
            "licences": a.licences,
        }
        for a in found
    ]  # fmt: skip
    text = "\n".join(f"{a.address}  {a.path}" for a in found)
    answer({"accounts": rows, "restored": restored}, wants_json=wants_json, text=text)


COMMANDS = (accounts, add, watch, name, hide, move, remove, export_account, find)


def _change(data_dir: Path | None, password_file: Path, act: Any, *, wants_json: bool) -> None:
    from desktop.bootstrap.wallets import account_room

    with account_room(data_dir, read_password(password_file)) as room:
        act(room)
        tell_accounts(room.accounts.accounts, wants_json=wants_json)


def tell_accounts(found: tuple[Account, ...], *, wants_json: bool) -> None:
    rows = [
        {
            "address": str(a.address), "name": a.name, "kind": a.kind, "path": a.path, "hidden": a.is_hidden,
        }
        for a in found
    ]  # fmt: skip
    text = "\n".join(f"{a.address}  {a.kind:8}  {a.path:20}  {a.name}" for a in found)
    answer({"accounts": rows}, wants_json=wants_json, text=text)
