"""What block lists say of a listing, over its page; and asking once more before something listed is bought."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.core.block_lists import Category, Finding, Mode
from desktop.core.listings import Listing
from desktop.text import tr, trn
from desktop.ui.dialogs import ConfirmDialog
from desktop.ui.list_words import said_words
from desktop.ui.page import PageTools, Route
from desktop.ui.pages.list_dialogs import HideDialog
from desktop.ui.widgets.basic import column
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.services.block_lists import BlockListService

_SHOWN = 3


class ListedBar(QWidget):
    """Who says what of the listing, its seller or its key, and what that means here."""

    def __init__(self, tools: PageTools, lists: "BlockListService") -> None:
        super().__init__()
        self._tools, self._lists = tools, lists
        self._listing: Listing | None = None
        self.findings: tuple[Finding, ...] = ()
        self.banner = Banner("warning", action=tr("My lists"))
        self.banner.button.setObjectName("listed-lists")
        self.banner.button.clicked.connect(lambda _=False: tools.navigate(Route("lists")))
        column(self).addWidget(self.banner)
        self.hide()

    def show_listing(self, listing: Listing) -> None:
        """Ask the lists about another listing, or about the same again."""
        if self._listing is None or self._listing.id != listing.id:
            self._show((), is_hidden=False)
        self._listing = listing
        self._tools.jobs.start(
            lambda _job: (self._lists.findings(listing), self._lists.is_hidden(listing)),
            lane="db",
            owner=self,
            done=lambda told: self._show(told[0], is_hidden=told[1]) if listing is self._listing else None,
        )

    def _show(self, findings: tuple[Finding, ...], *, is_hidden: bool) -> None:
        self.findings = findings
        self.setVisible(bool(findings))
        if not findings:
            return
        if is_hidden:
            title = tr("Your lists hide this listing from the market")
        elif any(finding.mode is Mode.HIDE for finding in findings):
            title = tr("Your lists name this listing. It is not hidden, because you own a licence.")
        else:
            title = tr("Your lists warn of this listing")
        lines = [said_words(finding) for finding in findings[:_SHOWN]]
        if (rest := len(findings) - _SHOWN) > 0:
            lines.append(trn("and {n} more entry", "and {n} more entries", rest))
        self.banner.say("warning", title, "\n".join(lines))

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
        sentences = tuple(said_words(finding) for finding in self.findings[:_SHOWN])
        dialog = ConfirmDialog.ask(
            self.window(),
            tr("Buy it all the same?"),
            (*sentences, tr("The lists are the opinion of those who wrote them. What the contract promises stays the same.")),
            confirm=tr("Buy it"),
            then=then,
        )  # fmt: skip
        dialog.rejected.connect(otherwise)
