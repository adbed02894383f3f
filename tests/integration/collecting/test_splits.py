"""Making splits, and finding out who is behind a payee, on a real chain."""

import pytest

from desktop.core.identity import NATIVE, Address, keccak256
from desktop.core.splits import Share
from desktop.core.transactions import Call
from desktop.services.splits import CREATE_GAS, PayeeKind
from tests.helpers.chain import Wallet
from tests.helpers.treasury import MINE, OTHER_MINE, Treasury
from tests.integration.collecting.conftest import STRANGER, Bank

PAIR = (Share(MINE.address, 4000), Share(STRANGER.address, 6000))


def test_a_split_is_made_once_at_the_address_that_was_said_within_the_fee_that_was_said(
    bank: Bank, treasury: Treasury
) -> None:
    service = treasury.splits.service
    shares = tuple(Share(Wallet.number(70 + i).address, 1250) for i in range(8))
    quote = service.quote(shares)
    before = bank.balance(MINE)
    assert not quote.is_made

    made = service.make(quote)

    assert made == quote.split
    assert 0 < before - bank.balance(MINE) <= quote.fee_most_wei
    again = service.quote(shares)
    assert (again.is_made, again.fee_most_wei) == (True, 0)
    service.make(again)
    assert [line.kind for line in treasury.activity.page(0, 10)] == ["split"]
    (line,) = treasury.activity.page(0, 10)
    receipt = bank.gateway.receipt(line.hash or b"")
    assert receipt is not None
    assert receipt.gas_used * 12 // 10 <= CREATE_GAS


def test_the_order_of_the_shares_makes_another_split(treasury: Treasury) -> None:
    service = treasury.splits.service

    assert service.quote(PAIR).split.address != service.quote(PAIR[::-1]).split.address


def test_a_split_that_a_stranger_made_is_known_by_its_shares(bank: Bank, treasury: Treasury) -> None:
    split = bank.split(treasury, *((share.account, share.bps) for share in PAIR))

    payee = treasury.splits.service.payee(split.address, STRANGER.address)

    assert (payee.kind, payee.shares) == (PayeeKind.SPLIT, PAIR)


def test_accounts_and_contracts_are_no_splits_whatever_they_say(bank: Bank, treasury: Treasury) -> None:
    service = treasury.splits.service
    liar = deploy_liar(bank)

    assert service.payee(STRANGER.address, STRANGER.address).kind is PayeeKind.SELLER
    assert service.payee(OTHER_MINE.address, STRANGER.address).kind is PayeeKind.ACCOUNT
    assert service.payee(bank.gateway.market, STRANGER.address).kind is PayeeKind.CONTRACT
    assert service.payee(liar, STRANGER.address).kind is PayeeKind.CONTRACT


def test_following_reads_each_split_once_and_again_after_a_restart_from_there(
    bank: Bank, treasury: Treasury, monkeypatch: pytest.MonkeyPatch
) -> None:
    split = bank.split(treasury, *((share.account, share.bps) for share in PAIR))
    treasury.splits.service.follow()
    head = bank.gateway.head().number
    asked: list[int] = []
    again = bank.treasury()
    real = again.splits.chain.made_since
    monkeypatch.setattr(again.splits.chain, "made_since", lambda block: (asked.append(block), real(block))[1])

    again.splits.service.follow()

    assert asked == [max(0, head + 1 - 100)]
    assert again.splits.service.own([MINE.address]) == [split]


def deploy_liar(bank: Bank) -> Address:
    """A contract that answers every call, ``shares()`` too, with the same words."""
    from desktop.chain.deployment import PROXY

    # PUSH1 32, PUSH1 0, RETURN, as the code that is deployed
    runtime = bytes.fromhex("60206000f3")
    creation = bytes([0x64]) + runtime + bytes.fromhex("600052600560 1bf3".replace(" ", ""))
    assert STRANGER.execute(bank.gateway, Call(PROXY, bytes(32) + creation)).succeeded
    made = Address(keccak256(b"\xff" + PROXY.raw + bytes(32) + keccak256(creation))[12:])
    assert bank.gateway.code_at(made) == runtime
    assert bank.gateway.credit(made, NATIVE) == 0
    return made
