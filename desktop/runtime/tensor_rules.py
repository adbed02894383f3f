"""Rules for one tensor or type of a stranger's graph: its dimensions, its length, and where its bytes lie."""

import math
from collections.abc import Callable
from typing import Any, TypeAlias

from onnx import SparseTensorProto, TensorProto, TypeProto

from desktop.core.packages import WEIGHTS

Say: TypeAlias = Callable[[str, str, str], None]

MAX_DIMENSIONS = 32
MAX_ELEMENTS = 1 << 40
TENSOR_ALIGNMENT = 64
MAX_STRING_ELEMENTS = 1 << 20

# Bits of one element by TensorProto.DataType (onnx.proto, IR version 14).
BITS: dict[int, int] = {
    TensorProto.FLOAT: 32,
    TensorProto.UINT8: 8,
    TensorProto.INT8: 8,
    TensorProto.UINT16: 16,
    TensorProto.INT16: 16,
    TensorProto.INT32: 32,
    TensorProto.INT64: 64,
    TensorProto.BOOL: 8,
    TensorProto.FLOAT16: 16,
    TensorProto.DOUBLE: 64,
    TensorProto.UINT32: 32,
    TensorProto.UINT64: 64,
    TensorProto.BFLOAT16: 16,
    TensorProto.UINT4: 4,
    TensorProto.INT4: 4,
}
_FIELDS: dict[int, str] = {
    TensorProto.FLOAT: "float_data",
    TensorProto.DOUBLE: "double_data",
    TensorProto.INT64: "int64_data",
    TensorProto.UINT64: "uint64_data",
    TensorProto.UINT32: "uint64_data",
    TensorProto.STRING: "string_data",
}
_TYPED = ("float_data", "int32_data", "string_data", "int64_data", "double_data", "uint64_data")


def check_tensor(tensor: TensorProto, where: str, weights_size: int | None, say: Say) -> int:
    """Check one tensor; the number of elements that it really has.

    Args:
        tensor: An initialiser or an attribute's tensor.
        where: Its place, for the breaches.
        weights_size: Bytes of ``weights.bin``; None where no bytes may lie outside the graph.
        say: Takes each breach.
    """
    if tensor.HasField("segment"):
        say("tensor", where, "segmented")
    dims = list(tensor.dims)
    if len(dims) > MAX_DIMENSIONS or any(size < 0 for size in dims):
        say("dims", where, str(dims[:MAX_DIMENSIONS]))
        return 0
    count = math.prod(dims)
    if count > MAX_ELEMENTS:
        say("dims", where, f"{dims} are {count} elements")
        return 0
    kind = tensor.data_type
    if kind == TensorProto.STRING:
        if len(tensor.string_data) != count or count > MAX_STRING_ELEMENTS or _is_external(tensor):
            say("tensor-size", where, f"{len(tensor.string_data)} texts for {count} elements")
        return 0
    if kind not in BITS:
        say("tensor-type", where, str(kind))
        return 0
    size = -(-count * BITS[kind] // 8)
    if _is_external(tensor):
        return count if _check_external(tensor, where, size, weights_size, say) else 0
    return count if _check_inline(tensor, where, count, size, say) else 0


def _is_external(tensor: TensorProto) -> bool:
    return bool(tensor.external_data) or tensor.data_location == TensorProto.EXTERNAL


def _check_inline(tensor: TensorProto, where: str, count: int, size: int, say: Say) -> bool:
    """The bytes lie in the message itself, in exactly one of its fields."""
    filled = [name for name in _TYPED if len(getattr(tensor, name))]
    if tensor.HasField("raw_data") and len(tensor.raw_data):
        if filled or len(tensor.raw_data) != size:
            say("tensor-size", where, f"{len(tensor.raw_data)} bytes where the dimensions ask for {size}")
            return False
        return True
    name = _FIELDS.get(tensor.data_type, "int32_data")
    packed = -(-count * BITS[tensor.data_type] // 8) if BITS[tensor.data_type] < 8 else count
    found = len(getattr(tensor, name))
    if found != packed or any(other != name for other in filled):
        say("tensor-size", where, f"{found} values where the dimensions ask for {packed}")
        return False
    return True


def _check_external(tensor: TensorProto, where: str, size: int, weights_size: int | None, say: Say) -> bool:
    """The bytes lie in ``weights.bin``: nowhere else, inside it, aligned, and as many as the dimensions ask for."""
    entries = {entry.key: entry.value for entry in tensor.external_data}
    location = entries.get("location", "")
    if weights_size is None or location != WEIGHTS or tensor.data_location != TensorProto.EXTERNAL:
        say("external-data", where, location or "no location")
        return False
    if len(entries) != len(tensor.external_data) or not entries.keys() <= {"location", "offset", "length"}:
        say("external-data", where, f"fields {sorted(entries, key=str)}")
        return False
    if tensor.raw_data or any(len(getattr(tensor, name)) for name in _TYPED):
        say("external-data", where, "bytes inside as well")
        return False
    offset, length = _number(entries.get("offset", "0")), _number(entries.get("length", str(size)))
    if offset is None or length is None or length != size or offset + length > weights_size:
        say(
            "external-data",
            where,
            f"{entries.get('offset')} + {entries.get('length')} of {weights_size}, not {size}",
        )
        return False
    if offset % TENSOR_ALIGNMENT:
        say("external-data", where, f"offset {offset} is no multiple of {TENSOR_ALIGNMENT}")
        return False
    return True


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None


def check_sparse(_tensor: SparseTensorProto, where: str, say: Say) -> None:
    """Sparse tensors are refused: nothing in the profile needs them, and their indices are one more way to lie."""
    say("sparse", where, "sparse tensor")


def check_shape(kind: TypeProto, where: str, say: Say, depth: int = 0) -> None:
    """A declared type: dimensions that some tensor can have, and a tensor in the end."""
    if depth > 2:
        say("type", where, "nested types")
        return
    which = kind.WhichOneof("value")
    if which == "tensor_type":
        dims: list[Any] = list(kind.tensor_type.shape.dim)
        sizes = [d.dim_value for d in dims if d.HasField("dim_value")]
        if len(dims) > MAX_DIMENSIONS or min(sizes, default=0) < 0 or math.prod(sizes) > MAX_ELEMENTS:
            say("dims", where, str([d.dim_value for d in dims[:MAX_DIMENSIONS]]))
    elif which is not None:
        say("type", where, which)
