"""The library: what is owned or on its way, and Run."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.core.changes import Topic
from desktop.core.orders import PurchaseState
from desktop.core.settlement import Settlement
from desktop.text import size, tr, trn
from desktop.ui.dialogs import choose_files
from desktop.ui.licence_words import HINDRANCES
from desktop.ui.order_words import refundable_of
from desktop.ui.page import Page, PageHead, PageTools, Route, page_column
from desktop.ui.pages.adding_panel import AddingPanel
from desktop.ui.pages.licence_cards import ReceivedCard, VersionCard
from desktop.ui.phrases import date, state_words, task_icon, task_name
from desktop.ui.purchase_flow import WRONG_DELIVERIES, PurchaseFlow
from desktop.ui.request_flow import RequestFlow
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Badge, Button, Card, ElidedLabel, Icon, Label, Scroll, clear, column, row
from desktop.ui.widgets.drops import FileDrops
from desktop.ui.widgets.marks import MarkNote
from desktop.ui.widgets.states import StateView, progress_text

if TYPE_CHECKING:
    from desktop.core.orders import Purchase
    from desktop.services.accounts import AccountService
    from desktop.services.deadlines import DeadlineService
    from desktop.services.library import LibraryItem, LibraryService
    from desktop.services.licences import LicenceImporter
    from desktop.services.purchase import ChainMemory
    from desktop.services.rights import LicenceService, LicenceView

_SHOWN_AT_ONCE = 200
_NEEDS_WALLET = frozenset(
    {
        PurchaseState.FETCHING,
        PurchaseState.READY,
        PurchaseState.BUYING,
        PurchaseState.WAITING,
        PurchaseState.DELIVERED,
        PurchaseState.REFUNDING,
    }
)
"""A locked wallet lets no purchase go on; what was found wrong is said whether it is locked or not."""


class LibraryPage(Page):
    """One card per purchase, newest first."""

    topics = frozenset({Topic.PURCHASES, Topic.LIBRARY, Topic.WALLET})

    def __init__(
        self,
        tools: PageTools,
        library: "LibraryService",
        importing: "LicenceImporter",
        flows: PurchaseFlow,
        is_locked: Callable[[], bool],
        memory: "ChainMemory",
        deadlines: "DeadlineService",
        rights: "LicenceService",
        accounts: "AccountService",
        requests: RequestFlow,
    ) -> None:
        super().__init__(tools)
        self._memory, self._deadlines = memory, deadlines
        self._library, self._flows = library, flows
        self._is_locked = is_locked
        self._licences, self._accounts = rights, accounts
        self._cards: dict[str, LibraryCard] = {}
        self.head = PageHead(tr("Library"), tr("The models you own. They run here, also without a network."))
        self.use = Label("", "small")
        self.head.add(self.use)
        self.add_file = Button(
            tr("Add a licence"),
            icon="upload",
            name="library-add",
            tip=tr("A licence, a model file or a back-up of this wallet; or drop it onto this page."),
            clicked=self._choose,
        )
        self.compare = Button(
            tr("Compare"),
            icon="scale",
            name="library-compare",
            tip=tr("Models of one task, side by side on your own data"),
            clicked=lambda: self.tools.navigate(Route("compare")),
        )
        self.compare.hide()
        self.storage = Button(
            tr("Storage"),
            icon="hard-drive",
            name="library-storage",
            tip=tr("What the models take on this disk, and whether they are sound"),
            clicked=lambda: self.tools.navigate(Route("storage")),
        )
        self.head.add(self.storage)
        self.head.add(self.compare)
        self.head.add(self.add_file)
        inner = QWidget()
        outer = column(inner, spacing=GRID + 4)
        self._rows = column(spacing=GRID + 4)
        outer.addLayout(self._rows)
        outer.addStretch(1)
        self.states = StateView(Scroll(inner), empty_icon="library-big")
        self.adding = AddingPanel(tools, importing)
        self.adding.added.connect(self._added)
        page_column(self, self.head, self.adding, self.states).setStretch(2, 1)
        self.drops = FileDrops(self, tr("Drop licences, model files or back-ups here"))
        self.drops.dropped.connect(self.adding.add)
        flows.updated.connect(self._flow_updated)
        requests.updated.connect(lambda _identifier: self.refresh())

    def enter(self, arg: str) -> None:
        super().enter(arg)
        accounts = tuple(account.address for account in self._accounts.own)
        self.jobs.start(
            lambda _job: self._licences.look(accounts),
            owner=self,
            failed=lambda _error: None,  # without a network the dated proofs on this disk decide
        )

    def _choose(self) -> None:
        filters = tr("Licences, models, back-ups") + " (*.age *.json);;" + tr("All files") + " (*)"
        if paths := choose_files(self, tr("Add a licence"), filters):
            self.adding.add(paths)

    def _added(self, purchases: "tuple[Purchase, ...]") -> None:
        for purchase in purchases:
            self._flows.follow(purchase)
            self._flows.advance(purchase.id)
        if len(purchases) == 1:
            self.tools.navigate(Route("order", purchases[0].id))
        else:
            self.refresh()

    def reload(self) -> None:
        self.jobs.start(
            lambda _job: (self._library.items(), self._licences.views(), self._memory.settlements()),
            lane="db",
            owner=self,
            done=lambda found: self._show(*found),
            failed=lambda error: self.states.show_error(error, self.reload),
        )

    def _show(
        self,
        items: "list[LibraryItem]",
        views: "list[LicenceView]",
        settlements: dict[str, Settlement],
    ) -> None:
        clear(self._rows)
        now = self._deadlines.now().time
        self._cards.clear()
        bought = {view.holding.purchase_id: view for view in views if view.holding.purchase_id is not None}
        for view in views:
            if view.holding.purchase_id is None:
                self._add_received(view)
        for item in items[:_SHOWN_AT_ONCE]:
            self._flows.follow(item.purchase, settlements.get(item.purchase.id))
            view_of = bought.get(item.purchase.id)
            card = LibraryCard(item, now, view_of)
            card.run.clicked.connect(lambda _=False, i=item.purchase.id: self.tools.navigate(Route("run", i)))
            card.claim.clicked.connect(
                lambda _=False, i=item.purchase.id: self.tools.navigate(Route("order", i))
            )
            card.repair.clicked.connect(lambda _=False: self.tools.navigate(Route("storage")))
            card.unlock.clicked.connect(lambda _=False: self.tools.navigate(Route("unlock", "library")))
            card.order.clicked.connect(
                lambda _=False, i=item.purchase.id: self.tools.navigate(Route("order", i))
            )
            self._cards[item.purchase.id] = card
            self._rows.addWidget(card)
            self._flow_updated(item.purchase.id)
            if view_of is not None:
                self._add_versions(view_of, Route("order", item.purchase.id))
        tasks = [item.card.task for item in items if item.runnable and item.card is not None]
        self.compare.setVisible(len(tasks) > len(set(tasks)))
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
        waits = flow.waits_for_wallet or (
            self._is_locked() and not flow.is_running and flow.purchase.state in _NEEDS_WALLET
        )
        card.show_state(flow.purchase, note, waits=waits, failed=flow.error is not None)
        card.mark.show_settlement(flow.settlement, flow.purchase)


class LibraryCard(Card):
    """One purchase in a row."""

    def __init__(self, item: "LibraryItem", now: int, view: "LicenceView | None" = None) -> None:
        super().__init__(padding=2 * GRID)
        self._hindrance, self._is_damaged = item.hindrance, item.is_damaged
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
        back, tone = refundable_of(purchase, now)
        self.back = Label(back, "small") if tone == "neutral" else Badge(back, tone)
        self.back.setObjectName("library-refundable")
        if not back:
            self.back.hide()
        self.mark = MarkNote()
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
        self.claim = Button(
            tr("Get your money back"),
            "primary",
            name="library-claim",
            tip=tr("Order of {name}", name=name),
        )
        self.claim.hide()
        self.unlock = Button(
            tr("Unlock"), icon="lock-open", name="library-unlock", tip=tr("Unlock the wallet"),
        )  # fmt: skip
        self.unlock.hide()
        self.repair = Button(
            tr("Repair"),
            "primary",
            icon="hard-drive",
            name="library-repair",
            tip=tr("Repair {name}", name=name),
        )
        self.repair.hide()
        self.note = Badge("")
        self.note.setObjectName("library-note")
        self._show_note(item, view)
        words = column(spacing=2)
        words.addWidget(self.name)
        words.addWidget(ElidedLabel("  ·  ".join(facts), "small"))
        words.addLayout(row(self.mark, self.back, 1, spacing=2 * GRID))
        icon = Icon(task_icon(card.task) if card else "package", "accent_text", 28)
        line = row(
            icon,
            words,
            self.note,
            self.state,
            self.order,
            self.unlock,
            self.claim,
            self.repair,
            self.run,
            spacing=2 * GRID,
        )
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

    def show_state(self, purchase: "Purchase", note: str, *, waits: bool, failed: bool) -> None:
        """The badge; ``note`` is an amount such as “3 MB of 9 MB”, ``waits`` whether it waits for the wallet."""
        text, tone = state_words(purchase)
        if self._hindrance is not None and self._hindrance.reason in HINDRANCES:
            hindered, tone = HINDRANCES[self._hindrance.reason]
            text = tr(hindered)
        self.unlock.setVisible(waits)
        self.claim.setVisible(purchase.state in WRONG_DELIVERIES and not waits)
        has_content = not waits and purchase.state not in WRONG_DELIVERIES
        self.run.setVisible(has_content and not self._is_damaged)
        self.repair.setVisible(has_content and self._is_damaged)
        if self._is_damaged:
            text, tone = tr("Damaged on this disk"), "danger"
        if waits:
            text, tone = tr("Waits for your wallet to be unlocked"), "warning"
        elif failed:
            text, tone = tr("Stopped: see the order"), "danger"
        elif note:
            text = tr("{state}: {amount}", state=text, amount=note)
        self.state.set_state(text, tone)
