"""What a model found in a picture: the picture with marks, beside it the list, the surest first."""

import math
import re
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFocusEvent
from PySide6.QtWidgets import QFrame, QLayout, QSlider, QWidget

from desktop.core.packages import Head
from desktop.core.runs import Picture, RunResult
from desktop.text import tr, trn
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import ElidedLabel, Label, clear, column, restyle, row
from desktop.ui.widgets.label_toggles import LabelToggles
from desktop.ui.widgets.marked_pictures import Mark, MarkedPicture, MaskedPicture
from desktop.ui.widgets.pictures import PictureView, class_color, color_chip
from desktop.ui.widgets.split_picture import SplitPicture

_MOST_LINES = 60
_COLOR = re.compile(r"#[0-9a-f]{6}")


def findings_of(result: RunResult, head: Head | None) -> QWidget | None:
    """The view of a result about a picture; None for any other, or where the picture or the answer is not whole."""
    pictures = {picture.name: picture for picture in result.pictures}
    given, value = pictures.get("input"), result.value
    match result.head:
        case "detection" | "keypoints" if given is not None and isinstance(value, list):
            skeleton = tuple(head.skeleton or ()) if head is not None else ()
            return Findings(
                given, result.frame, [thing for thing in value if isinstance(thing, dict)], skeleton
            )
        case "segmentation" if given is not None and "mask" in pictures and isinstance(value, list):
            return Segments(given, pictures["mask"], [part for part in value if isinstance(part, dict)])
        case "depth" | "image-to-image" if given is not None and "output" in pictures:
            size = result.frame if all(result.frame) else (given.width, given.height)
            return BeforeAfter(given, pictures["output"], _range_words(value), pictures.get("full"), size)
    return None


class Findings(QWidget):
    """Boxes or points, a list of them, and a slider for how sure they must be."""

    def __init__(
        self,
        picture: Picture,
        frame: tuple[int, int],
        things: list[dict[str, Any]],
        skeleton: tuple[tuple[int, int], ...],
    ) -> None:
        super().__init__()
        self._frame = frame if frame[0] > 0 and frame[1] > 0 else (picture.width, picture.height)
        self._skeleton = skeleton
        self._things = things
        names = list(dict.fromkeys(str(thing.get("label", "")) for thing in things))
        self._colors = {name: class_color(index) for index, name in enumerate(names)}
        self.picture = MarkedPicture(picture)
        self.picture.setAccessibleName(tr("Picture with what was found"))
        self.head = Label("", "h2", wrap=True)
        self.head.setObjectName("result-label")
        self.least = QSlider(Qt.Orientation.Horizontal)
        self.least.setRange(0, 100)
        self.least.setValue(0)
        self.least.setAccessibleName(tr("How sure it must be"))
        self.least.valueChanged.connect(self._show)
        self.limit = Label("", "small")
        self.toggles = LabelToggles([(name, self._colors[name]) for name in names if name])
        self.toggles.changed.connect(self._show)
        self.picture.pointed.connect(self._point)
        self.lines = column(spacing=4)
        listed = QWidget()
        listed.setLayout(self.lines)
        if things:
            slider = row(Label(tr("How sure it must be"), "small"), self.least, self.limit, spacing=2 * GRID)
            _stack(self, self.picture, self.head, slider, listed, self.toggles)
        else:
            _stack(self, self.picture, self.head, None, listed)
        self._show()

    @property
    def shown(self) -> list[dict[str, Any]]:
        """What is sure enough, of the labels that are switched on."""
        return [
            thing
            for thing in self._things
            if _score(thing) * 100 >= self.least.value()
            and str(thing.get("label", "")) not in self.toggles.off
        ]

    def _point(self, index: int | None) -> None:
        """What is under the mouse in the picture stands out in the list."""
        for number in range(self.lines.count()):
            widget = self.lines.itemAt(number).widget()  # type: ignore[union-attr] # there are so many
            if isinstance(widget, _Line):
                widget.stand_out(on=number == index)

    def _show(self) -> None:
        things = self.shown
        self.head.setText(trn("{n} found", "{n} found", len(things)))
        self.limit.setText(f"{self.least.value()} %")
        self.picture.show_marks([self._mark(thing, index) for index, thing in enumerate(things)])
        clear(self.lines)
        for index, thing in enumerate(things[:_MOST_LINES]):
            mark = self.picture.marks[index]
            line = _Line(mark.color, mark.words.rsplit(" ", 1)[0], f"{_score(thing):.0%}")
            line.entered = partial(self.picture.bring_out, index)
            line.left = partial(self.picture.bring_out, None)
            self.lines.addWidget(line)
        if not things:
            words = tr("Nothing that sure. Move the slider to the left.")
            if self.toggles.off:
                words = tr("Nothing is left of the labels that are switched on.")
            self.lines.addWidget(Label(words, "muted", wrap=True))
        if len(things) > _MOST_LINES:
            more = len(things) - _MOST_LINES
            self.lines.addWidget(Label(trn("and {n} more", "and {n} more", more), "muted"))
        self.lines.addStretch(1)

    def _mark(self, thing: dict[str, Any], index: int) -> Mark:
        name = str(thing.get("label", "")) or tr("Case {n}", n=index + 1)
        points = [_point(point, self._frame) for point in thing.get("points", ()) if isinstance(point, dict)]
        color = self._colors.get(str(thing.get("label", "")), class_color(0))
        if points:
            color = class_color(index)
        return Mark(
            f"{name} {_score(thing):.0%}",
            color,
            _box(thing.get("box"), self._frame),
            tuple(points),
            self._skeleton,
        )


class Segments(QWidget):
    """The mask over the picture, what each colour means, and how much of the picture it is."""

    def __init__(self, picture: Picture, mask: Picture, parts: list[dict[str, Any]]) -> None:
        super().__init__()
        self.picture = MaskedPicture(picture, mask)
        self.picture.setAccessibleName(tr("Picture with what was found"))
        self.strength = QSlider(Qt.Orientation.Horizontal)
        self.strength.setRange(0, 100)
        self.strength.setValue(55)
        self.strength.setAccessibleName(tr("Strength of the colours"))
        self.strength.valueChanged.connect(self._set_strength)
        self._all = {str(part.get("label", "")): _color(part.get("color")) for part in parts}
        self.toggles = LabelToggles(list(self._all.items()))
        self.toggles.changed.connect(self._leave_out)
        lines = column(spacing=4)
        for part in parts[:_MOST_LINES]:
            name = str(part.get("label", ""))
            line = _Line(_color(part.get("color")), name, f"{_share(part):.1%}")
            line.entered = partial(self._only, name)
            line.left = self._leave_out
            lines.addWidget(line)
        if not parts:
            lines.addWidget(Label(tr("Nothing was found."), "muted", wrap=True))
        lines.addStretch(1)
        listed = QWidget()
        listed.setLayout(lines)
        head = Label(trn("{n} kind of area", "{n} kinds of areas", len(parts)), "h2", wrap=True)
        head.setObjectName("result-label")
        slider = row(Label(tr("Strength of the colours"), "small"), self.strength, spacing=2 * GRID)
        _stack(self, self.picture, head, slider, listed, self.toggles)

    def _set_strength(self, value: int) -> None:
        self.picture.set_opacity(value / 100)

    def _leave_out(self) -> None:
        self.picture.leave_out([color for name, color in self._all.items() if name in self.toggles.off])

    def _only(self, name: str) -> None:
        """The one that the mouse is on, without the others."""
        self.picture.leave_out([color for other, color in self._all.items() if other != name])


class BeforeAfter(QWidget):
    """Both pictures in one place with a line between them."""

    def __init__(
        self,
        before: Picture,
        after: Picture,
        words: str = "",
        full: Picture | None = None,
        size: tuple[int, int] | None = None,
    ) -> None:
        """``full`` is ``after`` in its whole size, ``size`` that of what was given; both may be shown smaller."""
        super().__init__()
        self.picture = SplitPicture(before, after, full)
        lines = column(self, spacing=GRID)
        lines.addLayout(row(Label(tr("Before"), "strong"), 1, Label(tr("After"), "strong")))
        lines.addWidget(self.picture)
        given = size or (before.width, before.height)
        whole = full or after
        sizes = f"{given[0]} × {given[1]}"
        if (whole.width, whole.height) != given:
            sizes = tr(
                "{before} before, {after} after", before=sizes, after=f"{whole.width} × {whole.height}"
            )
        lines.addLayout(row(Label(words, "small"), 1, Label(sizes, "small")))
        lines.addStretch(1)


class _Line(QFrame):
    """One line of a list: colour, name, number. Under the mouse, or with the focus, it tells its picture."""

    def __init__(self, color: QColor, name: str, number: str) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.entered: Callable[[], None] = _nothing
        self.left: Callable[[], None] = _nothing
        line = row(color_chip(color), ElidedLabel(name), Label(number, "muted"))
        line.setContentsMargins(0, 2, GRID, 2)
        self.setLayout(line)
        self.setAccessibleName(f"{name} {number}")

    def stand_out(self, *, on: bool) -> None:
        """Whether it is the one that is meant."""
        self.setProperty("well", on)
        restyle(self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.stand_out(on=True)
        self.entered()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.stand_out(on=False)
        self.left()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.entered()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.left()


def _nothing() -> None:
    """Nobody listens."""


def _stack(
    widget: QWidget,
    picture: PictureView,
    head: Label,
    slider: QLayout | None,
    listed: QWidget,
    toggles: LabelToggles | None = None,
) -> None:
    """The picture as wide as there is space, what was found below it."""
    lines = column(widget, spacing=GRID)
    lines.addWidget(picture)
    lines.addWidget(head)
    if slider is not None:
        lines.addLayout(slider)
    if toggles is not None:
        lines.addWidget(toggles)
    lines.addWidget(listed)
    lines.addStretch(1)


def _number(value: object) -> float:
    """A number of a stranger's answer; 0 for what is none."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    return float(value) if is_number else 0.0  # type: ignore[arg-type]


def _score(thing: dict[str, Any]) -> float:
    return min(max(_number(thing.get("score")), 0.0), 1.0)


def _share(part: dict[str, Any]) -> float:
    return min(max(_number(part.get("share")), 0.0), 1.0)


def _box(value: object, frame: tuple[int, int]) -> QRectF | None:
    if not isinstance(value, dict):
        return None
    left, top, right, bottom = (_number(value.get(side)) for side in ("xmin", "ymin", "xmax", "ymax"))
    return QRectF(QPointF(left / frame[0], top / frame[1]), QPointF(right / frame[0], bottom / frame[1]))


def _point(value: dict[str, Any], frame: tuple[int, int]) -> QPointF:
    return QPointF(_number(value.get("x")) / frame[0], _number(value.get("y")) / frame[1])


def _color(value: object) -> QColor:
    return QColor(value) if isinstance(value, str) and _COLOR.fullmatch(value) else class_color(0)


def _range_words(value: object) -> str:
    if not isinstance(value, dict) or "min" not in value:
        return ""
    low, high = _number(value.get("min")), _number(value.get("max"))
    return tr(
        "from {low} to {high} {unit}", low=f"{low:.4g}", high=f"{high:.4g}", unit=str(value.get("unit", ""))
    )
