"""Nothing signed is more than what was agreed to, whatever a node says; and nobody is asked while others wait."""

import ast
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.agreements import Agreed, Ask, Declined, NotAsShown, Planned, Unattended
from desktop.core.calls import Act, DecodedCall, Role
from desktop.core.changes import Change, Topic
from desktop.core.consent import ConsentNeeded, Reason
from desktop.core.effect_checks import EffectsChanged, Expectation, Verdict, differences
from desktop.core.effects import BalanceChange, Effects, Fullness, Preview
from desktop.core.errors import AppError, Bug, Reverted, WrongPassword
from desktop.core.identity import Address
from desktop.core.money import COIN
from desktop.core.outgoing import Attempt, AttemptKind, Fate, Outgoing, Reception
from desktop.core.transactions import (
    Bid,
    Call,
    CustomFee,
    FeeChoice,
    FeeLevel,
    FeeQuote,
    Receipt,
    SignedTransaction,
    UnsignedTransaction,
)
from desktop.core.warnings import FEE_ABOVE_VALUE, NO_CODE
from desktop.services.agreeing import AgreementDesk
from desktop.services.effects import EffectGuard
from desktop.services.guard import Unguarded
from desktop.services.journal import Purpose
from desktop.services.outgoing import Outbox
from desktop.services.transactions import CostRose, TransactionService
from tests.helpers.people import Person

ME, SHOP = Address(b"\1" * 20), Address(b"\2" * 20)
CALL = Call(SHOP, b"\xaa\xbb\xcc\xdd", 5)
PURPOSE = Purpose("test", -5, SHOP)
GWEI = 10**9
CHAIN = 1


@dataclass
class Chain:
    """A node that says what it likes; each answer is the next of its words, the last one stays."""

    base_fees: list[int] = field(default_factory=lambda: [GWEI])
    gases: list[int] = field(default_factory=lambda: [50_000])
    tip: int = GWEI
    coins: int = 10**24
    sent: list[bytes] = field(default_factory=list)
    chain_id = CHAIN

    def _next(self, words: list[int]) -> int:
        return words.pop(0) if len(words) > 1 else words[0]

    def fees(self, level: FeeLevel = FeeLevel.NORMAL) -> FeeQuote:
        base = self._next(self.base_fees)
        tip = self.tip * {FeeLevel.SLOW: 1, FeeLevel.NORMAL: 2, FeeLevel.FAST: 3}[level]
        return FeeQuote(base, tip, 2 * base + tip)

    def fee_levels(self) -> dict[FeeLevel, FeeQuote]:
        return {level: self.fees(level) for level in FeeLevel}

    def data_fee_most_wei(self, _call: Call) -> int:
        return 0

    def estimate_gas(self, _sender: Address, _call: Call) -> int:
        return self._next(self.gases)

    def prepare(
        self, sender: Address, call: Call, *, nonce: int | None = None, fees: FeeChoice = FeeLevel.NORMAL
    ) -> UnsignedTransaction:
        gas = call.gas_limit or self.estimate_gas(sender, call)
        if isinstance(fees, FeeLevel):
            quote = self.fees(fees)
            fees = CustomFee(quote.max_fee_wei, quote.priority_fee_wei)
        at = 0 if nonce is None else nonce
        return UnsignedTransaction(
            CHAIN, at, call.to, call.value_wei, call.data, gas, fees.max_fee_wei, fees.max_priority_fee_wei
        )

    def balance_wei(self, _account: Address) -> int:
        return self.coins

    def next_nonce(self, _account: Address) -> int:
        return 0

    def mined_nonce(self, _account: Address) -> int:
        return 0

    def receipt(self, transaction_hash: bytes) -> Receipt | None:
        return Receipt(transaction_hash, True, 1, b"b" * 32, 21_000, GWEI)

    def send_raw(self, raw: bytes) -> bytes:
        self.sent.append(raw)
        return raw


@dataclass
class Vault:
    """Signs, and asks for the password as often as it was told to."""

    signed: list[UnsignedTransaction] = field(default_factory=list)
    asks: list[AppError] = field(default_factory=list)
    answer: Callable[[], str] = lambda: "the password"
    consents: list[str] = field(default_factory=list)
    told_wrong: list[bool] = field(default_factory=list)

    def sign_transaction(
        self, account: Address, transaction: UnsignedTransaction, *, consent: str = ""
    ) -> SignedTransaction:
        assert account == ME
        self.consents.append(consent)
        if self.asks:
            raise self.asks.pop(0)
        self.signed.append(transaction)
        return SignedTransaction(b"raw%d" % len(self.signed), len(self.signed).to_bytes(32, "big"))

    def consent_to(self, needed: ConsentNeeded, *, was_wrong: bool) -> str:
        self.told_wrong.append(was_wrong)
        answer = self.answer()
        if not answer:
            raise needed
        return answer


@dataclass
class Trials:
    """What calls do when they are tried; the last word stays."""

    words: list[Effects]
    chain_id: int = CHAIN
    tried: int = 0

    def effects(self, _account: Address, _call: Call) -> Effects:
        self.tried += 1
        return self.words.pop(0) if len(self.words) > 1 else self.words[0]

    def expect(self, _account: Address, call: Call) -> Effects:
        return takes(call.value_wei, Fullness.UNREACHED)

    def preview(self, account: Address, call: Call) -> Preview:
        decoded = DecodedCall(Act.PAY, Role.ACCOUNT)
        return Preview(CHAIN, account, call, decoded, self.effects(account, call))


@dataclass
class Book:
    kept: dict[bytes, Expectation] = field(default_factory=dict)

    def put(self, expectation: Expectation) -> None:
        self.kept[expectation.hash] = expectation

    def find(self, transaction_hash: bytes) -> Expectation | None:
        return self.kept.get(transaction_hash)

    def also(self, old: bytes, new: bytes) -> None:
        if old in self.kept:
            self.kept[new] = replace(self.kept[old], hash=new)

    def with_verdict(self, _verdict: Verdict) -> list[Expectation]:
        return []


@dataclass
class Acts:
    """The outbox's book, in memory."""

    acts: list[Outgoing] = field(default_factory=list)

    def add(self, act: Outgoing, also: Callable[[], object] = lambda: None) -> int:
        also()
        self.acts.append(replace(act, id=len(self.acts) + 1))
        return len(self.acts)

    def add_attempt(self, act_id: int, attempt: Attempt, fate: Fate) -> None:
        act = self.acts[act_id - 1]
        self.acts[act_id - 1] = replace(act, attempts=(*act.attempts, attempt), fate=fate)

    def set_reception(self, _hash: bytes, _reception: Reception) -> None: ...
    def set_fate(self, _id: int, _fate: Fate, *, is_watched: bool) -> None: ...
    def find(self, transaction_hash: bytes) -> Outgoing | None:
        return next((a for a in self.acts if any(t.hash == transaction_hash for t in a.attempts)), None)

    def at(self, _chain_id: int, _account: Address, nonce: int) -> list[Outgoing]:
        return [act for act in self.acts if act.nonce == nonce]

    def watched(self, _chain_id: int) -> list[Outgoing]:
        return []

    def newest(self, _chain_id: int, limit: int) -> list[Outgoing]:
        return self.acts[::-1][:limit]


class Clock:
    def now(self) -> int:
        return 1


class NoJournal:
    """The activity, which is of no interest here."""

    def __getattr__(self, _name: str) -> Callable[..., None]:
        return lambda *_args: None


def takes(wei: int, fullness: Fullness = Fullness.SIMULATED) -> Effects:
    return Effects(fullness, (BalanceChange(COIN, -wei),) if wei else ())


@dataclass
class Room:
    """The service over a node, a vault and a person."""

    chain: Chain = field(default_factory=Chain)
    vault: Vault = field(default_factory=Vault)
    trials: Trials = field(default_factory=lambda: Trials([takes(5)]))
    person: Person = field(default_factory=Person)
    acts: Acts = field(default_factory=Acts)

    def __post_init__(self) -> None:
        self.guard = EffectGuard(self.trials, None, Book(), lambda _change: None)  # type: ignore[arg-type]
        self.service = TransactionService(
            self.chain, self.vault, NoJournal(), Outbox(self.acts, Clock()), self.guard, self.person  # type: ignore[arg-type]
        )  # fmt: skip

    def submit(self, mandate: Agreed | Ask | Unattended, call: Call = CALL) -> SignedTransaction:
        return self.service.submit(ME, call, PURPOSE, lambda _signed: None, mandate)


# What is signed is what was agreed to.

words = st.integers(0, 10**6).map(lambda n: n * GWEI)
fee_lies = st.lists(words, min_size=1, max_size=8)
gas_lies = st.lists(st.integers(21_000, 10**7), min_size=1, max_size=4)
trial_lies = st.lists(st.integers(0, 50).map(takes), min_size=1, max_size=5)


@given(
    fee_lies,
    gas_lies,
    trial_lies,
    st.sampled_from(FeeLevel) | st.builds(CustomFee, words, st.integers(0, GWEI)),
)
def test_a_lying_node_gets_no_more_signed_than_the_sheet_said(
    fees: list[int], gases: list[int], trials: list[Effects], choice: FeeChoice
) -> None:
    room = Room(Chain(fees, gases), trials=Trials(trials), person=Person(choice))

    with suppress(CostRose, EffectsChanged, Declined):
        room.submit(Ask())

    for signed in room.vault.signed:
        sheet = room.person.sheets[-1]
        (agreed,) = sheet.agreed(choice)
        shown = sheet.offer.fee(choice)
        assert signed.most_wei <= sheet.most_wei(choice)
        assert (signed.to, signed.data, signed.value_wei) == (CALL.to, CALL.data, CALL.value_wei)
        assert signed.max_fee_wei <= shown.max_fee_wei
        assert signed.max_priority_fee_wei <= shown.max_priority_fee_wei
        kept = room.guard.outcome(len(room.vault.signed).to_bytes(32, "big"))
        assert kept is not None
        assert agreed.effects is not None
        assert not differences(agreed.effects, kept.expected)


@given(fee_lies, gas_lies, st.integers(0, 10**18), st.lists(words, max_size=5))
def test_what_nobody_was_asked_about_stays_within_its_worth_and_the_usual(
    fees: list[int], gases: list[int], worth: int, usual: list[int]
) -> None:
    room = Room(Chain(fees, gases))
    for place, fee in enumerate(usual):
        paid = UnsignedTransaction(CHAIN, 100 + place, SHOP, 0, b"", 21_000, fee, 0)
        attempt = Attempt(AttemptKind.FIRST, paid, b"", bytes([place]), 1)
        room.acts.add(Outgoing(0, CHAIN, ME, paid.nonce, (attempt,)))

    with suppress(CostRose):
        room.submit(Unattended(worth))

    for signed in room.vault.signed:
        if usual:
            median = sorted(usual)[len(usual) // 2]
            assert signed.gas_limit * signed.max_fee_wei <= max(worth, 10 * median * signed.gas_limit)


def test_another_call_than_the_one_that_was_shown_is_not_signed() -> None:
    room = Room()

    with pytest.raises(NotAsShown):
        room.submit(Agreed(10**18, call=replace(CALL, data=b"other")))
    assert not room.vault.signed


def test_the_first_bid_of_a_claim_has_a_bound_too() -> None:
    room = Room()
    room.submit(Unattended())  # what this wallet is used to pay
    room.chain.base_fees = [100_000 * GWEI]

    with pytest.raises(CostRose):
        room.service.bid(ME, CALL, PURPOSE, lambda _signed, _bid: None, now=1, worth_wei=10**15)
    room.service.bid(ME, CALL, PURPOSE, lambda _signed, _bid: None, now=1, worth_wei=10**20)

    assert len(room.vault.signed) == 2


# Asking.


def test_the_person_is_asked_anew_where_the_answer_does_not_hold_any_more() -> None:
    room = Room(trials=Trials([takes(5), takes(9), takes(9)]))

    room.submit(Ask())

    assert len(room.person.sheets) == 2
    assert isinstance(room.person.earlier[1], EffectsChanged)
    assert room.person.sheets[1].previews[0].effects == takes(9)
    assert len(room.vault.signed) == 1


def test_what_was_declined_is_not_signed() -> None:
    room = Room(person=Person(yes=False))

    with pytest.raises(Declined):
        room.submit(Ask())
    assert not room.vault.signed


def test_the_fee_that_was_chosen_is_signed_to_the_wei() -> None:
    room = Room(person=Person(CustomFee(7 * GWEI, 3 * GWEI)))

    room.submit(Ask())

    assert (room.vault.signed[0].max_fee_wei, room.vault.signed[0].max_priority_fee_wei) == (
        7 * GWEI,
        3 * GWEI,
    )


def test_where_nobody_sits_a_page_s_sum_is_the_bound() -> None:
    room = Room()
    room.service = TransactionService(room.chain, room.vault, NoJournal(), guard=room.guard)  # type: ignore[arg-type]

    room.submit(Ask(most_wei=10**18))
    with pytest.raises(CostRose):
        room.submit(Ask(most_wei=6))

    assert len(room.vault.signed) == 1


def test_a_plan_is_one_sheet_and_a_step_that_needs_the_one_before_is_marked() -> None:
    refused = Effects(Fullness.SIMULATED, failure=Reverted("MarketNothingToWithdraw", ()))
    room = Room(trials=Trials([takes(5), refused]))
    later = Planned(ME, Call(SHOP, b"home"), 80_000, Effects(Fullness.TRIED, (BalanceChange(COIN, 7),)))

    agreed = room.service.agree([Planned(ME, CALL), later], Ask())

    (sheet,) = room.person.sheets
    assert [preview.effects.fullness for preview in sheet.previews] == [
        Fullness.SIMULATED,
        Fullness.AFTER_OTHERS,
    ]
    assert sheet.previews[1].effects.change_of(COIN.address) == 7
    assert [offer.next_nonce for offer in sheet.offers] == [0, 1]
    assert sheet.offer.gas_limit == 130_000
    assert len(agreed) == 2
    assert sheet.failure is None


def test_the_rules_speak_on_the_sheet() -> None:
    room = Room(person=Person(yes=False))

    with suppress(Declined):
        room.submit(Ask())

    assert {found.rule for found in room.person.sheets[0].alerts} == {NO_CODE, FEE_ABOVE_VALUE}


def test_nobody_can_be_asked_about_what_nothing_can_show() -> None:
    room = Room()
    room.service = TransactionService(room.chain, room.vault, NoJournal(), asker=room.person)  # type: ignore[arg-type]

    assert Unguarded().preview(ME, CALL) is None
    with pytest.raises(Bug):
        room.submit(Ask())


# The password.

NEEDED = ConsentNeeded((Reason("day-limit"),), "send")


def test_while_the_password_is_asked_others_sign_and_everything_is_tried_again_after_it() -> None:
    room = Room(vault=Vault(asks=[NEEDED]))
    others: list[SignedTransaction] = []

    def wait() -> str:
        other = threading.Thread(target=lambda: others.append(room.submit(Unattended())))
        other.start()
        other.join(5)
        return "the password"

    room.vault.answer = wait
    room.submit(Unattended())

    assert len(others) == 1
    assert room.vault.consents == ["", "", "the password"]
    assert room.trials.tried == 3


def test_what_changed_while_the_password_was_asked_is_not_signed() -> None:
    room = Room(vault=Vault(asks=[NEEDED]), trials=Trials([takes(5), takes(500)]))

    with pytest.raises(EffectsChanged):
        room.submit(Agreed(10**18, takes(5)))
    assert not room.vault.signed


def test_a_wrong_password_is_asked_again_and_no_answer_is_no() -> None:
    room = Room(vault=Vault(asks=[NEEDED, WrongPassword(), NEEDED]))
    answers: Iterator[str] = iter(["wrong", "right", ""])
    room.vault.answer = lambda: next(answers)

    with pytest.raises(ConsentNeeded):
        room.submit(Unattended())

    assert room.vault.told_wrong == [False, True]
    assert not room.vault.signed


# Replacing.


@pytest.mark.parametrize("kind", [AttemptKind.SPEED_UP, AttemptKind.CANCEL])
def test_a_speed_up_is_tried_again_and_a_cancel_needs_none(kind: AttemptKind) -> None:
    room = Room()
    signed = room.submit(Agreed(10**18, takes(5)))
    act = room.acts.find(signed.hash)
    assert act is not None
    room.trials.words = [takes(500)]
    fee = CustomFee(1000 * GWEI, 100 * GWEI)

    if kind is AttemptKind.SPEED_UP:
        with pytest.raises(EffectsChanged):
            room.service.sign_again(act, kind, fee)
    else:
        room.service.sign_again(act, kind, fee)

    assert len(room.vault.signed) == (1 if kind is AttemptKind.SPEED_UP else 2)


def test_a_speed_up_that_does_the_same_goes_out() -> None:
    room = Room()
    act = room.acts.find(room.submit(Agreed(10**18, takes(5))).hash)
    assert act is not None

    room.service.sign_again(act, AttemptKind.SPEED_UP, CustomFee(1000 * GWEI, 100 * GWEI))

    assert room.vault.signed[1].nonce == room.vault.signed[0].nonce


# The desk.


def waiting(desk: AgreementDesk, room: Room) -> tuple[threading.Thread, list[Any]]:
    """As a job does: in a thread that waits."""
    answers: list[Any] = []
    room.service = TransactionService(
        room.chain, room.vault, NoJournal(), Outbox(room.acts, Clock()), room.guard, desk  # type: ignore[arg-type]
    )  # fmt: skip

    def work() -> None:
        try:
            answers.append(room.submit(Ask()))
        except AppError as error:
            answers.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    while desk.waiting is None and thread.is_alive():
        thread.join(0.005)
    return thread, answers


def attended() -> tuple[AgreementDesk, list[Change]]:
    told: list[Change] = []
    desk = AgreementDesk(told.append)
    desk.attend()
    return desk, told


def test_an_act_waits_for_the_window_and_nothing_else_waits_with_it() -> None:
    desk, told = attended()
    room = Room()
    thread, answers = waiting(desk, room)
    one = desk.waiting
    assert one is not None

    room.submit(Unattended())  # a claim, while the sheet is open
    one.agree(one.sheet.agreed(FeeLevel.NORMAL))
    thread.join()

    assert isinstance(answers[0], SignedTransaction)
    assert len(room.vault.signed) == 2
    assert told == [Change(Topic.AGREEMENT)] * 2
    assert desk.waiting is None


@pytest.mark.parametrize("end", ["decline", "lock", "close"])
def test_without_a_yes_nothing_is_signed(end: str) -> None:
    desk, _ = attended()
    room = Room()
    thread, answers = waiting(desk, room)
    one = desk.waiting
    assert one is not None

    {"decline": one.decline, "lock": desk.decline_all, "close": desk.close}[end]()
    thread.join()

    assert isinstance(answers[0], Declined)
    assert not room.vault.signed


def test_what_would_fail_is_not_asked_about() -> None:
    desk, _ = attended()
    failure = Reverted("RecordsAlreadyRated", ())
    room = Room(trials=Trials([Effects(Fullness.SIMULATED, failure=failure)]))

    thread, answers = waiting(desk, room)
    thread.join()

    assert answers == [failure]


def test_where_no_window_looks_a_command_is_the_agreement() -> None:
    desk = AgreementDesk(lambda _change: None)
    room = Room()

    thread, _ = waiting(desk, room)
    thread.join()

    assert len(room.vault.signed) == 1


def test_a_window_that_has_gone_agrees_to_nothing_more() -> None:
    desk, _ = attended()
    desk.close()
    room = Room()

    thread, answers = waiting(desk, room)
    thread.join()

    assert isinstance(answers[0], Declined)


def test_a_newer_trial_of_the_same_block_says_the_same() -> None:
    room = Room()
    with suppress(Declined):
        Room.submit(room, Ask())
    sheet = room.person.sheets[0]
    later = replace(
        sheet, previews=tuple(replace(p, effects=replace(p.effects, block=9)) for p in sheet.previews)
    )
    more = replace(sheet, previews=tuple(replace(p, effects=takes(6)) for p in sheet.previews))

    assert sheet.does_the_same(later)
    assert not sheet.does_the_same(more)


# Nobody forgets to say by what right.

WHO = {
    "approvals.py": "_mandate",
    "collecting/carrying.py": "Agreed",
    "deploying.py": "Agreed",
    "purchase/collecting.py": "mandate",
    "purchase/paying.py": "Agreed",
    "purchase/service.py": "Ask",
    "records.py": "Ask",
    "rights/acts.py": "Ask",
    "rights/asking.py": "Agreed",
    "selling/publishing.py": "Ask",
    "selling/service.py": "Ask",
    "sending.py": "_agreed",
    "splits.py": "Ask",
}
"""Where something is signed, and by what right; a new place is added here by whoever has thought about it."""


def test_each_place_that_signs_says_by_what_right() -> None:
    root = Path(__file__).parents[3] / "desktop"
    found: dict[str, set[str]] = {}
    for path in root.rglob("*.py"):
        if "services/transactions" in path.as_posix():
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            of = ast.unparse(node.func.value)
            if node.func.attr in {"submit", "execute"} and of.endswith("transactions"):
                words = [*(k.value for k in node.keywords if k.arg == "mandate"), *node.args[3:]]
                rights = {
                    w.func.id if isinstance(w, ast.Call) and isinstance(w.func, ast.Name) else ast.unparse(w)
                    for w in words
                    if not isinstance(w, ast.Lambda)
                }
                found.setdefault(path.relative_to(root / "services").as_posix(), set()).update(rights)

    assert set(found) == set(WHO)
    assert all(WHO[name] in rights for name, rights in found.items())


def test_a_bid_is_remembered_with_what_it_offered() -> None:
    room = Room()
    kept: list[Bid] = []

    room.service.bid(ME, CALL, PURPOSE, lambda _signed, bid: kept.append(bid), now=7, worth_wei=10**18)

    assert kept == [Bid(0, room.vault.signed[0].max_fee_wei, room.vault.signed[0].max_priority_fee_wei, 7)]
