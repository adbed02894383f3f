"""What a licence file is, is told by its content; anything else is refused by a clear error and nothing else."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.errors import UserError
from desktop.core.licence_files import (
    MAX_HEADER_BYTES,
    ArmouredAgeFile,
    CutLicenceFile,
    FileKind,
    NotALicenceFile,
    recognise,
)
from desktop.text import describe

HEADER = b"age-encryption.org/v1\n-> X25519 " + b"A" * 43 + b"\n" + b"B" * 43 + b"\n--- " + b"C" * 43 + b"\n"


def kind_of(data: bytes) -> FileKind:
    return recognise(data[:MAX_HEADER_BYTES], len(data)).kind


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (HEADER, FileKind.LICENCE),
        (HEADER + bytes(33), FileKind.MODEL),
        (HEADER + b"\n--- " * 10_000, FileKind.MODEL),
        (json.dumps({"format": "x"}).encode(), FileKind.BACKUP),
        (b"\n {", FileKind.BACKUP),
    ],
    ids=["licence", "model", "payload like a footer", "backup", "backup with blanks"],
)
def test_each_kind_is_known_by_its_content(data: bytes, kind: FileKind) -> None:
    assert kind_of(data) is kind


def test_the_header_of_a_model_ends_where_its_footer_ends() -> None:
    data = HEADER + b"--- x\n" * 20

    assert recognise(data, len(data)).header == HEADER


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", NotALicenceFile),
        (b"\0" * 1000, NotALicenceFile),
        ("年龄".encode(), NotALicenceFile),
        (b"PK\x03\x04", NotALicenceFile),
        (b"\xef\xbb\xbf" + HEADER, NotALicenceFile),
        (HEADER.replace(b"v1", b"v2"), NotALicenceFile),
        (HEADER.replace(b"\n", b"\r\n"), NotALicenceFile),
        (b"-----BEGIN AGE ENCRYPTED FILE-----\n", ArmouredAgeFile),
        (HEADER[:-1], CutLicenceFile),
        (HEADER[:40], CutLicenceFile),
        (HEADER + b"\n", CutLicenceFile),
        (HEADER + bytes(32), CutLicenceFile),
        (b"age-encryption.org/v1\n" + b"-> X25519 A\nB\n" * 100_000, CutLicenceFile),
        (b"age-encryption.org/v1\n" + b"-> x " + b"A" * 10**6, CutLicenceFile),
    ],
)
def test_what_is_none_of_them_is_refused_in_words(data: bytes, error: type[UserError]) -> None:
    with pytest.raises(error) as caught:
        kind_of(data)

    assert describe(caught.value).remedy


@given(st.binary(max_size=300), st.integers(0, len(HEADER)))
def test_no_bytes_give_anything_but_a_kind_or_one_of_these_errors(data: bytes, cut: int) -> None:
    whole = HEADER[:cut] + data

    try:
        found = recognise(whole[:MAX_HEADER_BYTES], len(whole))
    except (NotALicenceFile, ArmouredAgeFile, CutLicenceFile):
        return

    assert whole.startswith(found.header)
