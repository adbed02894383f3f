"""``licet wallet offline``: make a transaction to be signed elsewhere, sign it without a network, send what came back."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from desktop.commands.fees import fee_choice, fee_options
from desktop.commands.output import answer, as_json, hex_bytes, read_password
from desktop.core.errors import InvalidAmount
from desktop.core.identity import Address
from desktop.core.money import parse_amount
from desktop.core.offline import OfflineRequest, SignedFacts
from desktop.core.transactions import Call, CustomFee, UnsignedTransaction

if TYPE_CHECKING:
    from desktop.services.offline import OfflineService

readable = click.Path(exists=True, dir_okay=False, path_type=Path)
out_option = click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The file to write."
)
node_option = click.option("--rpc-url", help="The node; the settings' own if not given.")


@click.group()
def offline() -> None:
    """Sign on a machine that has no network; files carry the transaction there and back."""


@offline.command()
@click.option("--from", "sender", required=True, help="The account that will sign.")
@click.option("--to", required=True, help="Who is paid or called.")
@click.option("--amount", default="0", show_default=True, help="In whole coins.")
@click.option("--data", default="0x", help="Calldata in hexadecimal.")
@click.option("--nonce", type=click.IntRange(0, 2**64 - 2), help="The next free one if not given.")
@click.option("--gas", type=click.IntRange(21_000, 2**63), help="Gas limit; estimated if not given.")
@fee_options
@click.option("--chain-id", type=click.IntRange(1), help="With nonce, gas and fees: no node is asked at all.")
@click.option("--note", default="", help="A word about what it is for; it travels with the file.")
@node_option
@out_option
@as_json
@click.pass_obj
def build(
    data_dir: Path | None, sender: str, to: str, amount: str, data: str, speed: str, nonce: int | None,
    gas: int | None, max_fee: str | None, tip: str | None, chain_id: int | None, note: str,
    rpc_url: str | None, out: Path, *, wants_json: bool,
) -> None:  # fmt: skip
    """Write a file with everything that signing needs: chain, nonce, gas and fee are frozen in it."""
    from desktop.bootstrap.offline import building, without_chain

    account, call = Address.parse(sender), _call(to, amount, data, gas)
    fees = fee_choice(speed, max_fee, tip)
    if chain_id is not None and nonce is not None and gas is not None and isinstance(fees, CustomFee):
        transaction = UnsignedTransaction(
            chain_id, nonce, call.to, call.value_wei, call.data, gas, fees.max_fee_wei, fees.max_priority_fee_wei
        )  # fmt: skip
        written = without_chain().freeze(account, transaction, note)
    else:
        with building(data_dir, rpc_url, chain_id) as service:
            written = service.build(account, call, fees=fees, nonce=nonce, note=note)
    out.write_bytes(written)
    _tell(out, without_chain(), written, wants_json=wants_json)


@offline.command()
@click.argument("file", type=readable)
@click.option("--password-file", type=readable, required=True, help="First line: the password.")
@out_option
@as_json
@click.pass_obj
def sign(data_dir: Path | None, file: Path, password_file: Path, out: Path, *, wants_json: bool) -> None:
    """Sign FILE with the wallet of this machine. Nobody is asked anything: no network is needed."""
    from desktop.bootstrap.offline import without_chain
    from desktop.bootstrap.wallets import open_wallet

    with open_wallet(data_dir, read_password(password_file)) as opened:
        service = without_chain(opened.vault)
        request = service.read(_bytes_of(file))
        if not isinstance(request, OfflineRequest):
            raise click.UsageError(f"{file} is signed already")
        written = service.sign(request)
    out.write_bytes(written)
    _tell(out, service, written, wants_json=wants_json)


@offline.command()
@click.argument("file", type=readable)
@as_json
def show(file: Path, *, wants_json: bool) -> None:
    """Say what FILE holds, to sign or signed, from the transaction itself."""
    from desktop.bootstrap.offline import without_chain

    _tell(file, without_chain(), _bytes_of(file), wants_json=wants_json)


@offline.command()
@click.argument("file", type=readable)
@node_option
@as_json
@click.pass_obj
def send(data_dir: Path | None, file: Path, rpc_url: str | None, *, wants_json: bool) -> None:
    """Send the signed FILE; it is kept in the activity, where it can be followed."""
    from desktop.bootstrap.offline import sending
    from desktop.services.offline import SendState

    with sending(data_dir, rpc_url) as service:
        facts = service.read(_bytes_of(file))
        if not isinstance(facts, SignedFacts):
            raise click.UsageError(f"{file} is not signed yet")
        state = service.look(facts)
        # One that is too old is refused in words; what is in a block, or outbid, is told by its state alone.
        is_sent = state.can_send or state is SendState.NONCE_USED
        sent = service.send(facts) if is_sent else facts.signed.hash
    told = {"hash": hex_bytes(sent), "state": state.value, "sent": state.can_send}
    answer(told, wants_json=wants_json, text=f"{hex_bytes(sent)} {state.value}")
    if not state.can_send:
        raise click.exceptions.Exit(1)


def _call(to: str, amount: str, data: str, gas: int | None) -> Call:
    try:
        calldata = bytes.fromhex(data.removeprefix("0x"))
    except ValueError as error:
        raise click.UsageError("--data is not hexadecimal") from error
    return Call(Address.parse(to), calldata, _coins(amount), gas)


def _coins(text: str) -> int:
    try:
        return parse_amount(text)
    except InvalidAmount as error:
        raise click.UsageError("--amount is no amount") from error


def _bytes_of(file: Path) -> bytes:
    """Never more than is read anyway."""
    from desktop.core.offline import MAX_FILE_BYTES

    with file.open("rb") as opened:
        return opened.read(MAX_FILE_BYTES + 1)


def _tell(file: Path, service: "OfflineService", written: bytes, *, wants_json: bool) -> None:
    from desktop.core.calls import calldata_digest
    from desktop.text.calls import call_sentence

    read = service.read(written)
    transaction = read.transaction
    told = {
        "file": str(file),
        "signed": isinstance(read, SignedFacts),
        "from": str(read.account),
        "to": str(transaction.to),
        "value": str(transaction.value_wei),
        "data": hex_bytes(transaction.data),
        "chainId": transaction.chain_id,
        "nonce": transaction.nonce,
        "gas": transaction.gas_limit,
        "maxFeePerGas": str(transaction.max_fee_wei),
        "maxPriorityFeePerGas": str(transaction.max_priority_fee_wei),
        "mostWei": str(transaction.most_wei),
        "note": read.note,
        "sentence": call_sentence(service.in_words(transaction)),
        "calldataDigest": hex_bytes(calldata_digest(transaction.data)),
    }
    if isinstance(read, SignedFacts):
        told |= {"hash": hex_bytes(read.signed.hash), "raw": hex_bytes(read.signed.raw)}
        told["accessList"] = [
            {"address": str(one.address), "storageKeys": [hex_bytes(slot) for slot in one.slots]}
            for one in read.accessed
        ]
    answer(told, wants_json=wants_json, text="\n".join(f"{name}: {value}" for name, value in told.items()))
