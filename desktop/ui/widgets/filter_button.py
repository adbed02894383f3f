"""A button that opens a menu of what to narrow down to, with how many each choice would leave."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QMenu

from desktop.core.listings import Count
from desktop.text import tr
from desktop.ui.market_words import count_words
from desktop.ui.widgets.basic import Button, Icon, restyle

_ARROW = 16
_MOST_LETTERS = 48
_PRESSES = {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a menu; ``short`` is what a chip says of it."""

    value: Hashable
    words: str
    short: str = ""

    @property
    def on_chip(self) -> str:
        return self.short or self.words


class _StayingMenu(QMenu):
    """Stays open while several things are ticked."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._tick(self.actionAt(event.position().toPoint())):
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in _PRESSES or not self._tick(self.activeAction()):
            super().keyPressEvent(event)

    def _tick(self, action: QAction | None) -> bool:
        if action is None or not action.isCheckable() or not action.isEnabled():
            return False
        action.trigger()
        return True


class FilterButton(Button):
    """``chosen`` are the values that are ticked; of a ``single`` one at most one, and ticking it again takes it back.

    ``opened`` is emitted before the menu is shown, ``changed`` when the person ticks something.
    """

    changed = Signal()
    opened = Signal()

    def __init__(
        self,
        title: str,
        name: str,
        options: Sequence[Option] = (),
        *,
        single: bool = False,
        words_of: Callable[[str], str] = str,
    ) -> None:
        """``words_of`` gives the words of a value that is ticked and not among the choices."""
        super().__init__(title, "filter", name=name)
        self._title, self._is_single, self._words_of = title, single, words_of
        self._options: tuple[Option, ...] = tuple(options)
        self._counts: dict[Hashable, Count] = {}
        self._chosen: tuple[Hashable, ...] = ()
        self._reading: QAction | None = None
        self._arrow = Icon("chevron-down", "muted", _ARROW)
        self._arrow.setParent(self)
        self._arrow.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.menu_of_choices = QMenu(self) if single else _StayingMenu(self)
        self.clicked.connect(lambda _checked=False: self.open())
        self._show_choice()

    @property
    def chosen(self) -> tuple[Hashable, ...]:
        return self._chosen

    @property
    def options(self) -> tuple[Option, ...]:
        return self._options

    def choose(self, *values: Hashable) -> None:
        """Tick these and no others; emits nothing."""
        self._chosen = values[:1] if self._is_single else values
        self._show_choice()
        if self.menu_of_choices.isVisible():
            self._fill()

    def option(self, value: Hashable) -> Option:
        """The option of a value, also of one that the menu has not."""
        known = (option for option in self._options if option.value == value)
        return next(known, Option(value, self._words_of(str(value))))

    def offer(self, options: Iterable[Option]) -> None:
        """Other choices; what is ticked stays ticked and in the menu."""
        offered = tuple(options)
        missing = tuple(
            self.option(value) for value in self._chosen if value not in {each.value for each in offered}
        )
        self._options = (*offered, *missing)
        if self.menu_of_choices.isVisible():
            self._fill()

    def show_counts(self, counts: dict[Hashable, Count]) -> None:
        """How many each choice would leave."""
        self._counts = counts
        if self.menu_of_choices.isVisible():
            self._fill()

    def open(self) -> None:
        """Show the menu under the button."""
        self.opened.emit()
        self._fill()
        self.menu_of_choices.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + _ARROW + 4, hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrow.move(self.width() - _ARROW - 10, (self.height() - _ARROW) // 2)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def _fill(self) -> None:
        """Write the menu anew, into the actions that are there: an open menu must not lose the one under the mouse."""
        menu = self.menu_of_choices
        if self._reading is not None:
            menu.removeAction(self._reading)
            self._reading = None
        actions = menu.actions()
        for place, option in enumerate(self._options):
            if place == len(actions):
                actions.append(menu.addAction(""))
                actions[place].setCheckable(True)
                actions[place].triggered.connect(lambda _checked=False, at=place: self._pressed(at))
            count = self._counts.get(option.value)
            words = _plain(option.words)
            actions[place].setText(f"{words}\t{count_words(count)}" if count is not None else words)
            actions[place].setChecked(option.value in self._chosen)
            actions[place].setEnabled(count is None or count.number > 0 or option.value in self._chosen)
        for action in actions[len(self._options) :]:
            menu.removeAction(action)
            action.deleteLater()
        if not self._options:
            self._reading = menu.addAction(tr("Reading…"))
            self._reading.setEnabled(False)

    def _pressed(self, place: int) -> None:
        value = self._options[place].value
        if value in self._chosen:
            chosen = tuple(each for each in self._chosen if each != value)
        else:
            chosen = (value,) if self._is_single else (*self._chosen, value)
        self.choose(*chosen)
        self.changed.emit()

    def _show_choice(self) -> None:
        count = len(self._chosen)
        words = self._title
        if count and self._is_single:
            words = self.option(self._chosen[0]).on_chip
        elif count:
            words = tr("{title}: {n}", title=self._title, n=count)
        self.set_text(words)
        self.setAccessibleName(
            tr("{title}, {chosen}", title=self._title, chosen=words) if count else self._title
        )
        self.setProperty("set", bool(count))
        restyle(self)
        self.updateGeometry()


def _plain(text: str) -> str:
    """A stranger's words as one line of a menu: no mnemonic, no second column, no end of it."""
    line = " ".join(text.split())
    cut = line if len(line) <= _MOST_LETTERS else f"{line[: _MOST_LETTERS - 1]}…"
    return cut.replace("&", "&&")
