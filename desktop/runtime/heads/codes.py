"""QR codes in pictures, read by zxing-cpp: C++ over a stranger's pixels, so in the worker only."""

from typing import Final

import numpy as np

from desktop.runtime.errors import BadInput
from desktop.runtime.heads.images import Pixels

MAX_SIDE: Final = 4096
MAX_CODES: Final = 8
MAX_TEXT: Final = 2953
"""What the largest QR code holds (ISO/IEC 18004, version 40-L, bytes)."""


def read_codes(image: Pixels) -> list[str]:
    """The texts of the QR codes in a picture, each once.

    Raises:
        BadInput: This platform has no reader.
    """
    try:
        import zxingcpp
    except ImportError as error:  # an engine of its own, for another device, runs models all the same
        raise BadInput("picture", "this system has no reader of codes") from error
    grey = image.convert("L")
    grey.thumbnail((MAX_SIDE, MAX_SIDE))
    found = zxingcpp.read_barcodes(
        np.ascontiguousarray(np.asarray(grey, dtype=np.uint8)),
        formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode),
    )
    texts = (code.text[:MAX_TEXT] for code in found[:MAX_CODES] if code.valid)
    return list(dict.fromkeys(text for text in texts if text))
