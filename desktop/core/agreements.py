"""What a person agreed to before something is signed; and by what right something is signed that nobody was asked about."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.core.effects import Effects, Preview
from desktop.core.errors import AppError, UserError
from desktop.core.identity import Address
from desktop.core.money import Money
from desktop.core.transactions import Call, FeeChoice, FeeOffer
from desktop.core.warnings import Alert


@dataclass(frozen=True, slots=True)
class Agreed:
    """What the person was shown and said yes to: nothing beyond it is signed.

    Attributes:
        most_wei: The most that may leave the account, value and fee together.
        effects: What they were shown that it does; what such a call is known to do if None.
        fees: The fee that they chose; the normal level if None.
        nonce: The nonce that they chose; the next free one if None.
        call: The very call that they were shown; None where it was agreed to by its sum alone, as in a plan.
    """

    most_wei: int
    effects: Effects | None = None
    fees: FeeChoice | None = None
    nonce: int | None = None
    call: Call | None = None

    def covers(self, call: Call) -> bool:
        """Whether this is the call that was shown, to the byte."""
        shown = self.call
        return shown is None or (shown.to, shown.data, shown.value_wei) == (
            call.to,
            call.data,
            call.value_wei,
        )


@dataclass(frozen=True, slots=True)
class Ask:
    """The person is shown the very call, and asked.

    Attributes:
        needed: What an approval in it is for.
        most_wei: The most that the page before said, of each step; the bound where nobody can be asked.
        is_later: Signed only after more work, at what is then the normal fee, within what was agreed to.
    """

    needed: Money | None = None
    most_wei: int | None = None
    is_later: bool = False


@dataclass(frozen=True, slots=True)
class Unattended:
    """Signed while nobody may be waited for: what is at stake bounds the fee, and what this wallet is used to pay."""

    worth_wei: int = 0


Mandate = Agreed | Ask | Unattended
"""By what right a transaction is signed. There is no default: whoever has something signed says which."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One step of what is to be signed.

    Attributes:
        account: Who signs and pays.
        call: What is called or paid.
        gas_most: The most gas that it may take, of a step that may need the one before it to be mined; None: estimated.
        expected: What it is then expected to do.
    """

    account: Address
    call: Call
    gas_most: int | None = None
    expected: Effects | None = None


@dataclass(eq=False)
class Declined(UserError):
    """The person did not agree, or nobody was there to; nothing was signed."""


@dataclass(eq=False)
class NotAsShown(UserError):
    """The call that was about to be signed is not the one that was shown; nothing was signed."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that a person is shown before they sign: each step with its preview and its fees, never none.

    Attributes:
        previews: What is signed, step by step.
        offers: Fees, gas and nonce of each step, in the same order.
        coins_wei: What the accounts that pay hold in coin, together.
        alerts: What is unusual, the gravest first.
        is_later: Signed only after more work: a level of fees cannot be chosen now.
    """

    previews: tuple[Preview, ...]
    offers: tuple[FeeOffer, ...]
    coins_wei: int
    alerts: tuple[Alert, ...] = ()
    is_later: bool = False

    @property
    def offer(self) -> FeeOffer:
        """The fee of all steps together, to choose from once."""
        return replace(
            self.offers[0],
            gas_limit=sum(offer.gas_limit for offer in self.offers),
            data_fee_most_wei=sum(offer.data_fee_most_wei for offer in self.offers),
        )

    @property
    def value_wei(self) -> int:
        """Coin that is paid beside fees."""
        return sum(preview.call.value_wei for preview in self.previews)

    @property
    def failure(self) -> AppError | None:
        """Why it would fail as things are."""
        failures = (preview.effects.failure for preview in self.previews)
        return next((failure for failure in failures if failure is not None), None)

    def most_wei(self, choice: FeeChoice) -> int:
        """The most that can leave the accounts in coin."""
        return self.value_wei + self.offer.most_wei(choice)

    def lacks_coins(self, choice: FeeChoice) -> bool:
        """Whether they hold less than that."""
        return self.most_wei(choice) > self.coins_wei

    def agreed(self, choice: FeeChoice, nonce: int | None = None) -> tuple[Agreed, ...]:
        """What saying yes to this with these fees allows, step by step."""
        return tuple(
            _agreed(preview, offer, choice, nonce)
            for preview, offer in zip(self.previews, self.offers, strict=True)
        )

    def does_the_same(self, other: "Sheet") -> bool:
        """Whether a later trial says the same of the same calls; the block of the trial does not count."""
        return _told(self.previews) == _told(other.previews)


def _agreed(preview: Preview, offer: FeeOffer, choice: FeeChoice, nonce: int | None) -> Agreed:
    fee = offer.fee(choice)
    most = preview.call.value_wei + offer.gas_limit * fee.max_fee_wei
    return Agreed(most, preview.effects, fee, nonce, preview.call)


def _told(previews: Sequence[Preview]) -> list[tuple[object, ...]]:
    return [
        (
            preview.account,
            preview.call,
            replace(preview.effects, block=None),
            type(preview.effects.failure),
        )
        for preview in previews
    ]
