"""Turning a model from elsewhere into a package: what was found, what is guessed with which reason, what is asked.

Keys name what has to be known (``task``, ``labels``, ``image.values``); sources are codes whose words stand in
``desktop.text.importing``. Values are plain JSON.
"""

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from desktop.core.errors import EnvironmentFault, UserError

Value: TypeAlias = Any
Kind: TypeAlias = Literal["text", "paragraph", "choice", "lines", "number", "integer", "size"]

TASKS: dict[str, tuple[str, str]] = {
    "image-classification": ("image", "image-classification"),
    "object-detection": ("image", "detection"),
    "keypoint-detection": ("image", "keypoints"),
    "image-segmentation": ("image", "segmentation"),
    "depth-estimation": ("image", "depth"),
    "image-to-image": ("image", "image-to-image"),
    "image-feature-extraction": ("image", "embedding"),
    "text-classification": ("text", "text-classification"),
    "token-classification": ("text", "token-classes"),
    "question-answering": ("text", "answer"),
    "feature-extraction": ("text", "embedding"),
    "audio-classification": ("audio", "audio-classification"),
    "voice-activity-detection": ("audio", "speech"),
    "tabular-classification": ("table", "table-classification"),
    "tabular-regression": ("table", "table-regression"),
    "tabular-anomaly-detection": ("table", "anomaly"),
    "time-series-forecasting": ("series", "forecast"),
    "other": ("tensor", "tensor"),
}
"""Each task that can be proposed, with the kind of its input and the head of its answer; named as Hugging Face does."""

VARIANTS = ("fp16", "int8")
"""What may lie in a package beside the model as it is: half precision, and 8-bit weights of its matrix products."""


@dataclass(frozen=True, slots=True)
class Question:
    """Something that nothing in the files tells, or that they tell in two ways.

    Attributes:
        key: What is asked; an answer goes under this key.
        kind: What an answer looks like.
        choices: Of ``choice``: the values; empty for free ones.
        suggestion: What is usual, never taken by itself; None for nothing.
        reason: Code of why it is asked.
        count: How many lines an answer of kind ``lines`` must have; 0 for any number.
    """

    key: str
    kind: Kind
    choices: tuple[str, ...] = ()
    suggestion: Value = None
    reason: str = "untold"
    count: int = 0


@dataclass(frozen=True, slots=True)
class Guess:
    """Something that was found out: ``source`` says from what, so that a person can judge it.

    ``question`` is what it answers, for whoever wants to answer otherwise; None for what cannot be otherwise.
    """

    key: str
    value: Value
    source: str
    question: Question | None = None


@dataclass(frozen=True, slots=True)
class Port:
    """An input or output of the model in words: its name, its type, and its shape ("?" where it is free)."""

    name: str
    dtype: str
    shape: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is known so far; with no question open the package can be made."""

    guesses: tuple[Guess, ...]
    questions: tuple[Question, ...]

    @property
    def is_complete(self) -> bool:
        return not self.questions


@dataclass(frozen=True, slots=True)
class Study:
    """A model file that was read in the sandbox; ``token`` names it to whoever read it.

    Attributes:
        token: Names what was read.
        name: The file's name.
        exporter: Which program wrote it, by its own word; empty if it does not say.
        operators: How many nodes of which operator, the most frequent first.
        size_bytes: Of the file and the weights beside it.
        beside: Names of the files beside it that were read too.
        samples: How many inputs to try it on were given.
        unread: What lies beside it or in its metadata and was not used, each with the reason.
    """

    token: str
    name: str
    exporter: str
    inputs: tuple[Port, ...]
    outputs: tuple[Port, ...]
    operators: tuple[tuple[str, int], ...]
    size_bytes: int
    beside: tuple[str, ...]
    proposal: Proposal
    samples: int = 0
    unread: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class VariantReport:
    """One form of the model, measured; ``refusal`` says why it is not offered (a code), empty if it is.

    ``error`` is the largest difference from the model as it is, as a share of the range of its answers.
    """

    name: str
    size_bytes: int = 0
    run_ms: float = 0.0
    peak_rss_bytes: int = 0
    error: float = 0.0
    refusal: str = ""


@dataclass(eq=False)
class BadAnswer(UserError):
    """An answer that cannot be used; ``reason`` says what it must be."""

    key: str
    reason: str


@dataclass(eq=False)
class OpenQuestions(UserError):
    """The package cannot be made before these are answered."""

    keys: tuple[str, ...]


class Unimportable(EnvironmentFault):
    """The model cannot become a package that does what was asked of it."""


class NoTokenizer(Unimportable):
    """A model of texts without a ``tokenizer.json`` beside it."""


class NotTokens(Unimportable):
    """A model of texts whose inputs are not those of a tokenizer."""


class OneScore(Unimportable):
    """One number for two classes, and no sigmoid that would make it a probability."""


@dataclass(eq=False)
class OtherInputs(Unimportable):
    """The task wants one input of another shape."""

    inputs: tuple[str, ...]


class NoColumns(Unimportable):
    """A table whose number of columns the graph does not say."""


class NoNumbers(Unimportable):
    """Inputs or outputs that are no numbers: texts, sequences, maps."""


class GeneratingModel(Unimportable):
    """A model that writes text by itself; packages do not say yet how it is driven."""


class UnsteadyModel(Unimportable):
    """The same input gives something else each time: no test vector can hold."""


class NoBatchAxis(Unimportable):
    """An output without one row for its one input."""


@dataclass(eq=False)
class FailedTrial(Unimportable):
    """It did not run on a test input; ``reason`` is onnxruntime's own text, made harmless."""

    reason: str


class NotFinite(Unimportable):
    """It answers with numbers that are none."""


@dataclass(eq=False)
class ContradictedAnswer(UserError):
    """What was told or answered is not what the model does; ``found`` is what it does."""

    key: str
    found: str
