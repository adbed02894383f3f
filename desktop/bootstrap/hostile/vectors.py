"""Test vectors made to hurt: ``tests.npz`` is a ZIP of numpy arrays, and both formats can lie."""

import io
import zipfile
from collections.abc import Callable

import numpy as np

Make = Callable[[], bytes]
VECTORS: dict[str, Make] = {}


def hostile(make: Make) -> Make:
    VECTORS[make.__name__] = make
    return make


def _npz(**files: bytes) -> bytes:
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in files.items():
            archive.writestr(f"{name}.npy", data)
    return stored.getvalue()


def _npy(header: str, body: bytes = b"", version: bytes = b"\1\0") -> bytes:
    text = header.encode("latin-1") + b"\n"
    length = len(text).to_bytes(2 if version == b"\1\0" else 4, "little")
    return b"\x93NUMPY" + version + length + text + body


@hostile
def vectors_that_are_programs() -> bytes:
    """An array of objects is a pickle, and a pickle runs."""
    stored = io.BytesIO()
    np.save(stored, np.array([{"a": 1}], dtype=object), allow_pickle=True)
    return _npz(image=stored.getvalue())


@hostile
def vectors_that_unpack_to_gigabytes() -> bytes:
    return _npz(
        image=_npy("{'descr': '<f4', 'fortran_order': False, 'shape': (75000000,), }", bytes(286 << 20))
    )


@hostile
def vectors_that_say_more_than_they_have() -> bytes:
    return _npz(
        image=_npy("{'descr': '<f4', 'fortran_order': False, 'shape': (1099511627776,), }", bytes(16))
    )


@hostile
def vectors_of_a_negative_size() -> bytes:
    return _npz(image=_npy("{'descr': '<f4', 'fortran_order': False, 'shape': (-4,), }", bytes(16)))


@hostile
def vectors_whose_header_is_a_sum() -> bytes:
    return _npz(
        image=_npy("{'descr': '<f4', 'fortran_order': False, 'shape': (__import__('os').getpid(),), }")
    )


@hostile
def vectors_whose_header_is_brackets() -> bytes:
    return _npz(image=_npy("(" * 60_000))


@hostile
def vectors_whose_header_is_four_gigabytes() -> bytes:
    return _npz(image=b"\x93NUMPY\2\0\xff\xff\xff\xff{")


@hostile
def vectors_with_a_thousand_arrays() -> bytes:
    stored = io.BytesIO()
    np.save(stored, np.zeros(1, dtype=np.float32))
    return _npz(**{f"a{n}": stored.getvalue() for n in range(1_000)})


@hostile
def vectors_of_another_shape() -> bytes:
    stored = io.BytesIO()
    np.save(stored, np.zeros((3, 3), dtype=np.complex128))
    return _npz(image=stored.getvalue(), logits=stored.getvalue())


@hostile
def vectors_that_are_none() -> bytes:
    return b"<html>404</html>"
