"""What a measure says, as plain values without numpy."""

from dataclasses import dataclass
from typing import Literal

Better = Literal["higher", "lower", "target"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure over ``n`` items.

    Attributes:
        name: Of the field, in the spelling of scikit-learn where it has one: ``accuracy``, ``f1_macro``, ``mae``.
        value: None where it is not defined for these items; ``reason`` then says why.
        low: Lower end of the 95 % interval; None where there is none.
        high: Its upper end.
        n: Number of items behind it.
        better: Which way is good; ``target`` means near ``target``.
        target: The value to be met, such as the nominal coverage of a band.
        label: The class that it is about; empty where it is about all.
        reason: Why there is no value or no interval; a word of ``desktop.text.measures``.
    """

    name: str
    value: float | None
    low: float | None
    high: float | None
    n: int
    better: Better = "higher"
    target: float | None = None
    label: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Bin:
    """One bin of a reliability curve: how sure the model was on average, and how often it was right.

    ``low`` and ``high`` are Wilson's 95 % interval of the share.
    """

    confidence: float
    share: float
    low: float
    high: float
    n: int
