"""A licence that somebody passed on to this wallet: what it is for, how it stands, and the way to its key."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.core.changes import Topic
from desktop.text import tr
from desktop.ui.page import Page, PageHead, PageTools, Route, page_column
from desktop.ui.pages.licence_panel import LicencePanel
from desktop.ui.phrases import date_time, task_name
from desktop.ui.request_flow import RequestFlow
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Card, Label, Scroll, clear, column, row
from desktop.ui.widgets.money import AddressView, Facts
from desktop.ui.widgets.states import StateView

if TYPE_CHECKING:
    from desktop.services.rights import LicenceService, LicenceView


class LicencePage(Page):
    """The licence's card and its facts."""

    topics = frozenset({Topic.LIBRARY, Topic.WALLET})

    def __init__(self, tools: PageTools, licences: "LicenceService", requests: RequestFlow) -> None:
        super().__init__(tools)
        self._licences = licences
        self._token = -1
        self.back = Button(
            tr("Library"),
            "link",
            icon="arrow-left",
            name="licence-back",
            clicked=lambda: tools.navigate(Route("library")),
        )
        self.head = PageHead("", " ")
        self.panel = LicencePanel(tools, licences, requests)
        self.facts = Card()
        inner = QWidget()
        lines = column(inner, spacing=2 * GRID)
        lines.addWidget(self.panel)
        lines.addWidget(self.facts)
        lines.addStretch(1)
        self.states = StateView(Scroll(inner), empty_icon="package")
        page_column(self, row(self.back, 1), self.head, self.states).setStretch(2, 1)

    def enter(self, arg: str) -> None:
        token = int(arg, 16)
        if token != self._token:
            self._token = token
            self.states.show_busy(tr("Opening the licence"))
        self.refresh()

    def reload(self) -> None:
        wanted = self._token
        self.jobs.start(
            lambda _job: self._licences.view(wanted),
            lane="db",
            owner=self,
            done=lambda view: self._show(view) if wanted == self._token else None,
            failed=lambda error: self.states.show_error(error, self.reload),
        )

    def _show(self, view: "LicenceView") -> None:
        holding, card = view.holding, view.card
        self.head.title.setText(self._licences.name_of(holding))
        parts = [task_name(card.task), tr("version {version}", version=card.version)] if card else []
        self.head.subtitle.setText("  ·  ".join(parts))
        self.panel.show_licence(holding.token_id)
        clear(self.facts.column)
        self.facts.column.addWidget(Label(tr("Details"), "h3"))
        facts = Facts()
        facts.add(tr("Received on"), date_time(holding.since))
        if holding.giver is not None:
            facts.add(tr("Passed on by"), AddressView(holding.giver))
        facts.add(tr("Seller"), AddressView(holding.terms.seller))
        facts.add(tr("Your account"), AddressView(holding.account))
        self.facts.column.addWidget(facts)
        self.states.show_full()
