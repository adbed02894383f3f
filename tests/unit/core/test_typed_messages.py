"""EIP-712 messages: the digests are those of the vault's own library, and nothing is shown that is not signed."""

import json
from pathlib import Path
from typing import Any

import pytest
from eth_account.messages import encode_typed_data
from eth_utils.crypto import keccak
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.calls import Shape
from desktop.core.identity import ZERO_ADDRESS, Address
from desktop.core.money import MAX_UINT256
from desktop.core.permits import PermitKind, PermitMeaning, looks_like_permit, permits_of
from desktop.core.sell_orders import OrderItem, sell_orders_of
from desktop.core.tokens import unread_currency
from desktop.core.typed_messages import (
    MOST_MEMBERS,
    MOST_PARTS,
    MOST_STRUCTS,
    NotTypedMessage,
    read_typed_message,
)
from desktop.text.messages import order_sentences
from tests.helpers.seaport import Item, bulk, seaport

VECTORS = Path(__file__).parents[2] / "data" / "vectors" / "eip712"
TOKEN, SPENDER, OWNER = (Address(bytes([n]) * 20) for n in (1, 2, 3))
DOMAIN = {"name": "Coin", "version": "1", "chainId": 1, "verifyingContract": str(TOKEN)}
DOMAIN_TYPES = [
    {"name": "name", "type": "string"},
    {"name": "version", "type": "string"},
    {"name": "chainId", "type": "uint256"},
    {"name": "verifyingContract", "type": "address"},
]


ODD = {
    "valid_space_in_custom_type_fieldname",
    "valid_primary_type_is_empty_string",
    "valid_space_in_custom_type_metamask_returns_empty_string_if_non_alphanum_in_custom_type",
    "valid_missing_primary_type_key_metamask_requires_primary_type_key",
    "valid_missing_primary_type_key_and_eip712domain_type_metamask_needs_primarytype",
    "valid_int_value_for_string_type_ethers_handles_mismatched_type_and_value_differently",
}
"""Messages that one library takes and another does not: of these nothing is shown, so nobody can agree to them."""


def published(*, odd: bool = False) -> list[Any]:
    found = []
    for path in sorted(VECTORS.glob("valid*.json")):
        content = json.loads(path.read_text("utf-8"))
        for name, message in {path.stem: content}.items() if "types" in content else content.items():
            if (name in ODD) is odd:
                found.append(pytest.param(message, id=f"{path.stem}-{name}"))
    return found


def typed(
    members: dict[str, str], message: dict[str, Any], name: str = "Thing", **types: Any
) -> dict[str, Any]:
    own = [{"name": key, "type": kind} for key, kind in members.items()]
    return {
        "types": {"EIP712Domain": DOMAIN_TYPES, name: own, **types},
        "primaryType": name, "domain": DOMAIN, "message": message,
    }  # fmt: skip


def reference(message: dict[str, Any]) -> bytes:
    """As the vault signs it."""
    signable = encode_typed_data(full_message=message)
    return bytes(keccak(b"\x19" + signable.version + signable.header + signable.body))


@pytest.mark.parametrize("message", published(odd=True))
def test_a_message_on_which_libraries_disagree_is_not_shown(message: dict[str, Any]) -> None:
    with pytest.raises(NotTypedMessage):
        read_typed_message(message)


@pytest.mark.parametrize("message", published())
def test_the_digests_of_published_messages_are_those_of_eth_account(message: dict[str, Any]) -> None:
    read = read_typed_message(message)

    signable = encode_typed_data(full_message=message)
    assert read.digest == reference(message)
    assert (read.domain_hash, read.message_hash) == (signable.header, signable.body)


def test_the_example_of_the_eip_has_its_digest() -> None:
    """The mail of EIP-712's own text."""
    person = [{"name": "name", "type": "string"}, {"name": "wallet", "type": "address"}]
    mail = {
        "types": {
            "EIP712Domain": DOMAIN_TYPES,
            "Person": person,
            "Mail": [
                {"name": "from", "type": "Person"},
                {"name": "to", "type": "Person"},
                {"name": "contents", "type": "string"},
            ],
        },
        "primaryType": "Mail",
        "domain": {
            "name": "Ether Mail", "version": "1", "chainId": 1,
            "verifyingContract": "0xCcCCccccCCCCcCCCCCCcCcCccCcCCCcCcccccccC",
        },
        "message": {
            "from": {"name": "Cow", "wallet": "0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826"},
            "to": {"name": "Bob", "wallet": "0xbBbBBBBbbBBBbbbBbbBbbbbBBbBbbbbBbBbbBBbB"},
            "contents": "Hello, Bob!",
        },
    }  # fmt: skip

    read = read_typed_message(mail)

    assert read.digest.hex() == "be609aee343fb3c4b28e1df9e632fca64fcfaede20f02e86244efddf30957bd2"
    assert read.value("to.name") == "Bob"


NUMBERS = {
    "uint8": (0, 255),
    "uint160": (0, 2**160 - 1),
    "uint256": (0, MAX_UINT256),
    "int128": (-(2**127), 2**127 - 1),
}


@given(st.data())
def test_any_message_has_the_digest_that_the_vault_would_sign(data: st.DataObject) -> None:
    kinds = data.draw(
        st.lists(
            st.sampled_from(
                [*NUMBERS, "bool", "address", "string", "bytes", "bytes4", "uint256[]", "Inner", "Inner[2]"]
            ),
            min_size=1,
            max_size=6,
        )
    )
    inner = [{"name": "note", "type": "string"}, {"name": "n", "type": "uint64"}]

    def value(kind: str) -> Any:
        if kind in NUMBERS:
            return data.draw(st.integers(*NUMBERS[kind]))
        match kind:
            case "bool":
                return data.draw(st.booleans())
            case "address":
                return str(Address(data.draw(st.binary(min_size=20, max_size=20))))
            case "string":
                return data.draw(st.text(max_size=20).filter(lambda t: t.isprintable()))
            case "bytes":
                return "0x" + data.draw(st.binary(max_size=40)).hex()
            case "bytes4":
                return "0x" + data.draw(st.binary(min_size=4, max_size=4)).hex()
            case "uint256[]":
                return data.draw(st.lists(st.integers(0, MAX_UINT256), max_size=3))
            case "Inner":
                return {"note": data.draw(st.text("ab", max_size=3)), "n": data.draw(st.integers(0, 9))}
        return [value("Inner"), value("Inner")]

    members = {f"m{place}": kind for place, kind in enumerate(kinds)}
    used = {"Inner": inner} if any("Inner" in kind for kind in kinds) else {}
    message = typed(members, {name: value(kind) for name, kind in members.items()}, **used)

    assert read_typed_message(message).digest == reference(message)


@pytest.mark.parametrize(
    "broken",
    [
        None, [], {}, {"types": {}}, {"types": [], "primaryType": "A", "domain": {}, "message": {}},
        typed({"a": "uint8"}, {"a": 256}), typed({"a": "uint8"}, {"a": -1}), typed({"a": "uint8"}, {"a": True}),
        typed({"a": "uint8"}, {"a": 1.0}), typed({"a": "uint7"}, {"a": 1}), typed({"a": "uint264"}, {"a": 1}),
        typed({"a": "bytes4"}, {"a": "0x0102030405"}), typed({"a": "bytes33"}, {"a": "0x"}), typed({"a": "bytes"}, {"a": "zz"}),
        typed({"a": "address"}, {"a": "0x12"}), typed({"a": "address"}, {"a": str(TOKEN)[:-1] + "G"}),
        typed({"a": "string"}, {"a": 5}), typed({"a": "bool"}, {"a": 1}), typed({"a": "Missing"}, {"a": {}}),
        typed({"a": "uint8[2]"}, {"a": [1]}), typed({"a": "uint8[]"}, {"a": 1}), typed({"a": "uint8"}, {}),
        typed({"a": "uint8"}, {"a": 1, "unsigned": "text that nobody signs"}),
        typed({"a": "uint8"}, {"a": 1}) | {"domain": {"name": 5}},
        typed({"a b": "uint8"}, {"a b": 1}),
        typed({"a": "uint8"}, {"a": 1}) | {"primaryType": "Other"},
        typed({"a": "uint8"}, {"a": 1}, EIP712Domain=[{"name": "name", "type": "uint256"}]),
    ],
)  # fmt: skip
def test_what_does_not_follow_the_eip_is_refused(broken: Any) -> None:
    with pytest.raises(NotTypedMessage):
        read_typed_message(broken)


def test_a_type_that_holds_itself_ends() -> None:
    node = typed({"next": "Thing"}, {"next": None})
    deep: dict[str, Any] = {"next": None}
    for _ in range(40):
        deep = {"next": deep}

    assert read_typed_message(node).digest == reference(node)
    with pytest.raises(NotTypedMessage):
        read_typed_message(typed({"next": "Thing"}, deep))


def chain_of_structs(count: int) -> dict[str, Any]:
    """Each struct holds the next: a message of one value."""
    message = typed({"next": "S1"}, {"next": None})
    for number in range(1, count):
        message["types"][f"S{number}"] = [{"name": "next", "type": f"S{number + 1}"}]
    message["types"][f"S{count}"] = []
    return message


def test_a_long_chain_of_structs_is_refused_not_followed_until_the_stack_ends() -> None:
    short = chain_of_structs(MOST_STRUCTS - 3)  # and Thing, and the domain

    assert read_typed_message(short).digest == reference(short)
    with pytest.raises(NotTypedMessage):
        read_typed_message(chain_of_structs(5_000))


def test_a_struct_of_very_many_members_is_refused() -> None:
    members = {f"m{number}": "uint8" for number in range(MOST_MEMBERS + 1)}

    with pytest.raises(NotTypedMessage):
        read_typed_message(typed(members, dict.fromkeys(members, 1)))


def test_many_values_are_hashed_and_the_first_are_shown() -> None:
    read = read_typed_message(message := typed({"a": "uint8[]"}, {"a": [1] * 2000}))

    assert len(read.parts) == MOST_PARTS
    assert read.digest == reference(message)


def test_a_strangers_text_is_cleaned_and_hashed_as_it_is() -> None:
    message = typed({"a": "string"}, {"a": "pay\u202e100\x07"})

    read = read_typed_message(message)

    assert read.value("a") == "pay100"
    assert read.digest == reference(message)
    assert read.parts[0].shape is Shape.TEXT


PERMIT = {
    "owner": "address",
    "spender": "address",
    "value": "uint256",
    "nonce": "uint256",
    "deadline": "uint256",
}
DAI = {"holder": "address", "spender": "address", "nonce": "uint256", "expiry": "uint256", "allowed": "bool"}
DETAILS = [
    {"name": "token", "type": "address"}, {"name": "amount", "type": "uint160"},
    {"name": "expiration", "type": "uint48"}, {"name": "nonce", "type": "uint48"},
]  # fmt: skip


def test_a_permit_is_what_it_allows() -> None:
    message = typed(
        PERMIT,
        {"owner": str(OWNER), "spender": str(SPENDER), "value": 500, "nonce": 0, "deadline": 99},
        "Permit",
    )

    assert permits_of(read_typed_message(message)) == (PermitMeaning(TOKEN, SPENDER, 500, None, 99),)


def test_dais_permit_allows_everything() -> None:
    message = typed(
        DAI,
        {"holder": str(OWNER), "spender": str(SPENDER), "nonce": 0, "expiry": 0, "allowed": True},
        "Permit",
    )

    assert permits_of(read_typed_message(message)) == (PermitMeaning(TOKEN, SPENDER, MAX_UINT256),)


def test_a_batch_of_permit2_is_each_of_its_tokens() -> None:
    details = [{"token": str(t), "amount": 7, "expiration": 50, "nonce": 0} for t in (TOKEN, OWNER)]
    message = typed(
        {"details": "PermitDetails[]", "spender": "address", "sigDeadline": "uint256"},
        {"details": details, "spender": str(SPENDER), "sigDeadline": 60},
        "PermitBatch",
        PermitDetails=DETAILS,
    )

    found = permits_of(read_typed_message(message))

    assert found == tuple(PermitMeaning(t, SPENDER, 7, 50, 60) for t in (TOKEN, OWNER))


def test_a_transfer_of_permit2_names_no_spender() -> None:
    message = typed(
        {"permitted": "TokenPermissions", "spender": "address", "nonce": "uint256", "deadline": "uint256"},
        {
            "permitted": {"token": str(TOKEN), "amount": 7},
            "spender": str(SPENDER),
            "nonce": 1,
            "deadline": 60,
        },
        "PermitTransferFrom",
        TokenPermissions=DETAILS[:2],
    )

    assert permits_of(read_typed_message(message)) == (PermitMeaning(TOKEN, SPENDER, 7, None, 60),)


@pytest.mark.parametrize("allowed", [True, False])
def test_who_may_manage_everything_is_named_for_morpho_and_for_compound(allowed: bool) -> None:
    morpho = typed(
        {"authorizer": "address", "authorized": "address", "isAuthorized": "bool", "deadline": "uint256"},
        {"authorizer": str(OWNER), "authorized": str(SPENDER), "isAuthorized": allowed, "deadline": 9},
        "Authorization",
    )
    compound = typed(
        {"owner": "address", "manager": "address", "isAllowed": "bool", "expiry": "uint256"},
        {"owner": str(OWNER), "manager": str(SPENDER), "isAllowed": allowed, "expiry": 9},
        "Authorization",
    )

    expected = PermitMeaning(TOKEN, SPENDER, int(allowed), None, 9, PermitKind.MANAGE)
    assert permits_of(read_typed_message(morpho)) == permits_of(read_typed_message(compound)) == (expected,)


def test_aaves_delegation_is_what_may_be_borrowed() -> None:
    message = typed(
        {"delegatee": "address", "value": "uint256", "deadline": "uint256"},
        {"delegatee": str(SPENDER), "value": 500, "deadline": 9},
        "DelegationWithSig",
    )

    found = permits_of(read_typed_message(message))

    assert found == (PermitMeaning(TOKEN, SPENDER, 500, None, 9, PermitKind.BORROW),)


def test_a_transfer_of_erc_3009_is_what_it_moves() -> None:
    message = typed(
        {"from": "address", "to": "address", "value": "uint256", "validBefore": "uint256"},
        {"from": str(OWNER), "to": str(SPENDER), "value": 500, "validBefore": 9},
        "TransferWithAuthorization",
    )

    assert permits_of(read_typed_message(message)) == (PermitMeaning(TOKEN, SPENDER, 500, None, 9),)


def test_an_order_of_seaport_says_what_it_gives_and_what_of_the_price_comes_back() -> None:
    gives: list[Item] = [(2, TOKEN, 77, 1), (4, SPENDER, 0, 1)]
    message = seaport(
        OWNER, gives, [((0, ZERO_ADDRESS, 0, 900), OWNER), ((0, ZERO_ADDRESS, 0, 100), SPENDER)]
    )

    (order,) = sell_orders_of(read_typed_message(json.loads(message)))

    assert order.gives == (
        OrderItem(TOKEN, 1, 77, is_money=False),
        OrderItem(SPENDER, 1, None, is_money=False),
    )
    assert order.gets == (OrderItem(ZERO_ADDRESS, 900, None, is_money=True),)
    assert not order.is_for_nothing


def test_an_order_for_nothing_and_each_order_of_a_tree_are_seen() -> None:
    message = read_typed_message(json.loads(bulk(OWNER, [(1, TOKEN, 0, 5)], [(1, SPENDER, 0, 6)])))

    orders = sell_orders_of(message)

    assert [order.gives[0].amount for order in orders] == [5, 6]
    assert all(order.is_for_nothing for order in orders)
    assert "You get nothing for it." in order_sentences(orders[0], unread_currency)


def test_what_comes_back_from_an_order_is_the_least_that_its_price_falls_to() -> None:
    """Seaport moves an amount from its start to its end while time goes; an auction that began long ago pays the end."""
    message = json.loads(seaport(OWNER, [(1, TOKEN, 0, 5)], [((0, ZERO_ADDRESS, 0, 900), OWNER)]))
    message["message"]["consideration"][0]["endAmount"] = "0"
    message["message"]["offer"][0]["startAmount"] = "1"

    (order,) = sell_orders_of(read_typed_message(message))

    assert (order.gives[0].amount, order.gets[0].amount) == (5, 0)
    assert order.is_for_nothing


def test_a_number_in_the_place_of_an_array_is_not_counted_through() -> None:
    """It was, up to 2**256 - 1: the window stood still, or the memory ran out."""
    number = {"offerer": "address", "offer": "uint256", "consideration": "uint256"}
    order = typed(
        number, {"offerer": str(OWNER), "offer": 2**256 - 1, "consideration": 2**256 - 1}, "OrderComponents"
    )
    batch = typed({"details": "uint256"}, {"details": 2**256 - 1}, "PermitBatch")

    (read,) = sell_orders_of(read_typed_message(order))

    assert (read.gives, read.gets) == ((), ())
    assert permits_of(read_typed_message(batch)) == ()


@pytest.mark.parametrize("name", ["PermitForEverything", "ApproveWithAuthorization"])
def test_an_unknown_permit_is_still_called_one(name: str) -> None:
    """The second is that of USDC as the bridge brought it to Polygon."""
    read = read_typed_message(typed({"a": "uint8"}, {"a": 1}, name))

    assert permits_of(read) == ()
    assert looks_like_permit(read)
