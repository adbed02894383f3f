"""One run record in full, and two of them compared. What a model or a file is called is a stranger's text: plain."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.core.run_diff import PictureApart, RunDiff
from desktop.core.run_records import RunDetail, RunRecord
from desktop.core.runs import RunResult
from desktop.text import tr
from desktop.ui.device_words import device_name, reason_text
from desktop.ui.phrases import date_time, sandbox_level_name
from desktop.ui.record_words import (
    difference_name,
    difference_values,
    input_text,
    likeness,
    likeness_text,
    params_text,
    picture_text,
    short_digest,
)
from desktop.ui.run_words import run_time
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, CopyButton, Label, Rule, column, row
from desktop.ui.widgets.money import Facts
from desktop.ui.widgets.pictures import PictureView
from desktop.ui.widgets.results import ResultView
from desktop.ui.widgets.states import Banner


class RecordView(QWidget):
    """A record, its answer if it is at hand, and what can be done with it."""

    repeat_asked = Signal()
    export_asked = Signal()

    def __init__(self, record: RunRecord, result: RunResult | None, *, can_repeat: bool) -> None:
        super().__init__()
        self.setObjectName("record")
        lines = column(self, spacing=2 * GRID)
        title = Label(record.summary or tr("Run"), "h3", wrap=True, selectable=True)
        lines.addWidget(title)
        self.repeat = Button(tr("Repeat"), "primary", icon="refresh-cw", name="record-repeat")
        self.repeat.clicked.connect(lambda _=False: self.repeat_asked.emit())
        self.repeat.setEnabled(can_repeat)
        self.export = Button(tr("Export signed"), icon="badge-check", name="record-export")
        self.export.clicked.connect(lambda _=False: self.export_asked.emit())
        self.export.setEnabled(record.detail is not None)
        lines.addLayout(row(self.repeat, self.export, 1))
        if record.detail is None:
            words = tr(
                "Digests, time and device are all that Licet kept then; it cannot be repeated or exported."
            )
            lines.addWidget(Banner("info", tr("A run of an older Licet"), words))
        elif not can_repeat:
            words = tr(
                "Its input was not kept. Put it in again on the Run page; the new record says whether it was the same."
            )
            lines.addWidget(Banner("info", "", words))
        lines.addWidget(_facts(record))
        if result is not None:
            lines.addWidget(Rule())
            lines.addWidget(Label(tr("Its answer"), "strong"))
            view = ResultView(result)
            view.setMinimumHeight(36 * GRID)
            lines.addWidget(view)
        lines.addStretch(1)


class DiffView(QWidget):
    """Two runs side by side: what was different about them, and how far their answers are apart."""

    def __init__(self, before: RunRecord, after: RunRecord, diff: RunDiff) -> None:
        super().__init__()
        self.setObjectName("record-diff")
        words, tone = likeness(diff)
        lines = column(self, spacing=2 * GRID)
        lines.addWidget(Label(tr("Two runs compared"), "h3"))
        self.verdict = Banner(tone, words, likeness_text(diff))
        lines.addWidget(self.verdict)
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(GRID)
        for at in (1, 2):
            grid.setColumnStretch(at, 1)
        table = [
            ("", tr("Earlier"), tr("Later"), "strong"),
            (tr("Time"), date_time(before.time), date_time(after.time), "body"),
            (tr("Result"), before.summary, after.summary, "body"),
            (tr("Took"), run_time(before.seconds), run_time(after.seconds), "body"),
        ]
        same = tr("the same") if diff.same_input else short_digest(after.input_digest)
        table.append((tr("Input"), short_digest(before.input_digest), same, "body"))
        table += [(difference_name(one), *difference_values(one), "strong") for one in diff.differences]
        for number, (name, first, second, role) in enumerate(table):
            grid.addWidget(Label(name, "muted", wrap=True), number, 0)
            grid.addWidget(Label(first, role, wrap=True, selectable=True), number, 1)
            grid.addWidget(Label(second, role, wrap=True, selectable=True), number, 2)
        lines.addLayout(grid)
        if not diff.differences:
            lines.addWidget(
                Label(tr("Model, versions, settings, device and walls are the same."), "muted", wrap=True)
            )
        for picture in diff.pictures:
            lines.addWidget(_picture(picture))
        lines.addStretch(1)


def _facts(record: RunRecord) -> Facts:
    facts, detail = Facts(), record.detail
    facts.add(tr("Time"), date_time(record.time))
    facts.add(tr("Took"), run_time(record.seconds))
    facts.add(tr("Device"), _device_text(record))
    if detail is not None:
        _add_detail(facts, detail)
    facts.add(tr("Digest of the input"), _digest(record.input_digest))
    facts.add(tr("Digest of the answer"), _digest(record.output_digest))
    return facts


def _add_detail(facts: Facts, detail: RunDetail) -> None:
    model = detail.model
    facts.add(tr("Model"), tr("{name}, version {version}", name=model.name, version=model.version))
    facts.add(tr("Identity"), _digest(model.identity))
    if model.listing:
        facts.add(tr("Listing"), f"#{model.listing}")
    facts.add(tr("Input"), "\n".join(input_text(note) for note in detail.inputs) or "–")
    if detail.params:
        facts.add(tr("Settings"), params_text(detail.params))
    if detail.seed is not None:
        facts.add(tr("Seed"), str(detail.seed))
    facts.add(tr("Walled in"), sandbox_level_name(detail.sandbox.level))
    versions = detail.versions
    facts.add(
        tr("Versions"),
        tr(
            "Licet {licet}, onnxruntime {engine}, package format {package}, spec format {spec}",
            licet=versions.licet,
            engine=versions.engine,
            package=versions.package,
            spec=versions.spec,
        ),
    )
    if detail.repeats is not None:
        facts.add(tr("Repeats"), tr("run {n}", n=detail.repeats))


def _device_text(record: RunRecord) -> str:
    used, detail = device_name(record.device), record.detail
    if detail is None or detail.asked in {"", record.device}:
        return used
    words = tr("{used}; asked for {asked}", used=used, asked=device_name(detail.asked))
    return "\n".join(filter(None, (words, reason_text(detail.reason))))


def _digest(digest: str) -> QWidget:
    holder = QWidget()
    label = Label(short_digest(digest), "mono", selectable=True)
    holder.setLayout(row(label, CopyButton(lambda: digest, tr("digest")), 1))
    return holder


def _picture(apart: PictureApart) -> QWidget:
    holder = QWidget()
    lines = column(holder, spacing=GRID)
    lines.addWidget(Label(tr("Picture “{name}”", name=apart.name), "strong"))
    lines.addWidget(Label(picture_text(apart), "muted", wrap=True))
    if apart.step:
        view = PictureView(apart.picture)
        view.setAccessibleName(tr("Where the pictures differ"))
        lines.addWidget(view)
    return holder
