"""A model from elsewhere on the sell page: what was found in it and why, what is asked, how it was tried."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QProgressBar, QVBoxLayout, QWidget

from desktop.core.changes import Progress
from desktop.core.importing import BadAnswer, ContradictedAnswer, Guess, Port, Study, VariantReport
from desktop.text import size, tr, trn
from desktop.text.importing import QUESTIONS, STEPS, VARIANTS, guess_text, refusal_text
from desktop.ui.dialogs import choose_files
from desktop.ui.jobs import Job, JobControl
from desktop.ui.page import PageTools
from desktop.ui.pages.question_form import QuestionForm
from desktop.ui.phrases import task_name
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Badge, Button, ElidedLabel, Label, Rule, clear, column, row
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.services.selling import ImportedPackage, Importer

_SHOWN_OPERATORS = 6


class ImportPanel(QWidget):
    """Grows as it goes: what was read, the questions, the trial; then ``packed`` carries the ready package."""

    packed = Signal(object)
    cancelled = Signal()

    def __init__(self, importer: "Callable[[], Importer]", tools: PageTools) -> None:
        super().__init__()
        self._importer, self._tools = importer, tools
        self._study: Study | None = None
        self._reopened: dict[str, Guess] = {}
        self._job: Job | None = None
        self.head = QVBoxLayout()
        self.found = QVBoxLayout()
        self.questions = QuestionForm()
        self.questions.decided.connect(self._take_answers)
        self.samples_note = Label("", "small", wrap=True)
        self.samples = Button(
            tr("Add inputs to try it on"), icon="plus", name="import-samples", clicked=self._choose_samples
        )
        self.sampling = QWidget()
        line = row(self.samples_note, self.samples, spacing=2 * GRID)
        line.setStretch(0, 1)
        self.sampling.setLayout(line)
        self.fault = Banner("danger")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.note = Label("", "small")
        self.stop = Button(tr("Cancel"), name="import-cancel", clicked=self._cancel)
        self.go = Button(
            tr("Test and pack"), "primary", icon="play", name="import-continue", clicked=self.submit
        )
        self.forms = QVBoxLayout()
        lines = column(self, spacing=2 * GRID)
        for part in (self.head, self.found):
            part.setSpacing(GRID)
            lines.addLayout(part)
        for widget in (self.questions, self.sampling, self.fault, self.bar):
            lines.addWidget(widget)
        self.acting = QWidget()
        self.acting.setLayout(row(self.note, 1, self.stop, self.go))
        lines.addWidget(self.acting)
        lines.addLayout(self.forms)
        self.reset()

    def reset(self) -> None:
        """Nothing is being imported."""
        if self._job is not None:
            self._job.cancel()
        self._study = None
        self._reopened = {}
        for part in (self.head, self.found, self.forms):
            clear(part)
        self.questions.show_questions((), {})
        for widget in (self.sampling, self.fault, self.bar, self.stop, self.go):
            widget.hide()
        self.note.setText("")
        self.hide()

    def study(self, path: Path) -> None:
        """Read a model in the sandbox."""
        self.reset()
        self.show()
        self.acting.show()
        self._work(tr("Reading the model in the sandbox"))
        self._start(lambda job: self._importer().study(path, job.cancel, job.report), self._show)

    def _show(self, study: Study) -> None:
        """What is known and what is asked, as it stands now."""
        self._rest()
        self._study = study
        clear(self.head)
        clear(self.found)
        self.head.addLayout(
            row(ElidedLabel(study.name, "h2"), Badge(size(study.size_bytes)), 1, spacing=GRID + 4)
        )
        self.head.addWidget(Label(_about(study), "muted", wrap=True))
        for name, reason in study.unread:
            words = tr("{file} was not used: {reason}", file=name, reason=reason)
            self.head.addWidget(Banner("warning", "", words))
        guesses = [g for g in study.proposal.guesses if g.key not in self._reopened]
        if guesses:
            self.found.addWidget(Label(tr("What was found"), "h3"))
            self.found.addLayout(self._guesses(guesses))
        reopened = [g.question for g in self._reopened.values() if g.question is not None]
        asked = [*reopened, *study.proposal.questions]
        if asked:
            self.found.addWidget(Rule())
            self.found.addWidget(Label(tr("What nobody but you can know"), "h3"))
        given = {key: guess.value for key, guess in self._reopened.items()}
        self.questions.show_questions(asked, given)
        self.sampling.show()
        self.samples_note.setText(
            trn("{n} sample; it becomes public.", "{n} samples; they become public.", study.samples)
            if study.samples
            else tr(
                "Without inputs of your own, the tests use drawn ones. Yours become the listing's public samples."
            )
        )
        self.go.show()

    def _guesses(self, guesses: list[Guess]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * GRID)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 2)
        for line, guess in enumerate(guesses):
            label, value, source = guess_text(guess)
            value = task_name(guess.value) if guess.key == "task" else value
            shown = Label(value, "body", wrap=True, selectable=True)
            shown.setAccessibleName(f"{label}: {value}")
            middle = Qt.AlignmentFlag.AlignVCenter
            grid.setRowMinimumHeight(line, 3 * GRID + 4)
            grid.addWidget(Label(label, "muted"), line, 0, middle)
            grid.addWidget(shown, line, 1, middle)
            grid.addWidget(Label(source, "small", wrap=True), line, 2, middle)
            if guess.question is not None:
                change = Button(
                    tr("Change"), "link", name=f"change-{guess.key}", tip=tr("Change: {what}", what=label)
                )
                change.clicked.connect(self._reopener(guess))
                grid.addWidget(change, line, 3, middle)
        return grid

    def _reopener(self, guess: Guess) -> Callable[[bool], None]:
        def reopen(_checked: bool = False) -> None:
            self._reopened[guess.key] = guess
            if self._study is not None:
                self._show(self._study)

        return reopen

    def submit(self) -> None:
        """Take the answers in; with none missing, pack."""
        if self.questions.mark_open():
            self.fault.say("danger", tr("Some questions are open"), tr("They are marked above."))
            self.fault.show()
            return
        self._take_answers(then_pack=True)

    def _take_answers(self, *, then_pack: bool = False) -> None:
        study = self._study
        if study is None:
            return
        told = self.questions.answers()
        if not then_pack:
            told = {key: value for key, value in told.items() if key == "task"}

        def taken(found: Study) -> None:
            self._reopened = {k: g for k, g in self._reopened.items() if k not in told}
            self._show(found)
            if then_pack and found.proposal.is_complete:
                self._pack(found)
            elif then_pack:
                self.fault.say("info", tr("Your answers bring new questions"), tr("They are the last ones."))
                self.fault.show()

        self._work(tr("Reading your answers"))
        self._start(lambda _job: self._importer().answer(study.token, told), taken)

    def _pack(self, study: Study) -> None:
        self._work(tr("Testing and packing in the sandbox"))
        self._start(
            lambda job: self._importer().pack_study(study.token, job.cancel, job.report), self._packed
        )

    def _packed(self, made: "ImportedPackage") -> None:
        """Only how the forms fared stays; the form of the listing follows."""
        self.reset()
        self.show()
        self.acting.hide()
        self._show_forms(made.variants)
        self.packed.emit(made.package)

    def _show_forms(self, variants: tuple[VariantReport, ...]) -> None:
        self.forms.addWidget(Label(tr("Forms of the model, measured here"), "h3"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * GRID)
        grid.setVerticalSpacing(GRID)
        grid.setColumnStretch(4, 1)
        heads = (tr("Form"), tr("Size"), tr("One run"), tr("Memory, at most"), tr("Differs by up to"))
        for place, text in enumerate(heads):
            grid.addWidget(Label(text, "small"), 0, place)
        for line, report in enumerate(variants, start=1):
            grid.addWidget(Label(tr(VARIANTS.get(report.name, report.name)), "strong"), line, 0)
            if report.refusal:
                words = Label(tr("Not offered. {reason}", reason=refusal_text(report)), "muted", wrap=True)
                grid.addWidget(words, line, 1, 1, 4)
                continue
            cells = (
                size(report.size_bytes),
                tr("{ms} ms", ms=f"{report.run_ms:.3g}"),
                size(report.peak_rss_bytes),
                "–"
                if report.name == "fp32"
                else tr("{share} of the answers' range", share=f"{report.error:.2%}"),
            )
            for place, text in enumerate(cells, start=1):
                grid.addWidget(Label(text, "body"), line, place)
        self.forms.addLayout(grid)

    def _choose_samples(self) -> None:
        if paths := choose_files(self, tr("Inputs to try the model on"), tr("All files (*)")):
            self.give_samples(paths)

    def give_samples(self, paths: list[Path]) -> None:
        """Try the model on these files."""
        study = self._study
        if study is not None:
            self._work(tr("Reading your files"))
            self._start(lambda _job: self._importer().give_samples(study.token, paths), self._show)

    def _start(self, work: Callable[[JobControl], object], done: Callable[..., None]) -> None:
        self._job = self._tools.jobs.start(
            work,
            lane="cpu",
            title=tr("Reading a model"),
            owner=self,
            done=done,
            failed=self._failed,
            progressed=self._progressed,
        )

    def _progressed(self, progress: Progress) -> None:
        words = STEPS.get(progress.step)
        if words is not None:
            self.note.setText(tr(words))

    def _failed(self, error: BaseException) -> None:
        self._rest()
        self.fault.show_error(error)
        if isinstance(error, BadAnswer | ContradictedAnswer):
            what = QUESTIONS.get(error.key)
            if what is not None:
                self.fault.title.setText(tr("{what}: this cannot be so", what=tr(what[0])))
            self._reopen_key(error.key)
            self.questions.mark(error.key)
        self.go.setVisible(self._study is not None)

    def _reopen_key(self, key: str) -> None:
        known = () if self._study is None else self._study.proposal.guesses
        guess = next((g for g in known if g.key == key and g.question is not None), None)
        if guess is not None and self._study is not None:
            self._reopened[key] = guess
            self._show(self._study)
            self.fault.show()

    def _work(self, words: str) -> None:
        self.fault.hide()
        self.note.setText(words)
        self.bar.show()
        self.stop.show()
        self.go.setEnabled(False)
        self.samples.setEnabled(False)
        self.questions.setEnabled(False)

    def _rest(self) -> None:
        self._job = None
        self.fault.hide()
        self.note.setText("")
        self.bar.hide()
        self.stop.hide()
        for widget in (self.go, self.samples, self.questions):
            widget.setEnabled(True)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
        had_study = self._study is not None
        self._rest()
        if not had_study:
            self.reset()
            self.cancelled.emit()


def _about(study: Study) -> str:
    """Exporter, ports and operators in two lines."""
    common = ", ".join(f"{name} × {count}" for name, count in study.operators[:_SHOWN_OPERATORS])
    ports = tr("In: {inputs}. Out: {outputs}.", inputs=_ports(study.inputs), outputs=_ports(study.outputs))
    made = tr("Written by {program}.", program=study.exporter) if study.exporter else ""
    beside = tr("Read beside it: {files}.", files=", ".join(study.beside)) if study.beside else ""
    return "\n".join(
        filter(
            None,
            (" ".join(filter(None, (made, beside))), ports, tr("Made of {operators}.", operators=common)),
        )
    )


def _ports(ports: tuple[Port, ...]) -> str:
    return "; ".join(f"{port.name} {port.dtype} {port.shape}".strip() for port in ports[:4])
