"""What a message or calldata says, for scripts and second devices: nothing is asked of a wallet or a network."""

from typing import Any

from desktop.assets import Assets
from desktop.bootstrap.foreseeing import MAX_MESSAGE_BYTES, make_decoder
from desktop.core.calls import Role, calldata_digest
from desktop.core.permits import permits_of
from desktop.core.sell_orders import sell_orders_of
from desktop.core.tokens import unread_currency
from desktop.core.typed_messages import NotTypedMessage, read_typed_message
from desktop.text.calls import part_text
from desktop.text.messages import order_sentences
from desktop.wallet.strict_json import read_json


def explain_message(data: bytes) -> dict[str, Any]:
    """The parts and digests of an EIP-712 message.

    Raises:
        NotTypedMessage: It cannot be read.
    """
    try:
        message = read_typed_message(read_json(data, MAX_MESSAGE_BYTES))
    except ValueError as error:
        raise NotTypedMessage("json") from error
    allowed = [
        {
            "token": str(permit.token),
            "spender": str(permit.spender) if permit.spender else None,
            "amount": str(permit.amount),
            "kind": permit.kind.value,
        }
        for permit in permits_of(message)
    ]
    orders = [order_sentences(order, unread_currency) for order in sell_orders_of(message)]
    return {
        "primaryType": message.primary_type,
        "digest": "0x" + message.digest.hex(),
        "domainHash": "0x" + message.domain_hash.hex(),
        "messageHash": "0x" + message.message_hash.hex(),
        "allows": allowed,
        "orders": orders,
        "values": {part.name: part_text(part) for part in (*message.domain, *message.parts)},
    }


def explain_calldata(text: str) -> dict[str, Any]:
    """Function, arguments and digest of calldata, by the standards alone: nobody says here what is called.

    Raises:
        NotTypedMessage: It is no hex.
    """
    try:
        data = bytes.fromhex(text.removeprefix("0x"))
    except ValueError as error:
        raise NotTypedMessage("hex") from error
    decoded = make_decoder(Assets.find()).decode(Role.STRANGER, data)
    return {
        "function": decoded.function,
        "digest": "0x" + calldata_digest(data).hex(),
        "extraBytes": decoded.extra_bytes,
        "values": {part.name: str(part.value) for part in decoded.arguments},
    }
