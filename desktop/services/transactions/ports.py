"""What signing needs of the vault and of the person."""

from collections.abc import Callable, Sequence
from typing import Protocol

from desktop.core.agreements import Agreed, Ask, Planned, Sheet, Unattended
from desktop.core.consent import ConsentNeeded
from desktop.core.errors import AppError
from desktop.core.identity import Address
from desktop.core.transactions import SignedTransaction, UnsignedTransaction


class Signer(Protocol):
    """The vault, as far as transactions go."""

    def sign_transaction(
        self, account: Address, transaction: UnsignedTransaction, *, consent: str = ""
    ) -> SignedTransaction:
        """Sign it within the vault's policy; ``consent`` is the wallet's password, where the policy asked for it.

        Raises:
            ConsentNeeded: The policy wants the person to say so with the password.
            WrongPassword: ``consent`` is not the wallet's.
        """

    def consent_to(self, needed: ConsentNeeded, *, was_wrong: bool) -> str:
        """The password, by asking the person.

        Raises:
            ConsentNeeded: ``needed`` itself, where nobody can be asked or nobody agrees.
        """


class Asker(Protocol):
    """Whoever shows a person what would be signed."""

    def agree(
        self, plan: Sequence[Planned], ask: Ask, make: Callable[[], Sheet], earlier: AppError | None
    ) -> Sequence[Agreed | Unattended]:
        """What each step of the plan may do and cost.

        Args:
            plan: What is to be signed.
            ask: What is known of it.
            make: Tries all of it now, for showing; asks the network.
            earlier: Why what was agreed to a moment ago could not be signed; None at first.

        Raises:
            Declined: The person does not agree.
        """


class Nobody:
    """Where no person sits: a command is the agreement itself, and its fee is bounded by what is usual."""

    def agree(
        self, plan: Sequence[Planned], ask: Ask, _make: Callable[[], Sheet], earlier: AppError | None
    ) -> Sequence[Agreed | Unattended]:
        """As the page or the command said; what did not hold is not tried again."""
        if earlier is not None:
            raise earlier
        return [Unattended() if ask.most_wei is None else Agreed(ask.most_wei) for _ in plan]
