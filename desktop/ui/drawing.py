"""Pictures of a batch's results, drawn without a widget: boxes, points and areas over the item. Any thread may draw."""

from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from desktop.core import png
from desktop.core.batches import Outcome
from desktop.core.packages import HeadType
from desktop.core.runs import Picture
from desktop.ui.widgets.pictures import class_color

DRAWN = frozenset({"detection", "keypoints", "segmentation"})
"""Heads whose answer is drawn over the picture that was given."""
_MASK_OPACITY = 0.55


def drawn_png(head: HeadType, outcome: Outcome, given: Picture | None, made: bytes | None) -> bytes | None:
    """The item's picture as a PNG: what the model made, or what it found drawn over what was given.

    Args:
        head: The model's.
        outcome: The item's.
        given: The picture that was given, where it can be shown.
        made: The picture that the model made (an output, or a mask), as PNG.
    """
    if head not in DRAWN:
        return made
    if given is None:
        return None
    image = QImage(
        given.rgba, given.width, given.height, given.width * 4, QImage.Format.Format_RGBA8888
    ).copy()
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if made is not None:
        painter.setOpacity(_MASK_OPACITY)
        painter.drawImage(QRectF(image.rect()), QImage.fromData(made))
        painter.setOpacity(1.0)
    things = outcome.value if isinstance(outcome.value, list) else []
    width, height = outcome.frame if all(outcome.frame) else (given.width, given.height)
    painter.scale(given.width / width, given.height / height)
    names = list(dict.fromkeys(str(thing.get("label", "")) for thing in things if isinstance(thing, dict)))
    for thing in things:
        if isinstance(thing, dict):
            _draw(painter, thing, class_color(names.index(str(thing.get("label", "")))), width)
    painter.end()
    return png.encode(Picture("drawn", image.width(), image.height(), bytes(image.constBits())))


def _draw(painter: QPainter, thing: dict[str, Any], color: QColor, width: int) -> None:
    thick = max(2.0, width / 320)
    painter.setPen(QPen(color, thick))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    box = thing.get("box")
    if isinstance(box, dict):
        left, top, right, bottom = (float(box.get(side) or 0) for side in ("xmin", "ymin", "xmax", "ymax"))
        painter.drawRect(QRectF(left, top, right - left, bottom - top))
        _name(
            painter, f"{thing.get('label', '')} {float(thing.get('score') or 0):.0%}", left, top, color, width
        )
    painter.setBrush(color)
    for point in thing.get("points") or ():
        if isinstance(point, dict):
            x, y = float(point.get("x") or 0), float(point.get("y") or 0)
            painter.drawEllipse(QRectF(x - thick, y - thick, 2 * thick, 2 * thick))


def _name(painter: QPainter, text: str, left: float, top: float, color: QColor, width: int) -> None:
    font = painter.font()
    font.setPixelSize(max(12, width // 45))
    painter.setFont(font)
    metrics = painter.fontMetrics()
    text = metrics.elidedText(text.strip(), Qt.TextElideMode.ElideRight, width // 2)
    field = QRectF(
        left, max(top - metrics.height(), 0), metrics.horizontalAdvance(text) + 8, metrics.height()
    )
    painter.fillRect(field, color)
    painter.setPen(QColor("white" if color.lightnessF() < 0.6 else "black"))
    painter.drawText(field, Qt.AlignmentFlag.AlignCenter, text)
