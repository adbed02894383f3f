"""Block lists: what somebody says of listings, sellers and keys, as a signed file that can be checked and compared.

docs/block-lists.md is the specification. The vault builds the EIP-712 message from these fields itself; whoever has the
file can check it without a network.
"""

import re
from dataclasses import dataclass
from enum import Enum
from typing import Annotated, Final, Literal, TypeVar

import msgspec

from desktop.core.canonical_json import NotCanonical, read_canonical, read_signature, signature_text
from desktop.core.errors import EnvironmentFault, UserError
from desktop.core.flat_typed_data import FlatType
from desktop.core.identity import Address, keccak256

MAX_FILE_BYTES: Final = 4 << 20
MAX_ENTRIES: Final = 20_000
PRIMARY_TYPE: Final = "LicetBlockList"
DOMAIN: Final = ("Licet block list", "1")
MEMBERS: Final = (
    ("bytes16", "id"), ("string", "name"), ("address", "author"), ("uint256", "version"), ("uint256", "date"),
    ("uint256", "entries"), ("bytes32", "list"),
)  # fmt: skip
_MESSAGE: Final = FlatType(DOMAIN, PRIMARY_TYPE, MEMBERS)
_SUBJECTS: Final = {
    "key": re.compile("0x[0-9a-f]{64}"),
    "listing": re.compile("0|[1-9][0-9]{0,18}"),
    "seller": re.compile("0x[0-9a-f]{40}"),
}

# Names in ASCII, texts, and whole numbers that a double holds exactly: of these msgspec writes what RFC 8785 says, and in
# a hundredth of the time of writing it in Python (a list of 20,000 entries took seconds). A test compares the two.
_canonical = msgspec.json.Encoder(order="sorted").encode

Shape = TypeVar("Shape")
Whole = Annotated[int, msgspec.Meta(ge=0, le=2**53 - 1)]
Counted = Annotated[int, msgspec.Meta(ge=1, le=2**53 - 1)]
ListId = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]
Kind = Literal["key", "listing", "seller"]
Category = Literal["broken", "copied", "harmful", "illegal", "misleading", "spam", "other"]
CATEGORIES: Final[tuple[Category, ...]] = (
    "misleading", "broken", "copied", "harmful", "illegal", "spam", "other",
)  # fmt: skip
MAX_REASON_CHARS: Final = 280
MAX_NAME_CHARS: Final = 80
MAX_ABOUT_CHARS: Final = 300

Place = tuple[int, str, str, str]
"""What an entry is about: chain, market, kind, subject. Entries of a list stand in this order, each place once."""


@dataclass(eq=False)
class NotABlockList(EnvironmentFault):
    """A file that is no block list of this format, or whose bytes are not its canonical ones."""

    reason: str


class BlockListAltered(EnvironmentFault):
    """A block list whose signature is not of this content by the account that it names."""


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that the list is about. ``reason`` is a stranger's text: cleaned where it is shown.

    ``subject`` is a listing's number, or a seller's address or a key's hash in lower-case hex; always of ``market``, an
    address in lower-case hex, on ``chain``.
    """

    chain: Counted
    market: Annotated[str, msgspec.Meta(pattern="^0x[0-9a-f]{40}$")]
    kind: Kind
    subject: Annotated[str, msgspec.Meta(max_length=66)]
    category: Category
    reason: Annotated[str, msgspec.Meta(max_length=MAX_REASON_CHARS)]

    @property
    def place(self) -> Place:
        return (self.chain, self.market, self.kind, self.subject)


class BlockList(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is signed. ``id`` stays the same for all versions of a list; ``version`` only rises."""

    id: ListId
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=MAX_NAME_CHARS)]
    about: Annotated[str, msgspec.Meta(max_length=MAX_ABOUT_CHARS)]
    author: Annotated[str, msgspec.Meta(max_length=42)]
    version: Counted
    date: Whole
    entries: Annotated[tuple[Entry, ...], msgspec.Meta(max_length=MAX_ENTRIES)]

    @property
    def author_address(self) -> Address:
        return Address.parse(self.author)


class SignedBlockList(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file."""

    format: Literal[1]
    list: BlockList
    signature: Annotated[str, msgspec.Meta(max_length=132)]


class Mode(Enum):
    """What a list that was chosen does."""

    HIDE = "hide"
    WARN = "warn"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Finding:
    """One list says something of a listing; ``is_own`` is the person's own list."""

    list_id: str
    list_name: str
    author: Address | None
    is_own: bool
    mode: Mode
    entry: Entry


@dataclass(frozen=True, slots=True)
class Hidden:
    """What the chosen lists hide of one market."""

    listings: frozenset[int] = frozenset()
    sellers: frozenset[Address] = frozenset()
    keys: frozenset[bytes] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.listings or self.sellers or self.keys)


def entry_of(
    chain_id: int, market: Address, about: int | Address | bytes, category: Category, reason: str
) -> Entry:
    """An entry about a listing (its number), a seller (its address) or a key (its hash)."""
    match about:
        case int():
            kind, subject = "listing", str(about)
        case Address():
            kind, subject = "seller", f"0x{about.raw.hex()}"
        case bytes():
            kind, subject = "key", f"0x{about.hex()}"
    return Entry(chain_id, f"0x{market.raw.hex()}", kind, subject, category, reason)  # type: ignore[arg-type]


def list_bytes(block_list: BlockList) -> bytes:
    """The list alone, canonical: what goes to the vault.

    Raises:
        NotABlockList: It breaks a rule of the format.
    """
    _check(block_list)
    return _dumps(block_list)


def read_list(data: bytes) -> BlockList:
    """A list alone, read strictly.

    Raises:
        NotABlockList: It is none, or not canonical.
    """
    block_list = _read(data, BlockList)
    _check(block_list)
    return block_list


def write_signed(block_list: BlockList, signature: bytes) -> bytes:
    """The file's bytes."""
    return _dumps(SignedBlockList(1, block_list, signature_text(signature)))


def read_signed(data: bytes) -> tuple[BlockList, bytes]:
    """List and signature of a file; the signature is not checked here.

    Raises:
        NotABlockList: Not a file of this format, byte for byte.
    """
    signed = _read(data, SignedBlockList)
    try:
        signature = read_signature(signed.signature)
    except NotCanonical as error:
        raise NotABlockList(error.reason) from error
    _check(signed.list)
    return signed.list, signature


def signing_digest(block_list: BlockList) -> bytes:
    """What is signed: the EIP-712 hash of the list in a domain of its own, without chain and contract."""
    return _MESSAGE.digest(
        {
            "id": bytes.fromhex(block_list.id).ljust(32, b"\0"),
            "name": block_list.name,
            "author": block_list.author_address.raw.rjust(32, b"\0"),
            "version": block_list.version,
            "date": block_list.date,
            "entries": len(block_list.entries),
            "list": keccak256(list_bytes(block_list)),
        }
    )


def _check(block_list: BlockList) -> None:
    """What the decoder's types cannot say."""
    try:
        if str(block_list.author_address) != block_list.author:
            raise NotABlockList("author")
    except UserError as error:
        raise NotABlockList("author") from error
    if not block_list.name.strip():
        raise NotABlockList("name")
    last: Place | None = None
    for entry in block_list.entries:
        if not _SUBJECTS[entry.kind].fullmatch(entry.subject):
            raise NotABlockList("subject")
        place = entry.place
        if last is not None and place <= last:
            raise NotABlockList("order")
        last = place


def _read(data: bytes, shape: type[Shape]) -> Shape:
    try:
        return read_canonical(data, shape, MAX_FILE_BYTES, _canonical)
    except NotCanonical as error:
        raise NotABlockList(error.reason) from error


def _dumps(value: BlockList | SignedBlockList) -> bytes:
    try:
        data = _canonical(value)
    except UnicodeError as error:
        raise NotABlockList("text") from error
    if len(data) > MAX_FILE_BYTES:
        raise NotABlockList("size")
    return data
