"""Pictures that may hold a QR code: a file, the clipboard, the screens. Bytes only; they are decoded in the worker."""

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QIODevice, QTimer
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from desktop.core.errors import UserError

MAX_PICTURE_BYTES = 32 << 20
_SEE_THROUGH = frozenset({"xcb", "windows", "cocoa"})
_UNTIL_GONE_MS = 250
"""Until the system has drawn the screen without a window that was made transparent."""


class NoPictureThere(UserError):
    """There is no picture on the clipboard."""


class ScreenNotShown(UserError):
    """The system lets no program look at the screen, or this one not yet."""


def clipboard_picture() -> bytes:
    """The clipboard's picture as a file's bytes; undecoded where another program put a PNG there.

    Raises:
        NoPictureThere: There is none.
    """
    mime = QGuiApplication.clipboard().mimeData()
    for kind in ("image/png", "image/jpeg"):
        if mime.hasFormat(kind):
            return bytes(mime.data(kind).data())[:MAX_PICTURE_BYTES]
    image = mime.imageData() if mime.hasImage() else None
    if not isinstance(image, QImage) or image.isNull():
        raise NoPictureThere
    return _png(image)


def with_screens(window: QWidget, then: Callable[[list[bytes]], object]) -> None:
    """Hand over every screen as it is, without Licet's windows before it; of a system that shows none, no picture.

    Wayland gives none to anybody, macOS asks the person first.
    """
    hidden = [top for top in (window.window(), _main(window)) if top is not None]
    if QGuiApplication.platformName() not in _SEE_THROUGH:
        then(_grabbed())
        return

    def grab() -> None:
        pictures = _grabbed()
        for top in hidden:
            top.setWindowOpacity(1.0)
        then(pictures)

    for top in hidden:
        top.setWindowOpacity(0.0)
    QTimer.singleShot(_UNTIL_GONE_MS, window, grab)


def _main(window: QWidget) -> QWidget | None:
    parent = window.window().parentWidget()
    return parent.window() if parent is not None else None


def _grabbed() -> list[bytes]:
    shots = (screen.grabWindow(0).toImage() for screen in QGuiApplication.screens())
    return [_png(image) for image in shots if not image.isNull()]


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
