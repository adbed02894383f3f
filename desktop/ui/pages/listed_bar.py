"""What block lists say of a listing, over its page; and asking once more before something listed is bought."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.core.block_lists import Category, Finding, Mode
from desktop.core.listings import Listing
from desktop.text import tr, trn
from desktop.ui.dialogs import ConfirmDialog
from desktop.ui.list_words import aim_words, by_words, finding_words
from desktop.ui.page import PageTools, Route
from desktop.ui.pages.list_dialogs import HideDialog
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, column
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.services.block_lists import BlockListService

_SHOWN = 3


class ListedBar(QWidget):
    """One banner per list that names the listing, its seller or its key."""

    def __init__(self, tools: PageTools, lists: "BlockListService") -> None:
        super().__init__()
        self._tools, self._lists = tools, lists
        self._listing: Listing | None = None
        self.findings: tuple[Finding, ...] = ()
        self._lines = column(self, spacing=GRID)
        self.more = Button("", "link", name="listed-more", clicked=lambda: tools.navigate(Route("lists")))
        self.hide()

    def show_listing(self, listing: Listing) -> None:
        """Ask the lists about another listing, or about the same again."""
        if self._listing is None or self._listing.id != listing.id:
            self._show(listing, (), is_hidden=False)
        self._listing = listing
        self._tools.jobs.start(
            lambda _job: (self._lists.findings(listing), self._lists.is_hidden(listing)),
            lane="db",
            owner=self,
            done=lambda told: (
                self._show(listing, told[0], is_hidden=told[1]) if listing is self._listing else None
            ),
        )

    def _show(self, listing: Listing, findings: tuple[Finding, ...], *, is_hidden: bool) -> None:
        self.findings = findings
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None and widget is not self.more:
                widget.hide()
                widget.deleteLater()
        for finding in findings[:_SHOWN]:
            self._lines.addWidget(self._banner(finding, is_hidden=is_hidden))
        rest = len(findings) - _SHOWN
        self.more.set_text(trn("and {n} more entry", "and {n} more entries", max(rest, 0)))
        self._lines.addWidget(self.more)
        self.more.setVisible(rest > 0)
        self.setVisible(bool(findings))
        del listing

    def _banner(self, finding: Finding, *, is_hidden: bool) -> Banner:
        title, reason = finding_words(finding)
        parts = [aim_words(finding.entry)]
        if not finding.is_own:
            parts.append(by_words(finding.author))
        if finding.mode is Mode.HIDE:
            parts.append(
                tr("hidden from your market") if is_hidden else tr("not hidden, because you own a licence")
            )
        body = "\n".join((reason, "  ·  ".join(parts)))
        banner = Banner("warning", title, body, action=tr("My lists"))
        banner.button.setObjectName("listed-lists")
        banner.button.clicked.connect(lambda _=False: self._tools.navigate(Route("lists")))
        return banner

    def ask_to_hide(self) -> None:
        """The person does not want to see it any more."""
        listing = self._listing
        if listing is not None:
            HideDialog.ask(
                self.window(),
                listing,
                lambda whole, category, reason: self._hide(listing, category, reason, seller=whole),
            )

    def _hide(self, listing: Listing, category: Category, reason: str, *, seller: bool) -> None:
        about = listing.terms.seller if seller else listing.id
        self._tools.jobs.start(
            lambda _job: self._lists.hide(about, category, reason),
            lane="db",
            owner=self,
            done=lambda _: self._tools.toast(
                "success", tr("It is in your list now, and hidden from your market.")
            ),
        )

    def ask_before_buying(self, then: Callable[[], object], otherwise: Callable[[], object]) -> None:
        """Ask once more if a list names it; else go on at once."""
        if not self.findings:
            then()
            return
        sentences = tuple("\n".join(finding_words(finding)) for finding in self.findings[:_SHOWN])
        dialog = ConfirmDialog.ask(
            self.window(),
            tr("Buy it all the same?"),
            (*sentences, tr("The lists are the opinion of those who wrote them. What the contract promises stays the same.")),
            confirm=tr("Buy it"),
            then=then,
        )  # fmt: skip
        dialog.rejected.connect(otherwise)
