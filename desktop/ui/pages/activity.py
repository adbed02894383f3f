"""The activity: what the accounts did and what came to them, line by line, on every chain."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt, QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QTableView, QVBoxLayout, QWidget

from desktop.core.activity import ActivityPlace, ActivityQuery, Direction
from desktop.core.changes import Topic
from desktop.services.journal import ON_ITS_WAY
from desktop.text import mark, tr, trn
from desktop.text.activities import activity_kinds
from desktop.ui.activity_words import Names, chain_names, in_its_coin
from desktop.ui.dialogs import choose_file
from desktop.ui.models.activity import ACCOUNT_COLUMN, FEE_COLUMN, STATE_COLUMN, ActivityModel, set_widths
from desktop.ui.models.paged import PAGE, paged_table
from desktop.ui.page import PageTools
from desktop.ui.pages.activity_export import Chosen, ExportButton
from desktop.ui.pages.activity_line import ActivityLine
from desktop.ui.pages.sign_elsewhere_dialog import SignElsewhereDialog
from desktop.ui.pages.transaction_dialog import TransactionDialog
from desktop.ui.pages.transaction_file_dialog import TransactionFileDialog
from desktop.ui.pages.wallet_room import WalletRoom
from desktop.ui.phrases import DID_NOT_HAPPEN
from desktop.ui.theme import Theme
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Card, Choice, Scroll, clear, column, row
from desktop.ui.widgets.looking_strip import LookingStrip
from desktop.ui.widgets.states import Banner, Message
from desktop.ui.widgets.stuck_notice import StuckNotice

if TYPE_CHECKING:
    from desktop.core.accounts import Account
    from desktop.services.accounts import AccountService
    from desktop.services.activity import ActivityOutline, ActivityService
    from desktop.services.journal import Activity
    from desktop.services.network import NetworkInfo
    from desktop.services.offline import OfflineService
    from desktop.services.outgoing.service import OutgoingService
    from desktop.services.tracing.service import TracingService
    from desktop.ui.pages.paying_tools import PayingTools

_SEARCH_AFTER_MS = 150
_DETAIL_PX, _SMALL_DETAIL_PX, _LEAST_PX, _BESIDE_UP_TO = 380, 352, 360, 1.4
_WIDEST_CHOICE_PX, _NARROW_CHOICE_PX, _ROOMY_PX, _WIDE_PX = 240, 160, 1_000, 1_200
_MOST_READ_AGAIN, _TWO = 2_000, 2  # two: everything, and the only one there is
_MARKET = frozenset(
    {"buy", "approve", "refund", "confirm", "list", "close", "revise", "bond", "bond-out", "deliver", "settle", "withdraw",
     "renew", "rate", "answer", "report", "share", "split", "split-in", "request-key", "answer-key", "transfer"}
)  # fmt: skip
_KINDS: tuple[tuple[str, ActivityQuery], ...] = (
    (mark("Everything"), ActivityQuery()),
    (mark("Came in"), ActivityQuery(direction=Direction.IN)),
    (mark("Went out"), ActivityQuery(direction=Direction.OUT)),
    (mark("Market"), ActivityQuery(only_kinds=_MARKET)),
    (mark("Approvals"), ActivityQuery(only_kinds=frozenset({"approve", "revoke", "lower-approval"}))),
    (mark("On its way"), ActivityQuery(states=ON_ITS_WAY | {"unfinal"})),
    (mark("Did not happen"), ActivityQuery(states=DID_NOT_HAPPEN)),
    (mark("Kept out of the list"), ActivityQuery(kept_out=True)),
)
_KEPT_OUT = len(_KINDS) - 1


class ActivityPage(WalletRoom):
    """Lines from the newest on; older ones are read as the person scrolls."""

    topics = frozenset({Topic.WALLET, Topic.ACTIVITY})
    here = "activity"
    answered = Signal()

    def __init__(
        self,
        tools: PageTools,
        accounts: "AccountService",
        activity: "ActivityService",
        tracing: "TracingService",
        outgoing: "OutgoingService",
        offline: "OfflineService",
        paying: "PayingTools",
        network: "Callable[[], NetworkInfo]",
    ) -> None:
        super().__init__(tools, accounts)
        self._activity, self._tracing, self._network = activity, tracing, network
        self._outgoing, self._offline, self._paying = outgoing, offline, paying
        self._names = Names({}, {}, {})
        self._outline: ActivityOutline | None = None
        self._shown: int | None = None
        self._asked: ActivityQuery | None = None
        self._wants_look = True
        self.search = QLineEdit()
        self.search.setObjectName("activity-search")
        self.search.setPlaceholderText(tr("Name, address, unit, note or hash"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.setClearButtonEnabled(True)
        self.account = Choice(tr("Account"), "activity-account")
        self.chain = Choice(tr("Network"), "activity-chain")
        self.kind = Choice(tr("Kind"), "activity-kind")
        for choice in (self.account, self.chain, self.kind):
            choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
            choice.setMaximumWidth(_WIDEST_CHOICE_PX)
        self.kind.addItems([tr(words) for words, _query in _KINDS])
        self.model = ActivityModel(self._fetch_more, self)
        self.table = paged_table("activity", tr("Activity"), self.model)
        self.table.setWordWrap(False)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.activated.connect(lambda index: self._open(index.data(Qt.ItemDataRole.UserRole)))
        set_widths(self.table)
        self.nothing = Message("history")
        self.nothing.setObjectName("activity-nothing")
        self.strip = LookingStrip(self.jobs, tracing)
        self.export = ExportButton(tools, activity, self._chosen, self._failed)
        self.kept_out = Button(
            tr("Back to the list"),
            "ghost",
            icon="eye-off",
            name="activity-kept-out",
            clicked=self._show_kept_out,
        )
        self.sign_elsewhere = Button(
            tr("Sign elsewhere"), "ghost", icon="wifi-off", name="offline-make", clicked=self._sign_elsewhere,
            tip=tr("Make a file that a computer without a network signs"),
        )  # fmt: skip
        self.open_file = Button(
            tr("Open a transaction file"), "ghost", icon="folder-open", name="offline-open", clicked=self._open_file,
            tip=tr("Sign it here, or send what was signed elsewhere"),
        )  # fmt: skip
        self.fault = Banner("danger")
        self.fault.hide()
        self.stuck = StuckNotice(tools, outgoing, self._show)
        self.place = QVBoxLayout()
        self.furnish(self._full())
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SEARCH_AFTER_MS)
        self._soon.timeout.connect(self._ask)
        self.search.textChanged.connect(lambda _: self._soon.start())
        for choice in (self.account, self.chain, self.kind):
            choice.activated.connect(lambda _: self._ask())
        # After the selection itself was painted, and only for the last one of a key that is held down.
        self._chosen_soon = QTimer(self)
        self._chosen_soon.setSingleShot(True)
        self._chosen_soon.timeout.connect(self._select)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._chosen_soon.start(0))

    def _full(self) -> QWidget:
        full = QWidget()
        lines = column(full, spacing=GRID)
        is_large = Theme.current().scale > _BESIDE_UP_TO
        if is_large:
            lines.addWidget(self.search)
            lines.addLayout(row(self.account, self.chain, self.kind, 1, self.export))
        else:
            line = row(self.search, self.account, self.chain, self.kind, self.export)
            line.setStretch(0, 1)
            lines.addLayout(line)
        lines.addWidget(self.stuck)
        lines.addWidget(self.strip)
        lines.addWidget(self.fault)
        lines.addLayout(self._body(is_large=is_large), 1)
        lines.addLayout(row(self.kept_out, 1, self.sign_elsewhere, self.open_file))
        if not is_large:
            return full
        self.table.setMinimumHeight(_LEAST_PX)
        return Scroll(full)

    def _body(self, *, is_large: bool) -> QBoxLayout:
        """The list, and one line in full beside it; with large text below it."""
        left = column(spacing=GRID)
        left.addWidget(self.nothing, 1)
        left.addWidget(self.table, 1)
        self.beside = Card(padding=2 * GRID)
        inner = QWidget()
        inner.setLayout(self.place)
        self.place.setContentsMargins(0, 0, GRID, 0)
        self.beside.column.addWidget(inner if is_large else Scroll(inner))
        if not is_large:
            self.beside.setFixedWidth(_DETAIL_PX)
        self.beside.hide()
        body: QBoxLayout = column(spacing=2 * GRID) if is_large else row(spacing=2 * GRID)
        body.addLayout(left, 1)
        body.addWidget(self.beside)
        return body

    def first_focus(self) -> QWidget:
        return self.search

    def enter(self, arg: str) -> None:
        self._wants_look = True
        super().enter(arg)

    def load(self, active: "Account") -> None:  # noqa: ARG002  all accounts together
        self.stuck.read()
        self.jobs.start(
            lambda _job: self._activity.outline(),
            lane="db",
            owner=self,
            done=self._show_outline,
            failed=self._failed,
        )

    # --- what is asked ---

    def query(self) -> ActivityQuery:
        """What the controls ask for."""
        _words, query = _KINDS[max(self.kind.currentIndex(), 0)]
        text = self.search.text().strip()
        return ActivityQuery(
            text=text,
            kinds=activity_kinds(text),
            people=self._names.holding(text),
            account=self.account.currentData(),
            chain_id=self.chain.currentData(),
            direction=query.direction,
            only_kinds=query.only_kinds,
            states=query.states,
            kept_out=query.kept_out,
        )

    def _ask(self) -> None:
        """Read from the newest on: of the same question as many as are shown, so that nothing moves under the eyes."""
        query = self.query()
        shown = self.model.rowCount() if query == self._asked else 0
        self._asked = query
        limit = min(max(PAGE, shown), _MOST_READ_AGAIN)
        self.jobs.start(
            lambda _job: self._activity.select(query, None, limit),
            lane="db",
            owner=self,
            done=lambda rows: self._show_lines(rows) if query == self.query() else None,
            failed=self._failed,
        )

    def _fetch_more(self, after: ActivityPlace) -> None:
        query = self.query()
        self.jobs.start(
            lambda _job: self._activity.select(query, after, PAGE),
            lane="db",
            owner=self,
            done=lambda rows: self._append(rows) if query == self.query() else None,
        )

    def _append(self, rows: "list[Activity]") -> None:
        self.model.append([in_its_coin(line, self._names.here) for line in rows])

    def _show_kept_out(self) -> None:
        self.kind.setCurrentIndex(0 if self.kind.currentIndex() == _KEPT_OUT else _KEPT_OUT)
        self._ask()

    # --- what is shown ---

    def _show_outline(self, outline: "ActivityOutline") -> None:
        self.fault.hide()
        accounts, info = self._accounts.accounts, self._network()
        self._outline = outline
        self._names = Names.of(accounts, outline.people, chain_names(outline.chains, info), info.chain_id)
        _offer(self.account, tr("All accounts"), [(a.name, a.address) for a in accounts])
        _offer(self.chain, tr("All networks"), [(self._names.chain(n), n) for n in outline.chains])
        self.account.setVisible(len(accounts) > 1)
        self.chain.setVisible(len(outline.chains) > 1)
        self._fit_columns()
        self.strip.show_accounts([a.address for a in self._accounts.visible], look=self._wants_look)
        self._wants_look = False
        self._ask()

    def _fit_columns(self) -> None:
        """Beside one line in full there is room for what tells the lines apart."""
        is_beside = not self.beside.isHidden()
        self.account.setMaximumWidth(_WIDEST_CHOICE_PX if self.width() >= _ROOMY_PX else _NARROW_CHOICE_PX)
        has_others = self.account.count() > _TWO or self.chain.count() > _TWO
        self.table.setColumnHidden(ACCOUNT_COLUMN, is_beside or not has_others)
        self.table.setColumnHidden(STATE_COLUMN, is_beside and self.width() < _ROOMY_PX)
        self.table.setColumnHidden(FEE_COLUMN, is_beside or (has_others and self.width() < _WIDE_PX))
        if self.beside.minimumWidth() == self.beside.maximumWidth():
            self.beside.setFixedWidth(_DETAIL_PX if self.width() >= _ROOMY_PX else _SMALL_DETAIL_PX)
        set_widths(self.table, is_narrow=is_beside)

    def _show_lines(self, rows: "list[Activity]") -> None:
        query = self.query()
        rows = [in_its_coin(line, self._names.here) for line in rows]
        if rows != self.model.rows or self.model.naming != self._names:
            place = self.table.verticalScrollBar().value()
            self.model.naming = self._names
            self.model.replace(rows)
            self.table.verticalScrollBar().setValue(place)
        self.answered.emit()
        self.table.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self.nothing.say(*_nothing(query))
        hidden = self._outline.kept_out if self._outline else 0
        self.kept_out.setVisible(bool(hidden))
        words = trn("{n} line kept out of the list", "{n} lines kept out of the list", hidden)
        self.kept_out.set_text(tr("Back to the list") if query.kept_out else words)
        self.export.setEnabled(bool(rows) or not query.is_everything)
        self._restore()

    def _failed(self, error: BaseException) -> None:
        self.fault.show_error(error)
        self.fault.show()

    # --- one line ---

    def _restore(self) -> None:
        at = self.model.row_of(self._shown) if self._shown is not None else -1
        if at < 0:
            self._shown = None
            self.beside.hide()
            self._fit_columns()
            return
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.table.selectionModel().select(self.model.index(at, 0), flags)

    def _select(self) -> None:
        rows = self.table.selectionModel().selectedRows()
        if not rows:
            return
        line = self.model.rows[rows[0].row()]
        self._shown = line.id
        clear(self.place)
        self.line = ActivityLine(
            line,
            self._names,
            annotate=self._annotate,
            show_line=self._show_line,
            choose_token=self._choose_token,
            open_transaction=self._open,
        )
        self.place.addWidget(self.line)
        self._read_outcome(self.line)
        self.beside.show()
        self._fit_columns()

    def _read_outcome(self, shown: ActivityLine) -> None:
        hashed = shown.line.hash
        if hashed is not None and not shown.line.is_found:
            self.jobs.start(
                lambda _job: self._outgoing.outcome(hashed), lane="db", owner=shown,
                done=shown.outcome.show_outcome, failed=self._failed,
            )  # fmt: skip

    def _annotate(self, line: "Activity", note: str) -> None:
        self.jobs.start(
            lambda _job: self._activity.annotate(line.id, note), lane="db", owner=self, failed=self._failed
        )

    def _show_line(self, line: "Activity", is_shown: bool) -> None:
        self.jobs.start(
            lambda _job: self._tracing.set_shown(line.id, is_shown=is_shown),
            lane="db",
            owner=self,
            failed=self._failed,
        )

    def _choose_token(self, line: "Activity", is_shown: bool) -> None:
        tokens = {leg.currency.address for leg in line.legs or () if not leg.currency.is_coin}

        def choose() -> None:
            for token in tokens:
                self._tracing.choose_token(token, is_shown=is_shown)

        self.jobs.start(lambda _job: choose(), lane="db", owner=self, failed=self._failed)

    def _open(self, line: "Activity | None") -> None:
        """The transaction's own dialog, with its attempts; only of what was sent here."""
        if line is not None and line.hash is not None and not line.is_found:
            self._show(line.hash)

    def _show(self, transaction_hash: bytes) -> None:
        TransactionDialog.ask(self, self.tools, self._outgoing, transaction_hash)

    def _sign_elsewhere(self) -> None:
        SignElsewhereDialog.ask(self, self.tools, self._offline, self._paying, self._accounts)

    def _open_file(self) -> None:
        path = choose_file(self, tr("Open a transaction file"), tr("Transactions (*.json *.txt)"))
        if path is not None:
            TransactionFileDialog.ask(self, self.tools, self._offline, path)

    def _chosen(self) -> Chosen:
        """What an export for each account is of."""
        wanted, info = self.account.currentData(), self._network()
        accounts = [a for a in self._accounts.accounts if wanted in {None, a.address}]
        return Chosen(accounts, self.chain.currentData() or info.chain_id, info)


def _nothing(query: ActivityQuery) -> tuple[str, str]:
    if query.is_everything:
        return tr("Nothing has happened yet"), tr("Payments and orders will be listed here.")
    return tr("Nothing is found"), tr("Try fewer words, or everything.")


def _offer(choice: Choice, everything: str, options: "list[tuple[str, object]]") -> None:
    """The options after everything, the chosen one still chosen."""
    now = choice.currentData()
    choice.clear()
    choice.addItem(everything, None)
    for words, value in options:
        choice.addItem(words, value)
    values = [None, *(value for _words, value in options)]
    choice.setCurrentIndex(values.index(now) if now in values else 0)
