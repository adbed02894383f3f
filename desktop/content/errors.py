"""What can go wrong with content beyond the errors of the core."""

from dataclasses import dataclass

from desktop.core.errors import Bug, EnvironmentFault, UserError
from desktop.core.transfers import SourceTrouble, Trouble


@dataclass(eq=False)
class InvalidSource(UserError):
    """A base address that content cannot be fetched from: unknown scheme, credentials in it, or not allowed here."""

    text: str


@dataclass(eq=False)
class SourceFault(EnvironmentFault):
    """One source failed; ``is_final`` means that asking it again is pointless (it lies, or has not got the file).

    ``reason`` is a kind of ``core.transfers.Trouble``, ``detail`` the status, chunk or file that it is about.
    """

    source: str
    reason: str
    is_final: bool = False
    detail: str = ""

    @property
    def troubles(self) -> tuple[SourceTrouble, ...]:
        """What its sentence says."""
        return (SourceTrouble(self.source, Trouble(self.reason, self.detail)),)


@dataclass(eq=False)
class EnvelopeRefused(Bug):
    """The envelope does not open with this sealer's key, or does not hold a model key."""


@dataclass(eq=False)
class IpfsRefused(EnvironmentFault):
    """An IPFS node answered that it cannot do what it was asked; ``message`` are its own words, plain text."""

    source: str
    call: str
    message: str
