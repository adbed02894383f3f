"""Calldata as function and arguments: ours by our ABIs at our addresses, strangers' by the standards, nothing guessed."""

from typing import Any

import pytest
from eth_abi.abi import encode
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.assets import Assets
from desktop.bootstrap.foreseeing import make_decoder
from desktop.chain.artifacts import canonical_type
from desktop.chain.call_decoding import MOST_PARTS, STANDARDS, CallDecoder
from desktop.chain.gateway import read_artifact
from desktop.chain.market import SIGNATURES as MARKET_SIGNATURES
from desktop.core.calls import Act, Role, Shape
from desktop.core.identity import Address, keccak256
from desktop.core.money import COIN, MAX_UINT256, Currency, Money
from desktop.core.transactions import Call
from desktop.services.effects.meaning import read_call
from desktop.text.calls import call_sentence

TO = Address(b"\x0a" * 20)
TOKEN = Currency(TO, "PLN", 6)
OWN = {
    Role.MARKET: "ModelMarket",
    Role.LICENCE: "ModelLicence",
    Role.RECORDS: "ModelRecords",
    Role.SPLITS: "RevenueSplits",
    Role.SPLIT: "RevenueSplit",
}
NOT_FOR_PEOPLE = {"mint", "start", "extend", "revoke"}
"""What the licence lets the market alone do."""


@pytest.fixture(scope="module")
def decoder() -> CallDecoder:
    return make_decoder(Assets.find())


def changing_functions() -> list[Any]:
    found = []
    for role, name in OWN.items():
        import json

        abi = json.loads(Assets.find().contract(name).read_bytes())["abi"]
        for entry in abi:
            if entry["type"] == "function" and entry["stateMutability"] not in {"view", "pure"}:
                found.append(pytest.param(role, entry, id=f"{name}.{entry['name']}{len(entry['inputs'])}"))
    return found


def sample(kind: str, components: list[Any]) -> Any:
    if kind.endswith("[]"):
        return [sample(kind[:-2], components)] * 2
    if kind.startswith("tuple"):
        return tuple(sample(c["type"], c.get("components", [])) for c in components)
    if kind == "address":
        return "0x" + "11" * 20
    if kind == "bool":
        return True
    if kind == "bytes":
        return b"\x01\x02"
    if kind.startswith("bytes"):
        return b"\x05" * int(kind[5:])
    return 3


@pytest.mark.parametrize(("role", "entry"), changing_functions())
def test_every_function_of_ours_that_changes_something_is_decoded_and_has_a_sentence(
    decoder: CallDecoder, role: Role, entry: dict[str, Any]
) -> None:
    types = [canonical_type(item) for item in entry["inputs"]]
    signature = f"{entry['name']}({','.join(types)})"
    values = [sample(item["type"], item.get("components", [])) for item in entry["inputs"]]
    data = keccak256(signature.encode())[:4] + encode(types, values)

    read = read_call(decoder.decode(role, data), Call(TO, data, 5), lambda address: Currency(address, "X", 0))

    assert read.function == signature
    assert read.extra_bytes == 0
    assert (read.act is Act.UNKNOWN) is (entry["name"] in NOT_FOR_PEOPLE)
    sentence = call_sentence(read)
    assert sentence
    assert "{" not in sentence


def test_our_own_words_are_used_at_our_own_address_alone(decoder: CallDecoder) -> None:
    data = keccak256(MARKET_SIGNATURES["withdraw"].encode())[:4] + bytes(64)

    assert decoder.decode(Role.MARKET, data).function == "withdraw(address,address)"
    assert decoder.decode(Role.STRANGER, data).function == ""


@pytest.mark.parametrize("text", STANDARDS)
def test_every_standard_call_is_decoded_with_the_names_of_its_standard(
    decoder: CallDecoder, text: str
) -> None:
    name, _, rest = text.partition("(")
    pairs = [pair.split(" ") for pair in rest.rstrip(")").split(",") if pair]
    types = [kind for kind, _ in pairs]
    data = keccak256(f"{name}({','.join(types)})".encode())[:4]
    data += encode(types, [sample(kind, []) for kind in types])

    read = decoder.decode(Role.TOKEN, data)

    assert read.function == f"{name}({','.join(types)})"
    assert {argument for _, argument in pairs} <= {part.name for part in read.arguments}


@given(st.binary(max_size=300))
def test_any_bytes_are_decoded_or_unknown_and_never_an_error(data: bytes) -> None:
    read = make_decoder(Assets.find()).decode(Role.STRANGER, data)

    assert read.act is Act.UNKNOWN


@settings(max_examples=50)
@given(st.binary(min_size=20, max_size=20), st.integers(0, MAX_UINT256), st.binary(max_size=40))
def test_what_stands_behind_the_arguments_is_counted(raw: bytes, amount: int, more: bytes) -> None:
    data = bytes.fromhex("a9059cbb") + raw.rjust(32, b"\0") + amount.to_bytes(32, "big") + more

    read = make_decoder(Assets.find()).decode(Role.TOKEN, data)

    assert (read.extra_bytes, len(read.arguments)) == (len(more), 2)


def test_dirty_padding_is_not_read_as_an_address(decoder: CallDecoder) -> None:
    data = bytes.fromhex("a9059cbb") + b"\x01" * 32 + bytes(32)

    assert decoder.decode(Role.TOKEN, data).function == ""


def test_a_batch_beyond_what_anybody_reads_is_cut(decoder: CallDecoder) -> None:
    types = ["address", "address", "uint256[]", "uint256[]", "bytes"]
    data = keccak256(f"safeBatchTransferFrom({','.join(types)})".encode())[:4]
    data += encode(types, ["0x" + "11" * 20] * 2 + [[1] * 900, [1] * 900, b""])

    assert len(decoder.decode(Role.ITEMS, data).arguments) == MOST_PARTS


@pytest.mark.parametrize(
    ("role", "act"), [(Role.TOKEN, Act.APPROVE), (Role.STRANGER, Act.APPROVE), (Role.ITEMS, Act.APPROVE_ITEM)]
)
def test_one_selector_approves_an_amount_or_an_item(decoder: CallDecoder, role: Role, act: Act) -> None:
    data = bytes.fromhex("095ea7b3") + TO.raw.rjust(32, b"\0") + (7).to_bytes(32, "big")

    assert read_call(decoder.decode(role, data), Call(TO, data), lambda _: TOKEN).act is act


@pytest.mark.parametrize(
    ("amount", "words"),
    [(0, "may take nothing of PLN"), (5_000_000, "take up to 5 PLN"), (MAX_UINT256, "take all PLN")],
)
def test_an_approval_is_told_by_how_far_it_goes(decoder: CallDecoder, amount: int, words: str) -> None:
    data = bytes.fromhex("095ea7b3") + TO.raw.rjust(32, b"\0") + amount.to_bytes(32, "big")

    assert words in call_sentence(
        read_call(decoder.decode(Role.TOKEN, data), Call(TO, data), lambda _: TOKEN)
    )


def test_a_payment_is_its_amount_and_recipient(decoder: CallDecoder) -> None:
    read = read_call(decoder.decode(Role.ACCOUNT, b""), Call(TO, b"", 5), lambda _: COIN)

    assert (read.act, read.fact("amount"), read.fact("to")) == (Act.PAY, Money(5), TO)


def test_texts_in_calls_are_cleaned(decoder: CallDecoder) -> None:
    artifact = read_artifact(Assets.find(), "ModelRecords")
    assert artifact.entries
    part = next(p for p in decoder.decode(Role.RECORDS, _rating()).arguments if p.name == "text")

    assert part.shape is Shape.BYTES


def _rating() -> bytes:
    types = ["uint256", "uint8", "bytes"]
    return keccak256(b"rate(uint256,uint8,bytes)")[:4] + encode(types, [1, 4, b"good\x00"])
