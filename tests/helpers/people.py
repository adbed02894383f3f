"""A person at the sheet."""

from collections.abc import Callable, Sequence

from desktop.core.agreements import Agreed, Ask, Declined, Planned, Sheet
from desktop.core.errors import AppError
from desktop.core.transactions import FeeChoice, FeeLevel


class Person:
    """Says yes to each sheet at the fee of a level, and remembers them."""

    def __init__(self, choice: FeeChoice = FeeLevel.NORMAL, *, yes: bool = True) -> None:
        self.sheets: list[Sheet] = []
        self.earlier: list[AppError | None] = []
        self._choice, self._yes = choice, yes

    def agree(
        self, _plan: Sequence[Planned], _ask: Ask, make: Callable[[], Sheet], earlier: AppError | None
    ) -> Sequence[Agreed]:
        self.sheets.append(make())
        self.earlier.append(earlier)
        if not self._yes or len(self.sheets) > 3:
            raise Declined
        return self.sheets[-1].agreed(self._choice)
