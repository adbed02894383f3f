"""Results of a run: a picture, a chart or a table first, JSON second."""

import csv
import io
import json
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHeaderView, QPlainTextEdit, QTableView, QTabWidget, QWidget

from desktop.core.packages import Head
from desktop.core.runs import RunResult
from desktop.text import tr
from desktop.ui.dialogs import choose_new_file
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Label, Scroll, column, row
from desktop.ui.widgets.charts import ForecastChart, Legend, ScoreBars
from desktop.ui.widgets.findings import findings_of
from desktop.ui.widgets.passages import passages_of
from desktop.ui.widgets.pictures import PictureView
from desktop.ui.widgets.stretches import stretches_of

Index = QModelIndex | QPersistentModelIndex


class ResultView(QWidget):
    """One result with its tabs, Copy and Save. Labels of a model are a stranger's text: shown plain."""

    def __init__(self, result: RunResult, head: Head | None = None, text: str = "") -> None:
        super().__init__()
        self.setObjectName("result")
        self.result = result
        self.rows = result_rows(result)
        tabs = QTabWidget()
        tabs.setObjectName("result-tabs")
        tabs.setAccessibleName(tr("Result"))
        tabs.setDocumentMode(True)
        tabs.tabBar().setExpanding(False)
        tabs.tabBar().setDrawBase(False)
        self.picture: PictureView | None = None
        if (picture := _picture_of(result, head, text)) is not None:
            self.picture = picture if isinstance(picture, PictureView) else picture.findChild(PictureView)
            tabs.addTab(Scroll(_padded(picture)), _tab_name(result))
        if self.rows:
            tabs.addTab(_padded(_table(self.rows)), tr("Table"))
        self.json = QPlainTextEdit(json.dumps(result.value, indent=2, ensure_ascii=False))
        self.json.setReadOnly(True)
        self.json.setProperty("mono", True)
        self.json.setAccessibleName("JSON")
        tabs.addTab(_padded(self.json), "JSON")
        copy = Button(tr("Copy"), "ghost", icon="copy", name="result-copy", clicked=self._copy)
        save = Button(tr("Save"), "ghost", icon="download", name="result-save", clicked=self._save)
        lines = column(self, spacing=GRID)
        lines.addWidget(tabs, 1)
        lines.addLayout(row(1, copy, save))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.json.toPlainText())

    def _save(self) -> None:
        suggestion = "result.png" if self.picture else "result.csv" if self.rows else "result.json"
        path = choose_new_file(self, tr("Save the result"), suggestion)
        if path is None:
            return
        if self.picture is not None and path.suffix.lower() == ".png":
            self.picture.grab_whole().save(str(path), "PNG")
        elif path.suffix.lower() == ".csv":
            path.write_text(to_csv(self.rows), "utf-8")
        else:
            path.write_text(self.json.toPlainText(), "utf-8")


class RowsModel(QAbstractTableModel):
    """Rows of plain values; numbers right, text left."""

    def __init__(self, rows: list[dict[str, Any]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self._names = list(dict.fromkeys(name for line in rows for name in line))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._names)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        value = self._rows[index.row()].get(self._names[index.column()], "")
        if role == Qt.ItemDataRole.DisplayRole:
            return _cell(value)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            sides = Qt.AlignmentFlag
            right = isinstance(value, (int, float)) and not isinstance(value, bool)
            return (sides.AlignRight if right else sides.AlignLeft) | sides.AlignVCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return self._names[section] if section < len(self._names) else None
        return str(section + 1)


def result_rows(result: RunResult) -> list[dict[str, Any]]:
    """The result as a table, one line per case or step; empty where a table says nothing."""
    value = result.value
    if isinstance(value, dict) and isinstance(value.get("value"), list):
        steps = value["value"]
        lower, upper = value.get("lower") or [], value.get("upper") or []
        return [
            {tr("step"): i + 1, tr("value"): v}
            | ({tr("lower"): lower[i], tr("upper"): upper[i]} if i < len(lower) and i < len(upper) else {})
            for i, v in enumerate(steps)
        ]
    if isinstance(value, dict) and isinstance(value.get("segments"), list):
        return [part for part in value["segments"] if isinstance(part, dict)]
    if not isinstance(value, list):
        return []
    if value and isinstance(value[0], list):
        return [
            {tr("case"): i + 1, tr("label"): best.get("label"), tr("score"): best.get("score")}
            for i, scores in enumerate(value)
            if (best := max(scores, key=lambda s: s.get("score", 0), default=None)) is not None
        ]
    return [_flat(line) for line in value if isinstance(line, dict)]


def _flat(line: dict[str, Any]) -> dict[str, Any]:
    """A thing that was found, as one line: the sides of its box and the places of its points become columns."""
    flat = {name: value for name, value in line.items() if not isinstance(value, dict | list)}
    box = line.get("box")
    if isinstance(box, dict):
        flat |= box
    for point in line.get("points") or ():
        if isinstance(point, dict):
            flat |= {f"{point.get('label', '')} {axis}": point.get(axis) for axis in ("x", "y")}
    return flat


def to_csv(rows: list[dict[str, Any]]) -> str:
    """CSV that no spreadsheet runs as a formula."""
    out = io.StringIO()
    names = list(dict.fromkeys(name for line in rows for name in line))
    writer = csv.DictWriter(out, names)
    writer.writeheader()
    for line in rows:
        writer.writerow(
            {k: "'" + v if isinstance(v, str) and v[:1] in "=+-@\t\r" else v for k, v in line.items()}
        )
    return out.getvalue()


def _picture_of(result: RunResult, head: Head | None, text: str) -> QWidget | None:
    if (found := findings_of(result, head) or passages_of(result, text) or stretches_of(result)) is not None:
        return found
    if result.pictures:
        return PictureView(result.pictures[-1])
    if result.head == "forecast" and isinstance(result.value, dict):
        return _forecast(result.value)
    return _chart_of(result.value) if isinstance(result.value, list) and result.value else None


def _tab_name(result: RunResult) -> str:
    if result.pictures:
        return tr("Picture")
    return tr("Text") if result.head in {"token-classes", "answer"} else tr("Chart")


def _chart_of(value: list[Any]) -> QWidget | None:
    first = value[0]
    if isinstance(first, dict) and "label" in first:
        return _bars(value)
    if isinstance(first, list) and first:
        return _cases(value)
    if isinstance(first, dict) and "is_anomaly" in first:
        return _anomalies(value)
    return None


def _bars(scores: list[dict[str, Any]]) -> QWidget:
    holder = QWidget()
    lines = column(holder, spacing=3 * GRID)
    best = max(scores, key=lambda s: s.get("score", 0))
    head = Label(str(best.get("label", "")), "h1", wrap=True, selectable=True)
    head.setObjectName("result-label")
    bars = ScoreBars()
    bars.show_scores(_pairs(scores))
    lines.addWidget(head)
    lines.addWidget(bars)
    lines.addStretch(1)
    return holder


def _cases(cases: list[list[dict[str, Any]]]) -> QWidget:
    holder = QWidget()
    lines = column(holder, spacing=3 * GRID)
    for index, scores in enumerate(cases[:10]):
        if len(cases) > 1:
            lines.addWidget(Label(tr("Case {n}", n=index + 1), "h3"))
        bars = ScoreBars()
        bars.show_scores(_pairs(scores))
        lines.addWidget(bars)
    lines.addStretch(1)
    return holder


def _anomalies(cases: list[dict[str, Any]]) -> QWidget:
    holder = QWidget()
    lines = column(holder, spacing=2 * GRID)
    for index, case in enumerate(cases[:20]):
        score, threshold = float(case.get("score", 0)), float(case.get("threshold", 0))
        found = bool(case.get("is_anomaly"))
        words = tr("unusual") if found else tr("usual")
        lines.addLayout(
            row(
                Label(tr("Case {n}", n=index + 1), "strong"),
                Label(words, "danger" if found else "success"),
                1,
                Label(
                    tr("score {score}, limit {limit}", score=f"{score:.3g}", limit=f"{threshold:.3g}"),
                    "muted",
                ),
                spacing=2 * GRID,
            )
        )
    lines.addStretch(1)
    return holder


def _forecast(value: dict[str, Any]) -> QWidget:
    holder = QWidget()
    lines = column(holder, spacing=GRID)
    chart = ForecastChart()
    chart.show_forecast(value)
    lines.addWidget(
        Legend(((tr("History"), "muted"), (tr("Forecast"), "accent"), (tr("Likely range"), "band")))
    )
    lines.addWidget(chart, 1)
    return holder


def _table(rows: list[dict[str, Any]]) -> QTableView:
    view = QTableView()
    view.setModel(RowsModel(rows, view))
    view.setAccessibleName(tr("Result"))
    view.verticalHeader().hide()
    view.setShowGrid(False)
    view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    return view


def _padded(widget: QWidget) -> QWidget:
    holder = QWidget()
    lines = column(holder)
    lines.setContentsMargins(0, 2 * GRID, GRID, 0)
    lines.addWidget(widget)
    return holder


def _pairs(scores: list[dict[str, Any]]) -> list[tuple[str, float]]:
    pairs = [(str(s.get("label", "")), float(s.get("score", 0))) for s in scores]
    return sorted(pairs, key=lambda pair: -pair[1])


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    return f"{value:.5g}" if isinstance(value, float) else str(value)
