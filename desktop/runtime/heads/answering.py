"""What a head works with: the outputs by role, and what of the inputs its answer needs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from desktop.core.packages import Head
from desktop.core.runs import Picture
from desktop.runtime.heads.geometry import Fit
from desktop.runtime.heads.images import Pixels
from desktop.runtime.heads.sounds import Sound
from desktop.runtime.heads.tokens import Tokens
from desktop.runtime.tensors import Array

Answer: TypeAlias = tuple[Any, tuple[Picture, ...]]
"""The value and the pictures of a run (shapes in ``desktop.core.runs.RunResult``)."""


Roles: TypeAlias = tuple[frozenset[str], frozenset[str]]
"""Those that must be there, once each, and those that may."""


@dataclass(frozen=True, slots=True)
class Given:
    """What of the inputs the answer needs: the picture, the text, the sound, the series, and how its window was standardised.

    ``fit`` says how the model's picture, ``sides`` (width, height) pixels large, lies over the one that was given;
    ``alpha`` how opaque that is, where a picture comes back and it is not all opaque. ``is_cut`` where the end of a text
    did not fit into the model.
    """

    image: Pixels | None = None
    alpha: Pixels | None = None
    is_cut: bool = False
    fit: Fit | None = None
    sides: tuple[int, int] = (0, 0)
    tokens: Tokens | None = None
    sound: Sound | None = None
    history: tuple[float, ...] = ()
    mean: float = 0.0
    deviation: float = 1.0


@dataclass(frozen=True, slots=True)
class Answering:
    """One run to be answered.

    Attributes:
        head: Of a spec that passed ``check_spec``.
        outputs: By role, float64, post-processed, none of them empty. For the head ``tensor`` by name, as they are.
        labels: Clean lines of the labels file; empty without one.
        settings: What the person set, within what the spec allows.
        given: What of the inputs the answer needs.
    """

    head: Head
    outputs: Mapping[str, Array]
    labels: Sequence[str]
    settings: Mapping[str, float]
    given: Given


@dataclass(frozen=True, slots=True)
class HeadRule:
    """A kind of answer: which outputs and inputs it wants, and how it is made.

    Attributes:
        answer: Raises RunFailed where the outputs do not fit.
        required: Roles that must be there, once each.
        optional: Roles that may be there.
        kind: The kind of input that must be there; None for any.
        is_labelled: Whether the spec must name a labels file.
        settings: Parameters that a spec may offer for it.
        needs: Fields of the head that must be set.
        layouts: Where the head has layouts, the roles that each wants, in place of ``required`` and ``optional``.
    """

    answer: Callable[[Answering], Answer]
    required: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()
    kind: str | None = None
    is_labelled: bool = False
    settings: frozenset[str] = frozenset()
    needs: tuple[str, ...] = ()
    layouts: Mapping[str, Roles] = field(default_factory=dict)

    def roles(self, layout: str | None) -> Roles | None:
        """Required and optional roles; None where the head has no such layout."""
        return self.layouts.get(layout or "") if self.layouts else (self.required, self.optional)
