"""The journal of everything signed: read line by line, checked, and saved as a file."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QWidget

from desktop.core.errors import InvalidAddress
from desktop.core.identity import Address
from desktop.core.signatures import JournalBroken, entry_hash
from desktop.text import amount, mark, tr, trn
from desktop.text.signing import rule_name
from desktop.ui.dialogs import choose_new_file
from desktop.ui.models.paged import PAGE, paged_table
from desktop.ui.models.signatures import SignaturesModel, brief, sentence
from desktop.ui.page import Page, PageHead, PageTools, Route, page_column
from desktop.ui.phrases import date_time
from desktop.ui.theme import Theme
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Card, CopyButton, Label, Scroll, clear, column, row
from desktop.ui.widgets.money import AddressView, Facts
from desktop.ui.widgets.states import Banner, StateView

if TYPE_CHECKING:
    from desktop.core.signatures import SignatureEntry
    from desktop.services.signatures import Signature, SignatureService, Verdict


_ACCOUNT, _ROOMY_PX = 2, 1040
_FACTS = (
    ("chain", mark("Chain")),
    ("nonce", mark("Nonce")),
    ("value_wei", mark("Amount")),
    ("fee_most_wei", mark("Fee at most")),
    ("to", mark("To")),
    ("seller", mark("Seller")),
    ("payee", mark("Income goes to")),
    ("token", mark("Token")),
    ("units", mark("Units")),
    ("contract", mark("Contract")),
)


class SignaturesPage(Page):
    """Lines from the newest on; the chosen one is shown whole beside them."""

    def __init__(self, tools: PageTools, signatures: "SignatureService") -> None:
        super().__init__(tools)
        self._signatures = signatures
        self.back = Button(
            tr("Wallet"), "link", icon="arrow-left", name="signatures-back",
            clicked=lambda: tools.navigate(Route("wallet")),
        )  # fmt: skip
        words = tr(
            "Everything that this wallet signed, as the vault itself read it. Each entry names the one before it, so that none can be changed or left out unseen."
        )
        head = PageHead(tr("Journal of signatures"), words)
        self.check = Button(tr("Check"), icon="shield-check", name="signatures-check", clicked=self._check)
        self.save = Button(tr("Save as a file"), icon="download", name="signatures-save", clicked=self._save)
        head.add(self.save)
        head.add(self.check)
        self.model = SignaturesModel(self._fetch_more, self)
        self.table = paged_table("signatures", tr("Journal of signatures"), self.model)
        self.table.setWordWrap(False)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._choose())
        self.verdict = Banner("success")
        self.verdict.hide()
        self.details = column(spacing=2 * GRID)
        self.states = StateView(self._full(), empty_icon="history")
        page_column(self, row(self.back, 1), head, self.verdict, self.states).setStretch(3, 1)

    def _full(self) -> QWidget:
        left, right, full, inner = Card(padding=2 * GRID), Card(), QWidget(), QWidget()
        left.column.addWidget(self.table, 1)
        inner.setLayout(self.details)
        self.details.setContentsMargins(0, 0, GRID, 0)
        right.column.addWidget(Scroll(inner), 1)
        body = row(left, right, spacing=3 * GRID)
        body.setStretch(0, 5)
        body.setStretch(1, 4)
        full.setLayout(body)
        return full

    def enter(self, arg: str) -> None:
        self.verdict.hide()
        self.states.show_busy(tr("Reading the journal"))
        super().enter(arg)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # What was signed needs the room more than the account, which stands beside it.
        self.table.setColumnHidden(_ACCOUNT, self.width() < _ROOMY_PX * Theme.current().scale)

    def first_focus(self) -> QWidget:
        return self.table

    def reload(self) -> None:
        self.jobs.start(
            lambda _job: self._signatures.page(None, PAGE),
            lane="db",
            owner=self,
            done=self._show,
            failed=lambda error: self.states.show_error(error, self.reload),
        )

    def _show(self, rows: "list[Signature]") -> None:
        self.model.replace(rows)
        self.check.setEnabled(bool(rows))
        self.save.setEnabled(bool(rows))
        if not rows:
            self.states.show_empty(
                tr("Nothing was signed yet"),
                tr(
                    "Payments, purchases, deliveries and signed messages will be listed here, each with its sentence."
                ),
            )
            return
        self.states.show_full()
        self.table.selectRow(0)

    def _fetch_more(self, before: int) -> None:
        self.jobs.start(
            lambda _job: self._signatures.page(before, PAGE), lane="db", owner=self, done=self.model.append
        )

    def _choose(self) -> None:
        clear(self.details)
        chosen = self.table.selectionModel().selectedRows()
        if not chosen or chosen[0].row() >= len(self.model.rows):
            return
        entry = self.model.rows[chosen[0].row()].entry
        if entry is None:
            words = tr("This entry cannot be read: it was changed")
            self.details.addWidget(Banner("danger", "", words))
        else:
            self._describe(entry)
        self.details.addStretch(1)

    def _describe(self, entry: "SignatureEntry") -> None:
        facts = Facts()
        facts.add(tr("Signed"), date_time(entry.time))
        facts.add(tr("Account"), _address(entry.account))
        for name, title in _FACTS:
            if value := entry.facts.get(name):
                facts.add(tr(title), _fact(name, value))
        if entry.consent:
            facts.add(tr("You were asked"), "; ".join(rule_name(rule) for rule in entry.consent))
        self.details.addWidget(Label(brief(sentence(entry)), "h3", wrap=True))
        self.details.addWidget(facts)
        self.details.addLayout(_digest(tr("What the signature is of"), entry.digest))
        number = tr("Entry {number} of the journal", number=entry.number)
        self.details.addLayout(_digest(number, entry_hash(entry.encode())))

    def _check(self) -> None:
        self.check.setEnabled(False)
        self.verdict.say("info", tr("Checking every entry"))
        self.verdict.show()
        self.jobs.start(
            lambda _job: self._signatures.check(),
            lane="db",
            title=tr("Checking the journal"),
            owner=self,
            done=self._checked,
            failed=self._broken,
        )

    def _checked(self, verdict: "Verdict") -> None:
        self.check.setEnabled(True)
        count = verdict.check.entries
        title = trn("{n} entry, and none was changed", "{n} entries, and none was changed", count)
        seams = verdict.check.seams
        if seams:
            words = trn(
                "At {n} place the journal begins anew, because the vault's record was lost.",
                "At {n} places the journal begins anew, because the vault's record was lost.",
                len(seams),
            )
            self.verdict.say("warning", title, words)
        elif verdict.is_record_lost:
            words = tr("Whether any is missing at the end cannot be told: the vault's record was lost.")
            self.verdict.say("warning", title, words)
        elif verdict.is_compared:
            self.verdict.say("success", title, tr("The last one is the last that the vault made."))
        else:
            self.verdict.say(
                "success", title, tr("Unlock the wallet to check that none is missing at the end.")
            )

    def _broken(self, error: BaseException) -> None:
        self.check.setEnabled(True)
        if isinstance(error, JournalBroken) and error.what == "end":
            self.verdict.say(
                "danger",
                tr("The end of the journal is not the vault's"),
                tr(
                    "Entries are missing at the end, or were added. The data of Licet on this computer was changed, or an older copy put back."
                ),
            )
            return
        self.verdict.show_error(error)

    def _save(self) -> None:
        path = choose_new_file(self, tr("Save as a file"), "licet-signatures.jsonl")
        if path is None:
            return
        is_table = path.suffix.lower() == ".csv"
        write = self._signatures.export_csv if is_table else self._signatures.export_json
        self.jobs.start(
            lambda _job: path.write_text(write(), "utf-8"),
            lane="db",
            owner=self,
            done=lambda _: self.tools.toast("success", tr("Journal saved to {file}", file=path.name)),
        )


def _fact(name: str, value: str) -> str | QWidget:
    if name.endswith("_wei") and value.isdigit():
        return amount(int(value), None)
    return _address(value) if name in {"to", "seller", "payee", "token", "contract"} else value


def _address(text: str) -> str | QWidget:
    try:
        return AddressView(Address.parse(text))
    except InvalidAddress:  # several in one fact
        return text


def _digest(title: str, digest: str) -> QLayout:
    lines = column(spacing=4)
    lines.addLayout(row(Label(title, "muted"), 1, CopyButton(lambda: digest, tr("digest"))))
    lines.addWidget(
        Label(" ".join(digest[at : at + 8] for at in range(0, 64, 8)), "mono", wrap=True, selectable=True)
    )
    return lines
