"""Documents that an account signs for people, as the snapshots of a catalogue.

docs/signed-documents.md is the specification. A document is strict canonical JSON (RFC 8785) of a shape of its own; the
signature is of an EIP-712 message of a type that nothing else has, with the document's kind, its subject in words and
the hash of all of it. The vault reads the document and builds the message itself; whoever has the file can check it
without a network. What is signed is believed no more for it: a signature says who said so.
"""

from typing import Annotated, Any, ClassVar, Final, Literal, Protocol, TypeVar

import msgspec

from desktop.core.canonical_json import (
    NotCanonical,
    Signature,
    canonical_bytes,
    read_canonical,
    read_signer,
    signature_text,
)
from desktop.core.errors import EnvironmentFault
from desktop.core.flat_typed_data import FlatType
from desktop.core.identity import Address, keccak256

PRIMARY_TYPE: Final = "LicetDocument"
MESSAGE: Final = FlatType(
    ("Licet document", "1"),
    PRIMARY_TYPE,
    (("string", "kind"), ("string", "subject"), ("uint256", "time"), ("bytes32", "document")),
)
MAX_DOCUMENT_BYTES: Final = 4 << 20

Hex32 = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
Whole = Annotated[int, msgspec.Meta(ge=0, le=2**53 - 1)]


class NotADocument(EnvironmentFault):
    """Bytes that are no signed document of the kind that was asked for, or not its canonical ones."""


class DocumentAltered(EnvironmentFault):
    """A document whose signature is not of this content by the account that it names."""


class Document(Protocol):
    """What each kind of document is: a frozen msgspec struct that forbids unknown fields, with these three."""

    kind: ClassVar[str]
    """A name that no other kind has, for example ``licet-snapshot``."""

    @property
    def subject(self) -> str:
        """What it is about, in a few English words for the wallet that signs; made by us from checked fields."""

    @property
    def time(self) -> int:
        """Unix seconds that the document itself names."""


AnyDocument = TypeVar("AnyDocument", bound=Document)


class _Envelope(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file: ``document`` is read again by the shape of its kind."""

    document: msgspec.Raw
    format: Literal[1]
    kind: Annotated[str, msgspec.Meta(max_length=40)]
    signature: Signature | None


def document_bytes(document: Document) -> bytes:
    """The document alone, canonical: what goes to the vault, and what its hash is of.

    Raises:
        NotADocument: A value in it has no canonical JSON.
    """
    return _dumps(document)


def read_document(data: bytes, shape: type[AnyDocument]) -> AnyDocument:
    """A document alone, read strictly.

    Raises:
        NotADocument: It is none of this shape, or not canonical.
    """
    try:
        return read_canonical(data, shape, MAX_DOCUMENT_BYTES)
    except NotCanonical as error:
        raise NotADocument from error


def signing_digest(document: Document) -> bytes:
    """What is signed: the EIP-712 hash over kind, subject, time and the hash of the document's bytes."""
    return MESSAGE.digest(
        {
            "kind": document.kind,
            "subject": document.subject,
            "time": document.time,
            "document": keccak256(document_bytes(document)),
        }
    )


def write_signed(document: Document, account: Address | None = None, signature: bytes | None = None) -> bytes:
    """The envelope's bytes; without account and signature it is unsigned.

    Raises:
        NotADocument: A value in it has no canonical JSON.
    """
    signed = None
    if account is not None and signature is not None:
        signed = Signature(str(account), signature_text(signature))
    return _dumps({"document": document, "format": 1, "kind": document.kind, "signature": signed})


def read_signed(data: bytes, shape: type[AnyDocument]) -> tuple[AnyDocument, Address | None, bytes | None]:
    """Document, account and signature of an envelope; the signature is not checked here.

    Raises:
        NotADocument: Not an envelope of this kind, byte for byte.
    """
    if len(data) > MAX_DOCUMENT_BYTES:
        raise NotADocument
    try:
        envelope = msgspec.json.decode(data, type=_Envelope)
    except (msgspec.MsgspecError, RecursionError, UnicodeError) as error:
        raise NotADocument from error
    document = read_document(bytes(envelope.document), shape)
    account, signature = None, None
    if envelope.signature is not None:
        try:
            account, signature = read_signer(envelope.signature)
        except NotCanonical as error:
            raise NotADocument from error
    if envelope.kind != document.kind or write_signed(document, account, signature) != data:
        raise NotADocument
    return document, account, signature


def _dumps(value: Any) -> bytes:
    try:
        return canonical_bytes(value)
    except NotCanonical as error:
        raise NotADocument from error
