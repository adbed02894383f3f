"""Reading JSON-RPC parameters (Ethereum execution API: quantities, data, block tags) and nothing else."""

from typing import Any

from desktop.chain.embedded.faults import bad_params
from desktop.chain.embedded.simulate import CallRequest, Override

_MAX_WORD = 2**256 - 1
MAX_TOPICS = 4


def quantity(value: Any, name: str, maximum: int = _MAX_WORD) -> int:
    """A hex quantity such as ``0x1a``.

    Raises:
        RpcFault: It is none, or too large.
    """
    if not isinstance(value, str) or not value.startswith("0x") or not 3 <= len(value) <= 66:
        raise bad_params(f"invalid {name}: a hex quantity is needed")
    try:
        number = int(value[2:], 16)
    except ValueError as error:
        raise bad_params(f"invalid {name}: a hex quantity is needed") from error
    if number > maximum:
        raise bad_params(f"invalid {name}: too large")
    return number


def number(value: Any, name: str, maximum: int = 2**53) -> int:
    """A quantity or a plain JSON integer, as the dev methods of anvil and hardhat take both."""
    if isinstance(value, int) and not isinstance(value, bool):
        if not 0 <= value <= maximum:
            raise bad_params(f"invalid {name}: out of range")
        return value
    return quantity(value, name, maximum)


def data(value: Any, name: str, size: int | None = None) -> bytes:
    """Hex bytes such as ``0x00ff``, of exactly ``size`` bytes if given.

    Raises:
        RpcFault: They are not.
    """
    if not isinstance(value, str) or not value.startswith("0x"):
        raise bad_params(f"invalid {name}: hex data is needed")
    try:
        raw = bytes.fromhex(value[2:])
    except ValueError as error:
        raise bad_params(f"invalid {name}: hex data is needed") from error
    if len(raw) * 2 != len(value) - 2 or (size is not None and len(raw) != size):
        raise bad_params(f"invalid {name}: wrong length")
    return raw


def address(value: Any) -> bytes:
    return data(value, "address", 20)


def at(params: list[Any], index: int, name: str) -> Any:
    """The parameter at a position that must be there."""
    if len(params) <= index:
        raise bad_params(f"missing value for required argument {index}: {name}")
    return params[index]


def or_default(params: list[Any], index: int, default: Any) -> Any:
    return params[index] if len(params) > index and params[index] is not None else default


def call_request(value: Any) -> CallRequest:
    """The transaction object of eth_call; ``input`` goes before ``data``, as in geth."""
    if not isinstance(value, dict):
        raise bad_params("invalid transaction: an object is needed")

    def amount(*names: str) -> int | None:
        found = next((value[name] for name in names if value.get(name) is not None), None)
        return None if found is None else quantity(found, names[0])

    body = next((value[name] for name in ("input", "data") if value.get(name) is not None), "0x")
    sender = value.get("from")
    to = value.get("to")
    return CallRequest(
        sender=bytes(20) if sender is None else address(sender),
        to=b"" if to is None else address(to),
        data=data(body, "data"),
        value=amount("value") or 0,
        gas=amount("gas"),
        max_fee=amount("maxFeePerGas", "gasPrice") or None,
        max_tip=amount("maxPriorityFeePerGas", "gasPrice") or 0,
    )


def overrides(value: Any) -> dict[bytes, Override]:
    """The state override set of eth_call: address to balance, nonce, code, state and stateDiff."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise bad_params("invalid state override: an object is needed")
    return {address(key): _override(item) for key, item in value.items()}


def _override(item: Any) -> Override:
    if not isinstance(item, dict) or (set(item) - {"balance", "nonce", "code", "state", "stateDiff"}):
        raise bad_params("invalid state override")
    if "state" in item and "stateDiff" in item:
        raise bad_params("account has both 'state' and 'stateDiff'")
    return Override(
        balance=quantity(item["balance"], "balance") if "balance" in item else None,
        nonce=quantity(item["nonce"], "nonce", 2**64 - 2) if "nonce" in item else None,
        code=data(item["code"], "code") if "code" in item else None,
        state=_slots(item["state"]) if "state" in item else None,
        state_diff=_slots(item.get("stateDiff", {})),
    )


def _slots(value: Any) -> dict[int, int]:
    if not isinstance(value, dict):
        raise bad_params("invalid state override: slots are an object")
    return {
        int.from_bytes(data(slot, "slot", 32), "big"): int.from_bytes(data(word, "word", 32), "big")
        for slot, word in value.items()
    }


def topics(value: Any) -> list[list[bytes]]:
    """The topic filter: for each position null, one topic or several."""
    if value is None:
        return []
    if not isinstance(value, list) or len(value) > MAX_TOPICS:
        raise bad_params("invalid topics: a list of at most four is needed")
    result: list[list[bytes]] = []
    for entry in value:
        choices = entry if isinstance(entry, list) else [] if entry is None else [entry]
        # An empty list or a null among the choices accepts anything, as in geth.
        accepts_all = not choices or None in choices
        result.append([] if accepts_all else [data(topic, "topic", 32) for topic in choices])
    return result


def addresses(value: Any) -> list[bytes]:
    """The address filter of eth_getLogs: absent, one or several."""
    if value is None:
        return []
    return [address(item) for item in (value if isinstance(value, list) else [value])]
