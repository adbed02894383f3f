"""Where a seller puts the ciphertext of own listings, and whether each address still gives it."""

from dataclasses import dataclass
from enum import Enum

MOST_SOURCES = 6
"""In a card (``core.listings.Card.sources``)."""


class MirrorKind(Enum):
    FOLDER = "folder"  # a folder, a network share, or what a web server serves
    IPFS = "ipfs"  # the person's own IPFS node
    APP = "app"  # this computer, while Licet or ``licet seed`` runs


@dataclass(frozen=True, slots=True)
class Mirror:
    """One place to publish to.

    Args:
        kind: What it is.
        target: The folder's path, or the base address of the node's RPC API; empty for this computer.
        address: The web address at which buyers find what is put there; goes into cards. A folder without one is
            a copy for oneself; for IPFS it may be a gateway, beside ``ipfs://``.
    """

    kind: MirrorKind
    target: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class MirrorOutcome:
    """How publishing to one place went: the addresses that it gave for the card, or what failed."""

    mirror: Mirror
    addresses: tuple[str, ...] = ()
    error: BaseException | None = None


@dataclass(frozen=True, slots=True)
class SourceStanding:
    """What one address of a version's card last gave when it was asked for random pieces.

    ``fault`` is empty if it serves: then every piece was there and right, ``bytes`` of them in ``seconds``.
    ``served_at`` is when that was last so, 0 for never.
    """

    identity: bytes
    source: str
    asked_at: int
    fault: str = ""
    detail: str = ""
    served_at: int = 0
    pieces: int = 0
    bytes: int = 0
    seconds: float = 0.0

    @property
    def is_serving(self) -> bool:
        return not self.fault
