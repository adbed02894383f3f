"""Names that lead to addresses, and back; what is shown has been followed both ways."""

from dataclasses import dataclass
from typing import Protocol

from desktop.core.errors import EnvironmentFault, UserError
from desktop.core.identity import Address


@dataclass(eq=False)
class NamesUnserved(UserError):
    """This network has no ENS; a name means nothing here."""

    name: str


@dataclass(eq=False)
class NameNotFound(UserError):
    """The name has no address: nobody owns it, or its owner set none."""

    name: str


@dataclass(eq=False)
class NameElsewhere(UserError):
    """The name's address is kept outside the chain; a server would have to be asked, who would learn who asks."""

    name: str


@dataclass(eq=False)
class NamesDisagree(EnvironmentFault):
    """Two endpoints say that the name leads to different addresses; none of them is believed."""

    name: str
    first: Address
    second: Address


@dataclass(frozen=True, slots=True)
class ResolvedName:
    """A name in normal form, and the address that it leads to now."""

    name: str
    address: Address


class NameReader(Protocol):
    """ENS on the present network."""

    @property
    def is_served(self) -> bool: ...
    def forward(self, name: str) -> ResolvedName:
        """Where a name leads.

        Raises:
            NamesUnserved, NameNotFound, NameElsewhere, NamesDisagree: It leads nowhere that could be paid.
            UserError: It is no name.
        """

    def reverse(self, address: Address) -> str | None:
        """The name that an address gives itself, if that name leads back to it; None otherwise."""
