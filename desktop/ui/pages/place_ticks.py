"""Where a new model can be fetched: a tick for each place that it is published to, and addresses of the seller's own."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.core.mirrors import Mirror
from desktop.text import tr
from desktop.ui.jobs import JobRunner
from desktop.ui.mirror_words import mirror_name, mirror_place
from desktop.ui.widgets.basic import CheckBox, clear, column, plain_tip

if TYPE_CHECKING:
    from desktop.services.selling.mirroring import MirrorService


_MOST_CHARACTERS = 80


class PlaceTicks(QWidget):
    """Ticks are on at first; without any place there is the field alone."""

    def __init__(self, jobs: JobRunner, mirrors: "MirrorService") -> None:
        super().__init__()
        self._jobs, self._mirrors = jobs, mirrors
        self._left_out: set[Mirror] = set()
        self._shown: tuple[Mirror, ...] = ()
        self._lines = column(spacing=4)
        self.typed = QLineEdit()
        self.typed.setObjectName("sell-sources")
        self.typed.setAccessibleName(tr("Download address"))
        self.typed.setPlaceholderText(tr("https://… where else buyers download it; several with commas"))
        outer = column(self)
        outer.addLayout(self._lines)
        outer.addWidget(self.typed)

    def reload(self) -> None:
        """Look which places there are; what was unticked stays so."""
        self._jobs.start(lambda _job: self._mirrors.mirrors(), lane="db", owner=self, done=self._show)

    def chosen(self) -> tuple[Mirror, ...]:
        """Those that are ticked, in their order."""
        return tuple(mirror for mirror in self._shown if mirror not in self._left_out)

    def addresses(self) -> tuple[str, ...]:
        """The seller's own, as typed."""
        return tuple(filter(None, (part.strip() for part in self.typed.text().split(","))))

    def _show(self, mirrors: tuple[Mirror, ...]) -> None:
        if mirrors == self._shown:
            return
        self._shown = mirrors
        clear(self._lines)
        for number, mirror in enumerate(mirrors):
            words = tr("{kind}: {place}", kind=mirror_name(mirror), place=mirror_place(mirror))
            box = CheckBox(_short(words).replace("&", "&&"))
            box.setToolTip(plain_tip(words))
            box.setObjectName(f"sell-place-{number}")
            box.setAccessibleName(words)
            box.setChecked(mirror not in self._left_out)
            box.toggled.connect(lambda on, mirror=mirror: self._tick(mirror, on=on))
            self._lines.addWidget(box)

    def _tick(self, mirror: Mirror, *, on: bool) -> None:
        if on:
            self._left_out.discard(mirror)
        else:
            self._left_out.add(mirror)


def _short(words: str) -> str:
    """A box cannot wrap or elide its words; all of them are its tip."""
    return words if len(words) <= _MOST_CHARACTERS else f"{words[: _MOST_CHARACTERS - 1]}…"
