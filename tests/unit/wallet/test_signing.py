"""What the vault signs, checked against other implementations, and what it refuses."""

import json
from pathlib import Path
from typing import Any

import pytest
from eth_abi.abi import encode as abi_encode
from eth_account import Account as EthAccount
from eth_account.typed_transactions import TypedTransaction
from hexbytes import HexBytes

from desktop.core.errors import InvalidPoint
from desktop.core.exchange import Delivery, Order, Terms
from desktop.core.identity import Address, keccak256
from desktop.wallet import calldata
from desktop.wallet.account_desk import AccountDesk
from desktop.wallet.errors import (
    InvalidTransaction,
    NoSuchAccount,
    NothingToComplain,
    PolicyRefused,
    WrongModelKey,
)

ARTIFACT = Path(__file__).parents[3] / "contracts" / "artifacts" / "ModelMarket.json"


def terms_values(terms: Terms) -> tuple[object, ...]:
    names = terms.__dataclass_fields__
    return tuple(v.raw if isinstance(v, Address) else v for v in (getattr(terms, name) for name in names))


def order_values(order: Order) -> tuple[object, ...]:
    names = order.__dataclass_fields__
    return tuple(v.raw if isinstance(v, Address) else v for v in (getattr(order, name) for name in names))


def deliver_data(terms: Terms, order: Order, rx: int, parity: int, wrapped: bytes) -> bytes:
    """Encoded by eth-abi."""
    types = [calldata.TERMS, calldata.ORDER, "uint256", "uint8", "bytes16"]
    values = [terms_values(terms), order_values(order), rx, parity, wrapped]
    return calldata.DELIVER + abi_encode(types, values)


def complain_data(terms: Terms, order: Order, delivery: Delivery, secret: int) -> bytes:
    """Encoded by eth-abi."""
    types = [calldata.TERMS, calldata.ORDER, calldata.DELIVERY, "uint256"]
    delivered = (delivery.rx, delivery.parity, delivery.wrapped, delivery.delivered_at)
    values = [terms_values(terms), order_values(order), delivered, secret]
    return calldata.COMPLAIN_KEY + abi_encode(types, values)


def right_delivery(bench: Any, terms: Terms, order: Order) -> Delivery:
    wrapped = bench.seller.wrap_delivery(
        bench.account, bench.chain, bench.market, bench.id_of(order), order.px, order.parity, terms.encode()
    )
    return Delivery(wrapped.rx, wrapped.parity, wrapped.wrapped, 1_700_000_100)


@pytest.mark.parametrize(
    ("name", "selector"),
    [("deliver", calldata.DELIVER), ("complainKey", calldata.COMPLAIN_KEY), ("settle", calldata.SETTLE)],
)
def test_selectors_are_those_of_the_compiled_contract(name: str, selector: bytes) -> None:
    def canonical(argument: dict[str, Any]) -> str:
        if not argument["type"].startswith("tuple"):
            return str(argument["type"])
        inner = ",".join(canonical(part) for part in argument["components"])
        return f"({inner})" + argument["type"].removeprefix("tuple")

    abi = json.loads(ARTIFACT.read_text(encoding="utf-8"))["abi"]
    (function,) = (entry for entry in abi if entry["type"] == "function" and entry["name"] == name)
    signature = f"{name}({','.join(canonical(argument) for argument in function['inputs'])})"

    assert keccak256(signature.encode())[:4] == selector


def test_a_payment_is_signed_as_eth_account_signs_it(bench: Any) -> None:
    fields = bench.fields(data=b"\x01\x02", accessList=[[b"\x09" * 20, [b"\x08" * 32]]])

    signed = bench.signer.sign_transaction(bench.account, fields, bench.password)

    theirs = EthAccount.sign_transaction(
        {
            "type": 2, "chainId": bench.chain, "nonce": 0, "to": str(bench.account), "value": 10**18, "gas": 21000,
            "maxFeePerGas": 2 * 10**9, "maxPriorityFeePerGas": 10**9, "data": "0x0102",
            "accessList": [{"address": "0x" + "09" * 20, "storageKeys": ["0x" + "08" * 32]}],
        },
        bench.vault.wallet().key_of(bench.account),
    )  # fmt: skip
    assert signed.raw == bytes(theirs.raw_transaction)
    assert signed.hash == keccak256(signed.raw)


def test_numbers_beyond_63_bits_may_come_as_words(bench: Any) -> None:
    amount = 2**80 + 1

    as_word = bench.signer.sign_transaction(bench.account, bench.fields(value=amount.to_bytes(32, "big")))

    assert as_word == bench.signer.sign_transaction(bench.account, bench.fields(value=amount))
    assert TypedTransaction.from_bytes(HexBytes(as_word.raw)).as_dict()["value"] == amount


@pytest.mark.parametrize("name", ["chainId", "nonce", "value", "gas", "maxFeePerGas", "maxPriorityFeePerGas"])
def test_a_missing_field_is_named(bench: Any, name: str) -> None:
    fields = bench.fields()
    del fields[name]

    with pytest.raises(InvalidTransaction) as caught:
        bench.signer.sign_transaction(bench.account, fields)

    assert caught.value.field == name


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("chainId", 0), ("chainId", None), ("chainId", "1"), ("chainId", True), ("chainId", 2**256),
        ("nonce", -1), ("nonce", 2**64), ("gas", 1.5), ("value", b"\x01" * 31), ("value", 2**256),
        ("type", 0), ("type", 3), ("type", 4), ("to", b"\x01" * 19), ("to", "0x00"), ("data", "0x"),
        ("data", bytes(200_000)), ("maxPriorityFeePerGas", 3 * 10**9), ("gasPrice", 1),
        ("authorizationList", []), ("blobVersionedHashes", []), ("accessList", [[b"\x01" * 20]]),
        ("accessList", [[b"\x01", []]]), ("accessList", [[b"\x01" * 20, [b"\x01"]]]), ("accessList", 5),
    ],
)  # fmt: skip
def test_a_field_out_of_range_or_unknown_is_named(bench: Any, name: str, value: object) -> None:
    with pytest.raises(InvalidTransaction) as caught:
        bench.signer.sign_transaction(bench.account, bench.fields(**{name: value}))

    assert caught.value.field == name


def test_an_account_of_another_wallet_is_refused(bench: Any) -> None:
    with pytest.raises(NoSuchAccount):
        bench.signer.sign_transaction(Address(b"\x01" * 20), bench.fields())


def test_a_creation_with_code_is_signed_and_an_empty_one_is_not(bench: Any) -> None:
    fields = bench.fields(data=b"\x60\x00", value=0)
    del fields["to"]

    assert (
        TypedTransaction.from_bytes(
            HexBytes(bench.signer.sign_transaction(bench.account, fields, bench.password).raw)
        ).as_dict()["to"]
        == b""
    )
    with pytest.raises(PolicyRefused) as caught:
        bench.signer.sign_transaction(bench.account, fields | {"data": b""})
    assert caught.value.rule == "empty-creation"


def test_a_delivery_is_checked_on_the_general_path_as_on_its_own(bench: Any) -> None:
    """Which is how it is sped up by hand."""
    terms, order = bench.own_terms(), bench.order()
    delivery = right_delivery(bench, terms, order)
    data = deliver_data(terms, order, delivery.rx, delivery.parity, delivery.wrapped)
    wrong = deliver_data(terms, order, delivery.rx, delivery.parity, bytes(16))

    signed = bench.signer.sign_transaction(
        bench.account, bench.fields(to=bench.market.raw, value=0, data=data)
    )
    with pytest.raises(PolicyRefused) as caught:
        bench.signer.sign_transaction(bench.account, bench.fields(to=bench.market.raw, value=0, data=wrong))

    assert signed == bench.signer.sign_delivery(
        bench.account, bench.fields(to=bench.market.raw, value=0, data=data)
    )
    assert caught.value.rule == "delivery-differs"


def test_the_right_delivery_is_signed(bench: Any) -> None:
    terms, order = bench.own_terms(), bench.order()
    delivery = right_delivery(bench, terms, order)
    data = deliver_data(terms, order, delivery.rx, delivery.parity, delivery.wrapped)

    signed = bench.signer.sign_delivery(bench.account, bench.fields(to=bench.market.raw, value=0, data=data))

    assert EthAccount.recover_transaction(signed.raw) == str(bench.account)


@pytest.mark.parametrize(
    ("what", "error"),
    [
        ("rx", PolicyRefused), ("parity", PolicyRefused), ("wrapped", PolicyRefused), ("point", PolicyRefused),
        ("payer", PolicyRefused), ("market", WrongModelKey), ("chain", WrongModelKey), ("salt", WrongModelKey),
        ("key_hash", WrongModelKey), ("seller", NoSuchAccount), ("value", PolicyRefused), ("longer", PolicyRefused),
        ("shorter", PolicyRefused), ("no-point", InvalidPoint),
    ],
)  # fmt: skip
def test_a_delivery_that_differs_in_anything_is_not_signed(
    bench: Any, what: str, error: type[Exception]
) -> None:
    terms, order = bench.own_terms(), bench.order()
    delivery = right_delivery(bench, terms, order)
    rx, parity, wrapped = delivery.rx, delivery.parity, delivery.wrapped
    changes: dict[str, Any] = {"to": bench.market.raw, "value": 0}
    values = {name: getattr(terms, name) for name in terms.__dataclass_fields__}
    ordered = {name: getattr(order, name) for name in order.__dataclass_fields__}
    match what:
        case "rx":
            rx += 1
        case "parity":
            parity ^= 1
        case "wrapped":
            wrapped = bytes(16)
        case "point":  # a lying endpoint names its own point
            other = bench.order(number=100)
            ordered |= {"px": other.px, "parity": other.parity}
        case "payer":
            ordered["payer"] = Address(b"\x66" * 20)
        case "market":
            changes["to"] = b"\x56" * 20
        case "chain":
            changes["chainId"] = bench.chain + 1
        case "salt":
            values["salt"] = b"\x08" * 32
        case "key_hash":
            values["key_hash"] = b"\x08" * 32
        case "seller":
            values["seller"] = Address(b"\x08" * 20)
        case "value":
            changes["value"] = 1
        case "no-point":
            ordered["px"] = 5
    data = deliver_data(Terms(**values), Order(**ordered), rx, parity, wrapped)
    data = {"longer": data + bytes(32), "shorter": data[:-1]}.get(what, data)

    with pytest.raises(error):
        bench.signer.sign_delivery(bench.account, bench.fields(**changes, data=data))


def test_another_account_of_the_wallet_delivers_nothing(bench: Any) -> None:
    """The contract would refuse it, after everybody has seen the wrapped key."""
    terms, order = bench.own_terms(), bench.order()
    delivery = right_delivery(bench, terms, order)
    data = deliver_data(terms, order, delivery.rx, delivery.parity, delivery.wrapped)
    other, _file = AccountDesk(bench.vault).add_next("BIP44", "another")

    with pytest.raises(PolicyRefused) as caught:
        bench.signer.sign_delivery(other.address, bench.fields(to=bench.market.raw, value=0, data=data))

    assert caught.value.rule == "delivery-account"


def test_nothing_but_deliveries_and_settlements_goes_by_the_delivery_path(bench: Any) -> None:
    settle = bench.signer.sign_delivery(
        bench.account, bench.fields(to=bench.market.raw, value=0, data=calldata.SETTLE + bytes(64))
    )

    assert settle.hash == keccak256(settle.raw)
    for data in (b"", b"\xa9\x05\x9c\xbb" + bytes(64), calldata.COMPLAIN_KEY + bytes(33 * 32)):
        with pytest.raises(PolicyRefused):
            bench.signer.sign_delivery(bench.account, bench.fields(to=bench.market.raw, value=0, data=data))


def test_a_complaint_about_a_wrong_key_is_signed(bench: Any) -> None:
    terms, order = bench.own_terms(), bench.order()
    delivery = right_delivery(bench, terms, order)
    wrong = Delivery(delivery.rx, delivery.parity, bytes(16), delivery.delivered_at)
    secret = bench.buyer.complaint_secret(
        bench.account, bench.chain, bench.market, order.listing, order.number, bench.id_of(order), wrong.rx,
        wrong.parity, wrong.wrapped, terms.key_hash, terms.seller,
    )  # fmt: skip

    data = complain_data(terms, order, wrong, secret)
    signed = bench.signer.sign_transaction(
        bench.account, bench.fields(to=bench.market.raw, value=0, data=data)
    )

    assert EthAccount.recover_transaction(signed.raw) == str(bench.account)


def test_a_complaint_about_the_right_key_is_not_signed(bench: Any) -> None:
    terms, order = bench.own_terms(), bench.order()
    delivery = right_delivery(bench, terms, order)
    wrong = Delivery(delivery.rx, delivery.parity, bytes(16), delivery.delivered_at)
    secret = bench.buyer.complaint_secret(
        bench.account, bench.chain, bench.market, order.listing, order.number, bench.id_of(order), wrong.rx,
        wrong.parity, wrong.wrapped, terms.key_hash, terms.seller,
    )  # fmt: skip

    with pytest.raises(NothingToComplain):
        bench.signer.sign_transaction(
            bench.account,
            bench.fields(to=bench.market.raw, value=0, data=complain_data(terms, order, delivery, secret)),
        )


def test_a_complaint_that_shows_another_number_than_d_is_not_signed(bench: Any) -> None:
    terms, order = bench.own_terms(), bench.order()
    delivery = right_delivery(bench, terms, order)

    with pytest.raises(PolicyRefused) as caught:
        bench.signer.sign_transaction(
            bench.account,
            bench.fields(to=bench.market.raw, value=0, data=complain_data(terms, order, delivery, 7)),
        )

    assert caught.value.rule == "complaint-secret"


def test_calldata_with_bits_outside_a_field_is_refused(bench: Any) -> None:
    terms, order = bench.own_terms(), bench.order()
    good = deliver_data(terms, order, 1, 0, bytes(16))
    for word in (0, 7, 21, 24, 26, 29, 30):  # an address, a uint32, the order's numbers, parity, bytes16
        changed = bytearray(good)
        changed[4 + 32 * word + (31 if word == 30 else 0)] = 1

        with pytest.raises(InvalidTransaction):
            calldata.read_deliver(bytes(changed))


def test_calldata_written_by_eth_abi_is_read_back(bench: Any) -> None:
    terms, order = bench.own_terms(), bench.order()
    delivery = Delivery(2**255, 1, b"\x09" * 16, 2**40 - 1)

    call = calldata.read_complain_key(complain_data(terms, order, delivery, 2**256 - 1))

    assert (call.terms, call.order, call.delivery, call.secret) == (terms, order, delivery, 2**256 - 1)
