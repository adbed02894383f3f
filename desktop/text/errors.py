"""Errors in words: a title, what it means, what to do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Any

from desktop.core.effect_checks import Difference
from desktop.core.errors import AppError, Breach, Bug, Cancelled, EnvironmentFault, UserError
from desktop.core.money import Currency, Money
from desktop.core.transfers import SourceTrouble
from desktop.text.breaches import breaches_text
from desktop.text.cases import CASES
from desktop.text.catalog import tr
from desktop.text.effects import differences_text
from desktop.text.signing import JOURNAL_FAULTS
from desktop.text.transfers import troubles_text
from desktop.text.words import amount, date_time, duration, size

_MAX_VALUE_CHARS = 300


@dataclass(frozen=True, slots=True)
class ErrorText:
    """An error in words: what happened, what it means, what to do. Plain text, never markup."""

    title: str
    body: str
    remedy: str = ""


def describe(error: BaseException) -> ErrorText:
    """The words for an error: of its own class, else of its nearest parent, else general ones."""
    for parent in type(error).__mro__:
        case = CASES.get(parent.__name__)
        if case is not None:
            title, body, remedy = (_fill(tr(part), error) if part else "" for part in case)
            return ErrorText(title, body, remedy)
    return _general(error)


def _general(error: BaseException) -> ErrorText:
    detail = str(error).strip()[:_MAX_VALUE_CHARS]
    match error:
        case Cancelled():
            return ErrorText(tr("Stopped"), tr("You stopped this. Nothing was changed."))
        case UserError():
            return ErrorText(
                tr("This cannot be done"),
                detail or tr("Licet cannot do what was asked."),
                tr("Change it and try again."),
            )
        case EnvironmentFault():
            return ErrorText(
                tr("Something outside Licet failed"),
                detail or tr("The disk, the network or the node did not do what was needed."),
                tr("Nothing was lost. Try again."),
            )
        case OSError():
            place = f"{error.filename}: " if error.filename else ""
            return ErrorText(
                tr("Something outside Licet failed"),
                f"{place}{error.strerror or type(error).__name__}.",
                tr("Nothing was lost. Try again."),
            )
        case Bug() | AppError() | _:
            return ErrorText(
                tr("Licet made a mistake"),
                tr("A part of Licet broke one of its own rules. Your wallet and your orders are kept."),
                tr("Try again. If it happens again, the log under Settings has what the makers need."),
            )


_UNITS: dict[str, Callable[[Any], str]] = {"wei": amount, "bytes": size, "at": date_time, "s": duration}
"""How a number is written, by the end of its name."""


_IDS: dict[tuple[str, str], Mapping[str, str]] = {("JournalBroken", "what"): JOURNAL_FAULTS}
"""Attributes that are ids, by the error's class and their name, and the words for each."""


class _Fields(Formatter):
    """Writes an error's attributes by the ending of their names; what is missing becomes a dash."""

    def __init__(self, error: BaseException) -> None:
        self._error = error

    def get_field(self, field_name: str, args: object, kwargs: object) -> tuple[object, str]:  # noqa: ARG002
        value = getattr(self._error, field_name, None)
        words = _IDS.get((type(self._error).__name__, field_name), {}).get(str(value))
        return tr(words) if words else _value_text(field_name, value), field_name


def _fill(template: str, error: BaseException) -> str:
    return _Fields(error).vformat(template, (), {})


def _value_text(name: str, value: object) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, (tuple, list, frozenset)):
        if value and all(isinstance(item, Breach) for item in value):
            return breaches_text(tuple(value))
        if value and all(isinstance(item, SourceTrouble) for item in value):
            return troubles_text(tuple(value))
        if value and all(isinstance(item, Difference) for item in value):
            return differences_text(tuple(value))
        text = "; ".join(getattr(item, "text", str(item)) for item in value)
    else:
        text = _quantity_text(name, value) or (value.hex() if isinstance(value, bytes) else str(value))
    return text if len(text) <= _MAX_VALUE_CHARS else text[:_MAX_VALUE_CHARS] + "…"


def _quantity_text(name: str, value: object) -> str:
    """The value with its unit, by its type or its name; empty for what has none."""
    if isinstance(value, Money):
        return value.text()
    if isinstance(value, Currency):
        return value.unit
    if not isinstance(value, (int, float)):
        return ""
    write = _UNITS.get(name.rpartition("_")[2])
    return write(value) if write is not None else ""
