"""Image files made for tests."""

import io

from PIL import Image


def png(image: Image.Image) -> bytes:
    """The picture as the bytes of a PNG file."""
    stored = io.BytesIO()
    image.save(stored, "PNG")
    return stored.getvalue()
