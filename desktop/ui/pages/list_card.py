"""One block list: who wrote it, what it says here, what it may do, and where new versions come from."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from desktop.core.block_lists import Mode
from desktop.services.block_lists import ListView
from desktop.text import tr
from desktop.ui.list_words import by_words, diff_words, entries_words, fault_words, list_name, one_line
from desktop.ui.phrases import date
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Badge, Button, Card, Choice, ElidedLabel, Icon, Label, row
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.ui.pages.lists import ListsPage

_DAY_S = 86_400


class ListCard(Card):
    """A list with its choices."""

    def __init__(self, page: "ListsPage", view: ListView) -> None:
        super().__init__(padding=2 * GRID, spacing=GRID)
        kept = view.kept
        self.view = view
        title = ElidedLabel(list_name(kept.name, is_own=kept.is_own), "h3")
        head = row(Icon("user-round" if kept.is_own else "shield", "accent_text"), title, self._mode(page))
        head.setStretch(1, 1)
        self.column.addLayout(head)
        if about := one_line(kept.about):
            self.column.addWidget(Label(about, "body", wrap=True))
        facts = [
            by_words(kept.author),
            tr("version {version}", version=kept.version) if kept.version else "",
            date(kept.date) if kept.version else "",
            entries_words(kept.entries, view.here),
        ]
        self.column.addWidget(Label("  ·  ".join(filter(None, facts)), "muted", wrap=True))
        if view.unseen is not None:
            changed = tr("New since you looked: {changes}", changes=diff_words(view.unseen))
            self.column.addLayout(row(Badge(changed, "accent"), 1))
        if fault := fault_words(kept):
            when = tr("Asked on {date}. The version that you have counts.", date=date(kept.looked_at))
            self.column.addWidget(Banner("warning", fault, when))
        if kept.source:
            self.column.addLayout(self._source(page))
        self.column.addLayout(self._actions(page))

    def _mode(self, page: "ListsPage") -> Choice:
        kept = self.view.kept
        choice = Choice(tr("What the list may do"), "list-mode")
        for words, mode in (
            (tr("Hides"), Mode.HIDE),
            (tr("Only warns"), Mode.WARN),
            (tr("Switched off"), Mode.OFF),
        ):
            choice.addItem(words, mode)
        choice.setCurrentIndex(choice.findData(kept.mode))
        choice.activated.connect(
            lambda _index: page.do(lambda: page.service.set_mode(kept.id, choice.currentData()))
        )
        return choice

    def _source(self, page: "ListsPage") -> QHBoxLayout:
        kept = self.view.kept
        every = Choice(tr("Ask for new versions"), "list-every")
        for words, seconds in (
            (tr("Never asked for unasked"), 0),
            (tr("Asked for every day"), _DAY_S),
            (tr("Asked for every week"), 7 * _DAY_S),
        ):
            every.addItem(words, seconds)
        every.setCurrentIndex(max(0, every.findData(kept.every_s)))
        every.activated.connect(
            lambda _index: page.do(lambda: page.service.set_every(kept.id, every.currentData()))
        )
        line = row(Icon("globe", "muted", 16), ElidedLabel(kept.source, "small"), every)
        line.setStretch(1, 1)
        return line

    def _actions(self, page: "ListsPage") -> QHBoxLayout:
        kept = self.view.kept
        entries = Button(
            tr("What it says"), "secondary", name="list-entries", clicked=lambda: page.show_entries(kept)
        )
        now = Button(
            tr("Ask for a new version now"), "ghost", icon="refresh-cw", name="list-update",
            clicked=lambda: page.update_now(kept),
        )  # fmt: skip
        now.setVisible(bool(kept.source))
        name = Button(
            tr("Rename"), "ghost", icon="pencil", name="list-rename", clicked=lambda: page.ask_name(kept)
        )
        name.setVisible(kept.is_own)
        export = Button(
            tr("Export, signed"),
            "ghost",
            icon="badge-check",
            name="list-export",
            clicked=lambda: page.ask_export(kept),
        )
        export.setVisible(kept.is_own and kept.entries > 0)
        remove = Button(tr("Remove"), "ghost", name="list-remove", clicked=lambda: page.ask_remove(kept))
        return row(entries, now, name, export, 1, remove)
