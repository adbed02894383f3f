"""Block lists: which ones are used, what they may do, and what they say."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.core.block_lists import MAX_FILE_BYTES
from desktop.core.changes import Topic
from desktop.core.list_diff import ListDiff
from desktop.services.block_lists import KeptList, ListView, Offer
from desktop.text import tr
from desktop.ui.dialogs import ConfirmDialog, choose_file, choose_new_file
from desktop.ui.jobs import JobControl
from desktop.ui.list_words import diff_words, list_name, one_line
from desktop.ui.page import Page, PageHead, PageTools, Route, page_column
from desktop.ui.pages.compare_lists import CompareListsDialog
from desktop.ui.pages.list_card import ListCard
from desktop.ui.pages.list_dialogs import AddressDialog, EntriesDialog, OfferDialog, RenameDialog
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Label, Scroll, clear, column, row
from desktop.ui.widgets.states import Banner, StateView

if TYPE_CHECKING:
    from desktop.services.block_lists import BlockListService

_FILES = "(*.json)"


class ListsPage(Page):
    """One card per list, the own one first."""

    topics = frozenset({Topic.LISTS, Topic.WALLET})

    def __init__(self, tools: PageTools, lists: "BlockListService") -> None:
        super().__init__(tools)
        self._lists = lists
        self.back = Button(
            tr("Market"), "link", icon="arrow-left", name="lists-back",
            clicked=lambda: tools.navigate(Route("market")),
        )  # fmt: skip
        self.head = PageHead(
            tr("Block lists"),
            tr("Lists that you choose hide listings from your market, or warn of them, and always say so. What you own is never hidden."),
        )  # fmt: skip
        self.compare = Button(tr("Compare"), icon="scale", name="lists-compare", clicked=self._ask_compare)
        self.by_address = Button(
            tr("From an address"), icon="globe", name="lists-address", clicked=self._ask_address
        )
        self.add = Button(
            tr("Add from a file"), "primary", icon="upload", name="lists-add", clicked=self._choose
        )
        for button in (self.compare, self.by_address, self.add):
            self.head.add(button)
        self.fault = Banner("danger")
        self.fault.hide()
        inner = QWidget()
        lines = column(inner, spacing=2 * GRID)
        self._rows = column(spacing=2 * GRID)
        lines.addLayout(self._rows)
        lines.addWidget(
            Label(tr("Where two lists name the same thing, the one that hides counts. Hide a listing yourself on its own page."), "small", wrap=True)
        )  # fmt: skip
        lines.addStretch(1)
        self.states = StateView(Scroll(inner), empty_icon="shield")
        self.cards: list[ListCard] = []
        page_column(self, row(self.back, 1), self.head, self.fault, self.states).setStretch(3, 1)

    def first_focus(self) -> QWidget:
        return self.add

    def enter(self, arg: str) -> None:
        self.fault.hide()
        super().enter(arg)

    def reload(self) -> None:
        self.jobs.start(
            lambda _job: self._lists.views(),
            lane="db",
            owner=self,
            done=self._show,
            failed=lambda error: self.states.show_error(error, self.reload),
        )

    def _show(self, views: tuple[ListView, ...]) -> None:
        clear(self._rows)
        self.cards = [ListCard(self, view) for view in views]
        for card in self.cards:
            self._rows.addWidget(card)
        self.compare.setVisible(bool(views))
        if views:
            self.states.show_full()
        else:
            self.states.show_empty(
                tr("No lists yet"),
                tr("Licet brings none and asks nobody for one. Add a list of somebody whose judgement you trust, or hide a listing on its own page: that makes your own."),
                action=tr("Add from a file"),
                then=self._choose,
            )  # fmt: skip

    # Adding.

    def _choose(self) -> None:
        if path := choose_file(self, tr("Add a block list"), f"{tr('Block lists')} {_FILES}"):
            self.open_file(path)

    def open_file(self, path: Path) -> None:
        """Check a file and show what it is."""

        def work(_job: JobControl) -> Offer:
            with path.open("rb") as file:
                return self._lists.check(file.read(MAX_FILE_BYTES + 1))

        self._offer(work)

    def _ask_address(self) -> None:
        AddressDialog.ask(self, self.open_address)

    def open_address(self, address: str) -> None:
        """Fetch a list, check it and show what it is."""
        self._offer(lambda job: self._lists.check_address(address, job.cancel), title=tr("Fetching a list"))

    def _offer(self, work: Callable[[JobControl], Offer], title: str = "") -> None:
        self.fault.hide()
        self.jobs.start(
            work,
            title=title,
            owner=self,
            done=lambda offer: OfferDialog.ask(
                self,
                offer,
                lambda mode: self.do(
                    lambda: self._lists.accept(offer, mode if offer.state == "new" else None)
                ),
            ),
            failed=self.fault.show_error,
        )

    # What a card asks for.

    def do(self, work: Callable[[], object]) -> None:
        """Change something; the page reloads by the change that the service tells."""
        self.jobs.start(lambda _job: work(), lane="db", owner=self, failed=self.fault.show_error)

    @property
    def service(self) -> "BlockListService":
        """What the cards change lists with."""
        return self._lists

    def show_entries(self, kept: KeptList) -> None:
        """Everything that a list says."""
        again = (lambda entry: self.do(lambda: self._lists.show_again(entry))) if kept.is_own else None

        def show(entries: tuple) -> None:  # type: ignore[type-arg]
            EntriesDialog.ask(self, list_name(kept.name, is_own=kept.is_own), entries, again)
            if not kept.is_own and kept.seen_version != kept.version:
                self.do(lambda: self._lists.mark_seen(kept.id))

        self.jobs.start(lambda _job: self._lists.entries(kept.id), lane="db", owner=self, done=show)

    def update_now(self, kept: KeptList) -> None:
        """Ask a list's address for a newer version."""

        def done(diff: ListDiff | None) -> None:
            words = tr("There is no newer version.") if diff is None else diff_words(diff)
            self.tools.toast("success", f"{one_line(kept.name)}: {words}")

        self.fault.hide()
        self.jobs.start(
            lambda job: self._lists.update(kept.id, job.cancel),
            title=tr("Fetching a list"),
            owner=self,
            done=done,
            failed=self.fault.show_error,
        )

    def ask_remove(self, kept: KeptList) -> None:
        """A list goes with all that is known of it, also that it must not become older."""
        ConfirmDialog.ask(
            self,
            tr("Remove this list?"),
            (
                list_name(kept.name, is_own=kept.is_own),
                tr("What it hid is shown again. Its entries are deleted from this computer."),
            ),
            confirm=tr("Remove"),
            danger=True,
            then=lambda: self.do(lambda: self._lists.remove(kept.id)),
        )

    def ask_name(self, kept: KeptList) -> None:
        """How the own list is called."""
        RenameDialog.ask(self, kept, lambda name, words: self.do(lambda: self._lists.rename_own(name, words)))

    def ask_export(self, kept: KeptList) -> None:
        """Says what is signed, and by whom."""
        signer = self._lists.signer()
        words = (
            tr("The file says what you hide and why, in your words, as version {version} of “{name}”.", version=kept.version + 1, name=one_line(kept.name)),
            tr("Your account {account} signs it. Everybody who has the file sees that it is yours.", account=signer.short),
        )  # fmt: skip
        ConfirmDialog.ask(
            self,
            tr("Export your list, signed?"),
            words,
            confirm=tr("Sign and export"),
            then=self._choose_export,
        )

    def _choose_export(self) -> None:
        if path := choose_new_file(self, tr("Save the list"), "block-list.json"):
            self.export_to(path)

    def export_to(self, path: Path) -> None:
        """Write the signed file."""
        self.fault.hide()
        self.jobs.start(
            lambda _job: path.write_bytes(self._lists.export_own()),
            lane="cpu",
            owner=self,
            done=lambda _: self.tools.toast("success", tr("Saved as {file}.", file=path.name)),
            failed=self._export_failed,
        )

    def _export_failed(self, error: BaseException) -> None:
        if type(error).__name__ == "WalletLocked":
            self.tools.toast("warning", tr("Unlock the wallet first: its account signs the list."))
            self.tools.navigate(Route("unlock", "lists/"))
        else:
            self.fault.show_error(error)

    def _ask_compare(self) -> None:
        self.jobs.start(
            lambda _job: [(view.kept, self._lists.versions(view.kept.id)) for view in self._lists.views()],
            lane="db",
            owner=self,
            done=lambda versions: CompareListsDialog.ask(self, self.jobs, self._lists, versions),
        )
