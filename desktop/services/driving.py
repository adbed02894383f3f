"""Driving a record from state to state; each state is on disk before the act that leads out of it."""

from collections.abc import Callable, Collection, Mapping
from enum import Enum
from typing import Any, Protocol, TypeVar

from desktop.core.cancel import CancelToken
from desktop.core.changes import Progress
from desktop.core.errors import AppError, Cancelled, StaleState

Report = Callable[[Progress], None]


class Record(Protocol):
    """Something kept that is on its way."""

    @property
    def id(self) -> str: ...
    @property
    def state(self) -> Enum: ...


R = TypeVar("R", bound=Record)
Step = Callable[[R, CancelToken, Report], R]


def drive(
    record: R,
    steps: Mapping[Any, Step[R]],
    *,
    settled: Collection[Enum],
    reread: Callable[[str], R],
    note: Callable[[R, AppError | None], None],
    cancel: CancelToken,
    report: Report,
) -> R:
    """Take steps until the record is settled, or a step leaves it where it is.

    ``note`` hears of each change, and of the fault that ends it, which it keeps; ``reread`` reads the record anew.

    Raises:
        Cancelled: Between two steps or inside one; the state is kept.
        AppError: What stopped a step; driving again goes on.
    """
    while record.state not in settled:
        before = record.state
        cancel.raise_if_cancelled()
        try:
            record = steps[before](record, cancel, report)
        except Cancelled:
            raise
        except StaleState:  # another hand moved it meanwhile: go on from there
            record = reread(record.id)
            continue
        except AppError as error:
            note(record, error)
            raise
        if record.state is before:
            break
        note(record, None)
    return record
