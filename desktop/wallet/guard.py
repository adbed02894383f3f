"""What the vault remembers of its signatures while a file is open, and the record by which it remembers it later.

The vault keeps no files. With each signature it gives out a record of what was spent and how far the journal goes, which
carries a mark (HMAC-SHA256) that it alone can make; the window keeps the record and presents it at the next unlock. A
record can be lost, damaged, or an older one put in its place with the whole data directory: what was spent is then not
known, and counts as the whole of every limit for a day. An older record shows by the nonce: the chain counts the
transactions of an account, and whoever asks for a nonce beyond the next one has signed some that the record lacks.
"""

import hmac
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import msgspec

from desktop.core.consent import Reason
from desktop.core.identity import NATIVE, Address
from desktop.core.signatures import FIRST, SignatureEntry, entry_hash
from desktop.core.spending import DAY_S, Act, Flow, Outflow, SpendingLimits, Spent, SpentNow
from desktop.wallet.limit_rows import limits_digest

MAX_RECORD_BYTES: Final = 1 << 20
_MARK_BYTES: Final = 32


class _FlowRow(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    token: bytes
    payee: bytes
    day: str
    seller: str


class _ActRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    time: int
    act: str
    chain_id: str
    fee: str
    protects: bool
    flows: list[_FlowRow]


class _Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: int
    wallet: str
    time: int
    limits: bytes
    blind_until: int
    blind_why: str
    entries: int
    head: str
    nonces: dict[str, int]
    acts: list[_ActRow]


@dataclass(frozen=True, slots=True)
class Kept:
    """What the window must keep of one signature, both or neither: the entry in the journal, and the new record."""

    wallet: str
    entry: bytes
    record: bytes


class Guard:
    """The memory of one open file.

    Args:
        key: Makes the mark of records; of this wallet alone (32 bytes).
        wallet: The id of the file.
        limits: In force now.
        now: Unix time.
    """

    def __init__(
        self, key: bytes, wallet: str, limits: SpendingLimits, now: Callable[[], float] = time.time
    ) -> None:
        self._key, self._wallet, self._now = key, wallet, now
        self.limits = limits
        self._spent = Spent()
        self._nonces: dict[str, int] = {}
        self._latest = 0
        self._blind_until, self._blind_why = 0, ""
        self._entries, self._head = 0, FIRST
        self._kept: Kept | None = None

    def present(self, record: bytes) -> None:
        """Go on from what a record says; without a good one of this wallet, the day counts as spent."""
        read = self._read(record)
        if read is None:
            self._go_blind("record-missing")
            return
        self._latest = read.time
        self._blind_until, self._blind_why = read.blind_until, read.blind_why
        self._entries, self._head = read.entries, read.head
        self._nonces = dict(read.nonces)
        self._spent = Spent([_act(row) for row in read.acts])
        if read.limits != limits_digest(self.limits):
            # Either the file or the record is not the newest.
            self._go_blind("record-old")

    def begin_anew(self) -> None:
        """The person says, with the password, that nothing counts as spent."""
        self._spent = Spent()
        self._blind_until, self._blind_why = 0, ""
        self._latest = 0

    def spent(self) -> SpentNow:
        """For those who show it."""
        now = self._time()
        self._spent.forget_before(now - DAY_S)
        is_blind = self._blind_until > now
        return SpentNow(
            tuple(self._spent.acts),
            self.limits,
            self._blind_until if is_blind else 0,
            self._blind_why if is_blind else "",
        )

    def reasons(self, outflow: Outflow, nonce: tuple[str, int] | None = None) -> tuple[Reason, ...]:
        """Why this needs consent by what was spent; ``nonce`` is the counter's name (chain and account) and its value."""
        now = self._time()
        self._spent.forget_before(now - DAY_S)
        found = self._spent.reasons(outflow, self.limits)
        if not self._counts(outflow):
            return found
        if self._blind_until > now:
            return (*found, Reason(self._blind_why, (("until_at", str(self._blind_until)),)))
        if self._lacks(nonce):
            return (*found, Reason("record-old", (("until_at", str(now + DAY_S)),)))
        return found

    def signed(
        self, entry: SignatureEntry, outflow: Outflow | None = None, nonce: tuple[str, int] | None = None
    ) -> None:
        """Remember a signature before it is given out; number, time, wallet and predecessor of the entry are set here."""
        now = self._time()
        if outflow is not None:
            self._spent.add(now, outflow)
        if self._lacks(nonce):
            self._go_blind("record-old")
        if nonce is not None:
            self._nonces[nonce[0]] = max(nonce[1], self._nonces.get(nonce[0], 0))
        self._entries += 1
        numbered = msgspec.structs.replace(
            entry, number=self._entries, time=now, wallet=self._wallet, previous=self._head
        )
        data = numbered.encode()
        self._head = entry_hash(data)
        self._kept = Kept(self._wallet, data, self.record())

    def take_kept(self) -> Kept | None:
        """What the window must keep of the signature that was just made; once."""
        kept, self._kept = self._kept, None
        return kept

    def record(self) -> bytes:
        """The record of now: the mark, then JSON."""
        body = msgspec.json.encode(
            _Record(
                format=1,
                wallet=self._wallet,
                time=self._time(),
                limits=limits_digest(self.limits),
                blind_until=self._blind_until,
                blind_why=self._blind_why,
                entries=self._entries,
                head=self._head,
                nonces=self._nonces,
                acts=[_row(act) for act in self._spent.acts],
            )
        )
        return hmac.digest(self._key, body, "sha256") + body

    def head_of(self, record: bytes) -> tuple[int, str] | None:
        """How far the journal goes by a record of this wallet: number and hash of its last entry."""
        read = self._read(record)
        return None if read is None else (read.entries, read.head)

    def _read(self, record: bytes) -> _Record | None:
        mark, body = record[:_MARK_BYTES], record[_MARK_BYTES:]
        if len(record) > MAX_RECORD_BYTES or not hmac.compare_digest(
            mark, hmac.digest(self._key, body, "sha256")
        ):
            return None
        try:
            read = msgspec.json.decode(body, type=_Record)
        except msgspec.MsgspecError:
            return None  # of another version of ours
        return read if (read.wallet, read.format) == (self._wallet, 1) else None

    def _time(self) -> int:
        """Never earlier than before: a clock that was put back does not give a day again."""
        self._latest = max(self._latest, int(self._now()))
        return self._latest

    def _lacks(self, nonce: tuple[str, int] | None) -> bool:
        """Whether transactions were signed that are not remembered here."""
        return nonce is not None and nonce[1] > self._nonces.get(nonce[0], nonce[1]) + 1

    def _go_blind(self, why: str) -> None:
        self._blind_until, self._blind_why = self._time() + DAY_S, why

    def _counts(self, outflow: Outflow) -> bool:
        """Whether some limit is about what leaves; acts that protect wait for no record."""
        if outflow.protects:
            return False
        limited = {
            token
            for token in outflow.tokens
            if (limit := self.limits.of(outflow.chain_id, token)).day is not None or limit.seller is not None
        }
        return any(flow.token in limited and (flow.day or flow.seller) for flow in outflow.flows) or (
            NATIVE in limited and outflow.fee > 0
        )


def counter(chain_id: int, account: Address) -> str:
    """The name of the nonces of an account on a chain."""
    return f"{chain_id}/{account}"


def _row(act: Act) -> _ActRow:
    outflow = act.outflow
    flows = [
        _FlowRow(flow.token.raw, flow.payee.raw, str(flow.day), str(flow.seller)) for flow in outflow.flows
    ]
    return _ActRow(act.time, outflow.act, str(outflow.chain_id), str(outflow.fee), outflow.protects, flows)


def _act(row: _ActRow) -> Act:
    flows = tuple(
        Flow(Address(flow.token), Address(flow.payee), int(flow.day), int(flow.seller)) for flow in row.flows
    )
    return Act(row.time, Outflow(row.act, int(row.chain_id), flows, int(row.fee), row.protects))
