"""``licet wallet sent``, ``speed-up`` and ``take-back``: what this wallet sent, and what can still be done about it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desktop.commands.fees import fee_choice, fee_options
from desktop.commands.output import answer, as_json, hex_bytes, read_password
from desktop.core.outgoing import AttemptKind

if TYPE_CHECKING:
    from desktop.services.outgoing.service import OutgoingService, SentDetail

readable = click.Path(exists=True, dir_okay=False, path_type=Path)
node_option = click.option("--rpc-url", help="The node; the settings' own if not given.")
password_file = click.option(
    "--password-file", type=readable, required=True, help="First line: the password."
)


class TransactionHash(click.ParamType[bytes]):
    """A transaction by the hash of any of its attempts."""

    name = "hash"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> bytes:
        if isinstance(value, bytes):
            return value
        try:
            found = bytes.fromhex(str(value).removeprefix("0x"))
        except ValueError:
            found = b""
        if len(found) != 32:
            self.fail("a transaction is named by its hash, 0x and 64 hexadecimal digits", param, ctx)
        return found


HASH = TransactionHash()


def _replacing(command: Callable[..., Any]) -> Callable[..., Any]:
    """What a command takes that signs something in the place of what was sent."""
    for option in (
        click.pass_obj, as_json, node_option, password_file, fee_options, click.argument("transaction", type=HASH)
    ):  # fmt: skip
        command = option(command)
    return command


@click.command()
@click.option("--limit", type=click.IntRange(1, 1000), default=50, show_default=True)
@node_option
@as_json
@click.pass_obj
def sent(data_dir: Path | None, limit: int, rpc_url: str | None, *, wants_json: bool) -> None:
    """List what was sent, the newest first: one line for each act, however many attempts it took."""
    from desktop.bootstrap.sent import sent_room

    with sent_room(data_dir, rpc_url, None) as room:
        service = room.sent.service
        service.look()
        found = [_told(detail) for detail in service.newest(limit)]
    lines = (f"{one['hash']} {one['state']}{' final' if one['final'] else ''}" for one in found)
    answer({"sent": found}, wants_json=wants_json, text="\n".join(lines))


@click.command("speed-up")
@_replacing
def speed_up(
    data_dir: Path | None, transaction: bytes, speed: str, max_fee: str | None, tip: str | None,
    password_file: Path, rpc_url: str | None, *, wants_json: bool,
) -> None:  # fmt: skip
    """Sign TRANSACTION again with a higher fee; only one of the two can ever be in a block."""
    from desktop.bootstrap.sent import sent_room

    with sent_room(data_dir, rpc_url, read_password(password_file)) as room:
        service = room.sent.service
        detail = _open(service, transaction)
        _sign_again(service, detail, detail.next_kind, fee_choice(speed, max_fee, tip), wants_json=wants_json)


@click.command("take-back")
@_replacing
def take_back(
    data_dir: Path | None, transaction: bytes, speed: str, max_fee: str | None, tip: str | None,
    password_file: Path, rpc_url: str | None, *, wants_json: bool,
) -> None:  # fmt: skip
    """Sign a payment of nothing in the place of TRANSACTION; whichever a block takes first counts."""
    from desktop.bootstrap.sent import sent_room

    with sent_room(data_dir, rpc_url, read_password(password_file)) as room:
        service = room.sent.service
        detail = _open(service, transaction)
        if not detail.can_cancel:
            raise click.UsageError("this transaction cannot be taken back, or is being taken back already")
        _sign_again(
            service, detail, AttemptKind.CANCEL, fee_choice(speed, max_fee, tip), wants_json=wants_json
        )


def _open(service: "OutgoingService", transaction: bytes) -> "SentDetail":
    service.look()
    detail = service.detail(transaction)
    if detail is None:
        raise click.UsageError("no transaction of this wallet has this hash")
    if not detail.can_speed_up:
        raise click.UsageError(f"it is decided already: {detail.standing.value}")
    return detail


def _sign_again(
    service: "OutgoingService", detail: "SentDetail", kind: AttemptKind, choice: Any, *, wants_json: bool
) -> None:
    named = detail.act.newest.hash
    offer = service.offer(named, kind)
    service.sign_again(named, kind, offer.fee(choice))
    after = service.detail(named)
    told = _told(after or detail)
    answer(told, wants_json=wants_json, text=f"{told['hash']} {told['state']}")


def _told(detail: "SentDetail") -> dict[str, Any]:
    act = detail.act
    receipt = act.fate.receipt
    shown = act.mined or act.newest
    return {
        "hash": hex_bytes(shown.hash),
        "state": detail.standing.value,
        "final": act.fate.is_final,
        "from": str(act.account),
        "nonce": act.nonce,
        "chainId": act.chain_id,
        "block": receipt.block_number if receipt is not None else None,
        "fee": str(receipt.fee_wei) if receipt is not None else None,
        "attempts": [
            {
                "hash": hex_bytes(attempt.hash),
                "kind": attempt.kind.value,
                "maxFeePerGas": str(attempt.transaction.max_fee_wei),
                "maxPriorityFeePerGas": str(attempt.transaction.max_priority_fee_wei),
                "raw": hex_bytes(attempt.raw),
            }
            for attempt in act.attempts
        ],
    }
