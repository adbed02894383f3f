"""Sounds: a WAV file becomes samples, resampled, cut and turned into spectra as the spec says."""

import math
import struct
from dataclasses import dataclass

import numpy as np

from desktop.core.packages import Operation
from desktop.core.runs import Picture
from desktop.runtime.errors import BadInput
from desktop.runtime.heads.shapes import Operations
from desktop.runtime.tensors import Array

MAX_SAMPLES = 96_000_000
"""Of all channels together: half an hour of stereo at 24 kHz; as float32 no more than 384 MB."""

MAX_CHANNELS = 32
_RATES = range(1_000, 384_001)
_PCM, _FLOAT, _EXTENSIBLE = 1, 3, 0xFFFE
_HEADER, _CHUNK, _FORMAT = struct.Struct("<4sI4s"), struct.Struct("<4sI"), struct.Struct("<HHIIHH")
_LOWPASS_TAPS = 32
"""Zero crossings of the resampling filter on each side; fewer let more of what cannot be kept fold back."""

_SHOWN_WIDTH, _SHOWN_HEIGHT, _SHOWN_GREY = 480, 121, (107, 117, 133)
_ROWS_AT_ONCE, _FRAMES_AT_ONCE = 1 << 16, 1 << 12
"""So that the windows of a long sound, which overlap, never lie in memory all at once."""

OPERATIONS: Operations = {
    "mono": {},
    "resample": {"rate": "rate"},
    "fit": {"length": "samples", "fill": "fill"},
    "scale": {"factor": "number", "offset": "number"},
    "standardize": {},
    "log_mel": {
        "fft": "length", "hop": "length", "mels": "length", "low": "number", "high": "number", "floor": "number",
    },
}  # fmt: skip
SAMPLE_OPERATIONS = frozenset({"mono", "resample", "log_mel"})
"""Those that work on samples; none of them may stand behind ``log_mel``."""


@dataclass(frozen=True, slots=True)
class Sound:
    """Samples [channels, n], float32 in -1..1, at ``rate`` per second."""

    samples: Array
    rate: int

    @property
    def seconds(self) -> float:
        return float(self.samples.shape[1] / self.rate)


def read_wav(data: bytes | memoryview, name: str) -> Sound:
    """The sound of a RIFF WAVE file: PCM of 8, 16, 24 or 32 bits, or floats of 32 or 64.

    Source: Multimedia Programming Interface and Data Specifications 1.0 (IBM, Microsoft, 1991), "WAVE"; the GUID of
    WAVE_FORMAT_EXTENSIBLE begins with the same format number.

    Raises:
        BadInput: Another file, a compressed or damaged one, or one that is too long.
    """
    view = memoryview(data).cast("B")
    try:
        riff, _size, kind = _HEADER.unpack_from(view)
        if (riff, kind) != (b"RIFF", b"WAVE"):
            raise BadInput(name, "this is no WAV file")
        code, channels, rate, bits, body = _chunks(view)
    except struct.error as error:
        raise BadInput(name, "this is no WAV file") from error
    width = bits // 8
    if (code, bits) not in {(_PCM, 8), (_PCM, 16), (_PCM, 24), (_PCM, 32), (_FLOAT, 32), (_FLOAT, 64)}:
        raise BadInput(name, "only plain WAV files can be read, not compressed ones")
    if not 1 <= channels <= MAX_CHANNELS or rate not in _RATES:
        raise BadInput(name, "the file says an impossible number of channels or samples")
    count = len(body) // (width * channels)
    if not 0 < count * channels <= MAX_SAMPLES:
        raise BadInput(name, "the sound is empty or too long")
    flat = _floats(body[: count * channels * width], code, bits)
    samples = np.nan_to_num(flat.reshape(count, channels).T, nan=0.0, posinf=0.0, neginf=0.0)
    return Sound(np.ascontiguousarray(samples, dtype=np.float32), rate)


def _chunks(view: memoryview) -> tuple[int, int, int, int, memoryview]:
    """Format code, channels, rate, bits, and the bytes of the samples."""
    at, found = _HEADER.size, None
    while at + _CHUNK.size <= len(view):
        mark, size = _CHUNK.unpack_from(view, at)
        body = view[at + _CHUNK.size : at + _CHUNK.size + size]
        if mark == b"fmt ":
            code, channels, rate, _bytes, _align, bits = _FORMAT.unpack_from(body)
            if code == _EXTENSIBLE:
                (code,) = struct.unpack_from("<H", body, 24)
            found = (code, channels, rate, bits)
        elif mark == b"data" and found is not None:
            return (*found, body)
        at += _CHUNK.size + size + size % 2
    raise struct.error("no data")


def _floats(body: memoryview, code: int, bits: int) -> Array:
    if code == _FLOAT:
        values = np.frombuffer(body, dtype=f"<f{bits // 8}")
        return values.astype(np.float32)
    if bits == 8:  # the only one without a sign
        return (np.frombuffer(body, dtype=np.uint8).astype(np.float32) - 128.0) / 128.0
    if bits == 24:
        parts = np.frombuffer(body, dtype=np.uint8).reshape(-1, 3)
        wide = np.zeros((len(parts), 4), dtype=np.uint8)
        wide[:, 1:] = parts
        return (wide.view("<i4").reshape(-1) / float(1 << 31)).astype(np.float32)
    return (np.frombuffer(body, dtype=f"<i{bits // 8}") / float(1 << (bits - 1))).astype(np.float32)


def sound_tensor(sound: Sound, operations: list[Operation], name: str) -> Array:
    """The operations of the spec, in their order: [1, n] of one channel, else [1, channels, n]; spectra [1, mels, n].

    Raises:
        BadInput: The sound is too short for a spectrum, or would become too long.
    """
    values, rate = sound.samples, sound.rate
    is_spectrum = False
    for operation in operations:
        args = operation.args
        match operation.op:
            case "mono":
                values = values.mean(axis=0, keepdims=True)
            case "resample":
                values, rate = resampled(values, rate, args["rate"], name), args["rate"]
            case "fit":
                values = _fitted(values, args["length"], args["fill"])
            case "scale":
                values = values * np.float32(args["factor"]) + np.float32(args["offset"])
            case "standardize":
                values = _standard(values)
            case "log_mel":
                values, is_spectrum = log_mel(values.mean(axis=0), rate, args, name), True
    shaped = values if len(values) == 1 and not is_spectrum else values[np.newaxis]
    return np.ascontiguousarray(shaped, dtype=np.float32)


def _standard(values: Array) -> Array:
    """Mean 0, deviation 1 over everything."""
    made: Array = (values - values.mean()) / max(float(values.std()), 1e-7)
    return made


def _fitted(samples: Array, length: int, fill: str) -> Array:
    if samples.shape[1] >= length:
        return samples[:, :length]
    if fill == "repeat":
        return np.tile(samples, (1, -(-length // samples.shape[1])))[:, :length]
    return np.pad(samples, ((0, 0), (0, length - samples.shape[1])))


def resampled(samples: Array, rate: int, wanted: int, name: str) -> Array:
    """Band-limited interpolation with a Hann-windowed sinc (Smith, "Digital Audio Resampling", 2002).

    Raises:
        BadInput: The result would be too long.
    """
    if rate == wanted:
        return samples
    shared = math.gcd(rate, wanted)
    up, down = wanted // shared, rate // shared
    count = -(-samples.shape[1] * up // down)
    if count * len(samples) > MAX_SAMPLES:
        raise BadInput(name, "the sound is too long")
    cutoff = min(1.0, up / down)
    reach = math.ceil(_LOWPASS_TAPS / cutoff)
    offsets = np.arange(-reach, reach + 1)
    padded = np.pad(samples, ((0, 0), (reach, reach + 1)))
    result = np.empty((len(samples), count), dtype=np.float32)
    # Only ``up`` different phases occur: each is one filter, applied to every ``up``-th sample of the result.
    for phase in range(min(up, count)):
        at = phase * down / up
        first = int(at)
        distance = (offsets - (at - first)) * cutoff
        window = 0.5 + 0.5 * np.cos(np.pi * np.clip(distance / _LOWPASS_TAPS, -1, 1))
        taps = (cutoff * np.sinc(distance) * window).astype(np.float32)
        places = first + np.arange(len(range(phase, count, up))) * down
        for channel, line in enumerate(padded):
            windows = np.lib.stride_tricks.sliding_window_view(line, len(taps))
            made = [
                windows[np.minimum(part, len(windows) - 1)] @ taps
                for part in np.array_split(places, -(-len(places) // _ROWS_AT_ONCE))
            ]
            result[channel, phase::up] = np.concatenate(made)
    return result


def log_mel(samples: Array, rate: int, args: dict[str, float], name: str) -> Array:
    """Log10 of the mel spectrum [mels, frames]: Hann window, power, triangles on Slaney's mel scale, area 1.

    As librosa's ``melspectrogram`` with its defaults (centred frames, reflected edges), then log10 of at least ``floor``.

    Raises:
        BadInput: The sound is shorter than half a window.
    """
    fft, hop = int(args["fft"]), int(args["hop"])
    if samples.size <= fft // 2:
        raise BadInput(name, "the sound is too short")
    if samples.size // hop * (fft // 2 + 1) > MAX_SAMPLES:
        raise BadInput(name, "the sound is too long")
    padded = np.pad(samples.astype(np.float64), fft // 2, mode="reflect")
    frames = np.lib.stride_tricks.sliding_window_view(padded, fft)[::hop]
    window = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(fft) / fft)
    bank = mel_bank(rate, fft, int(args["mels"]), args["low"], args["high"])
    energies = [
        bank @ (np.abs(np.fft.rfft(part * window, axis=1)) ** 2).T
        for part in np.array_split(frames, -(-len(frames) // _FRAMES_AT_ONCE))
    ]
    spectrum: Array = np.log10(np.maximum(np.concatenate(energies, axis=1), max(args["floor"], 1e-30)))
    return spectrum


def mel_bank(rate: int, fft: int, mels: int, low: float, high: float) -> Array:
    """Triangular filters [mels, fft // 2 + 1] of area 1 (Slaney, "Auditory Toolbox", 1998)."""
    top = min(high if high > 0 else rate / 2, rate / 2)
    edges = _hertz(np.linspace(_mel(min(max(low, 0.0), top)), _mel(top), mels + 2))
    bins = np.linspace(0, rate / 2, fft // 2 + 1)
    widths = np.maximum(np.diff(edges), 1e-9)
    rising = (bins - edges[:-2, np.newaxis]) / widths[:-1, np.newaxis]
    falling = (edges[2:, np.newaxis] - bins) / widths[1:, np.newaxis]
    area = 2.0 / np.maximum(edges[2:] - edges[:-2], 1e-9)
    bank: Array = np.maximum(0.0, np.minimum(rising, falling)) * area[:, np.newaxis]
    return bank


_LINEAR_HZ, _LINEAR_STEP, _LOG_STEP = 1000.0, 200.0 / 3, math.log(6.4) / 27.0


def _mel(hertz: float) -> float:
    if hertz < _LINEAR_HZ:
        return hertz / _LINEAR_STEP
    return _LINEAR_HZ / _LINEAR_STEP + math.log(hertz / _LINEAR_HZ) / _LOG_STEP


def _hertz(mels: Array) -> Array:
    knee = _LINEAR_HZ / _LINEAR_STEP
    return np.where(mels < knee, mels * _LINEAR_STEP, _LINEAR_HZ * np.exp(_LOG_STEP * (mels - knee)))


def waveform(name: str, sound: Sound) -> Picture:
    """The sound as a picture for showing: for each column the loudest moment up and down, grey on nothing."""
    line = sound.samples.mean(axis=0)
    columns = np.array_split(line, min(_SHOWN_WIDTH, line.size))
    half = _SHOWN_HEIGHT // 2
    rgba = np.zeros((_SHOWN_HEIGHT, len(columns), 4), dtype=np.uint8)
    for at, part in enumerate(columns):
        top = half - round(float(np.clip(part.max(), 0, 1)) * half)
        bottom = half - round(float(np.clip(part.min(), -1, 0)) * half)
        rgba[top : bottom + 1, at] = (*_SHOWN_GREY, 255)
    return Picture(name, len(columns), _SHOWN_HEIGHT, rgba.tobytes())
