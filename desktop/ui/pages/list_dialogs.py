"""Dialogs of block lists: a list before it is used, what it says, two side by side, and hiding something by hand."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.core.block_lists import (
    CATEGORIES,
    MAX_ABOUT_CHARS,
    MAX_NAME_CHARS,
    MAX_REASON_CHARS,
    Category,
    Entry,
    Mode,
)
from desktop.core.list_diff import ListDiff
from desktop.core.listings import Listing
from desktop.services.block_lists import KeptList, Offer
from desktop.text import tr, trn
from desktop.ui.dialogs import Dialog
from desktop.ui.list_words import category_words, diff_words, entries_words, list_name, one_line
from desktop.ui.pages.entry_rows import EntryRows
from desktop.ui.phrases import date
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Choice, Label, Scroll, column, row
from desktop.ui.widgets.money import AddressView, Facts
from desktop.ui.widgets.states import Banner


class OfferDialog(Dialog):
    """A checked list: who signed it, what it says here, what it changes; and what it may do."""

    def __init__(self, parent: QWidget, offer: Offer, then: Callable[[Mode], object]) -> None:
        found = offer.block_list
        super().__init__(parent, list_name(found.name, is_own=False))
        self.setObjectName("offer-dialog")
        self.resize(72 * GRID, 64 * GRID)
        if about := one_line(found.about):
            self.lines.addWidget(Label(about, "muted", wrap=True))
        facts = Facts()
        facts.add(tr("Signed by"), AddressView(found.author_address, whole=True))
        facts.add(
            tr("Version"),
            tr("{version}, of {date}", version=found.version, date=date(found.date)),
        )
        facts.add(tr("Says"), entries_words(len(found.entries), offer.here))
        if offer.diff is not None:
            facts.add(tr("Changes"), diff_words(offer.diff))
        self.lines.addWidget(facts)
        sentence = tr("A signature says who wrote the list. Whether they are right, only you can judge.")
        if offer.state == "same":
            sentence = tr("You have this version already.")
        self.lines.addWidget(Banner("info", "", sentence))
        self.lines.addWidget(Scroll(_what_is_new(offer)), 1)
        self.mode = Choice(tr("What the list may do"), "offer-mode")
        self.mode.addItem(tr("Hide what it names"), Mode.HIDE)
        self.mode.addItem(tr("Only warn"), Mode.WARN)
        self.confirm = Button(
            tr("Use this list") if offer.state == "new" else tr("Take this version"), "primary", name="offer-confirm",
            clicked=self.accept,
        )  # fmt: skip
        self.mode.setVisible(offer.state == "new")
        self.confirm.setVisible(offer.state != "same")
        cancel = Button(tr("Close") if offer.state == "same" else tr("Cancel"), clicked=self.reject)
        self.lines.addLayout(row(self.mode, 1, cancel, self.confirm))
        self.accepted.connect(lambda: then(self.mode.currentData()))

    @classmethod
    def ask(cls, parent: QWidget, offer: Offer, then: Callable[[Mode], object]) -> "OfferDialog":
        """Open it; ``then`` gets what the list may do."""
        dialog = cls(parent, offer, then)
        dialog.open()
        return dialog


def _what_is_new(offer: Offer) -> QWidget:
    if offer.diff is not None:
        return diff_view(offer.diff)
    return EntryRows("", [(None, entry) for entry in offer.block_list.entries])


def diff_view(diff: ListDiff) -> QWidget:
    """What was added, removed and said otherwise."""
    view = QWidget()
    lines = column(view, spacing=3 * GRID)
    lines.setContentsMargins(0, 0, GRID, 0)
    groups: tuple[tuple[str, list[tuple[Entry | None, Entry]]], ...] = (
        (trn("{n} added", "{n} added", len(diff.added)), [(None, one) for one in diff.added]),
        (trn("{n} removed", "{n} removed", len(diff.removed)), [(None, one) for one in diff.removed]),
        (trn("{n} changed", "{n} changed", len(diff.changed)), list(diff.changed)),
    )
    for title, entries in groups:
        if entries:
            lines.addWidget(EntryRows(title, entries))
    if diff.is_empty:
        lines.addWidget(Label(tr("Both say the same."), "muted"))
    lines.addStretch(1)
    return view


class EntriesDialog(Dialog):
    """Everything that a list says; of the own one each can be taken out."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        entries: tuple[Entry, ...],
        show_again: Callable[[Entry], object] | None,
    ) -> None:
        super().__init__(parent, title)
        self.setObjectName("entries-dialog")
        self.resize(80 * GRID, 72 * GRID)

        def action(entry: Entry) -> Button | None:
            if show_again is None:
                return None
            button = Button(tr("Take out"), "ghost", name="entry-out")
            button.clicked.connect(lambda _=False: show_again(entry))
            button.clicked.connect(lambda _=False: button.setEnabled(False))
            return button

        rows = EntryRows("", [(None, entry) for entry in entries], action=action)
        inner = QWidget()
        lines = column(inner)
        lines.setContentsMargins(0, 0, GRID, 0)
        lines.addWidget(rows)
        if not entries:
            lines.addWidget(Label(tr("It names nothing."), "muted"))
        lines.addStretch(1)
        self.lines.addWidget(Scroll(inner), 1)
        self.lines.addLayout(row(1, Button(tr("Close"), name="entries-close", clicked=self.accept)))

    @classmethod
    def ask(
        cls,
        parent: QWidget,
        title: str,
        entries: tuple[Entry, ...],
        show_again: Callable[[Entry], object] | None = None,
    ) -> "EntriesDialog":
        """Open it."""
        dialog = cls(parent, title, entries, show_again)
        dialog.open()
        return dialog


class HideDialog(Dialog):
    """Hide a listing or its seller, with an own reason; it goes into the own list."""

    def __init__(
        self, parent: QWidget, listing: Listing, then: Callable[[bool, Category, str], object]
    ) -> None:
        super().__init__(parent, tr("Hide from the market"))
        self.setObjectName("hide-dialog")
        words = tr("It goes into your own list, on this computer. You can take it out again at any time.")
        self.lines.addWidget(Label(words, "muted", wrap=True))
        self.what = Choice(tr("What to hide"), "hide-what")
        self.what.addItem(tr("Only this listing"), False)
        self.what.addItem(tr("Everything of the seller {address}", address=listing.terms.seller.short), True)
        self.category = Choice(tr("Why"), "hide-category")
        for category in CATEGORIES:
            self.category.addItem(category_words(category), category)
        self.reason = QLineEdit()
        self.reason.setObjectName("hide-reason")
        self.reason.setMaxLength(MAX_REASON_CHARS)
        self.reason.setPlaceholderText(tr("In your own words (others see them only if you export your list)"))
        self.reason.setAccessibleName(tr("Reason"))
        for widget in (self.what, self.category, self.reason):
            self.lines.addWidget(widget)
        self.confirm = Button(tr("Hide"), "primary", name="hide-confirm", clicked=self.accept)
        self.confirm.setDefault(True)
        self.lines.addLayout(row(1, Button(tr("Cancel"), clicked=self.reject), self.confirm))
        self.accepted.connect(
            lambda: then(
                bool(self.what.currentData()), self.category.currentData(), self.reason.text().strip()
            )
        )

    @classmethod
    def ask(
        cls, parent: QWidget, listing: Listing, then: Callable[[bool, Category, str], object]
    ) -> "HideDialog":
        """Open it; ``then`` gets whether the seller is meant, the category and the reason."""
        dialog = cls(parent, listing, then)
        dialog.open()
        return dialog


class AddressDialog(Dialog):
    """The address of a list."""

    def __init__(self, parent: QWidget, then: Callable[[str], object]) -> None:
        super().__init__(parent, tr("Add a list from an address"))
        self.setObjectName("address-dialog")
        words = tr(
            "Licet asks this address once, now. The place learns that somebody at your network address uses the list."
        )
        self.lines.addWidget(Label(words, "muted", wrap=True))
        self.address = QLineEdit()
        self.address.setObjectName("list-address")
        self.address.setAccessibleName(tr("Address of the list"))
        self.address.setPlaceholderText("https://")
        self.lines.addWidget(self.address)
        confirm = Button(tr("Fetch it"), "primary", name="address-confirm", clicked=self.accept)
        confirm.setDefault(True)
        self.lines.addLayout(row(1, Button(tr("Cancel"), clicked=self.reject), confirm))
        self.accepted.connect(lambda: then(self.address.text()))

    @classmethod
    def ask(cls, parent: QWidget, then: Callable[[str], object]) -> "AddressDialog":
        """Open it; ``then`` gets what was typed."""
        dialog = cls(parent, then)
        dialog.open()
        return dialog


class RenameDialog(Dialog):
    """The own list's name and what it says about itself, as others read it."""

    def __init__(self, parent: QWidget, kept: KeptList, then: Callable[[str, str], object]) -> None:
        super().__init__(parent, tr("Name your list"))
        self.setObjectName("rename-dialog")
        self.name, self.about = QLineEdit(one_line(kept.name)), QLineEdit(one_line(kept.about))
        for edit, words, most, name in (
            (self.name, tr("Name"), MAX_NAME_CHARS, "list-name"),
            (self.about, tr("What it is about, in one sentence"), MAX_ABOUT_CHARS, "list-about"),
        ):
            edit.setObjectName(name)
            edit.setMaxLength(most)
            edit.setPlaceholderText(words)
            edit.setAccessibleName(words)
            self.lines.addWidget(edit)
        confirm = Button(tr("Save"), "primary", name="rename-confirm", clicked=self.accept)
        confirm.setDefault(True)
        self.lines.addLayout(row(1, Button(tr("Cancel"), clicked=self.reject), confirm))
        self.accepted.connect(lambda: then(self.name.text(), self.about.text()))

    @classmethod
    def ask(cls, parent: QWidget, kept: KeptList, then: Callable[[str, str], object]) -> "RenameDialog":
        """Open it; ``then`` gets name and description."""
        dialog = cls(parent, kept, then)
        dialog.open()
        return dialog
