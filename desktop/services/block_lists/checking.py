"""Whether a file is a list that may be believed, and what it would change."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from desktop.core.block_lists import BlockList, BlockListAltered, read_signed, signing_digest
from desktop.core.errors import EnvironmentFault, UserError
from desktop.core.identity import Address
from desktop.core.list_diff import ListDiff


@dataclass(eq=False)
class ListAuthorChanged(EnvironmentFault):
    """The list of this id is by another author than the one that was chosen."""

    name: str
    kept: Address
    found: Address


@dataclass(eq=False)
class ListTooOld(EnvironmentFault):
    """An older version than the one that is kept: somebody holds back what the author has said since."""

    name: str
    version: int
    kept_version: int


@dataclass(eq=False)
class ListForked(EnvironmentFault):
    """The author has signed two different lists as the same version."""

    name: str
    version: int


@dataclass(eq=False)
class BlockListUnavailable(EnvironmentFault):
    """The address did not give a list."""

    source: str


@dataclass(eq=False)
class InvalidListAddress(UserError):
    """Text that is no address a list can be fetched from."""

    text: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A checked file: what it is, whether it is new here, and what it changes of the version that is kept."""

    block_list: BlockList
    document: bytes
    state: Literal["new", "newer", "same"]
    here: int
    diff: ListDiff | None = None
    source: str = ""


def check_list(data: bytes, recover: Callable[[bytes, bytes], Address]) -> BlockList:
    """The list of a file; ``recover`` gives the account of a signature of a digest.

    Raises:
        NotABlockList: It is no file of this format.
        BlockListAltered: Its content is not what the author signed.
    """
    block_list, signature = read_signed(data)
    if recover(signing_digest(block_list), signature) != block_list.author_address:
        raise BlockListAltered
    return block_list
