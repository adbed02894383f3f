"""What a result can be taken away as: files to save or to drag out, and things for the clipboard."""

import csv
import errno
import io
import json
import math
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage

from desktop.core.runs import Picture, RunResult
from desktop.text import tr
from desktop.ui.widgets.pictures import PictureView
from desktop.ui.widgets.pixels import is_opaque, numbered

_FORMULA = "=+-@"
_BLANKS = "\t\r\n"
_COLOR = re.compile(r"#[0-9a-f]{6}")
HEAVY_PIXELS = 4_000_000
"""A picture of more is written by another thread."""


@dataclass(frozen=True, slots=True)
class Export:
    """One way to take a result away: ``make`` gives the bytes of a file of this name; ``image`` the picture in it."""

    key: str
    words: str
    name: str
    make: Callable[[], bytes]
    image: Callable[[], QImage] | None = None
    is_heavy: bool = False


def exports_of(result: RunResult, rows: list[dict[str, Any]], view: PictureView | None) -> tuple[Export, ...]:
    """All ways that suit the result, the most telling first."""
    found: list[Export] = []
    value = result.value
    if (text := generated_text(value)) is not None:
        found.append(Export("text", tr("Text"), "result.txt", text.encode))
    made = result.picture("full", "output") if result.head in {"image-to-image", "depth"} else None
    if made is not None:
        found.append(_picture(made))
    elif view is not None:
        found.append(_drawn(view))
    if (mask := result.picture("mask")) is not None:
        found.append(_mask(mask, value))
    if rows:
        name = "segments.csv" if result.head == "speech" else "result.csv"
        found.append(Export("csv", tr("Table (CSV)"), name, lambda: to_csv(rows).encode()))
    found.append(Export("json", "JSON", "result.json", lambda: to_json(value).encode()))
    return tuple(found)


def generated_text(value: object) -> str | None:
    """The text that a model wrote; None for any other answer."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        text = value[0].get("generated_text")
        return text if isinstance(text, str) else None
    return None


def to_json(value: object) -> str:
    """The value as JSON, for people to read."""
    return json.dumps(value, indent=2, ensure_ascii=False)


def to_csv(rows: list[dict[str, Any]]) -> str:
    """CSV that no spreadsheet runs as a formula, its header neither: both may be a stranger's labels."""
    out = io.StringIO()
    names = list(dict.fromkeys(name for line in rows for name in line))
    writer = csv.writer(out)
    writer.writerow([_harmless(name) for name in names])
    writer.writerows([_harmless(line.get(name, "")) for name in names] for line in rows)
    return out.getvalue()


def to_clipboard_table(rows: list[dict[str, Any]]) -> str:
    """The table with tabs between, as spreadsheets paste it; no cell is a formula."""
    names = list(dict.fromkeys(name for line in rows for name in line))
    lines = [names, *([line.get(name, "") for name in names] for line in rows)]
    return "\n".join("\t".join(" ".join(str(_harmless(cell)).split()) for cell in line) for line in lines)


def _harmless(cell: object) -> object:
    """A text that a spreadsheet might take for a formula becomes one that it does not."""
    if isinstance(cell, float) and not math.isfinite(cell):
        return ""
    if not isinstance(cell, str):
        return cell
    is_formula = cell[:1] in tuple(_BLANKS) or cell.strip()[:1] in tuple(_FORMULA)
    return "'" + cell if is_formula else cell


def write_export(export: Export, path: Path) -> None:
    """Write the file; a picture goes to the disk as it is made, so that other threads are not held up by a copy.

    Raises:
        OSError: It cannot be written.
    """
    if export.image is None:
        path.write_bytes(export.make())
        return
    with path.open("wb"):  # says why where it cannot
        pass
    if not export.image().save(str(path), "PNG"):  # type: ignore[call-overload] # Qt takes a str here
        raise OSError(errno.EIO, os.strerror(errno.EIO))


def to_png(image: QImage) -> bytes:
    """The image as a PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload] # Qt takes a str here
    return bytes(buffer.data().data())


def _picture(made: Picture) -> Export:
    def image() -> QImage:
        form = QImage.Format.Format_RGBX8888 if is_opaque(made.rgba) else QImage.Format.Format_RGBA8888
        return QImage(made.rgba, made.width, made.height, 4 * made.width, form)

    words = tr("Picture, {width} × {height} (PNG)", width=made.width, height=made.height)
    is_heavy = made.width * made.height > HEAVY_PIXELS
    return Export("png", words, "result.png", lambda: to_png(image()), image, is_heavy)


def _drawn(view: PictureView) -> Export:
    def image() -> QImage:
        return view.grab_whole().toImage()

    return Export("png", tr("Picture as shown (PNG)"), "result.png", lambda: to_png(image()), image)


def _mask(mask: Picture, value: object) -> Export:
    """Classes as numbers of a palette, 0 for what is none; their order is that of the list."""
    parts = value if isinstance(value, list) else []
    texts = [str(part.get("color", "")) for part in parts if isinstance(part, dict)]
    colors = [QColor(text) for text in texts if _COLOR.fullmatch(text)][:255]

    def image() -> QImage:
        rgb = [(color.red(), color.green(), color.blue()) for color in colors]
        data = numbered(mask.rgba, rgb)
        made = QImage(data, mask.width, mask.height, mask.width, QImage.Format.Format_Indexed8)
        made.setColorTable([0, *(color.rgba() for color in colors)])
        return made.copy()  # its own memory, not that of ``data``

    return Export("mask", tr("Mask with a palette (PNG)"), "mask.png", lambda: to_png(image()), image)
