"""What a person is asked to sign is shown whole, or not signed."""

import json

import pytest

from desktop.core.identity import Address
from desktop.core.tokens import unread_currency
from desktop.core.typed_messages import MOST_PARTS
from desktop.services.messages import MessageService, MessageTooLong
from tests.helpers.seaport import bulk, seaport

OWNER, TOKEN = Address(b"\x11" * 20), Address(b"\x22" * 20)


class Signing:
    """Signs at once, and counts."""

    def __init__(self) -> None:
        self.signed = 0

    def sign_typed(self, account: Address, message: bytes) -> bytes:
        self.signed += 1
        return bytes(65)


@pytest.fixture
def signer() -> Signing:
    return Signing()


@pytest.fixture
def service(signer: Signing) -> MessageService:
    return MessageService(
        signer=signer, parse=json.loads, currency_of=unread_currency, active_account=lambda: OWNER, chain_id=1
    )


def test_an_order_behind_more_lines_than_are_shown_is_not_signed(
    service: MessageService, signer: Signing
) -> None:
    """Whatever stood there was given away unseen: no line of it, and no sentence, was on the page."""
    spam = [(1, TOKEN, 0, 1)] * (MOST_PARTS // 5)
    message = bulk(OWNER, spam, [(2, TOKEN, 77, 1)])

    with pytest.raises(MessageTooLong):
        service.read(message)
    with pytest.raises(MessageTooLong) as caught:
        service.sign(message)

    assert caught.value.hidden > 0
    assert not signer.signed


def test_a_message_that_is_shown_whole_is_signed(service: MessageService, signer: Signing) -> None:
    service.sign(seaport(OWNER, [(1, TOKEN, 0, 1)]))

    assert signer.signed == 1
