"""``licet wallet``: import, derive, address, sign-tx, sign-typed, for scripts and published vectors.

What changes the list of accounts, and back-ups, is in
``accounts`` and ``wallet_backups``, limits and the journal in ``wallet_policy``,
the activity in ``wallet_activity``.
"""

import json
from pathlib import Path
from typing import Any

import click

from desktop.commands import accounts, wallet_activity, wallet_backups, wallet_policy
from desktop.commands.offline import offline
from desktop.commands.outgoing import sent, speed_up, take_back
from desktop.commands.output import answer, as_json, hex_bytes, read_password
from desktop.core.errors import UserError
from desktop.core.identity import Address

readable = click.Path(exists=True, dir_okay=False, path_type=Path)
password_file = click.option(
    "--password-file", type=readable, required=True, help="First line: the password."
)
account_option = click.option("--account", "account_text", help="Address; the newest account if not given.")


class NoAccount(UserError):
    """The wallet has no account with this address."""


@click.group()
def wallet() -> None:
    """Work with the wallet of the data directory."""


for command in (
    *wallet_backups.COMMANDS,
    *accounts.COMMANDS,
    *wallet_policy.COMMANDS,
    *wallet_activity.COMMANDS,
):
    wallet.add_command(command)
for outgoing_command in (offline, sent, speed_up, take_back):
    wallet.add_command(outgoing_command)


@wallet.command("import")
@click.option("--keystore", type=readable, help="A V3 keystore file, which --password-file opens.")
@click.option("--private-key-file", type=readable, help="First line: a private key in hex.")
@password_file
@click.option("--wallet-password-file", type=readable, help="The wallet's own password, if it is another.")
@click.option("--name", help="What the account is called here.")
@as_json
@click.pass_obj
def import_key(
    data_dir: Path | None,
    keystore: Path | None,
    private_key_file: Path | None,
    password_file: Path,
    wallet_password_file: Path | None,
    name: str | None,
    *,
    wants_json: bool,
) -> None:
    """Add a single key; without a wallet, one is made whose phrase can be shown later in the app."""
    from desktop.bootstrap.wallets import account_room
    from desktop.services.accounts import WalletState

    if (keystore is None) == (private_key_file is None):
        raise click.UsageError("give --keystore or --private-key-file")
    own_password = read_password(wallet_password_file or password_file)
    with account_room(data_dir, None) as room:
        if room.accounts.state is WalletState.LOCKED:
            room.accounts.unlock(own_password)
        else:
            room.accounts.create(own_password)
        if keystore is not None:
            account = room.list.import_keystore(
                keystore.read_bytes(), read_password(password_file), name or keystore.stem
            )
        elif private_key_file is not None:
            account = room.list.import_private_key(read_password(private_key_file), name or "")
    answer({"address": str(account.address)}, wants_json=wants_json, text=str(account.address))


@wallet.command()
@click.option("--phrase-file", type=readable, required=True, help="First line: the BIP-39 phrase.")
@click.option("--passphrase-file", type=readable, help="First line: the BIP-39 passphrase.")
@click.option("--path", default="m/44'/60'/0'/0/0", show_default=True, help="BIP-32 path.")
@as_json
def derive(phrase_file: Path, passphrase_file: Path | None, path: str, *, wants_json: bool) -> None:
    """The address at a path of a phrase; nothing is kept."""
    from desktop.wallet.client import VaultClient

    vault = VaultClient()
    try:
        passphrase = read_password(passphrase_file) if passphrase_file else ""
        address = vault.address_at(read_password(phrase_file), passphrase, path)
    finally:
        vault.lock()
    answer({"address": str(address)}, wants_json=wants_json, text=str(address))


@wallet.command()
@as_json
@click.pass_obj
def address(data_dir: Path | None, *, wants_json: bool) -> None:
    """The accounts' addresses, which the wallet file shows without its password."""
    from desktop.bootstrap.wallets import public_accounts

    found = [str(account.address) for account in public_accounts(data_dir)]
    newest = found[-1] if found else None
    answer({"address": newest, "addresses": found}, wants_json=wants_json, text="\n".join(found))


@wallet.command("sign-tx")
@click.option(
    "--json", "transaction", required=True, help="The transaction as JSON-RPC names it, or its file."
)
@password_file
@account_option
@click.pass_obj
def sign_tx(
    data_dir: Path | None,
    transaction: str,
    password_file: Path,
    account_text: str | None,
) -> None:
    """Sign a transaction (type 2, or 1 and 0 by gasPrice) for its chain; prints {"raw", "hash"}."""
    from desktop.bootstrap.wallets import open_wallet

    fields = read_transaction(transaction)
    with open_wallet(data_dir, read_password(password_file)) as opened:
        signed = opened.vault.sign_fields(_account(opened.accounts, account_text), fields)
    click.echo(json.dumps({"raw": hex_bytes(signed.raw), "hash": hex_bytes(signed.hash)}))


@wallet.command("sign-typed")
@click.argument("file", type=readable)
@password_file
@account_option
@as_json
@click.pass_obj
def sign_typed(
    data_dir: Path | None, file: Path, password_file: Path, account_text: str | None, *, wants_json: bool
) -> None:
    """Sign an EIP-712 message from a file."""
    from desktop.bootstrap.wallets import open_wallet

    with open_wallet(data_dir, read_password(password_file)) as opened:
        signature = opened.vault.sign_typed(_account(opened.accounts, account_text), file.read_bytes())
    answer({"signature": hex_bytes(signature)}, wants_json=wants_json, text=hex_bytes(signature))


@wallet.command()
@click.argument("file", type=readable)
@as_json
def explain(file: Path, *, wants_json: bool) -> None:
    """Say what is in an EIP-712 message and its digests (ERC-8213), or of calldata in hex; no wallet is opened."""
    from desktop.bootstrap.explaining import explain_calldata, explain_message

    data = file.read_bytes()
    text = data.strip().decode("ascii", "replace")
    told = explain_calldata(text) if text.startswith("0x") else explain_message(data)
    lines = "\n".join(f"{name}: {value}" for name, value in told.items())
    answer(told, wants_json=wants_json, text=lines)


def _account(accounts: Any, text: str | None) -> Address:
    if text is None:
        newest: Address = accounts[-1].address
        return newest
    wanted = Address.parse(text)
    if wanted not in {account.address for account in accounts}:
        raise NoAccount(text)
    return wanted


def read_transaction(text: str) -> dict[str, Any]:
    """The JSON object of a transaction; quantities may be numbers, decimal text or 0x hex."""
    try:
        read = json.loads(text if text.lstrip().startswith("{") else Path(text).read_text("utf-8"))
    except (ValueError, RecursionError) as error:
        raise click.UsageError("the transaction is not JSON") from error
    if not isinstance(read, dict):
        raise click.UsageError("the transaction is not a JSON object")
    return {
        _NAMES.get(str(name), str(name)): _checked_field(str(name), value)
        for name, value in read.items()
        if name != "from"
    }


_NAMES = {"input": "data", "gasLimit": "gas"}


def _checked_field(name: str, value: Any) -> Any:
    from desktop.wallet.errors import InvalidTransaction

    try:
        return _field(name, value)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise InvalidTransaction(name[:40]) from error


def _field(name: str, value: Any) -> Any:
    if name in {"data", "input"}:
        return bytes.fromhex(str(value).removeprefix("0x"))
    if name == "to":
        return Address.parse(value) if value else None
    if name == "accessList":
        return [
            (Address.parse(entry["address"]), [bytes.fromhex(key[2:]) for key in entry["storageKeys"]])
            for entry in value
        ]
    if isinstance(value, str):
        # "0x" is how some libraries write zero.
        return int(value[2:] or "0", 16) if value.startswith("0x") else int(value)
    return value
