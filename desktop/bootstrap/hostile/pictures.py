"""Picture files made to hurt: bombs, lies, loops and other formats behind the names of pictures."""

import io
import struct
import zlib
from collections.abc import Callable
from functools import cache

from PIL import Image

Make = Callable[[], bytes]
PICTURES: dict[str, Make] = {}

_PNG = b"\x89PNG\r\n\x1a\n"


def hostile(make: Make) -> Make:
    PICTURES[make.__name__] = make
    return make


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _png(width: int, height: int, rows: bytes, depth: int = 8, color: int = 0, extra: bytes = b"") -> bytes:
    header = struct.pack(">IIBBBBB", width, height, depth, color, 0, 0, 0)
    return (
        _PNG
        + _chunk(b"IHDR", header)
        + extra
        + _chunk(b"IDAT", zlib.compress(rows, 6))
        + _chunk(b"IEND", b"")
    )


@cache
def _photo(kind: str, side: int = 64) -> bytes:
    file = io.BytesIO()
    Image.effect_noise((side, side), 60).convert("RGB").save(file, kind)
    return file.getvalue()


@hostile
def png_bomb() -> bytes:
    """Thirty thousand by thirty thousand white pixels in 110 kB."""
    return _png(30_000, 30_000, bytes(30_000 * 3_751), depth=1)


@hostile
def png_that_is_just_not_too_large() -> bytes:
    """Sixty-three million pixels: allowed, and it must still end in time."""
    return _png(9_000, 7_000, bytes(7_000 * 9_001))


@hostile
def png_that_says_more_than_it_has() -> bytes:
    return _png(4_000, 4_000, bytes(10))


@hostile
def png_that_has_more_than_it_says() -> bytes:
    return _png(2, 2, bytes(50_000_000))


@hostile
def png_without_size() -> bytes:
    return _png(0, 0, b"")


@hostile
def png_with_the_largest_size() -> bytes:
    return _png(0x7FFFFFFF, 0x7FFFFFFF, b"")


@hostile
def png_with_a_wrong_sum() -> bytes:
    whole = bytearray(_png(4, 4, bytes(20)))
    whole[40] ^= 0xFF
    return bytes(whole)


@hostile
def png_with_a_text_bomb() -> bytes:
    """A comment that unpacks to 100 MB."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(1 << 20)) for _ in range(100)) + packer.flush()
    return _png(4, 4, bytes(20), extra=_chunk(b"zTXt", b"Comment\0\0" + packed))


@hostile
def png_with_a_profile_bomb() -> bytes:
    packed = zlib.compress(bytes(60 << 20), 9)
    return _png(4, 4, bytes(20), extra=_chunk(b"iCCP", b"profile\0\0" + packed))


@hostile
def png_with_many_chunks() -> bytes:
    return _png(4, 4, bytes(20), extra=_chunk(b"teXt", b"") * 200_000)


@hostile
def png_with_two_billion_frames() -> bytes:
    return _png(4, 4, bytes(20), extra=_chunk(b"acTL", struct.pack(">II", 0x7FFFFFFF, 0)))


@hostile
def png_whose_palette_is_missing() -> bytes:
    return _png(4, 4, bytes(20), color=3)


@hostile
def gif_with_a_million_frames() -> bytes:
    frame = b",\0\0\0\0\1\0\1\0\0\2\2D\1\0"
    return b"GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff" + frame * 1_000_000 + b";"


@hostile
def gif_with_the_largest_canvas() -> bytes:
    return b"GIF89a\xff\xff\xff\xff\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\xff\xff\xff\xff\0\2\2D\1\0;"


@hostile
def jpeg_with_the_largest_size() -> bytes:
    data = _photo("JPEG")
    at = data.index(b"\xff\xc0") + 5
    return data[:at] + b"\xff\xff\xff\xff" + data[at + 4 :]


@hostile
def jpeg_cut_short() -> bytes:
    return _photo("JPEG", 512)[:3000]


@hostile
def jpeg_with_a_thousand_scans() -> bytes:
    """Each scan of a progressive picture is a pass over all of it."""
    file = io.BytesIO()
    Image.effect_noise((1024, 1024), 60).save(file, "JPEG", progressive=True)
    data = file.getvalue()
    first = data.index(b"\xff\xda")
    second = data.index(b"\xff\xda", first + 2)
    return data[:second] + data[first:second] * 1000 + b"\xff\xd9"


@hostile
def jpeg_whose_notes_turn_in_a_circle() -> bytes:
    """EXIF in which the directory of the directory is itself."""
    notes = b"Exif\0\0II*\0\x08\0\0\0\1\0\x69\x87\4\0\1\0\0\0\x08\0\0\0\x08\0\0\0"
    data = _photo("JPEG")
    return data[:2] + b"\xff\xe1" + struct.pack(">H", len(notes) + 2) + notes + data[2:]


@hostile
def webp_that_lies_about_its_size() -> bytes:
    data = bytearray(_photo("WEBP"))
    data[4:8] = b"\xff\xff\xff\x7f"
    data[26:30] = b"\xff\x3f\xff\x3f"
    return bytes(data)


def _tiff(*entries: tuple[int, int, int, int], following: int = 0) -> bytes:
    fields = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return b"II*\0\x08\0\0\0" + struct.pack("<H", len(entries)) + fields + struct.pack("<I", following)


_SMALL = ((256, 4, 1, 4), (257, 4, 1, 4), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1), (278, 4, 1, 4))


@hostile
def tiff_whose_pages_turn_in_a_circle() -> bytes:
    return _tiff(*_SMALL, (273, 4, 1, 8), (279, 4, 1, 16), following=8)


@hostile
def tiff_whose_pixels_lie_elsewhere() -> bytes:
    return _tiff(*_SMALL, (273, 4, 1, 0xFFFFFF00), (279, 4, 1, 0xFFFFFFFF))


@hostile
def tiff_with_four_billion_strips() -> bytes:
    return _tiff(*_SMALL, (273, 4, 0xFFFFFFFF, 8), (279, 4, 0xFFFFFFFF, 8))


@hostile
def bmp_with_an_impossible_height() -> bytes:
    return b"BM" + struct.pack("<IIIIiiHHIIiiII", 70, 0, 54, 40, 1 << 30, -(1 << 30), 1, 24, 0, 0, 0, 0, 0, 0)


@hostile
def bmp_with_runs_beyond_its_end() -> bytes:
    head = struct.pack("<IIIIiiHHIIiiII", 2000, 0, 1078, 40, 4000, 4000, 1, 8, 1, 0, 0, 0, 256, 0)
    return b"BM" + head + bytes(1024) + b"\0\2\xff\xff" * 200


@hostile
def postscript_that_would_run() -> bytes:
    """Some readers hand this to an interpreter."""
    return b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(%pipe%id) (w) file\n"


@hostile
def svg_that_would_fetch() -> bytes:
    return b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'


@hostile
def nothing_at_all() -> bytes:
    return b""
