"""EIP-681 links and other ways to write whom to pay."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.errors import AppError, InvalidAddress
from desktop.core.identity import Address
from desktop.core.payment_links import (
    InvalidPaymentLink,
    PaymentRequest,
    UnsupportedPaymentLink,
    read_link,
    read_number,
    read_payee,
    write_link,
)

VECTORS = Path(__file__).parents[2] / "data" / "vectors"
EIP_681 = json.loads((VECTORS / "eip681.json").read_text("utf-8"))["cases"]
EIP_55 = json.loads((VECTORS / "eip55.json").read_text("utf-8"))["valid"]
ADA = Address.parse(EIP_55[0])
TOKEN = Address.parse("0x89205A3A3b2A69De6Dbf7f01ED13B2108B2c43e7".lower())

addresses = st.binary(min_size=20, max_size=20).map(Address)
amounts = st.none() | st.integers(0, 2**256 - 1)


@pytest.mark.parametrize("case", EIP_681, ids=lambda case: str(case["uri"][-30:]))
def test_the_examples_of_the_text_are_read(case: dict[str, object]) -> None:
    request = read_payee(str(case["uri"]))

    if case["function"] is None:
        assert str(request.to).lower() == case["target"]
        assert request.amount == case["value_wei"]
        assert request.token is None
    else:
        params = dict(case["params"])  # type: ignore[call-overload]
        assert str(request.token).lower() == case["target"]
        assert str(request.to).lower() == params["address"]
        assert request.amount == int(params["uint256"])
    assert request.chain_id == case["chain_id"]


def test_the_first_example_has_capitals_that_do_not_fit_and_says_so() -> None:
    assert not read_payee(EIP_681[0]["uri"]).checksums_fit
    assert read_payee(EIP_681[1]["uri"]).checksums_fit


@pytest.mark.parametrize("text", EIP_55)
def test_the_addresses_of_eip_55_are_read_and_written_as_they_stand(text: str) -> None:
    request = read_payee(f"ethereum:{text}@1")

    assert request == PaymentRequest(Address.parse(text), 1)
    assert write_link(request) == f"ethereum:{text}@1"


@pytest.mark.parametrize("text", EIP_55)
def test_an_address_with_one_wrong_capital_is_no_address_and_is_marked_in_a_link(text: str) -> None:
    at = next(i for i in range(2, 42) if text[i].isalpha())
    forged = text[:at] + text[at].swapcase() + text[at + 1 :]

    with pytest.raises(InvalidAddress):
        read_payee(forged)
    assert not read_payee(f"ethereum:{forged}").checksums_fit


@given(addresses, st.none() | addresses, st.none() | st.integers(1, 2**64 - 1), amounts)
def test_a_written_link_reads_back_as_itself(
    to: Address, token: Address | None, chain_id: int | None, amount: int | None
) -> None:
    request = PaymentRequest(to, chain_id, token, amount)

    assert read_payee(write_link(request)) == request


@given(st.sampled_from(["vitalik.eth", "ξ-名.eth", "a b.eth"]), amounts)
def test_a_link_to_a_name_reads_back_as_itself(name: str, amount: int | None) -> None:
    request = PaymentRequest(name, 1, None, amount)

    assert read_payee(write_link(request)) == request


@given(st.text(max_size=120) | st.text("0123456789abcdefxETHethereum:/@?&=.pay-transfer", max_size=120))
def test_no_text_does_more_than_being_refused(text: str) -> None:
    for read in (read_payee, lambda t: read_link("ethereum:" + t)):
        try:
            request = read(text)
        except AppError:
            continue
        assert request.amount is None or 0 <= request.amount < 2**256


@pytest.mark.parametrize(
    ("text", "value"),
    [("2.014e18", 2014 * 10**15), ("1E3", 1000), ("12e", 12), ("+7", 7), ("1.50e1", 15), ("1.0", 1), (".5e1", 5), ("0", 0)],
)  # fmt: skip
def test_numbers_may_have_a_point_and_an_exponent(text: str, value: int) -> None:
    assert read_number(text) == value


@pytest.mark.parametrize(
    "text", ["-1", "1.5", "1.25e1", "", ".", "e5", "0x10", "1e78", "1e999", "9" * 101, "١", "1_0"]
)
def test_numbers_that_are_not_whole_and_positive_are_refused(text: str) -> None:
    with pytest.raises(InvalidPaymentLink):
        read_number(text)


@pytest.mark.parametrize(
    ("link", "part"),
    [
        ("ethereum:", "address"),
        ("ethereum:0x12", "address"),
        (f"ethereum:{ADA}@", "chain"),
        (f"ethereum:{ADA}@0", "chain"),
        (f"ethereum:{ADA}@1?value", "parameter"),
        (f"ethereum:{ADA}@1?value=1&value=2", "parameter"),
        (f"ethereum:{TOKEN}/transfer?address={ADA}&uint256=1&value=5", "value"),
        (f"ethereum:pay-dai.eth/transfer?address={ADA}&uint256=1", "token"),
        (f"ethereum:{ADA}?value=" + "0" * 3000, "length"),
    ],
)  # fmt: skip
def test_a_link_that_breaks_the_grammar_says_where(link: str, part: str) -> None:
    with pytest.raises(InvalidPaymentLink) as caught:
        read_payee(link)

    assert caught.value.part == part


@pytest.mark.parametrize(
    "rest",
    [
        "/approve?address={ada}&uint256=1",
        "/transfer?uint256=1&address={ada}",
        "/transfer?address={ada}&uint256=1&bytes=0x00",
        "/transfer?address={ada}&uint8=1",
    ],
)
def test_a_link_that_calls_anything_but_a_transfer_is_named_and_refused(rest: str) -> None:
    with pytest.raises(UnsupportedPaymentLink):
        read_payee(f"ethereum:{TOKEN}{rest.format(ada=ADA)}")


def test_fees_that_a_link_suggests_are_passed_over() -> None:
    link = f"ethereum:{ADA}@1?gasPrice=999e9&gas=1&gasLimit=30000000&value=5&label=Lunch"

    assert read_payee(link) == PaymentRequest(ADA, 1, None, 5)


@pytest.mark.parametrize(
    ("text", "chain_id"),
    [(f"eip155:8453:{ADA}", 8453), (f"base:{ADA}", 8453), (f" {ADA}\n", None), (f"ETHEREUM:{ADA}", None)],
)
def test_the_shorter_ways_to_name_an_address_are_read(text: str, chain_id: int | None) -> None:
    assert read_payee(text) == PaymentRequest(ADA, chain_id)


@pytest.mark.parametrize(
    "text", ["https://example.org", "ada@example.org", "Pay me. Now.", "www.example.org/pay?to=x", ""]
)
def test_what_only_has_a_dot_in_it_is_not_taken_for_a_name(text: str) -> None:
    with pytest.raises(InvalidAddress):
        read_payee(text)


def test_an_unknown_short_name_of_a_chain_is_not_taken_for_the_present_one() -> None:
    with pytest.raises(InvalidPaymentLink):
        read_payee(f"doge:{ADA}")
