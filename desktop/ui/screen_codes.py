"""Pictures that may hold a QR code: a file, the clipboard, the screens. Bytes only; they are decoded in the worker."""

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from desktop.core.errors import UserError

MAX_PICTURE_BYTES = 32 << 20


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


def screen_pictures(window: QWidget) -> list[bytes]:
    """Every screen as it is now, without the window that asks.

    Raises:
        ScreenNotShown: The system gives none (Wayland without a portal, macOS without the person's leave).
    """
    top = window.window()
    top.setWindowOpacity(0.0)
    try:
        shots = [screen.grabWindow(0).toImage() for screen in QGuiApplication.screens()]
    finally:
        top.setWindowOpacity(1.0)
    pictures = [_png(image) for image in shots if not image.isNull()]
    if not pictures:
        raise ScreenNotShown
    return pictures


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
