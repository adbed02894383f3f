"""Changes to bytes, JSON and protobuf messages; every choice comes from one ``Random``, so that hypothesis can drive it."""

import json
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Any

from google.protobuf.message import Message
from onnx import ModelProto

Mutate = Callable[[Random, bytes], bytes]

_NUMBERS = (
    0,
    1,
    -1,
    2,
    7,
    255,
    256,
    65_535,
    1 << 31,
    (1 << 31) - 1,
    -(1 << 31),
    1 << 32,
    1 << 40,
    (1 << 63) - 1,
    -(1 << 63),
)
_TEXTS = (
    "",
    "a",
    "weights.bin",
    "../x",
    "/etc/passwd",
    "\x00",
    "\u202e",
    "a" * 2000,
    "Loop",
    "ai.onnx",
    "é",
    "\U0010ffff",
)
_MAGIC = (
    b"\0",
    b"\xff",
    b"\xff\xff\xff\xff",
    b"\0\0\0\0",
    b"\x7f\xff\xff\xff",
    b"PK\3\4",
    b"PK\5\6",
    b"\n--- ",
    b"-> ",
    b"{",
    b"[",
    b'"',
)


def mutate_bytes(random: Random, data: bytes) -> bytes:
    """A few small changes: flipped, set, inserted, removed, doubled or moved."""
    changed = bytearray(data)
    for _ in range(random.randint(1, 5)):
        at = random.randrange(len(changed) + 1)
        length = random.choice((1, 1, 2, 4, 8, 64, 4096))
        match random.randrange(6):
            case 0 if at < len(changed):
                changed[at] ^= 1 << random.randrange(8)
            case 1:
                changed[at : at + length] = random.choice(_MAGIC)
            case 2:
                changed[at:at] = random.randbytes(min(length, 64))
            case 3:
                del changed[at : at + length]
            case 4:
                changed[at:at] = changed[at : at + length] * random.choice((1, 2, 50))
            case _:
                other = random.randrange(len(changed) + 1)
                changed[at : at + length] = changed[other : other + length]
    return bytes(changed)


def mutate_json(random: Random, data: bytes) -> bytes:
    """One value or key of a JSON document replaced, removed or doubled; of no document, its bytes changed."""
    try:
        value = json.loads(data)
    except ValueError:
        return mutate_bytes(random, data)
    places = list(_places(value))
    if not places:
        return mutate_bytes(random, data)
    for _ in range(random.randint(1, 3)):
        holder, key = random.choice(places)
        match random.randrange(4):
            case 0 if isinstance(holder, dict):
                holder[random.choice(_TEXTS)] = _value(random)
            case 1:
                _remove(holder, key)
            case 2 if isinstance(holder, list):
                holder.extend([_value(random)] * random.choice((1, 100)))
            case _:
                _put(holder, key, _value(random))
    return json.dumps(value, separators=(",", ":"), sort_keys=random.random() < 0.9).encode(
        "utf-8", "surrogatepass"
    )


def _value(random: Random) -> Any:
    return random.choice((
        None, True, False, [], {}, [[]], [[[[[[[[]]]]]]]], random.choice(_NUMBERS), random.choice(_TEXTS), 0.5, 1e308,
        -1e308, 10**30, {"op": "resize", "args": {}}, [random.choice(_NUMBERS)] * 3,
    ))  # fmt: skip


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Each container with each of its keys."""
    children = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for key, child in list(children):
        yield value, key
        yield from _places(child)


def _remove(holder: Any, key: Any) -> None:
    if isinstance(holder, dict):
        holder.pop(key, None)
    elif key < len(holder):
        del holder[key]


def _put(holder: Any, key: Any, value: Any) -> None:
    if isinstance(holder, dict) or key < len(holder):
        holder[key] = value


def mutate_model(random: Random, data: bytes) -> bytes:
    """A field of an ONNX message set, cleared, doubled or exchanged with one like it; sometimes its bytes changed."""
    if random.random() < 0.25:
        return mutate_bytes(random, data)
    try:
        model: ModelProto = ModelProto.FromString(data)
    except Exception:  # noqa: BLE001 - a seed that an earlier mutation broke
        return mutate_bytes(random, data)
    for _ in range(random.randint(1, 4)):
        _mutate_message(random, _some_message(random, model))
    return bytes(model.SerializeToString())


def _some_message(random: Random, message: Message) -> Message:
    """A message within this one, reached by a random walk."""
    while random.random() < 0.85:
        inner = [value for _, value in message.ListFields() if isinstance(value, Message)]
        for field, value in message.ListFields():
            if field.message_type is not None and not isinstance(value, Message) and len(value):
                inner.append(value[random.randrange(len(value))])
        if not inner:
            return message
        message = random.choice(inner)
    return message


def _mutate_message(random: Random, message: Message) -> None:
    field = random.choice(message.DESCRIPTOR.fields)
    if random.random() < 0.15:
        message.ClearField(field.name)
    elif _repeats(field):
        _mutate_repeated(random, message, field)
    elif field.message_type is not None:
        getattr(message, field.name).SetInParent()
    else:
        _set(lambda value: setattr(message, field.name, value), random, field)


def _mutate_repeated(random: Random, message: Message, field: Any) -> None:
    values = getattr(message, field.name)
    if len(values) and random.random() < 0.3:
        del values[random.randrange(len(values))]
    elif field.message_type is not None:
        for _ in range(random.choice((1, 1, 40))):
            new = values.add()
            if len(values) > 1:
                new.CopyFrom(values[random.randrange(len(values) - 1)])
    else:
        for _ in range(random.choice((1, 1, 40))):
            _set(values.append, random, field)


def _set(put: Callable[[Any], object], random: Random, field: Any) -> None:
    values: Sequence[Any]
    if field.cpp_type == field.CPPTYPE_STRING:
        values = _TEXTS if field.type == field.TYPE_STRING else tuple(text.encode() for text in _TEXTS)
    elif field.cpp_type in {field.CPPTYPE_FLOAT, field.CPPTYPE_DOUBLE}:
        values = (0.0, -1.0, float("nan"), float("inf"), 1e38)
    elif field.cpp_type == field.CPPTYPE_ENUM:
        values = tuple(value.number for value in field.enum_type.values)
    else:
        values = _NUMBERS
    try:
        put(random.choice(values))
    except (ValueError, TypeError):  # outside the field's range: the next choice will do
        return


def _repeats(field: Any) -> bool:
    repeated = getattr(field, "is_repeated", None)  # protobuf 5 has the label alone
    return bool(repeated if repeated is not None else field.label == field.LABEL_REPEATED)
