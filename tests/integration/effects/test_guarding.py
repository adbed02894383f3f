"""The guard over real transactions: nothing that is ordinary is refused, and what came is compared with what was said."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from desktop.assets import Assets
from desktop.chain.gateway import companion_deployments
from desktop.chain.market import address_word, word
from desktop.chain.records import RecordCalls
from desktop.core.changes import Change
from desktop.core.effect_checks import DifferenceKind, EffectsChanged, Expectation, Verdict
from desktop.core.effects import Fullness
from desktop.core.errors import Reverted
from desktop.core.exchange import NO_DELIVERY
from desktop.core.identity import NATIVE, Address, keccak256
from desktop.core.splits import Share, Split
from desktop.core.transactions import Call
from desktop.services.effects import EffectGuard
from desktop.store.database import Database
from desktop.store.expectations import ExpectationStore
from desktop.store.migrations import user_database
from tests.helpers.chain import Wallet, buy_model, deliver_key, list_model, point, sample_terms
from tests.helpers.tokens import Manner
from tests.integration.effects.conftest import STRANGER, Scene


@dataclass
class Hand:
    """Signs by the guard, as the transaction service does."""

    scene: Scene
    guard: EffectGuard
    told: list[Change] = field(default_factory=list)

    def act(self, wallet: Wallet, call: Call, **agreed: Any) -> Expectation:
        gateway = self.scene.gateway
        expected = self.guard.foresee(wallet.address, call, agreed.get("agreed"))
        raw = wallet.sign(gateway.prepare(wallet.address, call))
        hashed = keccak256(raw)
        self.guard.sent(hashed, wallet.address, call, expected)
        gateway.send_raw(raw)
        receipt = gateway.receipt(hashed)
        assert receipt is not None
        self.guard.mined(receipt)
        found = self.guard.outcome(hashed)
        assert found is not None
        return found

    def fine(self, wallet: Wallet, call: Call) -> Expectation:
        found = self.act(wallet, call)
        assert (found.verdict, found.found) == (Verdict.AS_EXPECTED, ()), found
        return found


@pytest.fixture
def hand(embedded: Scene, tmp_path: Path) -> Iterator[Hand]:
    database = Database.open(tmp_path / "licet.db", user_database)
    told: list[Change] = []
    store = ExpectationStore(database)
    yield Hand(
        embedded, EffectGuard(embedded.previews, embedded.gateway.outcomes(), store, told.append), told
    )
    database.close()


def erc20(scene: Scene, token: Any, name: str, *arguments: object) -> Call:
    return Call(token.address, token.interface.call(name, *arguments))


def test_no_step_of_a_market_life_is_an_alarm(hand: Hand) -> None:
    """Listing, selling, refunding, renewing, passing on, records, splits: all that Licet ever signs by itself."""
    scene = hand.scene
    gateway, calls, seller, buyer = scene.gateway, scene.gateway.calls, scene.seller, scene.buyer
    companions = companion_deployments(Assets.find(), gateway.market)
    hand.fine(seller, companions.records.call)
    hand.fine(seller, companions.splits.call)
    terms = sample_terms(
        gateway, seller.address, salt=keccak256(b"life"), period_s=3600, renew_until=2**40 - 1
    )

    hand.fine(seller, calls.deposit_bond(10**16))
    hand.fine(seller, calls.set_operator(STRANGER))
    hand.fine(seller, calls.create_listing(terms, b'{"name":"sample"}'))
    listing = gateway.last_listing()
    hand.fine(
        seller, calls.revise(listing, terms, replace(terms, price=2 * terms.price), b'{"name":"sample"}')
    )
    terms = replace(terms, price=2 * terms.price)
    hand.fine(buyer, calls.buy(listing, terms, buyer.address, *point(61), 61))
    sale = buy_model(gateway, buyer, listing, terms, d=62)
    delivery = deliver_key(gateway, seller, sale)
    hand.fine(buyer, calls.confirm(terms, sale.order, delivery))
    assert hand.fine(seller, calls.withdraw(NATIVE, seller.address)).real is not None
    hand.fine(buyer, calls.renew(terms, sale.order, delivery, 2))
    hand.fine(buyer, calls.request_key(terms, sale.order, *point(63), 63))
    records = RecordCalls(companions.records.address)
    hand.fine(buyer, records.rate(sale.order_id, 4, b"good"))
    hand.fine(seller, records.answer(terms, sale.order, delivery, b"thanks"))
    hand.fine(buyer, records.anchor(keccak256(b"runs")))
    other = buy_model(gateway, buyer, listing, terms, d=64)
    hand.fine(seller, calls.refund(terms, other.order, NO_DELIVERY))
    hand.fine(buyer, calls.withdraw(NATIVE, buyer.address))
    hand.fine(buyer, gateway.licence_calls.pass_on(buyer.address, seller.address, sale.order_id))
    hand.fine(seller, gateway.licence_calls.give_up(sale.order_id))
    hand.fine(seller, calls.withdraw_bond(10**15, seller.address))
    hand.fine(seller, calls.close(listing, terms))
    shares = (Share(seller.address, 6000), Share(buyer.address, 4000))
    splits = gateway.splits(companions.splits.address)
    hand.fine(seller, splits.create(shares))
    split = Split.of(companions.splits.address, shares).address
    hand.fine(buyer, Call(split, value_wei=10**15))
    hand.fine(seller, splits.withdraw(split, NATIVE, seller.address))
    assert hand.guard.alarms() == []


def test_no_step_of_a_sale_in_tokens_is_an_alarm(hand: Hand) -> None:
    scene = hand.scene
    gateway, seller, buyer, token = scene.gateway, scene.seller, scene.buyer, scene.plain
    token.mint(buyer.address, 10_000)
    terms = sample_terms(
        gateway, seller.address, salt=keccak256(b"tokens"), currency=token.address, price=500
    )
    listing = list_model(gateway, seller, terms)

    hand.fine(buyer, gateway.tokens.approve(token.address, 500))
    hand.fine(buyer, gateway.calls.buy_in_tokens(listing, terms, buyer.address, *point(71), 71))
    hand.fine(buyer, erc20(scene, token, "transfer", STRANGER.raw, 10))
    hand.fine(buyer, gateway.tokens.approve(token.address, 0))

    assert hand.guard.alarms() == []


def test_what_would_now_take_more_than_was_agreed_is_not_signed(hand: Hand) -> None:
    scene = hand.scene
    call = erc20(scene, scene.plain, "transfer", STRANGER.raw, 100)
    seen = scene.previews.preview(scene.buyer.address, call).effects
    worse = replace(call, data=scene.plain.interface.call("transfer", STRANGER.raw, 101))

    with pytest.raises(EffectsChanged) as caught:
        hand.guard.foresee(scene.buyer.address, worse, seen)

    (found,) = caught.value.differences
    assert (found.kind, found.expected, found.real) == (DifferenceKind.LEFT_MORE, -100, -101)


def test_a_power_that_was_not_shown_is_not_signed(hand: Hand) -> None:
    scene = hand.scene
    harmless = scene.previews.preview(scene.buyer.address, Call(STRANGER, value_wei=0)).effects
    approve = erc20(scene, scene.plain, "approve", STRANGER.raw, 5)

    with pytest.raises(EffectsChanged) as caught:
        hand.guard.foresee(scene.buyer.address, approve, harmless)

    assert [found.kind for found in caught.value.differences] == [DifferenceKind.POWER_GIVEN]


def test_what_would_fail_now_is_not_signed(hand: Hand) -> None:
    scene = hand.scene
    wrong = scene.gateway.calls.withdraw(NATIVE, STRANGER)

    with pytest.raises(Reverted):
        hand.guard.foresee(Wallet.number(9).address, wrong, None)


def test_a_token_that_took_more_than_it_showed_is_an_alarm_until_it_is_put_away(hand: Hand) -> None:
    """The token changes its manner between the trial and the block."""
    scene = hand.scene
    odd, wallet = scene.odd, scene.buyer
    odd.behave(Manner.MOVES_NOTHING)
    call = erc20(scene, odd, "transfer", STRANGER.raw, 50)
    expected = hand.guard.foresee(wallet.address, call, scene.previews.preview(wallet.address, call).effects)
    odd.behave(Manner.RETURNS_NOTHING)

    raw = wallet.sign(scene.gateway.prepare(wallet.address, call))
    hand.guard.sent(keccak256(raw), wallet.address, call, expected)
    scene.gateway.send_raw(raw)
    hand.guard.judge_pending()

    (alarm,) = hand.guard.alarms()
    assert alarm.verdict is Verdict.DIFFERENT
    assert [(d.kind, d.expected, d.real) for d in alarm.found] == [(DifferenceKind.LEFT_MORE, 0, -50)]
    hand.guard.put_away(alarm.hash)
    assert hand.guard.alarms() == []


def test_what_was_mined_as_another_transaction_of_the_act_is_compared_there(hand: Hand) -> None:
    scene = hand.scene
    call = Call(STRANGER, value_wei=7)
    expected = hand.guard.foresee(scene.buyer.address, call, None)
    hand.guard.sent(b"\x01" * 32, scene.buyer.address, call, expected)
    raw = scene.buyer.sign(scene.gateway.prepare(scene.buyer.address, call))

    hand.guard.replaced(b"\x01" * 32, keccak256(raw))
    scene.gateway.send_raw(raw)
    hand.guard.judge_pending()

    found = hand.guard.outcome(keccak256(raw))
    assert found is not None
    assert found.verdict is Verdict.AS_EXPECTED
    other = hand.guard.outcome(b"\x01" * 32)
    assert other is not None
    assert other.verdict is Verdict.PENDING  # the first may be mined in its place


def test_a_cancellation_in_its_place_is_no_alarm(hand: Hand) -> None:
    scene = hand.scene
    call = erc20(scene, scene.plain, "mint", scene.buyer.address.raw, 5)
    expected = hand.guard.foresee(
        scene.buyer.address, call, scene.previews.preview(scene.buyer.address, call).effects
    )
    cancel = Call(scene.buyer.address)
    raw = scene.buyer.sign(scene.gateway.prepare(scene.buyer.address, cancel))
    hand.guard.sent(keccak256(raw), scene.buyer.address, call, expected)

    scene.gateway.send_raw(raw)
    hand.guard.judge_pending()

    found = hand.guard.outcome(keccak256(raw))
    assert found is not None
    assert found.verdict is Verdict.UNCLEAR
    assert hand.guard.alarms() == []


def test_after_a_reorganisation_it_is_compared_again(hand: Hand) -> None:
    found = hand.fine(hand.scene.buyer, Call(STRANGER, value_wei=3))

    hand.guard.unmined(found.hash)

    again = hand.guard.outcome(found.hash)
    assert again is not None
    assert (again.verdict, again.real) == (Verdict.PENDING, None)


def test_a_delivery_is_signed_without_any_node_having_seen_it(hand: Hand) -> None:
    scene = hand.scene
    sale = buy_model(scene.gateway, scene.buyer, scene.listing, scene.terms, d=81)
    rx, parity = point(sale.e)
    call = scene.gateway.calls.deliver(sale.terms, sale.order, rx, parity, sale.wrapped(scene.gateway))

    found = hand.fine(scene.seller, call)

    assert found.expected.fullness is Fullness.UNTRIED


def test_a_nodes_lie_about_an_approval_is_seen_when_it_is_mined(hand: Hand) -> None:
    """The expectation said nothing of a power; the chain shows one."""
    scene = hand.scene
    harmless = hand.guard.foresee(scene.buyer.address, Call(STRANGER), None)
    approve = Call(
        scene.plain.address, keccak256(b"approve(address,uint256)")[:4] + address_word(STRANGER) + word(9)
    )
    raw = scene.buyer.sign(scene.gateway.prepare(scene.buyer.address, approve))
    hand.guard.sent(keccak256(raw), scene.buyer.address, approve, replace(harmless, is_complete=True))
    scene.gateway.send_raw(raw)

    hand.guard.judge_pending()

    found = hand.guard.outcome(keccak256(raw))
    assert found is not None
    assert [difference.kind for difference in found.found] == [DifferenceKind.POWER_GIVEN]


def test_nobody_is_told_of_what_stays_as_it_was(hand: Hand) -> None:
    found = hand.fine(hand.scene.buyer, Call(STRANGER, value_wei=1))
    told = len(hand.told)

    hand.guard.judge_pending()

    assert len(hand.told) == told
    assert isinstance(found.account, Address)
