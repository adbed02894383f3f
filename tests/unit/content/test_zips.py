"""The strict ZIP profile: one right description of each list of files, and nothing else is read."""

import io
import struct
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core import zips
from desktop.core.errors import InvalidPackage

SEALED = {"weights.bin": bytes(range(256)) * 40, "labels.txt": b"cat\ndog\n", "tests.npz": b"npz"}
PUBLIC = {"manifest.json": b"{}", "spec.json": b"{}", "samples/a-1.png": b"png", "previews/b.png": b""}


def rule_of(data: bytes, profile: zips.Profile = zips.SEALED_PROFILE) -> str:
    with pytest.raises(InvalidPackage) as caught:
        zips.read(data, profile)
    return caught.value.breaches[0].rule


@pytest.mark.parametrize(("files", "profile"), [(SEALED, zips.SEALED_PROFILE), (PUBLIC, zips.PUBLIC_PROFILE)])
def test_what_is_written_is_read(files: dict[str, bytes], profile: zips.Profile) -> None:
    data = zips.build(files, profile)

    entries = zips.read(data, profile)

    assert {entry.name: data[entry.offset : entry.offset + entry.size] for entry in entries} == files
    assert [entry.name for entry in entries] == list(files)


@pytest.mark.parametrize(("files", "profile"), [(SEALED, zips.SEALED_PROFILE), (PUBLIC, zips.PUBLIC_PROFILE)])
def test_any_zip_tool_reads_it(files: dict[str, bytes], profile: zips.Profile) -> None:
    archive = zipfile.ZipFile(io.BytesIO(zips.build(files, profile)))

    assert archive.testzip() is None
    assert {name: archive.read(name) for name in archive.namelist()} == files
    assert all(info.compress_type == zipfile.ZIP_STORED for info in archive.infolist())


@given(st.integers(0, 9000))
def test_weights_begin_at_a_page(size: int) -> None:
    entries = zips.read(
        zips.build({"weights.bin": b"w" * size, "labels.txt": b"x"}, zips.SEALED_PROFILE), zips.SEALED_PROFILE
    )

    assert entries[0].offset == 4096


def test_the_same_files_give_the_same_bytes() -> None:
    assert zips.build(SEALED, zips.SEALED_PROFILE) == zips.build(dict(SEALED), zips.SEALED_PROFILE)


@pytest.mark.parametrize(
    ("files", "profile", "rule"),
    [
        ({}, zips.SEALED_PROFILE, "zip.entries"),
        ({"evil.py": b""}, zips.SEALED_PROFILE, "zip.name"),
        ({"../labels.txt": b""}, zips.SEALED_PROFILE, "zip.name"),
        ({"manifest.json": b""}, zips.SEALED_PROFILE, "zip.name"),
        ({"weights.bin": b""}, zips.PUBLIC_PROFILE, "zip.name"),
        ({"samples/": b""}, zips.PUBLIC_PROFILE, "zip.name"),
        ({"samples/../x": b""}, zips.PUBLIC_PROFILE, "zip.name"),
        ({"samples/.hidden": b""}, zips.PUBLIC_PROFILE, "zip.name"),
        ({"samples/a/b": b""}, zips.PUBLIC_PROFILE, "zip.name"),
        ({"samples/" + "x" * 65: b""}, zips.PUBLIC_PROFILE, "zip.name"),
        ({"samples/a\n": b""}, zips.PUBLIC_PROFILE, "zip.name"),
        ({"samples/a": b"", "samples/A": b""}, zips.PUBLIC_PROFILE, "zip.duplicate"),
        ({"labels.txt": b"", "weights.bin": b""}, zips.SEALED_PROFILE, "zip.order"),
        ({f"samples/{i}": b"" for i in range(65)}, zips.PUBLIC_PROFILE, "zip.entries"),
        ({"graph.onnx": bytes(65 << 20)}, zips.PUBLIC_PROFILE, "zip.size"),
    ],
)
def test_what_the_profile_has_no_room_for_is_not_written(
    files: dict[str, bytes], profile: zips.Profile, rule: str
) -> None:
    with pytest.raises(InvalidPackage) as caught:
        zips.build(files, profile)

    assert caught.value.breaches[0].rule == rule


def python_zip(change: Callable[[zipfile.ZipFile], None], compression: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        change(archive)
    return out.getvalue()


def with_labels(archive: zipfile.ZipFile, **fields: object) -> None:
    info = zipfile.ZipInfo("labels.txt")
    info.create_system = 0
    for name, value in fields.items():
        setattr(info, name, value)
    archive.writestr(info, b"x" * 100)


@pytest.mark.parametrize(
    "data",
    [
        python_zip(lambda z: z.writestr("labels.txt", b"today")),
        python_zip(lambda z: with_labels(z, date_time=(2020, 1, 1, 0, 0, 0))),
        python_zip(lambda z: with_labels(z, compress_type=zipfile.ZIP_DEFLATED)),
        python_zip(lambda z: with_labels(z, extra=b"\x01\x00\x02\x00ab")),
        python_zip(lambda z: with_labels(z, comment=b"hello")),
        python_zip(lambda z: with_labels(z, external_attr=0o120777 << 16)),
        python_zip(lambda z: with_labels(z, create_system=3)),
        python_zip(lambda z: with_labels(z, flag_bits=1)),
    ],
    ids=("date", "old date", "deflated", "extra", "comment", "symlink", "unix", "encrypted"),
)
def test_an_ordinary_zip_with_more_freedom_is_refused(data: bytes) -> None:
    assert rule_of(data) == "zip.directory"


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (lambda data: data + b"\x00", "zip.end"),
        (lambda data: b"\x00" + data, "zip.end"),
        (lambda data: data[:-1], "zip.end"),
        (lambda data: data[:-2] + b"\x01\x00" + b"x", "zip.end"),
        (lambda data: b"", "zip.end"),
        (lambda data: data[: len(data) // 2], "zip.end"),
        (lambda data: data.replace(b"PK\x01\x02", b"PK\x01\x03"), "zip.directory"),
        (lambda data: data.replace(b"PK\x03\x04", b"PK\x03\x05"), "zip.local"),
        (lambda data: data.replace(b"cat\n", b"cow\n"), "zip.crc"),
    ],
)
def test_a_changed_zip_is_refused(change: Callable[[bytes], bytes], rule: str) -> None:
    assert rule_of(change(zips.build(SEALED, zips.SEALED_PROFILE))) == rule


def test_names_that_differ_between_directory_and_entry_are_refused() -> None:
    data = bytearray(zips.build({"labels.txt": b"x"}, zips.SEALED_PROFILE))
    data[30:40] = b"tests.npzz"

    assert rule_of(bytes(data)) == "zip.local"


def test_entries_that_share_bytes_are_refused() -> None:
    """Two directory records for one local entry: a bomb, or a second meaning."""
    one = zips.build({"labels.txt": b"x" * 50}, zips.SEALED_PROFILE)
    start = struct.unpack("<I", one[-6:-2])[0]
    record = one[start:-22]
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 2, 2, 2 * len(record), start, 0)

    assert rule_of(one[:start] + record + record + end) in {"zip.directory", "zip.local"}


def test_bytes_between_entries_and_directory_are_refused() -> None:
    one = zips.build({"labels.txt": b"x" * 50}, zips.SEALED_PROFILE)
    start = struct.unpack("<I", one[-6:-2])[0]
    moved = one[:start] + b"hidden" + one[start:-22]
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 1, 1, len(one) - 22 - start, start + 6, 0)

    assert rule_of(moved + end) == "zip.layout"


def test_padding_must_be_zeros() -> None:
    data = bytearray(zips.build(SEALED, zips.SEALED_PROFILE))
    data[200] = 1

    assert rule_of(bytes(data)) == "zip.local"


def test_a_name_of_other_letters_is_refused() -> None:
    data = zips.build({"labels.txt": b"x"}, zips.SEALED_PROFILE).replace(b"labels.txt", b"l\xe0bels.txt")

    assert rule_of(data) == "zip.name"


def test_the_crc_need_not_be_read_twice() -> None:
    data = zips.build(SEALED, zips.SEALED_PROFILE).replace(b"cat\n", b"cow\n")

    assert len(zips.read(data, zips.SEALED_PROFILE, check_crc=False)) == 3


@given(st.data())
def test_no_changed_byte_goes_unseen(data: st.DataObject) -> None:
    """Every bit of the file is either fixed by the profile or covered by a CRC."""
    whole = bytearray(
        zips.build({"labels.txt": b"some labels", "tests.npz": b"vectors"}, zips.SEALED_PROFILE)
    )
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] ^= data.draw(st.integers(1, 255))

    with pytest.raises(InvalidPackage):
        zips.read(bytes(whole), zips.SEALED_PROFILE)


@given(st.binary(max_size=300))
def test_noise_is_refused_in_order(noise: bytes) -> None:
    with pytest.raises(InvalidPackage):
        zips.read(noise, zips.PUBLIC_PROFILE)


@given(st.binary(max_size=200), st.integers(0, 65535), st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1))
def test_a_lying_end_record_is_refused_in_order(noise: bytes, count: int, length: int, start: int) -> None:
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, count, count, length, start, 0)

    with pytest.raises(InvalidPackage):
        zips.read(noise + end, zips.PUBLIC_PROFILE)
