"""The recovery words on the screen, and the check that they are on paper."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QWidget

from desktop.text import tr
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Label, clear, column, row

_COLUMNS = 3
_ASKED = 3


class WordGrid(QWidget):
    """Numbered words in three columns. They are labels that nothing can copy."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("welcome-words")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GRID)
        self._words: list[Label] = []

    @property
    def count(self) -> int:
        """How many words are shown."""
        return len(self._words)

    @property
    def words(self) -> tuple[str, ...]:
        """The words as shown."""
        return tuple(label.text() for label in self._words)

    def show_words(self, words: tuple[str, ...]) -> None:
        """Show these words, or forget the last ones."""
        for label in self._words:
            label.clear()
        self._words.clear()
        clear(self._grid)
        lines = -(-len(words) // _COLUMNS)
        for index, word in enumerate(words):
            cell = QFrame()
            cell.setObjectName("wordcell")
            number = Label(f"{index + 1}", "muted")
            number.setFixedWidth(3 * GRID)
            label = Label(word, "word")
            label.setAccessibleName(tr("Word {n}: {word}", n=index + 1, word=word))
            line = row(number, label, 1)
            line.setContentsMargins(GRID + 4, GRID, GRID + 4, GRID)
            cell.setLayout(line)
            self._words.append(label)
            self._grid.addWidget(cell, index % lines, index // lines)


class CheckForm(QWidget):
    """Asks for three words by their places."""

    submitted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._fields: dict[int, QLineEdit] = {}
        self._line = row(spacing=2 * GRID)
        self.setLayout(self._line)

    @property
    def places(self) -> tuple[int, ...]:
        """The places that are asked for, from 0."""
        return tuple(self._fields)

    def ask(self, count: int) -> None:
        """Ask for three of ``count`` words, chosen afresh; none for 0."""
        for edit in self._fields.values():
            edit.clear()
        self._fields.clear()
        clear(self._line)
        if not count:
            return
        from desktop.services.accounts import backup_positions

        for place in backup_positions(count, _ASKED):
            edit = QLineEdit()
            edit.setObjectName(f"welcome-word-{place}")
            edit.setAccessibleName(tr("Word {n}", n=place + 1))
            edit.returnPressed.connect(self.submitted)
            block = column(spacing=4)
            block.addWidget(Label(tr("Word {n}", n=place + 1), "strong"))
            block.addWidget(edit)
            self._fields[place] = edit
            self._line.addLayout(block, 1)

    def words(self) -> dict[int, str]:
        """Place to word, as typed."""
        return {place: edit.text().strip().lower() for place, edit in self._fields.items()}

    def focus_first(self) -> None:
        """Put the keyboard into the first field."""
        if self._fields:
            next(iter(self._fields.values())).setFocus()
