"""Pixels as a PNG file (RFC 2083); written here, because what decodes pictures belongs into a sandbox and is not loaded."""

import struct
import zlib

from desktop.core.runs import Picture

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_RGB, _RGBA = 2, 6


def encode(picture: Picture) -> bytes:
    """The same pixels always give the same bytes; without an alpha channel where nothing shines through."""
    rgba = picture.rgba
    opaque = rgba[3::4].count(255) == len(rgba) // 4
    channels = 3 if opaque else 4
    data = _without_alpha(rgba) if opaque else rgba
    width = picture.width * channels
    # Filter 0 (none) before each row, section 6 of the standard.
    rows = b"".join(b"\0" + data[at : at + width] for at in range(0, len(data), width))
    head = struct.pack(">IIBBBBB", picture.width, picture.height, 8, _RGB if opaque else _RGBA, 0, 0, 0)
    return b"".join(
        (_SIGNATURE, _chunk(b"IHDR", head), _chunk(b"IDAT", zlib.compress(rows, 6)), _chunk(b"IEND", b""))
    )


def _without_alpha(rgba: bytes) -> bytes:
    rgb = bytearray(len(rgba) // 4 * 3)
    for channel in range(3):
        rgb[channel::3] = rgba[channel::4]
    return bytes(rgb)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
