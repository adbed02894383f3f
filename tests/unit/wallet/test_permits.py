"""Permits: what the vault signs of them, checked by eth-account, and everything that it refuses."""

import json
import time
from dataclasses import replace
from typing import Any

import pytest
from eth_account import Account as EthAccount
from eth_account.messages import encode_typed_data
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.core.exchange import SECP256K1_ORDER, Terms
from desktop.core.identity import Address, keccak256
from desktop.core.tokens import Permit
from desktop.wallet.errors import InvalidTransaction, NoSuchAccount, PolicyRefused

TOKEN = Address(b"\x70" * 20)
APPROVE = keccak256(b"approve(address,uint256)")[:4]


def token_terms(bench: Any, **changes: Any) -> Terms:
    return replace(bench.own_terms(), currency=TOKEN, **changes)


def permit(bench: Any, under: Terms, **changes: Any) -> Permit:
    given: dict[str, Any] = {
        "account": bench.account,
        "chain_id": bench.chain,
        "market": bench.market,
        "terms": under.encode(),
        "domain_name": "Plain",
        "domain_version": "1",
        "nonce": 0,
        "deadline": int(time.time()) + 1800,
    }
    made: Permit = bench.buyer.sign_permit(**(given | changes))
    return made


def message(bench: Any, terms: Terms, signed: Permit, nonce: int, name: str, version: str) -> dict[str, Any]:
    """The message that the permit is a signature of, as EIP-2612 says."""
    fields = (
        ("owner", "address"),
        ("spender", "address"),
        ("value", "uint256"),
        ("nonce", "uint256"),
        ("deadline", "uint256"),
    )
    domain = (
        ("name", "string"),
        ("version", "string"),
        ("chainId", "uint256"),
        ("verifyingContract", "address"),
    )
    return {
        "types": {
            "EIP712Domain": [{"name": n, "type": t} for n, t in domain],
            "Permit": [{"name": n, "type": t} for n, t in fields],
        },
        "primaryType": "Permit",
        "domain": {
            "name": name,
            "version": version,
            "chainId": bench.chain,
            "verifyingContract": str(terms.currency),
        },
        "message": {
            "owner": str(bench.account),
            "spender": str(bench.market),
            "value": terms.price,
            "nonce": nonce,
            "deadline": signed.deadline,
        },
    }


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.integers(1, 2**96 - 2),
    st.integers(0, 2**256 - 1),
    st.text(max_size=40),
    st.text(max_size=8),
    st.integers(1, 3600),
)
def test_a_permit_is_the_accounts_signature_of_exactly_the_price_for_the_market(
    bench: Any, price: int, nonce: int, name: str, version: str, lasts_s: int
) -> None:
    terms = token_terms(bench, price=price)

    signed = permit(
        bench,
        terms,
        nonce=nonce,
        domain_name=name,
        domain_version=version,
        deadline=int(time.time()) + lasts_s,
    )

    expected = encode_typed_data(full_message=message(bench, terms, signed, nonce, name, version))
    vrs = (signed.v, int.from_bytes(signed.r, "big"), int.from_bytes(signed.s, "big"))
    assert EthAccount.recover_message(expected, vrs=vrs) == str(bench.account)
    assert signed.value == price
    assert vrs[2] <= SECP256K1_ORDER // 2


@pytest.mark.parametrize("lasts_s", [-1, 0, 3610, 2**40])
def test_a_permit_that_is_over_or_lasts_long_is_refused(bench: Any, lasts_s: int) -> None:
    with pytest.raises(PolicyRefused) as caught:
        permit(bench, token_terms(bench), deadline=int(time.time()) + lasts_s)

    assert caught.value.rule == "permit-deadline"


def test_a_price_in_coin_or_of_nothing_needs_no_permit(bench: Any) -> None:
    for terms, rule in (
        (bench.own_terms(), "permit-currency"),
        (token_terms(bench, price=0, bond_wei=0, late_fee_wei=0), "permit-price"),
        (replace(bench.own_terms(), currency=bench.market), "permit-currency"),
    ):
        with pytest.raises(PolicyRefused) as caught:
            permit(bench, terms)
        assert caught.value.rule == rule


def test_an_endless_name_is_refused(bench: Any) -> None:
    with pytest.raises(PolicyRefused) as caught:
        permit(bench, token_terms(bench), domain_name="x" * 257)

    assert caught.value.rule == "permit-domain"


def test_what_are_no_terms_are_refused(bench: Any) -> None:
    with pytest.raises(InvalidTransaction):
        permit(bench, token_terms(bench), terms=b"\xff" * 672)


def test_another_wallets_account_has_no_permits_here(bench: Any) -> None:
    with pytest.raises(NoSuchAccount):
        permit(bench, token_terms(bench), account=Address(b"\x99" * 20))


@pytest.mark.parametrize("name", ["Permit", "PermitSingle", "PermitBatchTransferFrom"])
def test_no_permit_is_signed_as_a_message_that_somebody_hands_in(bench: Any, name: str) -> None:
    typed = {
        "types": {
            "EIP712Domain": [{"name": "name", "type": "string"}],
            name: [{"name": "x", "type": "uint256"}],
        },
        "primaryType": name,
        "domain": {"name": "a token"},
        "message": {"x": 1},
    }

    with pytest.raises(PolicyRefused) as caught:
        bench.signer.sign_typed(bench.account, json.dumps(typed).encode())

    assert caught.value.rule == "permit-domain"


@pytest.mark.parametrize("price", [2**96 - 1, 2**100 + 7, 2**128 - 1])
def test_a_price_beyond_every_supply_gets_no_permit(bench: Any, price: int) -> None:
    with pytest.raises(PolicyRefused) as caught:
        permit(bench, token_terms(bench, price=price))

    assert caught.value.rule == "unlimited-permit"


@pytest.mark.parametrize("amount", [2**256 - 1, 2**255, 2**255 - 1, 2**128 - 1, 2**96 - 1])
def test_an_approval_without_a_limit_is_never_signed(bench: Any, amount: int) -> None:
    data = APPROVE + bench.market.raw.rjust(32, b"\0") + amount.to_bytes(32, "big")

    with pytest.raises(PolicyRefused) as caught:
        bench.signer.sign_transaction(bench.account, bench.fields(to=TOKEN.raw, value=0, data=data))

    assert caught.value.rule == "unlimited-approval"


@pytest.mark.parametrize("amount", [0, 1, 10**28])
def test_an_approval_of_an_amount_is_signed(bench: Any, amount: int) -> None:
    data = APPROVE + bench.market.raw.rjust(32, b"\0") + amount.to_bytes(32, "big")

    signed = bench.signer.sign_transaction(bench.account, bench.fields(to=TOKEN.raw, value=0, data=data))

    assert EthAccount.recover_transaction(signed.raw) == str(bench.account)
