"""The vault's policy for pictures and tests: limits, the journal, and a question."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from desktop.core.acts import act_sentence
from desktop.core.errors import WrongPassword
from desktop.core.identity import NATIVE, Address
from desktop.core.money import Currency
from desktop.core.signatures import FIRST, JournalHead, SignatureEntry, entry_hash
from desktop.core.spending import Flow, Limit, Outflow, SpendingLimits, Spent, SpentNow
from desktop.services.limits import LimitService, LimitView
from desktop.services.signatures import SignatureService
from desktop.ui import showcase_values as values
from desktop.ui.showcase_accounts import PASSWORD
from desktop.ui.showcase_parts import Gate, Publish, silent

CHAIN = 1


@dataclass
class Limits:
    """As ``services.limits.LimitService``; the password is the showcase's."""

    gate: Gate
    publish: Publish = silent
    chain_id: int = CHAIN
    now: SpendingLimits = field(default_factory=SpendingLimits)
    spent_wei: int = 0
    spent_tokens: tuple[tuple[Address, int], ...] = ()
    blind_until: int = 0
    blind_why: str = ""

    def view(self) -> LimitView:
        self.gate.pass_through("limits.view")
        return self._service().view()

    def currency(self, chain_id: int, token: Address) -> Currency:
        self.gate.pass_through("limits.currency")
        return self._service().currency(chain_id, token)

    def set(self, limit: Limit, password: str) -> None:
        self._service().set(limit, password)

    def drop(self, chain_id: int, token: Address, password: str) -> None:
        self._service().drop(chain_id, token, password)

    def ask_for_tokens(self, password: str, *, wanted: bool) -> None:
        self._service().ask_for_tokens(password, wanted=wanted)

    def count_anew(self, password: str) -> None:
        self._service().count_anew(password)

    def _service(self) -> LimitService:
        """The real one, over the vault that this is."""
        return LimitService(_Vault(self), _NoFile(), CHAIN, lambda _token: values.TOKEN, self.publish)


@dataclass
class _Vault:
    """What the vault knows; fits ``services.limits.LimitVault``."""

    limits: Limits

    def spent_now(self) -> SpentNow:
        show, spent = self.limits, Spent()
        flows = [Flow(NATIVE, values.SELLERS[0], show.spent_wei, show.spent_wei)]
        flows += [Flow(token, values.SELLERS[0], amount, amount) for token, amount in show.spent_tokens]
        spent.add(0, Outflow("a", CHAIN, tuple(flows)))
        return SpentNow(tuple(spent.acts), show.now, show.blind_until, show.blind_why)

    def set_limits(self, limits: SpendingLimits, password: str) -> bytes:
        self._require(password)
        self.limits.now = limits
        return b""

    def count_anew(self, password: str) -> None:
        self._require(password)
        self.limits.blind_until = 0

    @staticmethod
    def _require(password: str) -> None:
        if password != PASSWORD:
            raise WrongPassword


class _NoFile:
    def write(self, data: bytes) -> None:
        """Kept nowhere."""


@dataclass
class JournalKept:
    """A journal in memory; fits ``services.signatures.SignatureBook`` and ``HeadKeeper``."""

    gate: Gate
    entries_: list[bytes] = field(default_factory=list)
    is_unlocked: bool = True

    def add(self, act: str, facts: dict[str, str], *, time: int = 0, consent: tuple[str, ...] = ()) -> None:
        """One more signature."""
        previous = entry_hash(self.entries_[-1]) if self.entries_ else FIRST
        entry = SignatureEntry(
            len(self.entries_) + 1, time or values.NOW, "a", str(values.BUYER), act,
            act_sentence(act, facts), facts, entry_hash(act.encode()), previous, consent,
        )  # fmt: skip
        self.entries_.append(entry.encode())

    def page(self, before: int | None, limit: int) -> list[tuple[int, bytes]]:
        self.gate.pass_through("signatures.page")
        numbered = list(enumerate(self.entries_, start=1))[::-1]
        return [pair for pair in numbered if before is None or pair[0] < before][:limit]

    def entries(self) -> Iterator[bytes]:
        return iter(self.entries_)

    def count(self) -> int:
        return len(self.entries_)

    def journal_head(self) -> tuple[str, JournalHead]:
        """What the vault knows: the journal as it was written."""
        last = self.entries_[-1] if self.entries_ else b""
        return "a", JournalHead(len(self.entries_), entry_hash(last)) if last else JournalHead()


def journal_service(kept: JournalKept) -> SignatureService:
    """The real service over it."""
    return SignatureService(kept, kept)


def fill_journal(kept: JournalKept) -> None:
    """One of several kinds."""
    chain = {"chain": "1", "nonce": "7", "fee_most_wei": "840000000000000"}
    pay = chain | {"value_wei": str(2 * 10**16)}
    seller, market = str(values.SELLERS[0]), str(values.MARKET)
    acts: tuple[tuple[str, dict[str, str], tuple[str, ...]], ...] = (
        ("send", chain | {"to": seller, "value_wei": str(5 * 10**16)}, ()),
        ("buy", pay | {"listing": "17", "seller": seller, "contract": market}, ()),
        ("permit", {"to": market, "token": str(values.TOKEN.address), "units": "12500000"}, ()),
        ("run-record", {}, ()),
        ("unknown", pay | {"to": market, "selector": "0x12345678", "value_wei": "0"}, ("unknown-call",)),
        ("typed", {"type": "Mail", "domain": "Ether Mail"}, ("typed-data",)),
        ("send", chain | {"to": seller, "value_wei": str(15 * 10**17)}, ("day-limit", "record-missing")),
    )
    for number, (act, facts, consent) in enumerate(acts):
        kept.add(act, facts, time=values.NOW - 3600 * (len(acts) - number), consent=consent)
