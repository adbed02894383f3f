"""Orders of Seaport 1.6 as OpenSea asks wallets to sign them."""

import json
from typing import Any

from desktop.core.identity import ZERO_ADDRESS, Address

_OFFER = "uint8 itemType,address token,uint256 identifierOrCriteria,uint256 startAmount,uint256 endAmount"
_ORDER = (
    "address offerer,address zone,OfferItem[] offer,ConsiderationItem[] consideration,uint8 orderType,uint256 startTime,"
    "uint256 endTime,bytes32 zoneHash,uint256 salt,bytes32 conduitKey,uint256 counter"
)
_DOMAIN = "string name,string version,uint256 chainId,address verifyingContract"
EXCHANGE = "0x0000000000000068F116a894984e2DB1123eB395"

Item = tuple[int, Address, int, int]
"""Kind (0 coin, 1 token, 2 and 3 items), contract, number, amount."""


def seaport(offerer: Address, offer: list[Item], asked: list[tuple[Item, Address]] | None = None) -> bytes:
    """One order; ``asked`` is what it asks for, and for whom."""
    return json.dumps(
        {
            "types": {
                "EIP712Domain": _members(_DOMAIN),
                "OrderComponents": _members(_ORDER),
                "OfferItem": _members(_OFFER),
                "ConsiderationItem": _members(_OFFER + ",address recipient"),
            },
            "primaryType": "OrderComponents",
            "domain": {"name": "Seaport", "version": "1.6", "chainId": 1, "verifyingContract": EXCHANGE},
            "message": order(offerer, offer, asked or []),
        }
    ).encode()


def bulk(offerer: Address, *offers: list[Item]) -> bytes:
    """Two orders under one signature."""
    message = json.loads(seaport(offerer, []))
    message["types"]["BulkOrder"] = _members("OrderComponents[2] tree")
    message["primaryType"] = "BulkOrder"
    message["message"] = {"tree": [order(offerer, offer, []) for offer in offers]}
    return json.dumps(message).encode()


def order(offerer: Address, offer: list[Item], asked: list[tuple[Item, Address]]) -> dict[str, Any]:
    """The members of one order."""
    zero = "0x" + "00" * 32
    return {
        "offerer": str(offerer), "zone": str(ZERO_ADDRESS), "offer": [_item(item) for item in offer],
        "consideration": [_item(item) | {"recipient": str(to)} for item, to in asked],
        "orderType": 0, "startTime": 1, "endTime": 2_000_000_000, "zoneHash": zero, "salt": 5, "conduitKey": zero,
        "counter": 0,
    }  # fmt: skip


def _item(item: Item) -> dict[str, Any]:
    kind, token, number, amount = item
    return {
        "itemType": kind, "token": str(token), "identifierOrCriteria": str(number), "startAmount": str(amount),
        "endAmount": str(amount),
    }  # fmt: skip


def _members(text: str) -> list[dict[str, str]]:
    pairs = (member.split(" ") for member in text.split(","))
    return [{"name": name, "type": kind} for kind, name in pairs]
