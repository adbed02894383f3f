"""The library: what is owned or on its way, and Run."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.core.backups import MAX_BACKUP_BYTES
from desktop.core.changes import Topic
from desktop.core.orders import PurchaseState
from desktop.text import size, tr, trn
from desktop.ui.dialogs import choose_file
from desktop.ui.licence_words import HINDRANCES
from desktop.ui.page import Page, PageHead, PageTools, Route, page_column
from desktop.ui.pages.licence_cards import ReceivedCard, VersionCard
from desktop.ui.phrases import PURCHASE_STATES, date, date_time, task_icon, task_name
from desktop.ui.purchase_flow import PurchaseFlow
from desktop.ui.request_flow import RequestFlow
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Badge, Button, Card, ElidedLabel, Icon, Label, Scroll, clear, column, row
from desktop.ui.widgets.states import StateView, progress_text

if TYPE_CHECKING:
    from desktop.core.orders import Purchase
    from desktop.services.accounts import AccountService
    from desktop.services.library import LibraryItem, LibraryService
    from desktop.services.restoring import RestoringService
    from desktop.services.rights import LicenceService, LicenceView

_SHOWN_AT_ONCE = 200


class LibraryPage(Page):
    """One card per purchase, newest first."""

    topics = frozenset({Topic.PURCHASES, Topic.LIBRARY, Topic.WALLET})

    def __init__(
        self,
        tools: PageTools,
        library: "LibraryService",
        licences: "LicenceService",
        accounts: "AccountService",
        restoring: "RestoringService",
        flows: PurchaseFlow,
        requests: RequestFlow,
    ) -> None:
        super().__init__(tools)
        self._library, self._restoring, self._flows = library, restoring, flows
        self._licences, self._accounts = licences, accounts
        self._cards: dict[str, LibraryCard] = {}
        self.head = PageHead(tr("Library"), tr("The models you own. They run here, also without a network."))
        self.use = Label("", "small")
        self.head.add(self.use)
        self.add_file = Button(
            tr("Add a back-up"), icon="upload", name="library-add", clicked=self._choose_backup
        )
        self.head.add(self.add_file)
        inner = QWidget()
        outer = column(inner, spacing=GRID + 4)
        self._rows = column(spacing=GRID + 4)
        outer.addLayout(self._rows)
        outer.addStretch(1)
        self.states = StateView(Scroll(inner), empty_icon="library-big")
        page_column(self, self.head, self.states).setStretch(1, 1)
        flows.updated.connect(self._flow_updated)
        requests.updated.connect(lambda _identifier: self.refresh())

    def enter(self, arg: str) -> None:
        super().enter(arg)
        accounts = tuple(account.address for account in self._accounts.accounts)
        self.jobs.start(
            lambda _job: self._licences.look(accounts),
            owner=self,
            failed=lambda _error: None,  # without a network the dated proofs on this disk decide
        )

    def _choose_backup(self) -> None:
        path = choose_file(
            self, tr("Add a back-up"), tr("Back-up files") + " (*.json);;" + tr("All files") + " (*)"
        )
        if path is not None:
            self.add_backup(path)

    def add_backup(self, path: Path) -> None:
        """Add the purchase of a back-up file, and go on with it."""

        def read() -> bytes:
            with path.open("rb") as file:
                return file.read(MAX_BACKUP_BYTES + 1)

        self.jobs.start(
            lambda _job: self._restoring.add_backup(read()),
            lane="net",
            title=tr("Adding a back-up"),
            owner=self,
            done=self._added,
        )

    def _added(self, purchase: "Purchase") -> None:
        self._flows.follow(purchase)
        self._flows.advance(purchase.id)
        self.tools.navigate(Route("order", purchase.id))

    def reload(self) -> None:
        self.jobs.start(
            lambda _job: (self._library.items(), self._licences.views()),
            lane="db",
            owner=self,
            done=lambda both: self._show(*both),
            failed=lambda error: self.states.show_error(error, self.reload),
        )

    def _show(self, items: "list[LibraryItem]", views: "list[LicenceView]") -> None:
        clear(self._rows)
        self._cards.clear()
        bought = {view.holding.purchase_id: view for view in views if view.holding.purchase_id is not None}
        for view in views:
            if view.holding.purchase_id is None:
                self._add_received(view)
        for item in items[:_SHOWN_AT_ONCE]:
            self._flows.follow(item.purchase)
            view_of = bought.get(item.purchase.id)
            card = LibraryCard(item, view_of)
            card.run.clicked.connect(lambda _=False, i=item.purchase.id: self.tools.navigate(Route("run", i)))
            card.order.clicked.connect(
                lambda _=False, i=item.purchase.id: self.tools.navigate(Route("order", i))
            )
            self._cards[item.purchase.id] = card
            self._rows.addWidget(card)
            self._flow_updated(item.purchase.id)
            if view_of is not None:
                self._add_versions(view_of, Route("order", item.purchase.id))
        if items or views:
            total = size(sum(item.disk_bytes for item in items))
            self.use.setText(
                trn(
                    "{n} model, {size} on this disk",
                    "{n} models, {size} on this disk",
                    len(items),
                    size=total,
                )
            )
            self.states.show_full()
        else:
            self.use.setText("")
            self.states.show_empty(
                tr("You own no models yet"),
                tr("Models you buy or get for free appear here, ready to run."),
                action=tr("Go to the market"),
                then=lambda: self.tools.navigate(Route("market")),
            )

    def _add_received(self, view: "LicenceView") -> None:
        route = Route("licence", f"{view.holding.token_id:x}")
        card = ReceivedCard(view, self._licences.name_of(view.holding))
        card.open.clicked.connect(lambda _=False: self.tools.navigate(route))
        self._rows.addWidget(card)
        self._add_versions(view, route)

    def _add_versions(self, view: "LicenceView", route: Route) -> None:
        for request in view.requests:
            listed = self._licences.card_of(request)
            card = VersionCard(view, request, listed, self._licences.name_of(view.holding))
            card.open.clicked.connect(lambda _=False: self.tools.navigate(route))
            card.run.clicked.connect(lambda _=False, i=request.id: self.tools.navigate(Route("run", i)))
            self._rows.addWidget(card)

    def _flow_updated(self, purchase_id: str) -> None:
        card, flow = self._cards.get(purchase_id), self._flows.flow(purchase_id)
        if card is None or flow is None:
            return
        note = progress_text(flow.progress) if flow.is_running and flow.progress is not None else ""
        card.show_state(flow.purchase.state, note, failed=flow.error is not None)


class LibraryCard(Card):
    """One purchase in a row."""

    def __init__(self, item: "LibraryItem", view: "LicenceView | None" = None) -> None:
        super().__init__(padding=2 * GRID)
        self._hindrance = item.hindrance
        purchase, card = item.purchase, item.card
        self.setObjectName(f"library-{purchase.id}")
        name = card.name if card else f"#{purchase.listing}"
        self.name = ElidedLabel(name, "h3")
        self.state = Badge("")
        self.state.setObjectName("library-state")
        facts = (
            [task_name(card.task), tr("version {version}", version=card.version), card.license]
            if card
            else []
        )
        if item.disk_bytes:
            facts.append(size(item.disk_bytes))
        if item.licensed_until is not None:  # before what may be cut where there is little room
            facts.insert(1, tr("until {date}", date=date(item.licensed_until)))
        if purchase.state is PurchaseState.PROVISIONAL and purchase.refundable_until:
            facts.append(tr("provable until {time}", time=date_time(purchase.refundable_until)))
        free = purchase.terms.is_free
        self.order = Button(
            tr("Details") if free else tr("Order"),
            "ghost",
            name="library-order",
            tip=tr("Details of {name}", name=name) if free else tr("Order of {name}", name=name),
        )
        self.run = Button(
            tr("Run"), "primary", icon="play", name="library-run", tip=tr("Run {name}", name=name)
        )
        self.run.setEnabled(item.runnable)
        self.note = Badge("")
        self.note.setObjectName("library-note")
        self._show_note(item, view)
        words = column(spacing=2)
        words.addWidget(self.name)
        words.addWidget(ElidedLabel("  ·  ".join(facts), "small"))
        icon = Icon(task_icon(card.task) if card else "package", "accent_text", 28)
        line = row(icon, words, self.note, self.state, self.order, self.run, spacing=2 * GRID)
        line.setStretch(1, 1)
        self.column.addLayout(line)

    def _show_note(self, item: "LibraryItem", view: "LicenceView | None") -> None:
        """What is worth a look: the end is near, or a later version is out."""
        update = view.update if view is not None and view.is_usable else None
        if item.ends_soon:
            self.note.set_state(tr("Ends soon"), "warning")
        elif update is not None and update.card is not None:
            self.note.set_state(tr("Version {version} is out", version=update.card.version[:32]), "accent")
        self.note.setVisible(item.ends_soon or (update is not None and update.card is not None))

    def show_state(self, state: PurchaseState, note: str, *, failed: bool) -> None:
        """The badge; ``note`` is an amount such as “3 MB of 9 MB”."""
        words, tone = PURCHASE_STATES[state]
        if self._hindrance is not None:
            words, tone = HINDRANCES.get(self._hindrance.reason, (words, tone))
        text = tr(words)
        if failed:
            text, tone = tr("Stopped: see the order"), "danger"
        elif note:
            text = tr("{state}: {amount}", state=text, amount=note)
        self.state.set_state(text, tone)
