"""Tensors as messages, under KServe's names for their types."""

import math
import sys
from typing import Any, TypeAlias

import numpy as np

from desktop.runtime.errors import OutputTooLarge, RunFailed
from desktop.runtime.exchange import Exchange

Array: TypeAlias = np.ndarray[Any, Any]
TensorMessage: TypeAlias = dict[str, Any]

DTYPES: dict[str, Any] = {
    "BOOL": np.bool_,
    "UINT8": np.uint8,
    "UINT16": np.uint16,
    "UINT32": np.uint32,
    "UINT64": np.uint64,
    "INT8": np.int8,
    "INT16": np.int16,
    "INT32": np.int32,
    "INT64": np.int64,
    "FP16": np.float16,
    "FP32": np.float32,
    "FP64": np.float64,
}
STRINGS = "BYTES"
MAX_DIMENSIONS = 64
MAX_TENSORS = 256
_MAX_STRING_BYTES = 64 << 20
_NAMES = {np.dtype(dtype): name for name, dtype in DTYPES.items()}


def dtype_name(array: Array) -> str | None:
    """KServe's name of the array's type; None for one that has no name there."""
    if array.dtype.kind in "OUS":
        return STRINGS
    return _NAMES.get(array.dtype if array.dtype.isnative else array.dtype.newbyteorder("="))


def pack(array: Array, exchange: Exchange) -> TensorMessage:
    """A tensor as a message, its bytes in the exchange where they are many.

    Raises:
        RunFailed: A type that cannot travel (bfloat16, 4-bit, sequences).
        OutputTooLarge: It does not fit.
    """
    name = dtype_name(array)
    if name is None:
        raise RunFailed(f"tensor of type {array.dtype}")
    if name == STRINGS:
        texts = [item if isinstance(item, str) else str(item) for item in array.reshape(-1).tolist()]
        if (size := sum(map(len, texts))) > _MAX_STRING_BYTES:
            raise OutputTooLarge(size, _MAX_STRING_BYTES)
        return {"dtype": name, "shape": list(array.shape), "text": texts}
    if not (array.flags.c_contiguous and array.dtype.isnative and sys.byteorder == "little"):
        array = np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<")).reshape(array.shape)
    return {"dtype": name, "shape": list(array.shape), **exchange.put(array.reshape(-1).view(np.uint8).data)}


def unpack(message: TensorMessage, exchange: Exchange) -> Array:
    """The tensor of a message; a view of the exchange where it lies there.

    Raises:
        RunFailed: The message contradicts itself; worker and host say this of each other.
    """
    shape = message.get("shape")
    if (
        not isinstance(shape, list)
        or len(shape) > MAX_DIMENSIONS
        or not all(isinstance(size, int) and size >= 0 for size in shape)
    ):
        raise RunFailed("a tensor without a shape")
    count = math.prod(shape)
    name = message.get("dtype")
    if name == STRINGS:
        texts = message.get("text")
        if not isinstance(texts, list) or len(texts) != count or not all(isinstance(t, str) for t in texts):
            raise RunFailed("a tensor of texts that contradicts its shape")
        array = np.empty(count, dtype=object)
        array[:] = texts
        return array.reshape(shape)
    if not isinstance(name, str) or name not in DTYPES:
        raise RunFailed("a tensor of unknown type")
    dtype = np.dtype(DTYPES[name])
    data = exchange.get(message)
    if len(data) != count * dtype.itemsize:
        raise RunFailed("a tensor that contradicts its shape")
    return np.frombuffer(data, dtype=dtype).reshape(shape)


def pack_all(tensors: dict[str, Array], exchange: Exchange) -> dict[str, TensorMessage]:
    """Several tensors by name."""
    return {name: pack(array, exchange) for name, array in tensors.items()}


def unpack_all(messages: object, exchange: Exchange) -> dict[str, Array]:
    """Several tensors by name; the other side's message is not believed."""
    if not isinstance(messages, dict) or len(messages) > MAX_TENSORS:
        raise RunFailed("no tensors")
    return {str(name): unpack(message, exchange) for name, message in messages.items()}
