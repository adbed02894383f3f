"""Sent transactions on anvil: waiting, underpriced, stuck, sped up, cancelled, dropped, replaced, reorganised, final."""

from dataclasses import replace

import pytest

from desktop.chain import nonces
from desktop.core.cancel import CancelToken
from desktop.core.errors import InsufficientFunds, NonceTooLow, TransactionUnderpriced
from desktop.core.outgoing import STUCK_AFTER_S, AttemptKind, Reception, Standing
from desktop.core.transactions import Call, CustomFee, FeeLevel
from desktop.services.outgoing.watching import SETTLED_AFTER_S
from desktop.services.transactions import FeeTooLowToReplace, TransactionCancelled
from tests.helpers.chain import Wallet
from tests.integration.outgoing.conftest import GWEI, YOU, Desk

SPEED_UP, CANCEL = AttemptKind.SPEED_UP, AttemptKind.CANCEL


def test_what_is_mined_is_done_and_later_final(desk: Desk) -> None:
    sent = desk.pay(5)
    desk.look()
    assert desk.standing(sent) is Standing.WAITING

    desk.mine()
    desk.look()
    assert (desk.standing(sent), desk.act(sent).fate.is_final) == (Standing.DONE, False)
    assert desk.the_line().status == "done"
    receipt = desk.act(sent).fate.receipt
    assert receipt is not None
    assert desk.the_line().fee_wei == 21_000 * receipt.effective_gas_price_wei

    desk.mine(70)
    desk.look()
    assert desk.act(sent).fate.is_final
    assert desk.book.watched(desk.gateway.chain_id) == []


def test_a_fee_below_the_base_fee_is_called_underpriced(desk: Desk) -> None:
    sent = desk.pay(fees=CustomFee(2 * GWEI, 1))
    desk.raise_base_fee(5 * GWEI)

    desk.look()

    assert desk.standing(sent) is Standing.UNDERPRICED
    assert desk.the_line().status == "underpriced"


def test_what_waits_too_long_is_called_stuck(desk: Desk) -> None:
    sent = desk.pay()
    desk.look()
    desk.clock.time += STUCK_AFTER_S

    desk.look()

    assert desk.standing(sent) is Standing.STUCK
    assert desk.the_line().status == "stuck"
    assert [act.newest.hash for act in desk.service.needing_help()] == [sent]


def test_one_behind_another_waits_its_turn(desk: Desk) -> None:
    desk.pay(1, fees=CustomFee(GWEI, 0))
    second = desk.pay(2)
    desk.clock.time += STUCK_AFTER_S

    desk.look()

    assert desk.standing(second) is Standing.QUEUED


def test_speeding_up_is_one_act_and_pays_once(desk: Desk) -> None:
    before = desk.balance(YOU)
    sent = desk.pay(7, fees=CustomFee(2 * GWEI, 1))
    desk.raise_base_fee(5 * GWEI)

    faster = desk.again(sent, SPEED_UP)
    desk.mine()
    desk.look()

    assert [a.kind for a in desk.act(sent).attempts] == [AttemptKind.FIRST, SPEED_UP]
    assert desk.act(sent) == desk.act(faster)
    assert desk.the_line().hash == faster
    assert (desk.the_line().status, desk.the_line().amount) == ("done", -7)
    assert desk.balance(YOU) == before + 7


def test_speeding_up_goes_on_after_a_restart(desk: Desk) -> None:
    sent = desk.pay(7, fees=CustomFee(2 * GWEI, 1))
    desk.raise_base_fee(5 * GWEI)
    desk.restart()
    desk.look()
    assert desk.standing(sent) is Standing.UNDERPRICED

    faster = desk.again(sent, SPEED_UP)
    desk.restart()
    desk.mine()
    desk.look()

    assert desk.standing(sent) is Standing.DONE
    assert desk.the_line().hash == faster


def test_both_fees_rise_by_more_than_a_tenth(desk: Desk) -> None:
    sent = desk.pay(fees=CustomFee(40 * GWEI, 3 * GWEI))
    first = desk.act(sent).newest.transaction

    desk.again(sent, SPEED_UP, FeeLevel.SLOW)

    second = desk.act(sent).newest.transaction
    assert second.max_fee_wei * 10 > first.max_fee_wei * 11
    assert second.max_priority_fee_wei * 10 > first.max_priority_fee_wei * 11
    assert (second.nonce, second.to, second.value_wei, second.gas_limit) == (
        first.nonce, first.to, first.value_wei, first.gas_limit,
    )  # fmt: skip


def test_a_fee_that_nodes_would_not_take_is_not_signed(desk: Desk) -> None:
    sent = desk.pay(fees=CustomFee(10 * GWEI, GWEI))

    with pytest.raises(FeeTooLowToReplace) as caught:
        desk.service.sign_again(sent, SPEED_UP, CustomFee(20 * GWEI, GWEI))

    assert caught.value.least.max_priority_fee_wei == GWEI * 9 // 8 + 1
    assert len(desk.act(sent).attempts) == 1


def test_the_least_fee_that_is_offered_is_one_that_the_node_takes(desk: Desk) -> None:
    sent = desk.pay(fees=CustomFee(10 * GWEI, GWEI))
    least = desk.service.offer(sent, SPEED_UP).least
    assert least is not None

    desk.service.sign_again(sent, SPEED_UP, least)

    assert desk.act(sent).newest.reception is Reception.TAKEN


def test_cancelling_pays_nobody_and_is_one_line(desk: Desk) -> None:
    before = desk.balance(YOU)
    sent = desk.pay(7)

    cancel = desk.again(sent, CANCEL)
    desk.mine()
    desk.look()

    assert desk.standing(sent) is Standing.CANCELLED
    assert (desk.the_line().status, desk.the_line().hash) == ("cancelled", cancel)
    assert desk.the_line().fee_wei > 0
    assert desk.balance(YOU) == before


def test_a_cancel_that_comes_too_late_is_said_and_signs_nothing(desk: Desk) -> None:
    sent = desk.pay(7)
    offer = desk.service.offer(sent, CANCEL)
    desk.mine()

    with pytest.raises(NonceTooLow):
        desk.service.sign_again(sent, CANCEL, offer.fee(FeeLevel.NORMAL))

    desk.look()
    assert desk.standing(sent) is Standing.DONE
    assert len(desk.act(sent).attempts) == 1


def test_cancelling_needs_no_more_than_its_own_fee(desk: Desk) -> None:
    """Nearly everything is on its way out: what is left must be enough to take it back."""
    everything = desk.balance(desk.wallet.address) - 21_000 * 20 * GWEI
    sent = desk.pay(everything, fees=CustomFee(10 * GWEI, GWEI))

    desk.again(sent, CANCEL)
    desk.mine()
    desk.look()

    assert desk.standing(sent) is Standing.CANCELLED


def test_too_little_for_the_higher_fee_is_told_in_numbers(desk: Desk) -> None:
    held = desk.balance(desk.wallet.address)
    sent = desk.pay(held - 21_000 * 10 * GWEI, fees=CustomFee(10 * GWEI, GWEI))

    with pytest.raises(InsufficientFunds) as caught:
        desk.again(sent, SPEED_UP)

    assert caught.value.available_wei == held


def test_what_is_being_cancelled_is_not_sped_up_back_into_life(desk: Desk) -> None:
    sent = desk.pay(7)
    desk.again(sent, CANCEL)
    detail = desk.service.detail(sent)
    assert detail is not None

    assert (detail.can_cancel, detail.next_kind) == (False, CANCEL)


def test_a_dropped_transaction_is_sent_again_by_itself_for_a_while(desk: Desk) -> None:
    sent = desk.pay(7)
    desk.drop(sent)

    desk.look()

    assert desk.gateway.is_known(sent)
    assert desk.standing(sent) is Standing.WAITING


def test_an_old_transaction_that_nobody_knows_is_called_dropped(desk: Desk) -> None:
    sent = desk.pay(7)
    desk.look()
    desk.clock.time += 2 * 3600
    desk.drop(sent)

    desk.look(3)
    assert desk.standing(sent) is Standing.DROPPED
    assert desk.the_line().status == "dropped"
    assert not desk.gateway.is_known(sent)

    desk.service.send_again(sent)
    desk.mine()
    desk.look()
    assert desk.standing(sent) is Standing.DONE


def test_a_dropped_one_is_not_sent_behind_the_back_of_its_successor(desk: Desk) -> None:
    """The node forgot it, the person sent something else with its nonce: only that may be mined."""
    dropped = desk.pay(7)
    desk.drop(dropped)
    other = desk.pay(9)
    assert desk.act(dropped).nonce == desk.act(other).nonce

    desk.look(3)
    desk.mine()
    desk.look(3)

    assert (desk.standing(dropped), desk.standing(other)) == (Standing.REPLACED, Standing.DONE)
    assert {line.status for line in desk.lines.page(0, 10)} == {"done", "replaced"}


def test_a_nonce_that_another_computer_used_is_recognised(desk: Desk) -> None:
    sent = desk.pay(7)
    rival = desk.gateway.prepare(
        desk.wallet.address, Call(YOU), nonce=desk.act(sent).nonce, fees=CustomFee(90 * GWEI, 9 * GWEI)
    )
    desk.gateway.send_raw(desk.wallet.sign(rival))
    desk.mine()

    desk.look(3)
    assert desk.standing(sent) is Standing.REPLACED
    assert not desk.act(sent).fate.is_final

    desk.mine(70)
    desk.look()
    assert desk.act(sent).fate.is_final
    assert (desk.the_line().status, desk.the_line().fee_wei) == ("replaced", 0)


def test_a_reorganisation_takes_a_mined_transaction_back_and_it_is_mined_again(desk: Desk) -> None:
    sent = desk.pay(7)
    desk.mine()
    desk.look()
    assert desk.standing(sent) is Standing.DONE

    desk.node.rpc.send("anvil_reorg", [1, []], object)
    desk.look(3)
    assert desk.standing(sent) is not Standing.DONE
    assert desk.the_line().fee_wei == 0

    desk.mine()
    desk.look()
    assert desk.standing(sent) is Standing.DONE
    assert desk.the_line().status == "done"


def test_waiting_for_the_first_ends_with_the_faster_one(desk: Desk) -> None:
    sent = desk.pay(7)
    faster = desk.again(sent, SPEED_UP)
    desk.mine()

    assert desk.transactions.wait(sent, CancelToken()).hash == faster


def test_waiting_for_what_was_cancelled_says_so(desk: Desk) -> None:
    sent = desk.pay(7)
    cancel = desk.again(sent, CANCEL)
    desk.mine()

    with pytest.raises(TransactionCancelled) as caught:
        desk.transactions.wait(sent, CancelToken())

    assert caught.value.hash == cancel


def test_sending_the_first_bytes_again_sends_what_took_their_place(desk: Desk) -> None:
    sent = desk.pay(7)
    cancel = desk.again(sent, CANCEL)
    first = desk.act(sent).attempts[0].raw
    desk.drop(cancel)

    desk.transactions.resend(first)

    assert desk.gateway.is_known(cancel)
    assert not desk.gateway.is_known(sent)


def test_a_nonce_of_the_persons_own_is_used(desk: Desk) -> None:
    first = desk.gateway.next_nonce(desk.wallet.address)
    later = desk.pay(7, nonce=first + 1)

    desk.look()

    assert desk.standing(later) is Standing.QUEUED
    waiting = desk.service.detail(later)
    assert waiting is not None
    assert waiting.missing_nonce == first

    desk.pay(7)
    desk.look()
    waiting = desk.service.detail(later)
    assert waiting is not None
    assert waiting.missing_nonce is None


def test_after_a_restart_waiting_ones_are_counted_where_the_node_forgets_to(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = desk.pay(7)
    desk.restart()
    count = nonces._count
    # Some nodes answer "pending" as if it were "latest".
    monkeypatch.setattr(nonces, "_count", lambda *asked: replace(count(*asked), pending=count(*asked).mined))

    assert desk.gateway.next_nonce(desk.wallet.address) == desk.act(first).nonce + 1


def test_refused_bytes_are_marked_and_not_sent_again_by_themselves(desk: Desk) -> None:
    sent = desk.pay(7, fees=CustomFee(10 * GWEI, GWEI))
    with pytest.raises(TransactionUnderpriced):
        desk.pay(9, fees=CustomFee(10 * GWEI, GWEI), nonce=desk.act(sent).nonce)
    refused = next(a for a in desk.book.watched(desk.gateway.chain_id) if a.newest.hash != sent)

    desk.drop(sent)
    desk.look()

    assert refused.newest.reception is Reception.REFUSED
    assert not desk.gateway.is_known(refused.newest.hash)


def test_two_accounts_are_never_named_in_one_request(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    other = Wallet.number(4_000)
    asked: list[set[str]] = []
    looked = desk.gateway.sights
    monkeypatch.setattr(
        desk.gateway,
        "sights",
        lambda acts, now: (asked.append({str(a.account) for a in acts}), looked(acts, now))[1],
    )
    desk.pay(1)
    act = desk.act(desk.pay(2))
    desk.node.fund(other)
    stranger = replace(act, account=other.address, attempts=(replace(act.newest, hash=b"\x07" * 32),))
    desk.book.add(stranger)

    desk.look()

    assert sorted(map(len, asked)) == [1, 1]


def test_what_no_node_calls_final_is_left_alone_after_two_days(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = desk.pay(7)
    desk.mine()
    looked = desk.gateway.sights
    monkeypatch.setattr(
        desk.gateway, "sights",
        lambda acts, now: [replace(s, final_number=None, final_nonce=None) for s in looked(acts, now)],
    )  # fmt: skip
    desk.look()
    assert desk.book.watched(desk.gateway.chain_id)

    desk.clock.time += SETTLED_AFTER_S
    desk.look()

    assert desk.book.watched(desk.gateway.chain_id) == []
    assert not desk.act(sent).fate.is_final
