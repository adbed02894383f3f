"""A transaction made here, signed where no chain is, and sent from here; on anvil."""

import socket
from dataclasses import replace

import pytest

from desktop.bootstrap.offline import NoKeys, explain_alone, without_chain
from desktop.chain.signed_bytes import read_signed_bytes
from desktop.core.errors import WalletLocked
from desktop.core.offline import OfflineRequest, SignedFacts
from desktop.core.outgoing import Standing
from desktop.core.transactions import Call, CustomFee, FeeLevel
from desktop.services.offline import FileTooOld, OfflineService, OtherChain, SendState
from tests.integration.outgoing.conftest import GWEI, YOU, Desk, OneKey


def online(desk: Desk) -> OfflineService:
    """The machine with a network, which has no keys."""
    return OfflineService(
        chain=desk.gateway, transactions=desk.transactions, signer=NoKeys(), decode=read_signed_bytes, explain=explain_alone,
        network_name="Test", clock=desk.clock, waiting_at=desk.service.waiting_at,
    )  # fmt: skip


def carried(desk: Desk, amount_wei: int = 7, **options: object) -> SignedFacts:
    """Made here, signed there, read here again."""
    made = online(desk).build(desk.wallet.address, Call(YOU, value_wei=amount_wei), note="rent", **options)  # type: ignore[arg-type]
    signer = without_chain(OneKey(desk.wallet))
    request = signer.read(made)
    assert isinstance(request, OfflineRequest)
    facts = online(desk).read(signer.sign(request))
    assert isinstance(facts, SignedFacts)
    return facts


def test_what_comes_back_is_sent_and_followed_like_any_other(desk: Desk) -> None:
    before = desk.balance(YOU)
    facts = carried(desk)

    assert online(desk).look(facts) is SendState.READY
    sent = online(desk).send(facts)
    desk.mine()
    desk.look()

    assert desk.standing(sent) is Standing.DONE
    line = desk.the_line()
    assert (line.kind, line.amount, line.subject, line.status) == ("send", -7, "rent", "done")
    assert desk.balance(YOU) == before + 7


def test_signing_opens_no_connection(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    made = online(desk).build(desk.wallet.address, Call(YOU, value_wei=7))

    def refuse(*_arguments: object) -> None:
        raise AssertionError("the signing side opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    signer = without_chain(OneKey(desk.wallet))
    request = signer.read(made)
    assert isinstance(request, OfflineRequest)

    assert isinstance(signer.read(signer.sign(request)), SignedFacts)


def test_what_is_frozen_in_the_file_is_what_is_signed(desk: Desk) -> None:
    facts = carried(desk, fees=FeeLevel.FAST, nonce=9)

    assert facts.account == desk.wallet.address
    assert facts.transaction.nonce == 9
    assert facts.transaction.chain_id == desk.gateway.chain_id
    assert facts.note == "rent"


def test_sending_it_twice_pays_once_and_has_one_line(desk: Desk) -> None:
    facts = carried(desk)
    online(desk).send(facts)
    online(desk).send(facts)
    desk.mine()
    desk.look()

    assert online(desk).look(facts) is SendState.MINED
    assert desk.the_line().status == "done"
    assert desk.gateway.mined_nonce(desk.wallet.address) == 1


def test_a_nonce_that_was_used_meanwhile_is_said(desk: Desk) -> None:
    facts = carried(desk)
    desk.pay(9)
    desk.mine()

    assert online(desk).look(facts) is SendState.NONCE_USED
    with pytest.raises(FileTooOld) as caught:
        online(desk).send(facts)
    assert (caught.value.nonce, caught.value.next_nonce) == (0, 1)
    assert desk.the_line().amount == -9  # and nothing of the file was kept


def test_an_own_transaction_that_waits_with_the_same_number_is_said(desk: Desk) -> None:
    cheap, same = carried(desk, fees=CustomFee(20 * GWEI, 1)), carried(desk, fees=CustomFee(30 * GWEI, GWEI))
    enough = carried(desk, fees=CustomFee(33 * GWEI, 11 * GWEI // 10))
    dear = carried(desk, fees=CustomFee(60 * GWEI, 2 * GWEI))
    desk.pay(9, fees=CustomFee(30 * GWEI, GWEI))

    assert online(desk).look(cheap) is SendState.OUTBID
    assert online(desk).look(same) is SendState.OUTBID
    assert online(desk).look(enough) is SendState.REPLACES
    assert online(desk).look(dear) is SendState.REPLACES

    online(desk).send(dear)
    desk.restart()
    assert online(desk).look(dear) is SendState.SENT
    desk.mine()
    assert online(desk).look(dear) is SendState.MINED
    assert online(desk).look(cheap) is SendState.NONCE_USED


def test_one_that_must_wait_and_one_that_cannot_be_paid_are_told_apart(desk: Desk) -> None:
    held = desk.balance(desk.wallet.address)

    assert online(desk).look(carried(desk, nonce=4)) is SendState.WAITS
    assert online(desk).look(carried(desk, held - 1)) is SendState.TOO_POOR


def test_bytes_for_another_chain_are_never_sent_here(desk: Desk) -> None:
    facts = carried(desk)
    elsewhere = replace(facts, transaction=replace(facts.transaction, chain_id=1))

    with pytest.raises(OtherChain):
        online(desk).look(elsewhere)
    with pytest.raises(OtherChain):
        online(desk).send(elsewhere)
    assert desk.lines.page(0, 10) == []


def test_without_keys_nothing_is_signed(desk: Desk) -> None:
    request = without_chain().read(online(desk).build(desk.wallet.address, Call(YOU, value_wei=7)))
    assert isinstance(request, OfflineRequest)

    with pytest.raises(WalletLocked):
        without_chain().sign(request)
