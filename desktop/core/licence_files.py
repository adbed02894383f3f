"""Which kind of licence file something is, told by its content and never by its name.

Three kinds: our back-up of a purchase (JSON), an age header alone (a licence), an age header with its payload (a model
in one file). Of a stranger's bytes nothing is read here but where an age header ends; the vault judges the header.
Source: https://github.com/C2SP/C2SP/blob/main/age.md, "ABNF definition of file header" and "Armor".
"""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from desktop.core.errors import ContentMismatch, UserError
from desktop.core.trees import NONCE_BYTES, TAG_BYTES

MAX_HEADER_BYTES: Final = 16 << 10
_VERSION = b"age-encryption.org/v1\n"
_ARMOUR = b"-----BEGIN AGE ENCRYPTED FILE-----"
_FOOTER = b"\n--- "


class NotALicenceFile(UserError):
    """The file is none of the three kinds."""


class ArmouredAgeFile(UserError):
    """An age file in its text form, which is made for mails and is not read here."""


class CutLicenceFile(UserError):
    """It begins as an age file and ends too early, or its header has no end."""


@dataclass(eq=False)
class ModelFileMismatch(ContentMismatch):
    """The payload of a model file is not the one that was bought; nothing of it was kept."""


@dataclass(eq=False)
class KeptModelDamaged(ContentMismatch):
    """The sealed files on this disk are not what they were when they came; no model file was written."""


class FileKind(Enum):
    """The three kinds."""

    BACKUP = "backup"
    LICENCE = "licence"
    MODEL = "model"


@dataclass(frozen=True, slots=True)
class Recognised:
    """A kind, and the bytes of the age header (empty for a back-up)."""

    kind: FileKind
    header: bytes = b""


def recognise(head: bytes, length: int) -> Recognised:
    """The kind of a file of ``length`` bytes that begins with ``head`` (``MAX_HEADER_BYTES`` of it, or all).

    Raises:
        NotALicenceFile: None of the three.
        ArmouredAgeFile: An age file in its text form.
        CutLicenceFile: An age file without its end.
    """
    if head.lstrip(b" \t\r\n").startswith(b"{"):
        return Recognised(FileKind.BACKUP)
    if head.lstrip(b" \t\r\n").startswith(_ARMOUR):
        raise ArmouredAgeFile
    if not head.startswith(_VERSION):
        raise NotALicenceFile
    footer = head.find(_FOOTER)
    end = head.find(b"\n", footer + len(_FOOTER)) + 1 if footer >= 0 else 0
    if end == 0:
        raise CutLicenceFile
    if end == length:
        return Recognised(FileKind.LICENCE, head[:end])
    if length - end <= NONCE_BYTES + TAG_BYTES:  # sealed content is never empty (EXCHANGE.md section 2)
        raise CutLicenceFile
    return Recognised(FileKind.MODEL, head[:end])
