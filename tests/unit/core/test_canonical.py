"""The canonical form of inputs and outputs: the same everywhere, and another for anything that differs."""

import hashlib
import math
import struct
from typing import Any

import msgspec
import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.canonical import DEFINITION, canonical, digest
from desktop.core.run_records import input_digest, note_of
from desktop.core.runs import AudioInput, ImageInput, SampleInput, SeriesInput, TableInput, TextInput

SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.binary(max_size=8)
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=20) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=40,
)


def test_the_digest_is_what_the_page_about_it_says() -> None:
    """docs/run-records.md section 2 has this example."""
    form = (
        b'{"image":{"data":{"$bytes":3,"sha256":"%s"},"kind":"image"}}'
        % hashlib.sha256(b"abc").hexdigest().encode()
    )

    assert (
        input_digest({"image": ImageInput(b"abc", "any name.png")})
        == hashlib.sha256(DEFINITION.encode() + b"\n" + form).hexdigest()
    )


def test_digests_of_known_inputs_never_change() -> None:
    """Records of today must be comparable with those of tomorrow: these were written down once."""
    inputs = {
        "text": TextInput("Grüße", "pair"),
        "series": SeriesInput(tuple(float(n) for n in range(20))),
        "table": TableInput(({"a": 1.0, "b": "x"}, {"a": math.nan})),
        "sample": SampleInput("samples/one.png"),
        "audio": AudioInput(b"RIFF"),
    }

    assert input_digest(inputs) == "7e50c31160a2058e7e4a446176862f5d54a00ca23d741a78c73e40548d0c2e6a"


@given(VALUES)
def test_every_plain_value_has_a_canonical_form(value: Any) -> None:
    assert msgspec.json.decode(rfc8785.dumps(canonical(value))) is not ...


@given(st.lists(st.floats(allow_nan=False), min_size=16, max_size=40))
def test_a_long_list_of_numbers_stands_by_its_bytes(numbers: list[float]) -> None:
    packed = b"".join(struct.pack("<d", number) for number in numbers)

    assert canonical(numbers) == {
        "$numbers": len(numbers),
        "dtype": "FP64",
        "sha256": hashlib.sha256(packed).hexdigest(),
    }


def test_one_not_a_number_is_as_good_as_another() -> None:
    quiet, other = math.nan, struct.unpack("<d", b"\1\0\0\0\0\0\xf8\xff")[0]

    assert digest([quiet] * 16) == digest([other] * 16)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (b"abc", {"bytes": 3, "sha256": hashlib.sha256(b"abc").hexdigest()}),
        (b"abc", {"$bytes": 3, "sha256": hashlib.sha256(b"abc").hexdigest()}),
        (2**60, {"$integer": str(2**60)}),
        (math.inf, {"$number": "inf"}),
        ([1.5] * 16, [1.5] * 17),
        ([1] * 16, [1.0] * 16),
        ({"$a": 1}, {"$$a": 1}),
        ("1", 1),
        (None, False),
    ],
)
def test_different_values_have_different_digests(one: Any, other: Any) -> None:
    assert digest(one) != digest(other)


def test_the_name_of_a_file_is_noted_but_does_not_count() -> None:
    first, second = (
        note_of("image", ImageInput(b"abc", "one.png")),
        note_of("image", ImageInput(b"abc", "two.png")),
    )

    assert (first.label, second.label) == ("one.png", "two.png")
    assert first.digest == second.digest
