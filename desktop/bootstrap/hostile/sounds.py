"""WAV files made to hurt: sizes that lie, rates that cannot be, chunks without end."""

import struct
from collections.abc import Callable

import numpy as np

Make = Callable[[], bytes]
SOUNDS: dict[str, Make] = {}


def hostile(make: Make) -> Make:
    SOUNDS[make.__name__] = make
    return make


def _wav(
    body: bytes, *, code: int = 1, channels: int = 1, rate: int = 16_000, bits: int = 16, says: int | None = None,
    before: bytes = b"",
) -> bytes:  # fmt: skip
    width = channels * bits // 8
    fields = struct.pack("<HHIIHH", code, channels, rate, rate * width & 0xFFFFFFFF, width & 0xFFFF, bits)
    size = len(body) if says is None else says
    chunks = before + b"fmt " + struct.pack("<I", 16) + fields + b"data" + struct.pack("<I", size) + body
    return b"RIFF" + struct.pack("<I", len(chunks) + 4 & 0xFFFFFFFF) + b"WAVE" + chunks


@hostile
def wav_that_says_four_gigabytes() -> bytes:
    return _wav(bytes(100), says=0xFFFFFFFF)


@hostile
def wav_without_a_rate() -> bytes:
    return _wav(bytes(100), rate=0)


@hostile
def wav_with_an_absurd_rate() -> bytes:
    return _wav(bytes(100), rate=0xFFFFFFFF)


@hostile
def wav_at_the_lowest_rate() -> bytes:
    """A second becomes many when it is brought to the model's rate."""
    return _wav(bytes(2_000_000), rate=1_000)


@hostile
def wav_without_channels() -> bytes:
    return _wav(bytes(100), channels=0)


@hostile
def wav_with_all_channels() -> bytes:
    return _wav(bytes(200_000), channels=0xFFFF, bits=8)


@hostile
def wav_with_samples_of_no_bits() -> bytes:
    return _wav(bytes(100), bits=0)


@hostile
def wav_in_another_code() -> bytes:
    return _wav(bytes(100), code=0x55)


@hostile
def wav_of_numbers_that_are_none() -> bytes:
    values = np.array([np.nan, np.inf, -np.inf, 1e308, -1e308] * 4_000, dtype="<f8")
    return _wav(values.tobytes(), code=3, bits=64)


@hostile
def wav_of_one_sample() -> bytes:
    return _wav(b"\1\0")


@hostile
def wav_without_a_sound() -> bytes:
    return _wav(b"")


@hostile
def wav_with_a_million_chunks() -> bytes:
    return _wav(bytes(100), before=b"JUNK\0\0\0\0" * 1_000_000)


@hostile
def wav_whose_first_chunk_swallows_all() -> bytes:
    return _wav(bytes(100), before=b"LIST\xff\xff\xff\xff")


@hostile
def wav_cut_in_its_header() -> bytes:
    return _wav(bytes(100))[:23]


@hostile
def wav_of_half_an_hour() -> bytes:
    """As long as is allowed and a sample more."""
    return _wav(bytes(192_000_002), rate=24_000)


@hostile
def no_wav_but_a_program() -> bytes:
    return b"\x7fELF\2\1\1" + bytes(200)
