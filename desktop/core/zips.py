"""The strict ZIP profile of both parts of a version (EXCHANGE.md section 2): written, and read from a buffer.

A reader of ordinary ZIPs believes three descriptions of the same file and takes the one it likes. Here there is one
right description of each list of files, byte for byte: entries stored, in order, back to back from offset 0, fixed
names, no duplicates, no comments, one fixed date, no extra fields except the padding before ``weights.bin``, the
central directory directly behind them, nothing after its end (PKWARE APPNOTE 6.3.10, without ZIP64: a part is
smaller than 4 GiB). The reader of a stranger's bytes runs in a sandboxed child all the same.
"""

import re
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

from desktop.core import packages
from desktop.core.errors import Breach, InvalidPackage

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_VERSION = 20
_TIME, _DATE = 0, 0x0021  # 1980-01-01, the first day of the format
_PADDING_ID = 0xD935  # the extra field that aligns data, as Android's zipalign writes it
_PADDING_HEAD = struct.Struct("<3H")
_MAX_BYTES = 0xFFFFFFFF
_CRC_STEP = 1 << 20
_LEAF_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}\Z")


@dataclass(frozen=True, slots=True)
class Profile:
    """Which files a part may hold; ``first`` must be the first entry if it is there at all."""

    part: str
    names: frozenset[str]
    folders: tuple[str, ...] = ()
    first: str | None = None
    max_entries: int = 64
    max_bytes: int = _MAX_BYTES

    def allows(self, name: str) -> bool:
        if name in self.names:
            return True
        folder = next((folder for folder in self.folders if name.startswith(folder)), None)
        return folder is not None and _LEAF_NAME.match(name[len(folder) :]) is not None


PUBLIC_PROFILE = Profile(
    "public",
    frozenset({
        packages.MANIFEST, packages.SPEC, packages.CARD, packages.LICENSE, packages.LABELS, *packages.GRAPHS,
    }),
    (packages.SAMPLES, packages.PREVIEWS),
    max_bytes=packages.MAX_PUBLIC_BYTES,
)  # fmt: skip
SEALED_PROFILE = Profile(
    "sealed",
    frozenset({
        packages.LABELS, packages.TOKENIZER, packages.TESTS, *packages.GRAPHS, *packages.ALL_WEIGHTS,
    }),
    first=packages.WEIGHTS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One file: where its bytes lie in the ZIP."""

    name: str
    offset: int
    size: int
    crc: int


Buffer = bytes | bytearray | memoryview


def pieces(files: Mapping[str, Buffer], profile: Profile) -> Iterator[Buffer]:
    """The ZIP of ``files``, in their order, piece by piece; the same files give the same bytes everywhere.

    Raises:
        InvalidPackage: The profile has no room for these files.
    """
    sizes = {name: memoryview(data).nbytes for name, data in files.items()}
    _check_names(list(sizes), profile)
    if sum(sizes.values()) > min(profile.max_bytes, _MAX_BYTES):
        raise _invalid("zip.size", profile.part, f"{sum(sizes.values())} bytes")
    central: list[bytes] = []
    offset = 0
    for name, data in files.items():
        extra = _padding(offset, name)
        crc = crc32(data)
        fields = (_VERSION, 0, 0, _TIME, _DATE, crc, sizes[name], sizes[name])
        local = _LOCAL.pack(b"PK\3\4", *fields, len(name), len(extra)) + name.encode("ascii") + extra
        central.append(_central(name, crc, sizes[name], offset))
        yield local
        yield data
        offset += len(local) + sizes[name]
    directory = b"".join(central)
    end = _END.pack(b"PK\5\6", 0, 0, len(files), len(files), len(directory), offset, 0)
    total = offset + len(directory) + len(end)
    if total > min(profile.max_bytes, _MAX_BYTES):
        raise _invalid("zip.size", profile.part, f"{total} bytes")
    yield directory + end


def build(files: Mapping[str, Buffer], profile: Profile) -> bytes:
    """The whole ZIP at once, for parts that fit in memory."""
    return b"".join(pieces(files, profile))


def read(data: Buffer, profile: Profile, *, check_crc: bool = True) -> tuple[Entry, ...]:
    """The entries of a ZIP that follows the profile to the byte.

    Args:
        data: The whole file, also a mapping's memoryview.
        profile: Which part it is.
        check_crc: Compare each file's CRC-32; needless where every byte was compared with a commitment.

    Raises:
        InvalidPackage: It does not, with the first breach.
    """
    view = memoryview(data).cast("B")
    if len(view) > min(profile.max_bytes, _MAX_BYTES):
        raise _invalid("zip.size", profile.part, f"{len(view)} bytes")
    if len(view) < _END.size:
        raise _invalid("zip.end", profile.part, "no end record")
    magic, *disks, count, count_again, length, start, comment = _END.unpack(view[-_END.size :])
    if magic != b"PK\5\6" or any(disks) or count != count_again or comment:
        raise _invalid("zip.end", profile.part, "comment, trailing bytes or several disks")
    if count > profile.max_entries:
        raise _invalid("zip.entries", profile.part, f"{count} entries")
    if start + length + _END.size != len(view):
        raise _invalid("zip.end", profile.part, "the directory does not end where the end record begins")
    entries: list[Entry] = []
    position, offset = start, 0
    for _ in range(count):
        entry, position, offset = _read_entry(view, position, offset, start)
        entries.append(entry)
    if position != start + length or offset != start:
        raise _invalid("zip.layout", profile.part, "bytes between the entries")
    _check_names([entry.name for entry in entries], profile)
    if check_crc:
        for entry in entries:
            _check_crc(view, entry)
    return tuple(entries)


def _read_entry(view: memoryview, position: int, offset: int, start: int) -> tuple[Entry, int, int]:
    """One entry by its central record, which must be the one that its place and local header imply."""
    if position + _CENTRAL.size > len(view) - _END.size:
        raise _invalid("zip.directory", str(position), "cut short")
    fields = _CENTRAL.unpack_from(view, position)
    crc, size, name_length = fields[7], fields[9], fields[10]
    position += _CENTRAL.size
    raw_name = bytes(view[position : position + name_length])
    try:
        name = raw_name.decode("ascii")
    except UnicodeDecodeError:
        raise _invalid("zip.name", str(position), "not ASCII") from None
    expected = _central(name, crc, size, offset)
    if bytes(view[position - _CENTRAL.size : position + name_length]) != expected:
        raise _invalid("zip.directory", name, "not stored, or a field that the profile does not allow")
    extra = _padding(offset, name)
    local = _LOCAL.pack(
        b"PK\3\4", _VERSION, 0, 0, _TIME, _DATE, crc, size, size, name_length, len(extra)
    )  # fmt: skip
    head = local + raw_name + extra
    first = offset + len(head)
    if first + size > start or bytes(view[offset:first]) != head:
        raise _invalid("zip.local", name, "the local header differs from the directory")
    return Entry(name, first, size, crc), position + name_length, first + size


def _central(name: str, crc: int, size: int, offset: int) -> bytes:
    head = (_VERSION, _VERSION, 0, 0, _TIME, _DATE, crc, size, size, len(name), 0, 0, 0, 0, 0, offset)
    return _CENTRAL.pack(b"PK\1\2", *head) + name.encode("ascii")


def _padding(offset: int, name: str) -> bytes:
    """The extra field that lets the data of weights begin at a multiple of 4,096."""
    if name not in packages.ALL_WEIGHTS:
        return b""
    end = offset + _LOCAL.size + len(name) + _PADDING_HEAD.size
    zeros = -end % packages.WEIGHTS_ALIGNMENT
    return _PADDING_HEAD.pack(_PADDING_ID, 2 + zeros, packages.WEIGHTS_ALIGNMENT) + bytes(zeros)


def _check_names(names: Sequence[str], profile: Profile) -> None:
    if not names:
        raise _invalid("zip.entries", profile.part, "empty")
    if len(names) > profile.max_entries:
        raise _invalid("zip.entries", profile.part, f"{len(names)} entries")
    if len({name.lower() for name in names}) != len(names):
        raise _invalid("zip.duplicate", profile.part, "a name occurs twice")
    for name in names:
        if not profile.allows(name):
            shown = "".join(letter if letter.isprintable() else "?" for letter in name[:80])
            raise _invalid("zip.name", profile.part, f"“{shown}”")
    if profile.first in names[1:]:
        raise _invalid("zip.order", str(profile.first), "not the first entry")


def _check_crc(view: memoryview, entry: Entry) -> None:
    crc = 0
    for start in range(entry.offset, entry.offset + entry.size, _CRC_STEP):
        crc = crc32(view[start : min(start + _CRC_STEP, entry.offset + entry.size)], crc)
    if crc != entry.crc:
        raise _invalid("zip.crc", entry.name, "CRC-32")


def _invalid(rule: str, where: str, text: str) -> InvalidPackage:
    return InvalidPackage((Breach(rule, where, text),))
