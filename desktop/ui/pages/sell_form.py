"""One page to list a model: choose its folder, see it verified, set the price, list."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QProgressBar, QVBoxLayout, QWidget

from desktop.core.changes import Progress
from desktop.core.errors import AppError, InvalidAmount
from desktop.core.identity import Address
from desktop.core.licences import Rights
from desktop.core.money import COIN, Currency, format_amount
from desktop.text import amount, size, tr
from desktop.ui.dialogs import choose_file, choose_folder
from desktop.ui.jobs import Job
from desktop.ui.mirror_words import listed_words
from desktop.ui.page import PageTools
from desktop.ui.pages.import_panel import ImportPanel
from desktop.ui.pages.payee_editor import PayeeEditor, payee_address
from desktop.ui.pages.place_ticks import PlaceTicks
from desktop.ui.pages.rights_form import RightsForm
from desktop.ui.pages.token_field import TokenField
from desktop.ui.phrases import PUBLISH_WARNINGS, parameters_text, task_name
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Badge, Button, Card, Label, clear, column, restyle, row
from desktop.ui.widgets.drops import FileDrops
from desktop.ui.widgets.money import Facts
from desktop.ui.widgets.states import Banner, progress_text, show_progress

if TYPE_CHECKING:
    from desktop.core.mirrors import MirrorOutcome
    from desktop.core.sales import OwnListing
    from desktop.services.selling import PublishQuote, ReadyPackage, SellingService
    from desktop.services.selling.mirroring import MirrorService
    from desktop.services.splits import SplitService

_TYPING_MS = 250


class SellForm(Card):
    """Grows as it goes: folder, verdict, price and bond, List."""

    def __init__(
        self,
        selling: "SellingService",
        splits: "SplitService",
        tools: PageTools,
        seller: Callable[[], Address],
        mirrors: "MirrorService",
    ) -> None:
        """``seller`` gives the account that lists."""
        super().__init__(spacing=2 * GRID)
        self._selling, self._splits, self._tools, self._seller = selling, splits, tools, seller
        self.payee = PayeeEditor(splits, tools.jobs)
        self._revises: OwnListing | None = None
        self._package: ReadyPackage | None = None
        self._quote: PublishQuote | None = None
        self._job: Job | None = None
        self.choose_model = Button(
            tr("Choose a model"),
            "primary",
            icon="upload",
            name="sell-choose-model",
            clicked=self._choose_model,
        )
        self.choose = Button(
            tr("Prepared folder"), icon="folder-open", name="sell-choose", clicked=self._choose
        )
        self.hint = Label(
            tr(
                "Any ONNX file: Licet looks into it in the sandbox and asks for what it does not tell. Or a folder with the "
                "model, its spec, card, licence, samples and test vectors."
            ),
            "muted",
            wrap=True,
        )
        self.imported = self._importing()
        self.found = QVBoxLayout()
        self.price = _amount_field(tr("Price"), "sell-price")
        self.bond = _amount_field(tr("Bond per order"), "sell-bond")
        self.late_fee = _amount_field(tr("Late fee"), "sell-late-fee")
        self.price_note = _note(tr("in {unit}; 0 makes it free", unit=COIN.unit))
        self.token = TokenField(selling, tools.jobs)
        self.places = PlaceTicks(tools.jobs, mirrors)
        self.rights = RightsForm()
        self.cost = QVBoxLayout()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar_note = Label("", "small")
        self.fault = Banner("danger")
        self.stop_revising = Button(
            tr("List another model instead"), "link", name="sell-stop-revising", clicked=self._reset
        )
        self.publish = Button(
            tr("List it"), "primary", icon="tag", name="sell-publish", clicked=self._publish
        )
        self.cancel = Button(tr("Cancel"), name="sell-cancel", clicked=self._cancel)
        self.title = Label("", "h3", wrap=True)
        title = row(self.title, self.choose, self.choose_model, spacing=GRID)
        title.setStretch(0, 1)
        self.column.addLayout(title)
        self.column.addWidget(self.hint)
        self.column.addLayout(row(self.stop_revising, 1))
        self.column.addWidget(self.imported)
        self.column.addLayout(self.found)
        self.terms = self._terms()
        self.column.addWidget(self.terms)
        self.column.addWidget(self.fault)
        self.column.addWidget(self.bar)
        self.column.addLayout(row(self.bar_note, 1, self.cancel, self.publish))
        self._typing = self._typing_timer()
        self.token.changed.connect(self._currency_changed)
        self._reset()

    def _importing(self) -> ImportPanel:
        """Models that are no prepared folder; a file dropped here is one too."""
        panel = ImportPanel(lambda: self._selling.importer, self._tools)
        panel.packed.connect(self._inspected)
        panel.cancelled.connect(self._reset)
        self.drops = FileDrops(self, tr("Drop an ONNX file to list it"))
        self.drops.dropped.connect(lambda paths: self.import_model(paths[0]))
        return panel

    def _typing_timer(self) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(_TYPING_MS)
        timer.timeout.connect(self._ask_quote)
        self.price.textEdited.connect(lambda _text: timer.start())
        return timer

    def _terms(self) -> QWidget:
        holder = QWidget()
        lines = column(holder, spacing=2 * GRID)
        line = row(spacing=2 * GRID)
        for name, note, edit in (
            (tr("Price"), self.price_note, self.price),
            (tr("Bond per order"), _note(tr("the buyer gets it if you cheat")), self.bond),
            (tr("Late fee"), _note(tr("part of the bond, if you miss the time")), self.late_fee),
        ):
            block = column(spacing=4)
            block.addWidget(Label(name, "strong"))
            block.addWidget(edit)
            block.addWidget(note)
            line.addLayout(block, 1)
        lines.addLayout(line)
        lines.addWidget(self.token)
        block = column(spacing=4)
        block.addWidget(Label(tr("Who is paid"), "strong"))
        block.addWidget(self.payee)
        lines.addLayout(block)
        block = column(spacing=4)
        block.addWidget(Label(tr("Where buyers download it"), "strong"))
        block.addWidget(self.places)
        lines.addLayout(block)
        lines.addWidget(self.rights)
        lines.addLayout(self.cost)
        return holder

    def revise(self, own: "OwnListing", name: str) -> None:
        """Publish the next version of a listing: choose its folder, with the terms that it had."""
        self._reset()
        self._revises = own
        self.title.setText(tr("New version of “{name}”", name=name))
        self.rights.revise(Rights.of(own.terms))
        self.publish.set_text(tr("Publish the version"))
        self.stop_revising.show()
        self.choose_model.setFocus()

    def import_model(self, path: Path) -> None:
        """Read a model from elsewhere in the sandbox, and ask what it does not tell."""
        self._start_over()
        self.imported.study(path)

    def _start_over(self) -> None:
        """Another model; a version stays one of its listing. From here on another button is the next step."""
        revised = self._revises
        self._reset(keep_rights=revised is not None)
        self._revises = revised
        self.stop_revising.setVisible(revised is not None)
        self.choose_model.set_kind("secondary")

    def inspect(self, folder: Path) -> None:
        """Pack and verify a folder in the sandbox."""
        self._start_over()
        self.choose.setEnabled(False)
        self._work(tr("Packing and verifying"))
        self._job = self._tools.jobs.start(
            lambda job: self._selling.inspect(folder, job.cancel, job.report),
            lane="cpu",
            title=tr("Verifying a package"),
            owner=self,
            done=self._inspected,
            failed=self._failed,
            progressed=self._progressed,
        )

    def _inspected(self, package: "ReadyPackage") -> None:
        self._rest()
        manifest = package.manifest
        clear(self.found)
        head = row(
            Label(manifest.name[:60], "h2"), Badge(tr("version {version}", version=manifest.version)), 1
        )
        self.found.addLayout(head)
        self.found.addWidget(Label(manifest.summary, "muted", wrap=True))
        facts = Facts()
        facts.add(tr("Task"), task_name(manifest.task))
        facts.add(tr("Licence"), manifest.license)
        facts.add(tr("Parameters"), parameters_text(manifest.parameters))
        facts.add(tr("Public part"), size(package.public_bytes))
        facts.add(tr("Sealed part"), size(package.sealed_bytes))
        self.found.addWidget(facts)
        self.found.addWidget(Banner("success", tr("Verified: it fits the rules and passes its own tests.")))
        self._package = package
        price = self._revises.terms.price if self._revises is not None else package.suggested_price_wei
        self.price.setText(format_amount(price) if price is not None else "0.01")
        self.terms.show()
        self.publish.show()
        self._ask_quote()

    def _currency_changed(self) -> None:
        currency = self.token.currency
        unit = currency.unit if currency is not None else "…"
        self.price.setAccessibleName(tr("{what} in {unit}", what=tr("Price"), unit=unit))
        self.price_note.setText(tr("in {unit}; 0 makes it free", unit=unit))
        if currency is not None and self._package is not None:
            self._ask_quote()

    def _ask_quote(self) -> None:
        currency = self.token.currency
        price = None if currency is None else self._read(self.price, currency)
        if price is None or currency is None:
            return
        self._tools.jobs.start(
            lambda _job: self._selling.quote_publish(price, currency),
            owner=self,
            done=self._quoted,
            failed=self._failed,
        )

    def _quoted(self, quote: "PublishQuote") -> None:
        self._quote = quote
        self.bond.setText(format_amount(quote.suggested_bond_wei))
        self.late_fee.setText(format_amount(quote.suggested_late_fee_wei))
        self.rights.suggest_key_fee(quote.suggested_key_fee_wei)
        clear(self.cost)
        facts = Facts()
        facts.add(tr("Network fee, at most"), amount(quote.fee_most_wei, 8))
        missing = max(0, quote.suggested_bond_wei - quote.free_bond_wei)
        facts.add(tr("Bond to put down now"), amount(missing, 8))
        self.cost.addWidget(facts)
        for warning in quote.warnings:
            self.cost.addWidget(Banner("info", "", tr(PUBLISH_WARNINGS.get(warning, warning))))

    def _publish(self) -> None:
        package = self._package
        try:
            currency = self.token.require()
        except AppError as error:
            self.fault.show_error(error)
            return
        price = self._read(self.price, currency)
        bond, late = (self._read(edit) for edit in (self.bond, self.late_fee))
        if package is None or price is None or bond is None or late is None:
            return
        payee = self.payee.choice()
        if payee is None:
            self.fault.say("danger", tr("Say who is paid"), tr("The address or the shares are not complete."))
            self.fault.show()
            return
        rights = self.rights.read(self._seller(), int(time.time()), is_free=price == 0)
        if rights is None:
            return
        revises = self._revises.listing if self._revises is not None else None
        mirrors = self.places.chosen()
        outcomes: list[MirrorOutcome] = []
        self._work(tr("Sealing and listing"))
        self._job = self._tools.jobs.start(
            lambda job: self._selling.publish(
                package,
                price,
                bond,
                late,
                self.places.addresses(),
                job.cancel,
                job.report,
                currency=currency,
                payee=payee_address(self._splits, payee),
                rights=rights,
                revises=revises,
                mirrors=mirrors,
                mirrored=outcomes.extend,
            ),
            title=tr("Listing a model"),
            owner=self,
            done=lambda _listing: self._published(outcomes),
            failed=self._failed,
            progressed=self._progressed,
        )

    def _published(self, outcomes: "list[MirrorOutcome]") -> None:
        name = self._package.manifest.name if self._package else ""
        is_revision = self._revises is not None
        self._reset()
        tone, words = listed_words(name, outcomes, is_revision=is_revision)
        self._tools.toast(tone, words)

    def _failed(self, error: BaseException) -> None:
        self._rest()
        self.fault.show_error(error)

    def _progressed(self, progress: Progress) -> None:
        show_progress(self.bar, progress)
        self.bar_note.setText(progress_text(progress) or self.bar_note.text())

    def _work(self, title: str) -> None:
        self.fault.hide()
        self.bar.setRange(0, 0)
        self.bar.show()
        self.bar_note.setText(title)
        self.cancel.show()
        self.publish.setEnabled(False)

    def _rest(self) -> None:
        self._job = None
        self.bar.hide()
        self.bar_note.setText("")
        self.cancel.hide()
        self.choose.setEnabled(True)
        self.publish.setEnabled(True)

    def _reset(self, *, keep_rights: bool = False) -> None:
        self._package = self._quote = None
        if not keep_rights:
            self.payee.reset()
            self._revises = None
            self.title.setText(tr("List a model"))
            self.publish.set_text(tr("List it"))
            self.rights.reset()
            self.stop_revising.hide()
        self._rest()
        self.imported.reset()
        self.choose_model.set_kind("primary")
        clear(self.found)
        clear(self.cost)
        self.token.clear()
        self.terms.hide()
        self.fault.hide()
        self.publish.hide()

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._rest()

    def _choose_model(self) -> None:
        if path := choose_file(self, tr("Choose a model"), tr("ONNX models (*.onnx)")):
            self.import_model(path)

    def _choose(self) -> None:
        if folder := choose_folder(self, tr("Choose a model folder")):
            self.inspect(folder)

    def _read(self, edit: QLineEdit, currency: Currency = COIN) -> int | None:
        """The amount in a field; a wrong one is marked and named."""
        try:
            value = currency.parse(edit.text())
        except InvalidAmount as error:
            edit.setProperty("wrong", True)
            restyle(edit)
            self.fault.show_error(error)
            return None
        edit.setProperty("wrong", False)
        restyle(edit)
        self.fault.hide()
        return value


def _note(text: str) -> Label:
    return Label(text, "small", wrap=True)


def _amount_field(label: str, name: str) -> QLineEdit:
    """A text field: amounts never pass through a number widget."""
    edit = QLineEdit()
    edit.setObjectName(name)
    edit.setAccessibleName(tr("{what} in {unit}", what=label, unit=COIN.unit))
    return edit
