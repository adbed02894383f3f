"""ZIP tricks: archives of which two readers would see two contents, or more than there is. Made from a right one, by byte."""

import struct
from collections.abc import Callable

from desktop.core import zips

Make = Callable[[bytes], bytes]
ZIPS: dict[str, Make] = {}
_END = 22


def hostile(make: Make) -> Make:
    ZIPS[make.__name__] = make
    return make


def _entry(data: bytes) -> int:
    """Where the directory begins."""
    return int(struct.unpack_from("<I", data, len(data) - 6)[0])


def _changed(data: bytes, at: int, layout: str, *values: int) -> bytes:
    whole = bytearray(data)
    struct.pack_into(layout, whole, at, *values)
    return bytes(whole)


def _renamed(data: bytes, name: bytes, local: bool = True) -> bytes:
    """The first entry by another name of the same length, in one place or in both."""
    directory = _entry(data)
    whole = bytearray(data)
    for at in (directory + 46, *((30,) if local else ())):
        whole[at : at + len(name)] = name
    return bytes(whole)


@hostile
def zip_with_bytes_before(data: bytes) -> bytes:
    return b"#!/bin/sh\nid\n" + data


@hostile
def zip_with_bytes_after(data: bytes) -> bytes:
    return data + bytes(10)


@hostile
def zip_with_a_comment(data: bytes) -> bytes:
    return data[:-2] + struct.pack("<H", 4) + b"hide"


@hostile
def zip_with_a_second_archive_behind(data: bytes) -> bytes:
    return data + data


@hostile
def zip_with_bytes_between(data: bytes) -> bytes:
    """Hidden where no entry lies; offset of the directory moved along."""
    at = _entry(data)
    moved = data[:at] + b"hidden" + data[at:]
    return _changed(moved, len(moved) - 6, "<I", at + 6)


@hostile
def zip_whose_entry_leaves_its_folder(data: bytes) -> bytes:
    return _renamed(data, b"../sp.jso")


@hostile
def zip_whose_entry_begins_at_the_root(data: bytes) -> bytes:
    return _renamed(data, b"/etc/pass")


@hostile
def zip_whose_entry_is_of_another_system(data: bytes) -> bytes:
    return _renamed(data, b"..\\..\\a.b")


@hostile
def zip_whose_name_ends_early(data: bytes) -> bytes:
    return _renamed(data, b"spec\0json")


@hostile
def zip_with_two_heads(data: bytes) -> bytes:
    """The directory calls the first file otherwise than the file itself does."""
    return _renamed(data, b"labels.tx", local=False)


@hostile
def zip_whose_entry_is_packed(data: bytes) -> bytes:
    return _changed(_changed(data, 8, "<H", 8), _entry(data) + 10, "<H", 8)


@hostile
def zip_whose_entry_is_locked(data: bytes) -> bytes:
    return _changed(_changed(data, 6, "<H", 1), _entry(data) + 8, "<H", 1)


@hostile
def zip_whose_entry_is_a_link(data: bytes) -> bytes:
    return _changed(data, _entry(data) + 38, "<I", 0o120777 << 16)


@hostile
def zip_whose_entry_is_four_gigabytes(data: bytes) -> bytes:
    return _changed(
        _changed(data, 18, "<II", 0xFFFFFFFF, 0xFFFFFFFF), _entry(data) + 20, "<II", 0xFFFFFFFF, 0xFFFFFFFF
    )


@hostile
def zip_whose_entries_lie_over_each_other(data: bytes) -> bytes:
    """Each entry of the directory leads to the first file: a bomb that unpacks the same bytes again and again."""
    whole = bytearray(data)
    at = _entry(data)
    while whole[at : at + 4] == b"PK\1\2":
        name, extra, comment = struct.unpack_from("<HHH", whole, at + 28)
        struct.pack_into("<I", whole, at + 42, 0)
        at += 46 + name + extra + comment
    return bytes(whole)


@hostile
def zip_with_sixty_thousand_entries(data: bytes) -> bytes:
    return _changed(data, len(data) - 14, "<HH", 60_000, 60_000)


@hostile
def zip_whose_sum_is_wrong(data: bytes) -> bytes:
    whole = bytearray(data)
    whole[60] ^= 1
    return bytes(whole)


@hostile
def zip_without_entries(_data: bytes) -> bytes:
    return b"PK\5\6" + bytes(18)


@hostile
def zip_that_is_all_end(_data: bytes) -> bytes:
    return (b"PK\5\6" + b"\xff" * 18) * 2_000


@hostile
def zip_cut_in_its_directory(data: bytes) -> bytes:
    return data[: _entry(data) + 20]


@hostile
def zip_with_the_same_name_twice(data: bytes) -> bytes:
    at = _entry(data)
    name = struct.unpack_from("<H", data, at + 28)[0]
    first = data[at : at + 46 + name]
    made = data[:at] + first + data[at:-_END] + data[-_END:]
    count, size = (struct.unpack_from("<H", data, len(data) - 12)[0] + 1, len(made) - _END - at)
    return _changed(made, len(made) - 14, "<HHI", count, count, size)


def right(files: dict[str, bytes]) -> bytes:
    """The archive that the tricks begin with; its first file has a name of nine letters."""
    return zips.build(files, zips.PUBLIC_PROFILE)
