"""One attempt at a spec: what is known goes in with its reason, what is not becomes a question."""

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

from desktop.core.importing import BadAnswer, Guess, Kind, Proposal, Question
from desktop.runtime.importing.facts import MAX_LABELS, ModelFacts, PortFacts
from desktop.runtime.rules import harmless

ANSWER = "answer"
_MAX_CHARS = {"text": 120, "paragraph": 1000}
_LICENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]{0,63}\Z")
_SIZE = re.compile(r"\s*(\d{1,4})\s*[x×, ]\s*(\d{1,4})\s*\Z")


class Draft:
    """Collects guesses and questions while the parts of a spec are put together.

    What a person answered goes before what files tell; two files that contradict each other make a question.
    """

    def __init__(self, facts: ModelFacts, answers: Mapping[str, Any], beside: Sequence[str]) -> None:
        self.facts = facts
        self.beside = frozenset(beside)
        self._answers = answers
        self._guesses: dict[str, Guess] = {}
        self._questions: dict[str, Question] = {}

    def need(
        self,
        key: str,
        kind: Kind,
        *,
        choices: Sequence[str] = (),
        suggestion: Any = None,
        derived: Any = None,
        source: str = "shape",
        reason: str = "untold",
        count: int = 0,
    ) -> Any:
        """The value under a key; None after it became a question.

        Args:
            key: What is needed.
            kind: What an answer looks like.
            choices: The values of a choice.
            suggestion: Shown with the question, never taken.
            derived: What follows from the model itself where no file tells.
            source: From what it follows.
            reason: Why it is asked, if it is.
            count: How many lines there must be.

        Raises:
            BadAnswer: The person's answer cannot be used.
        """
        question = Question(key, kind, tuple(choices), suggestion, reason, count)
        if key in self._answers:
            return self._know(key, read_answer(question, self._answers[key]), ANSWER, question)
        told = {hint.source: hint.value for hint in self.facts.hints if hint.key == key}
        fitting = {source: v for source, v in told.items() if _fits(question, v)}
        if fitting and all(v == next(iter(fitting.values())) for v in fitting.values()):
            found = next(iter(fitting))
            return self._know(key, fitting[found], found, question)
        if fitting:
            first = next(iter(fitting.values()))
            return self._ask(Question(key, kind, tuple(choices), first, "contradiction", count))
        if told and count:
            return self._ask(Question(key, kind, tuple(choices), suggestion, "count", count))
        if derived is not None:
            return self._know(key, derived, source, question)
        return self._ask(question)

    def hint(self, key: str) -> Any:
        """What a file or an answer tells under a key that need not be known; None if none does."""
        if key in self._answers:
            return self._answers[key]
        found = next((hint for hint in self.facts.hints if hint.key == key), None)
        if found is None:
            return None
        return self._know(key, found.value, found.source)

    def note(self, key: str, value: Any, source: str) -> Any:
        """Show something that follows from the model alone."""
        return self._know(key, value, source)

    def _know(self, key: str, value: Any, source: str, question: Question | None = None) -> Any:
        self._guesses[key] = Guess(key, value, source, question)
        return value

    def _ask(self, question: Question) -> None:
        self._questions[question.key] = question

    @property
    def proposal(self) -> Proposal:
        return Proposal(tuple(self._guesses.values()), tuple(self._questions.values()))

    # --- The model's ports ---

    @property
    def inputs(self) -> Sequence[PortFacts]:
        return self.facts.inputs

    def output(self, name: str) -> PortFacts:
        return next(port for port in self.facts.outputs if port.name == name)

    def numeric_outputs(self) -> list[PortFacts]:
        """Outputs that are numbers, or maps of them that become a tensor."""
        return [
            port
            for port in self.facts.outputs
            if port.kind == "zipmap" or (port.kind == "tensor" and port.dtype in {"FP32", "FP16", "FP64"})
        ] or [port for port in self.facts.outputs if port.kind == "tensor" and port.dtype != "BYTES"]

    def choose_output(
        self, key: str, names: Sequence[str], among: Sequence[PortFacts] | None = None
    ) -> str | None:
        """The output of a role: the only one, the one that a convention names so, or the one that the person chooses."""
        found = list(self.numeric_outputs() if among is None else among)
        if len(found) == 1:
            return self._known(key, found[0].name, "only")
        named = [p for p in found if p.name.lower().split(":")[0] in names]
        derived = named[0].name if len(named) == 1 else None
        chosen = self.need(key, "choice", choices=[p.name for p in found], derived=derived, source="name")
        return None if chosen is None else str(chosen)

    def _known(self, key: str, value: str, source: str) -> str:
        self._know(key, value, source)
        return value


def read_answer(question: Question, value: Any) -> Any:
    """An answer as the value that it stands for; texts of a form or a file are understood too.

    Raises:
        BadAnswer: It is of another kind.
    """
    key = question.key
    match question.kind:
        case "choice":
            if key == "licence" and isinstance(value, str) and _LICENCE.match(value):
                return value
            if value in question.choices or _fits(question, value):
                return value
            raise BadAnswer(key, ", ".join(question.choices))
        case "text" | "paragraph":
            text = " ".join(str(value).split())
            if isinstance(value, str) and 0 < len(text) <= _MAX_CHARS[question.kind]:
                return harmless(text, _MAX_CHARS[question.kind])
            raise BadAnswer(key, f"1..{_MAX_CHARS[question.kind]}")
        case "lines":
            return _lines(question, value)
        case "size":
            return _size(key, value)
        case "number" | "integer":
            return _number(question, value)


def _lines(question: Question, value: Any) -> list[str]:
    lines = value.splitlines() if isinstance(value, str) else value
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        raise BadAnswer(question.key, "lines")
    kept = [harmless(line.strip(), 200) for line in lines if line.strip()]
    if not 0 < len(kept) <= MAX_LABELS or (question.count and len(kept) != question.count):
        raise BadAnswer(question.key, str(question.count or "1.."))
    if question.key != "labels" and len(set(kept)) < len(kept):
        raise BadAnswer(question.key, "twice")
    return kept


def _size(key: str, value: Any) -> list[int]:
    if isinstance(value, str) and (found := _SIZE.match(value)):
        value = [int(found[1]), int(found[2])]
    if (
        isinstance(value, list)
        and len(value) == 2
        and all(isinstance(v, int) and not isinstance(v, bool) and 1 <= v <= 8192 for v in value)
    ):
        return value
    raise BadAnswer(key, "224 x 224")


def _number(question: Question, value: Any) -> int | float:
    try:
        number = (
            float(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else math.nan
        )
    except (ValueError, OverflowError):
        number = math.nan
    if not math.isfinite(number) or (question.kind == "integer" and number != int(number)):
        raise BadAnswer(question.key, "1, 2, 3" if question.kind == "integer" else "0.5")
    return int(number) if question.kind == "integer" else number


def _fits(question: Question, value: Any) -> bool:
    """Whether what a file tells can be used as it is."""
    match question.kind:
        case "choice":
            return value in question.choices or (question.key == "image.values" and _is_scaling(value))
        case "lines":
            return isinstance(value, list) and (not question.count or len(value) == question.count)
        case "size":
            return isinstance(value, list) and len(value) == 2
        case "number" | "integer":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case _:
            return isinstance(value, str)


def _is_scaling(value: Any) -> bool:
    match value:
        case {
            "factor": int() | float() as factor,
            "offset": int() | float() as offset,
            "mean": list(mean),
            "std": list(std),
        }:
            numbers = [factor, offset, *mean, *std]
            plain = all(isinstance(v, int | float) and math.isfinite(v) for v in numbers)
            return plain and 0 < len(mean) <= 16 and 0 < len(std) <= 16 and 0 not in std
    return False
