"""Finished cards as pictures: a card is painted once, and then copied while it scrolls, is laid out again or comes back."""

from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPainter, QPixmap

from desktop.core.listings import Listing

MOST_BYTES = 48 << 20
"""Some hundred and fifty cards of a usual screen, forty of one with twice the pixels."""

_Key = tuple[int, int, int, float]


class CardPictures:
    """The pictures of the cards that were painted last; opaque, so that letters keep their subpixels."""

    def __init__(self, ground: QColor, most_bytes: int = MOST_BYTES) -> None:
        """Make it empty.

        Args:
            ground: What is seen around a card.
            most_bytes: How many bytes of pixels are kept.
        """
        self._ground = ground
        self._most_bytes = most_bytes
        self._kept: OrderedDict[_Key, tuple[Listing, QPixmap]] = OrderedDict()

    def picture(
        self, listing: Listing, size: QSize, ratio: float, paint: Callable[[QPainter], object]
    ) -> QPixmap:
        """The card of a listing as it is now, ``size`` in pixels of the device divided by ``ratio``."""
        key = listing.id, size.width(), size.height(), ratio
        kept = self._kept.pop(key, None)
        if kept is None or kept[0] != listing:
            kept = listing, self._painted(size, ratio, paint)
        self._kept[key] = kept
        while len(self._kept) * _bytes(size, ratio) > self._most_bytes and len(self._kept) > 1:
            self._kept.popitem(last=False)
        return kept[1]

    def _painted(self, size: QSize, ratio: float, paint: Callable[[QPainter], object]) -> QPixmap:
        pixmap = QPixmap(size * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(self._ground)
        painter = QPainter(pixmap)
        paint(painter)
        painter.end()
        return pixmap


def _bytes(size: QSize, ratio: float) -> float:
    return 4 * size.width() * size.height() * ratio * ratio
