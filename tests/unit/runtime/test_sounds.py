"""Sounds: WAV files of every plain form, resampling that keeps the tone, spectra, and stretches of speech."""

import io
import struct
import wave
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core import packages
from desktop.core.packages import Head, InputSpec, Operation, OutputSpec, Spec
from desktop.core.runs import AudioInput
from desktop.runtime.errors import BadInput, RunFailed
from desktop.runtime.heads.feeding import Aids, feed
from desktop.runtime.heads.results import answer
from desktop.runtime.heads.sounds import Sound, log_mel, mel_bank, read_wav, resampled, sound_tensor

RATE = 16_000
TONE = np.sin(2 * np.pi * 440 * np.arange(RATE) / RATE)


def wav(samples: Any, *, rate: int = RATE, code: int = 1, bits: int = 16, extensible: bool = False) -> bytes:
    """A WAV file of samples [n, channels] in -1..1, written by hand."""
    samples = np.asarray(samples, dtype=np.float64).reshape(len(samples), -1)
    if code == 3:
        body = samples.astype(f"<f{bits // 8}").tobytes()
    elif bits == 8:
        body = np.rint(samples * 127 + 128).astype(np.uint8).tobytes()
    else:
        whole = np.rint(samples * (2 ** (bits - 1) - 1)).astype("<i4")
        body = whole.reshape(-1, 1).view(np.uint8)[:, : bits // 8].tobytes()
    channels, width = samples.shape[1], bits // 8
    form = struct.pack(
        "<HHIIHH",
        0xFFFE if extensible else code,
        channels,
        rate,
        rate * channels * width,
        channels * width,
        bits,
    )
    if extensible:
        form += struct.pack("<HHIH", 22, bits, 0, code) + bytes(14)
    inner = (
        b"WAVE" + b"LIST" + struct.pack("<I", 3) + b"abc\0" + b"fmt " + struct.pack("<I", len(form)) + form
    )
    inner += b"data" + struct.pack("<I", len(body)) + body
    return b"RIFF" + struct.pack("<I", len(inner)) + inner


@pytest.mark.parametrize(
    ("code", "bits", "extensible"),
    [
        (1, 8, False),
        (1, 16, False),
        (1, 24, False),
        (1, 32, False),
        (3, 32, False),
        (3, 64, False),
        (1, 24, True),
        (3, 32, True),
    ],
)
def test_every_plain_form_of_wav_gives_the_same_sound(code: int, bits: int, extensible: bool) -> None:
    stereo = np.stack([TONE[:500] * 0.9, -TONE[:500] * 0.5], axis=1)

    sound = read_wav(wav(stereo, code=code, bits=bits, extensible=extensible), "x")

    assert (sound.rate, sound.samples.shape) == (RATE, (2, 500))
    assert sound.samples.dtype == np.float32
    np.testing.assert_allclose(sound.samples.T, stereo, atol=2 / 2 ** min(bits - 1, 20))


def test_what_pythons_own_writer_makes_is_read() -> None:
    stored = io.BytesIO()
    with wave.open(stored, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes((TONE[:100] * 32767).astype("<i2").tobytes())

    sound = read_wav(stored.getvalue(), "x")

    assert (sound.rate, sound.seconds) == (8000, 100 / 8000)


GOOD = wav(TONE[:50])
BAD = {
    "empty": b"",
    "text": b"hello, this is no sound at all, not even nearly",
    "cut in the header": GOOD[:30],
    "no data": GOOD[: GOOD.index(b"data")],
    "data before its format": b"RIFF\0\0\0\0WAVEdata\x04\0\0\0aaaa",
    "compressed": GOOD.replace(struct.pack("<HH", 1, 1), struct.pack("<HH", 0x55, 1), 1),
    "no channels": GOOD.replace(struct.pack("<HH", 1, 1), struct.pack("<HH", 1, 0), 1),
    "no rate": GOOD.replace(struct.pack("<I", RATE), struct.pack("<I", 0), 1),
    "nothing to hear": wav(TONE[:0].reshape(0, 1))
    if False
    else GOOD[: GOOD.index(b"data")] + b"data\0\0\0\0",
    "a chunk that says it is huge": b"RIFF\0\0\0\0WAVELIST\xff\xff\xff\xff" + bytes(40),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_no_plain_wav_is_refused_in_words(name: str) -> None:
    with pytest.raises(BadInput):
        read_wav(BAD[name], "x")


def test_a_file_that_is_cut_off_gives_what_is_there() -> None:
    assert read_wav(GOOD[:-20], "x").samples.shape == (1, 40)


@given(st.binary(max_size=200), st.integers(0, 60))
def test_no_bytes_hurt_the_reader(noise: bytes, at: int) -> None:
    for data in (noise, GOOD[:at] + noise + GOOD[at:]):
        try:
            sound = read_wav(data, "x")
        except BadInput:
            continue
        assert np.isfinite(sound.samples).all()


@pytest.mark.parametrize("wanted", [8_000, 11_025, 22_050, 44_100, 48_000])
def test_a_tone_stays_the_same_tone_at_another_rate(wanted: int) -> None:
    made = resampled(TONE[np.newaxis].astype(np.float32), RATE, wanted, "x")[0]

    expected = np.sin(2 * np.pi * 440 * np.arange(wanted) / wanted)
    assert made.shape == (wanted,)
    middle = slice(200, -200)
    np.testing.assert_allclose(made[middle], expected[middle], atol=0.01)


def test_what_the_lower_rate_cannot_hold_is_gone_and_not_folded_back() -> None:
    high = np.sin(2 * np.pi * 6000 * np.arange(RATE) / RATE)[np.newaxis].astype(np.float32)

    made = resampled(high, RATE, 8_000, "x")

    assert np.abs(made[0, 200:-200]).max() < 0.02


def test_the_mel_filters_have_the_area_one_and_cover_the_band() -> None:
    bank = mel_bank(RATE, 2048, 40, 0.0, 8000.0)

    areas = bank.sum(axis=1) * RATE / 2048
    assert bank.shape == (40, 1025)
    np.testing.assert_allclose(areas[5:], 1.0, atol=0.1)


def test_a_tone_lies_in_its_own_mel_band() -> None:
    args = {"fft": 400, "hop": 160, "mels": 80, "low": 0.0, "high": 8000.0, "floor": 1e-10}

    spectrum = log_mel(TONE.astype(np.float32), RATE, args, "x")

    bank = mel_bank(RATE, 400, 80, 0.0, 8000.0)
    assert spectrum.shape == (80, 101)
    assert spectrum[:, 50].argmax() == bank[:, 440 * 400 // RATE].argmax()


def operations(*steps: tuple[str, dict[str, Any]]) -> list[Operation]:
    return [Operation(name, args) for name, args in steps]


def test_the_steps_of_a_speech_model_give_its_tensor() -> None:
    sound = Sound(np.stack([TONE, TONE]).astype(np.float32)[:, :8000], RATE)
    steps = operations(
        ("mono", {}),
        ("resample", {"rate": 8000}),
        ("fit", {"length": 6000, "fill": "zero"}),
        ("standardize", {}),
    )

    tensor = sound_tensor(sound, steps, "x")

    assert tensor.shape == (1, 6000)
    assert float(tensor.mean()) == pytest.approx(0, abs=1e-4)
    assert float(tensor.std()) == pytest.approx(1, abs=1e-4)


def test_a_short_sound_is_repeated_where_the_model_wants_that() -> None:
    sound = Sound(np.array([[1.0, 2.0, 3.0]], dtype=np.float32), RATE)

    assert sound_tensor(sound, operations(("fit", {"length": 7, "fill": "repeat"})), "x").tolist() == [
        [1, 2, 3, 1, 2, 3, 1]
    ]


def test_a_sound_too_short_for_a_spectrum_is_refused_in_words() -> None:
    mel = {"fft": 400, "hop": 160, "mels": 40, "low": 0.0, "high": 0.0, "floor": 1e-10}

    with pytest.raises(BadInput, match="too short"):
        sound_tensor(Sound(np.ones((1, 100), dtype=np.float32), RATE), operations(("log_mel", mel)), "x")


def test_speech_is_told_in_seconds_of_the_sound() -> None:
    spec = Spec(
        1, "voice-activity-detection",
        [InputSpec("x", "audio", "FP32", [])], [OutputSpec("speech", "speech")],
        Head("speech", threshold=0.6), packages.TestsSpec(0, 0, 0),
    )  # fmt: skip
    _, given_ = feed(spec, {"x": AudioInput(wav(TONE))}, Aids(lambda _: b""))
    frames = np.array([[0.1, 0.9, 0.7, 0.2, float("nan"), 0.6, 0.9, 0.1, 0.1, 0.1]])

    value, _ = answer(spec, {"speech": frames}, [], {}, given_)

    assert value["seconds"] == 1.0
    assert [(part["start"], part["end"]) for part in value["segments"]] == [(0.1, 0.3), (0.5, 0.7)]
    assert value["segments"][0]["score"] == pytest.approx(0.8)


def test_an_answer_without_frames_is_refused() -> None:
    spec = Spec(
        1, "t", [InputSpec("x", "audio", "FP32", [])], [OutputSpec("speech", "speech")],
        Head("speech"), packages.TestsSpec(0, 0, 0),
    )  # fmt: skip

    with pytest.raises(RunFailed):
        answer(
            spec,
            {"speech": np.zeros((1, 0))},
            [],
            {},
            feed(spec, {"x": AudioInput(GOOD)}, Aids(lambda _: b""))[1],
        )
