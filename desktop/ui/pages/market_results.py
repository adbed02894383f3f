"""The line above the results: how many, what narrows them down, how far the catalogue is; and what to do without any."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.core.listings import Count, IndexStatus, ListingPage
from desktop.text import tr, trn
from desktop.ui.market_words import age_words, is_syncing, models_words, progress_words, total_words
from desktop.ui.pages.market_filters import Narrowing
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Icon, Label, clear, column, row
from desktop.ui.widgets.flow import Flow


class ResultLine(Flow):
    """How many were found, a chip for each filter, and all at once."""

    removed = Signal(str)
    cleared = Signal()
    newer_asked = Signal()
    hidden_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.count = Label("", "strong")
        self.count.setObjectName("market-count")
        self.newer = Button(
            tr("Show what is new"),
            "ghost",
            icon="refresh-cw",
            name="market-newer",
            clicked=self.newer_asked.emit,
        )
        self.newer.hide()
        self.hidden = Button("", "link", icon="eye-off", name="market-hidden", clicked=self.hidden_asked.emit)
        self.hidden.hide()
        self.clear_all = Button(tr("Clear all"), "link", name="market-clear", clicked=self.cleared.emit)
        self._chips: list[Button] = []
        self._put_chips(())

    @property
    def chips(self) -> tuple[str, ...]:
        """What the chips say."""
        return tuple(chip.text() for chip in self._chips)

    def show_filters(self, narrowings: Sequence[Narrowing]) -> None:
        """A chip for each filter that is set."""
        if narrowings or self._chips:  # else nothing changes, as with nearly every key
            self._put_chips(narrowings)

    def _put_chips(self, narrowings: Sequence[Narrowing]) -> None:
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = [self._chip(narrowing) for narrowing in narrowings]
        self.set_widgets((self.count, self.newer, *self._chips, self.clear_all, self.hidden))
        self.clear_all.setVisible(bool(narrowings))

    def show_page(self, page: ListingPage) -> None:
        """How many an answer has, and how many the person's lists took out of it."""
        self.count.setText(total_words(page))
        self.hidden.setVisible(page.hidden > 0)
        self.hidden.set_text(trn("{n} hidden by your lists", "{n} hidden by your lists", page.hidden))

    def _chip(self, narrowing: Narrowing) -> Button:
        chip = Button(
            narrowing.words,
            "chip",
            icon="x",
            name=f"market-chip-{narrowing.name.partition(':')[0]}",
            clicked=lambda: self.removed.emit(narrowing.name),
        )
        chip.setProperty("set", True)
        chip.setAccessibleName(tr("Remove the filter {name}", name=narrowing.words))
        return chip


class CatalogueNote(QWidget):
    """A quiet line while the chain is being read, and a plain one where nobody can be asked; else nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = Icon("loader-circle", "muted", 16)
        self.words = Label("", "small", wrap=True)
        self.words.setObjectName("market-note")
        line = row(self._icon, self.words)
        line.setStretch(1, 1)
        self.setLayout(line)
        self.hide()

    def show_status(self, status: IndexStatus) -> None:
        """Say how far the catalogue is, where that matters to who looks for a model."""
        if status.fault is not None:
            self._icon.show_icon("wifi-off", "warning")
            self.words.set_role("warning")
            parts = (status.fault, age_words(status))
            self.words.setText(tr("{fault}. {age}", fault=parts[0], age=parts[1]) if parts[1] else parts[0])
        elif is_syncing(status):
            self._icon.show_icon("loader-circle", "muted")
            self.words.set_role("small")
            self.words.setText(
                tr("{progress}. More models appear here as they are read.", progress=progress_words(status))
            )
        self.setVisible(status.fault is not None or is_syncing(status))


class Loosenings(QWidget):
    """What to take back where nothing fits, each with how many models that would give; and what may have been meant.

    ``chosen`` names what to take back, ``meant`` holds other words.
    """

    chosen = Signal(str)
    meant = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._lines = column(self, spacing=GRID)
        self._buttons: list[Button] = []

    @property
    def offers(self) -> tuple[str, ...]:
        """What the buttons say."""
        return tuple(button.text() for button in self._buttons)

    def offer(self, choices: Sequence[tuple[str, str, Count]], meant: str | None = None) -> None:
        """``(name, words, count)`` of each, but for those that would give nothing; and other words."""
        clear(self._lines)
        self._buttons = []
        if meant is not None:
            words = tr("Search for “{words}” instead", words=meant)
            self._add(Button(words, "secondary", name="market-meant", clicked=lambda: self.meant.emit(meant)))
        for choice in choices:
            if choice[2].number:
                self._add(self._button(*choice))
        self.setVisible(bool(self._buttons))

    def _add(self, button: Button) -> None:
        self._buttons.append(button)
        self._lines.addLayout(row(1, button, 1))

    def _button(self, name: str, words: str, count: Count) -> Button:
        text = tr("{choice}: {models}", choice=words, models=models_words(count))
        return Button(
            text,
            "secondary",
            name=f"market-loosen-{name.partition(':')[0]}",
            clicked=lambda: self.chosen.emit(name),
        )
