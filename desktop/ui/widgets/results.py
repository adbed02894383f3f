"""Results of a run: a picture, a chart or a table first, JSON second."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHeaderView, QPlainTextEdit, QTableView, QTabWidget, QWidget

from desktop.core.packages import Head
from desktop.core.runs import RunResult
from desktop.text import tr, trn
from desktop.ui.jobs import JobRunner
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Label, Scroll, column, row
from desktop.ui.widgets.charts import ForecastChart, Legend, ScoreBars
from desktop.ui.widgets.exports import exports_of, generated_text, to_clipboard_table, to_json
from desktop.ui.widgets.findings import findings_of
from desktop.ui.widgets.histograms import spreads_of
from desktop.ui.widgets.passages import passages_of
from desktop.ui.widgets.pictures import PictureView
from desktop.ui.widgets.result_tools import ResultTools
from desktop.ui.widgets.stretches import stretches_of
from desktop.ui.widgets.written import written_of

Index = QModelIndex | QPersistentModelIndex


class ResultView(QWidget):
    """One result with its tabs and tools. Labels of a model are a stranger's text: shown plain."""

    def __init__(
        self,
        result: RunResult,
        head: Head | None = None,
        text: str = "",
        jobs: JobRunner | None = None,
        *,
        has_tools: bool = True,
    ) -> None:
        """Show a result.

        Args:
            result: The answer of a run.
            head: Of the model's spec; it knows the skeleton and the interval.
            text: The text that an answer about a text points into.
            jobs: Writes what is large without holding up the window.
            has_tools: Whether it can be magnified, copied and saved here; not where several stand side by side.
        """
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
        if (spreads := spreads_of(result)) is not None:
            tabs.addTab(Scroll(_padded(spreads)), tr("Distribution"))
        if self.rows:
            tabs.addTab(_padded(_table(self.rows)), tr("Table"))
        self.json = QPlainTextEdit(to_json(result.value))
        self.json.setReadOnly(True)
        self.json.setProperty("mono", True)
        self.json.setAccessibleName("JSON")
        tabs.addTab(_padded(self.json), "JSON")
        self.tools = ResultTools(
            exports_of(result, self.rows, self.picture), self._texts(), self.picture, jobs
        )
        lines = column(self, spacing=GRID)
        if (words := tiling_text(result)) is not None:
            lines.addWidget(Label(words, "small", wrap=True))
        lines.addWidget(tabs, 1)
        lines.addWidget(self.tools)
        self.tools.setVisible(has_tools)

    def _texts(self) -> list[tuple[str, Callable[[], str]]]:
        """What Copy offers as text."""
        texts: list[tuple[str, Callable[[], str]]] = []
        if (text := generated_text(self.result.value)) is not None:
            texts.append((tr("Text"), lambda: text))
        if self.rows:
            texts.append((tr("Table"), lambda: to_clipboard_table(self.rows)))
        texts.append(("JSON", self.json.toPlainText))
        return texts


def tiling_text(result: RunResult) -> str | None:
    """That a picture was made of tiles, and of smaller ones than the seller meant; None where it was not."""
    tiling = result.tiling
    if tiling is None or tiling.count < 2:
        return None
    if tiling.side >= tiling.asked:
        return trn("Made of {n} tile", "Made of {n} tiles", tiling.count)
    return trn(
        "Made of {n} tile of {side} pixels: for {asked} pixels there was not enough memory.",
        "Made of {n} tiles of {side} pixels: for tiles of {asked} pixels there was not enough memory.",
        tiling.count,
        side=tiling.side,
        asked=tiling.asked,
    )


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
    if not isinstance(value, list) or result.head == "generation":
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


def _picture_of(result: RunResult, head: Head | None, text: str) -> QWidget | None:
    found = (
        findings_of(result, head) or passages_of(result, text) or stretches_of(result) or written_of(result)
    )
    if found is not None:
        return found
    if result.pictures:
        return PictureView(result.pictures[-1])
    if result.head == "forecast" and isinstance(result.value, dict):
        return _forecast(result.value, head.interval if head is not None else None)
    return _chart_of(result.value) if isinstance(result.value, list) and result.value else None


def _tab_name(result: RunResult) -> str:
    if result.pictures:
        return tr("Picture")
    return tr("Text") if result.head in {"token-classes", "answer", "generation"} else tr("Chart")


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


def _forecast(value: dict[str, Any], interval: float | None) -> QWidget:
    holder = QWidget()
    lines = column(holder, spacing=GRID)
    chart = ForecastChart()
    chart.show_forecast(value)
    entries = [(tr("History"), "muted"), (tr("Forecast"), "accent")]
    if value.get("lower") and value.get("upper"):
        named = tr("Range of {n} %", n=f"{100 * interval:.3g}") if interval else tr("Likely range")
        entries.append((named, "band"))
    lines.addWidget(Legend(entries))
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
