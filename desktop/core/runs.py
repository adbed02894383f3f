"""Running a model: what goes in and what comes out, as plain values."""

from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from desktop.core.errors import Breach


@dataclass(frozen=True, slots=True)
class ImageInput:
    """An image file's bytes (PNG, JPEG, ...); parsed in the worker only. ``name`` is the file's, for records."""

    data: bytes
    name: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class AudioInput:
    """A sound file's bytes (WAV); parsed in the worker only. ``name`` is the file's, for records."""

    data: bytes
    name: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class TextInput:
    """A text, and the second one where the model reads two."""

    text: str
    pair: str = ""


@dataclass(frozen=True, slots=True)
class TableInput:
    """Rows of a table; each maps column names to numbers or category names (text is parsed in the worker)."""

    rows: tuple[dict[str, float | str], ...]


@dataclass(frozen=True, slots=True)
class SeriesInput:
    """A time series, oldest first."""

    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class SampleInput:
    """One of the package's own samples, by its file name in the public part."""

    name: str


RunInput = ImageInput | AudioInput | TextInput | TableInput | SeriesInput | SampleInput


@dataclass(frozen=True, slots=True)
class Picture:
    """Pixels of a result or preview: RGBA, 8 bits, row by row."""

    name: str
    width: int
    height: int
    rgba: bytes


@dataclass(frozen=True, slots=True)
class DeviceReport:
    """The device asked for and the one in use; ``reason`` (an id of ``core.devices.REASONS``) says why they differ.

    Of ``nodes`` operators ``on_cpu`` are computed by the processor all the same; 0 and 0 where the engine does not say.
    """

    asked: str
    used: str
    reason: str = ""
    nodes: int = 0
    on_cpu: int = 0


LevelName: TypeAlias = Literal["strict", "gpu", "reduced", "none"]

FULL = "full"
"""The name of a result's picture in its whole size, where that is larger than it is shown."""


@dataclass(frozen=True, slots=True)
class RunProgress:
    """How far a run is: tiles or tokens, of at most ``total``; ``text`` is what was written since the last report."""

    done: int
    total: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Tiling:
    """In how many pieces a picture was worked on, of ``side`` pixels; smaller than ``asked`` where memory did not suffice."""

    count: int
    side: int
    asked: int


@dataclass(frozen=True, slots=True)
class SandboxLevel:
    """What confines the worker on this machine: names of the facilities in force, and those missing.

    ``strict`` (shown as "strict CPU"): no file, socket or process. ``gpu``: the same but for the graphics driver, its
    device nodes and libraries. ``reduced``: some of the walls. ``none``: no wall at all.
    """

    level: LevelName
    active: tuple[str, ...]
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RunResult:
    """The answer of one run.

    ``value`` has the shape of Hugging Face's task outputs: classification ``[{"label", "score"}, ...]`` (for a table a
    list of those per row), regression ``[{"value", "lower"?, "upper"?}, ...]``, anomaly ``[{"score", "threshold",
    "is_anomaly"}, ...]``, forecast ``{"history": [...], "value": [...], "lower": [...], "upper": [...]}``, image-to-image
    ``{}`` with the pixels in ``pictures`` (``input`` and ``output``); docs/package.md section 4 has them all. ``frame``
    is the width and height of the picture that was given, in whose pixels boxes and points are; ``pictures`` may be
    shown smaller, and where ``output`` is, ``full`` is it in its whole size. ``tiling`` is None where the picture was
    worked on whole.
    """

    head: str
    value: Any
    seconds: float
    device: DeviceReport
    pictures: tuple[Picture, ...] = ()
    frame: tuple[int, int] = (0, 0)
    tiling: Tiling | None = None

    def picture(self, *names: str) -> Picture | None:
        """The first of these pictures that there is."""
        by_name = {picture.name: picture for picture in self.pictures}
        return next((by_name[name] for name in names if name in by_name), None)


@dataclass(frozen=True, slots=True)
class Miss:
    """A test vector (counted from 1) with an output outside its tolerance, at the element that is furthest off.

    ``times`` is |error| over what is allowed there. The numbers are None where the output has another shape.
    """

    vector: int
    output: str
    times: float
    expected: float | None = None
    came: float | None = None
    allowed: float | None = None


MAX_MISSES = 5
"""How many of them are told apart; beyond that their number says enough."""


@dataclass(frozen=True, slots=True)
class SelfTest:
    """The package's test vectors on this machine; ``worst`` is the largest |error| over its tolerance (<= 1 passes).

    ``missed`` counts the vectors that did not pass; ``misses`` holds the first of them.
    """

    ok: bool
    count: int
    worst: float
    missed: int = 0
    misses: tuple[Miss, ...] = ()


@dataclass(frozen=True, slots=True)
class FailedTest:
    """What is kept of a self-test that did not come out: the vectors, or the error's name that ended it."""

    count: int = 0
    missed: int = 0
    misses: tuple[Miss, ...] = ()
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verifier's answer about a package or a plain ONNX file."""

    ok: bool
    breaches: tuple[Breach, ...] = ()


@dataclass(frozen=True, slots=True)
class PublicContent:
    """What the verified public part says, read in the sandbox: JSON bytes to be read strictly, text, and pixels."""

    manifest_json: bytes
    spec_json: bytes
    card_markdown: str
    license_text: str
    samples: tuple[str, ...]
    previews: tuple[Picture, ...] = ()
    sample_texts: dict[str, str] = field(default_factory=dict)
