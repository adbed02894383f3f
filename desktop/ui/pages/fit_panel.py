"""On this computer: how a listed model runs here, tried with empty weights before paying, and what came afterwards."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.core.changes import Change, Topic
from desktop.core.fit import Fit, FitHistory
from desktop.core.listings import Listing
from desktop.text import size, tr
from desktop.ui.fit_words import (
    ALWAYS_UNKNOWN,
    claim_text,
    compared_text,
    fit_badge,
    fit_sentence,
    unknown_texts,
    worst_text,
)
from desktop.ui.jobs import Job
from desktop.ui.page import PageTools
from desktop.ui.run_words import run_time
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Badge, Button, Card, Label, clear, column, fill, row
from desktop.ui.widgets.money import Facts
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.services.catalogue import PublicView
    from desktop.services.fitting import FitLook, FitService


class FitPanel(Card):
    """Says what is known; tries on demand, and unasked only what is small and was looked at before."""

    known = Signal(object)
    """The trial (``Fit``) or None, whenever it is another one."""

    def __init__(self, tools: PageTools, fitting: "FitService") -> None:
        super().__init__()
        self._tools, self._fitting = tools, fitting
        self._identity = b""
        self._look: FitLook | None = None
        self._view: PublicView | None = None
        self._job: Job | None = None
        self.badge = Badge("")
        self.sentence = Label("", "strong", wrap=True)
        self.sentence.setObjectName("fit-sentence")
        self.claim = Label("", "muted", wrap=True)
        self.facts = column(spacing=GRID)
        self.seen = Label("", "body", wrap=True)
        self.seen.setObjectName("fit-seen")
        self.notes = Label("", "small", wrap=True)
        self.fault = Banner("danger")
        self.fault.hide()
        self.try_here = Button(tr("Try how it runs here"), icon="cpu", name="fit-try", clicked=self.start)
        self.stop = Button(tr("Stop"), name="fit-stop", clicked=self._stop)
        self.column.addLayout(row(Label(tr("On this computer"), "h3"), 1, self.badge))
        self.column.addWidget(self.sentence)
        self.column.addWidget(self.claim)
        self.column.addLayout(self.facts)
        fill(self.column, self.seen, self.notes, self.fault)
        self.column.addLayout(row(self.try_here, self.stop, 1))
        self.hide()
        tools.bus.changed.connect(self._changed)

    @property
    def fit(self) -> Fit | None:
        """The trial that is shown."""
        return self._look.history.fit if self._look is not None else None

    def show_listing(self, listing: Listing) -> None:
        """Another listing: what is kept of it, before its public part is fetched."""
        self._stop()
        self._identity, self._look, self._view = listing.terms.identity, None, None
        self.hide()
        self.reload()

    def reload(self) -> None:
        """Read again what is kept."""
        wanted = self._identity
        self._tools.jobs.start(
            lambda _job: self._fitting.look(wanted),
            lane="db",
            owner=self,
            done=lambda look: self._looked(look) if wanted == self._identity else None,
        )

    def show_public(self, view: "PublicView") -> None:
        """The public part is here and keeps the rules: it can be tried."""
        self._view = view
        self._draw()
        look = self._look
        if look is not None and self._fitting.tries_unasked(look, view.manifest):
            self.start()

    def start(self) -> None:
        """Try it now."""
        if self._job is not None or self._view is None:
            return
        wanted = self._identity
        self.fault.hide()
        self._job = self._tools.jobs.start(
            lambda job: self._fitting.try_here(wanted, job.cancel),
            lane="net",
            title=tr("Trying a model here"),
            owner=self,
            done=lambda fit: self._tried(wanted, fit),
            failed=lambda error: self._failed(wanted, error),
        )
        self._draw()

    def _changed(self, change: Change) -> None:
        if change == Change(Topic.FIT, self._identity.hex()):
            self.reload()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self._draw()

    def _looked(self, look: "FitLook") -> None:
        self._look = look if self._look is None else self._look.with_history(look.history)
        self._draw()
        self.known.emit(self._look.history.fit)

    def _tried(self, wanted: bytes, fit: Fit) -> None:
        if wanted != self._identity:
            return
        self._job = None
        if self._look is not None:
            self._look = self._look.with_history(FitHistory(fit, self._look.history.seen))
        self._draw()
        self.known.emit(fit)

    def _failed(self, wanted: bytes, error: BaseException) -> None:
        if wanted == self._identity:
            self._job = None
            self._draw()
            self.fault.show_error(error)

    def _draw(self) -> None:
        view, look = self._view, self._look
        history = look.history if look is not None else FitHistory(None)
        self.setVisible(view is not None)
        if view is None:
            return
        fit, is_sealed = history.fit, view.manifest.graph_sealed
        if is_sealed:
            fit = Fit("sealed")
        is_trying = self._job is not None
        self._say(fit, is_trying=is_trying)
        self.claim.setText(claim_text(view.manifest.measured))
        self.claim.setVisible(fit is None or fit.figures is None)
        clear(self.facts)
        if fit is not None and fit.figures is not None and not is_trying:
            self.facts.addWidget(_facts(fit))
        self._compare(history)
        notes = _notes(fit)
        self.notes.setText("\n".join(notes))
        self.notes.setVisible(bool(notes) and not is_trying)
        self.try_here.set_text(tr("Try it again") if fit is not None else tr("Try how it runs here"))
        self.try_here.setVisible(not is_sealed and not is_trying)
        self.stop.setVisible(is_trying)

    def _say(self, fit: Fit | None, *, is_trying: bool) -> None:
        if is_trying:
            self.badge.set_state(tr("Trying"), "accent")
            self.sentence.setText(
                tr("Its graph is run with empty weights, walled in. This takes some seconds.")
            )
        elif fit is None:
            self.badge.set_state(tr("Not tried"), "neutral")
            self.sentence.setText(
                tr("Its graph is public, so it can be tried with empty weights before you pay.")
            )
        else:
            self.badge.set_state(*fit_badge(fit))
            words = fit_sentence(fit)
            self.sentence.setText(tr("Runs here: {figures}", figures=words) if fit.figures else words)

    def _compare(self, history: FitHistory) -> None:
        lines = []
        if history.last is not None:
            lines.append(tr("When it was last open: {figures}.", figures=compared_text(history.last)))
            lines.append(worst_text(history))
        if history.elsewhere:
            lines.append(
                tr("More is known from other machines that this folder was on; it is not counted here.")
            )
        self.seen.setText("\n".join(filter(None, lines)))
        self.seen.setVisible(bool(lines))


def _notes(fit: Fit | None) -> tuple[str, ...]:
    """What a trial could not know; where it failed, the engine's own words."""
    if fit is None:
        return ()
    if fit.figures is None:
        return (tr("onnxruntime says: {reason}", reason=fit.detail),) if fit.detail else ()
    return (*unknown_texts(fit), tr(ALWAYS_UNKNOWN))


def _facts(fit: Fit) -> QWidget:
    facts, figures = Facts(), fit.figures
    if figures is None:
        return facts
    facts.add(tr("To load"), run_time(figures.load_ms / 1000))
    facts.add(tr("First run"), run_time(figures.first_ms / 1000))
    facts.add(tr("Each later run"), run_time(figures.run_ms / 1000))
    facts.add(tr("Memory"), size(figures.memory_bytes))
    if fit.sample:
        facts.add(tr("Tried on"), fit.sample.removeprefix("samples/"))
    return facts


def fit_warning(fit: Fit | None) -> tuple[str, str]:
    """(tone, sentence) for the Buy panel; both empty where there is nothing to say before paying."""
    if fit is None or fit.outcome in {"unclear", "sealed"}:
        return "", ""
    if fit.can_run:
        return "success", tr("Runs here: {figures}", figures=fit_sentence(fit))
    return "danger", fit_sentence(fit)
