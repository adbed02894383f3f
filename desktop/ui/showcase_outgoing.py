"""Sent transactions, for pictures and tests."""

from dataclasses import dataclass, field, replace

from desktop.core.changes import Change, Topic
from desktop.core.effect_checks import Expectation
from desktop.core.identity import Address, keccak256
from desktop.core.outgoing import Attempt, AttemptKind, Fate, Outgoing, Reception, Situation, standing
from desktop.core.transactions import (
    CustomFee,
    FeeLevel,
    FeeOffer,
    FeeQuote,
    Head,
    Receipt,
    UnsignedTransaction,
)
from desktop.services.bidding import least_over
from desktop.services.journal import Activity
from desktop.services.outgoing.service import NEEDS_HELP, SentDetail
from desktop.ui import showcase_values as values
from desktop.ui.showcase_parts import Gate, Publish, silent

GWEI = 10**9
NONCE = 41
FRIEND = Address(keccak256(b"friend")[12:])
BLOCK = 4_205
HEAD = Head(4_211, values.NOW, keccak256(b"head"))
LEVELS = {
    FeeLevel.SLOW: FeeQuote(18 * GWEI, GWEI, 38 * GWEI),
    FeeLevel.NORMAL: FeeQuote(18 * GWEI, 2 * GWEI, 39 * GWEI),
    FeeLevel.FAST: FeeQuote(18 * GWEI, 3 * GWEI, 40 * GWEI),
}
SENT = values.NOW - 420


def fee_offer() -> FeeOffer:
    """An ordinary offer for a plain payment."""
    return FeeOffer(LEVELS, 21_000, next_nonce=NONCE, mined_nonce=NONCE)


def attempt(
    kind: AttemptKind, *, max_gwei: int = 39, tip_gwei: int = 2, made_at: int = SENT, number: int = 0
) -> Attempt:
    """One signed transaction of the sample act."""
    to, wei = (values.BUYER, 0) if kind is AttemptKind.CANCEL else (FRIEND, 5 * 10**16)
    transaction = UnsignedTransaction(
        values.CHAIN_ID, NONCE, to, wei, b"", 21_000, max_gwei * GWEI, tip_gwei * GWEI
    )
    raw = b"\x02" + keccak256(kind.value.encode() + bytes([number])) * 3
    return Attempt(kind, transaction, raw, keccak256(raw), made_at, Reception.TAKEN)


FIRST = attempt(AttemptKind.FIRST)


def sent_act(*attempts: Attempt, fate: Fate | None = None) -> Outgoing:
    """The sample act: 0.05 to a friend."""
    return Outgoing(1, values.CHAIN_ID, values.BUYER, NONCE, attempts or (FIRST,), fate or waiting())


def waiting(*, base_gwei: int = 18, next_nonce: int = NONCE) -> Fate:
    return Fate(next_nonce=next_nonce, base_fee_wei=base_gwei * GWEI, looked_at=values.NOW)


def mined(one: Attempt, *, succeeded: bool = True, is_final: bool = False) -> Fate:
    receipt = Receipt(one.hash, succeeded, BLOCK, keccak256(b"block"), 21_000, 20 * GWEI)
    return replace(waiting(), situation=Situation.MINED, receipt=receipt, is_final=is_final)


@dataclass
class OutgoingKept:
    """Acts by the hashes of their attempts."""

    gate: Gate
    publish: Publish = silent
    acts: list[Outgoing] = field(default_factory=list)
    kind: str = "send"
    subject: str = ""
    now: int = values.NOW
    sent_again: int = 0
    signed: list[tuple[AttemptKind, CustomFee]] = field(default_factory=list)
    came: Expectation | None = None

    def look(self) -> None:
        """Nothing changes by itself here."""

    def detail(self, transaction_hash: bytes) -> SentDetail | None:
        self.gate.pass_through("outgoing.detail")
        act = self._find(transaction_hash)
        if act is None:
            return None
        stands = standing(act, self.now)
        line = Activity(
            1,
            SENT,
            self.kind,
            act.account,
            -5 * 10**16,
            0,
            act.newest.hash,
            stands.value,
            FRIEND,
            self.subject,
        )
        rivals = tuple(other for other in self.acts if other.id != act.id and other.nonce == act.nonce)
        first = act.fate.next_nonce
        missing = first if first is not None and first < act.nonce - 1 else None
        return SentDetail(act, line, stands, rivals, True, self.now, missing, self.came)

    def outcome(self, transaction_hash: bytes) -> Expectation | None:
        """What came of it, laid ready."""
        return self.came if self._find(transaction_hash) is not None else None

    def needing_help(self) -> list[Outgoing]:
        return [act for act in self.acts if standing(act, self.now) in NEEDS_HELP]

    def head(self) -> Head:
        self.gate.pass_through("outgoing.head")
        return HEAD

    def offer(self, transaction_hash: bytes, kind: AttemptKind) -> FeeOffer:
        self.gate.pass_through("outgoing.offer")
        act = self._act(transaction_hash)
        del kind
        return replace(fee_offer(), least=least_over(a.transaction for a in act.attempts))

    def sign_again(self, transaction_hash: bytes, kind: AttemptKind, fee: CustomFee) -> None:
        self.gate.pass_through("outgoing.sign_again")
        self.signed.append((kind, fee))
        act = self._act(transaction_hash)
        made = attempt(kind, made_at=self.now, number=len(act.attempts))
        priced = replace(
            made.transaction, max_fee_wei=fee.max_fee_wei, max_priority_fee_wei=fee.max_priority_fee_wei
        )
        self._keep(replace(act, attempts=(*act.attempts, replace(made, transaction=priced)), fate=waiting()))

    def send_again(self, transaction_hash: bytes) -> None:
        self.gate.pass_through("outgoing.send_again")
        self.sent_again += 1
        self._keep(replace(self._act(transaction_hash), fate=waiting()))

    def _keep(self, act: Outgoing) -> None:
        self.acts = [act if other.id == act.id else other for other in self.acts]
        self.publish(Change(Topic.ACTIVITY, act.newest.hash.hex()))

    def _act(self, transaction_hash: bytes) -> Outgoing:
        found = self._find(transaction_hash)
        if found is None:
            raise AssertionError("the showcase has no such transaction")
        return found

    def _find(self, transaction_hash: bytes) -> Outgoing | None:
        return next((a for a in self.acts if transaction_hash in {one.hash for one in a.attempts}), None)
