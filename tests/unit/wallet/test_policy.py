"""What the vault asks about, what it never signs, and what a taken-over window cannot talk it out of."""

import json
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from eth_account import Account as EthAccount

from desktop.core.acts import ACTS
from desktop.core.consent import CONSENT_RULES, ConsentNeeded
from desktop.core.errors import WrongPassword
from desktop.core.identity import NATIVE, Address
from desktop.core.signatures import SignatureEntry, check_journal
from desktop.core.spending import DAY_S, Limit, SpendingLimits
from desktop.core.stablecoins import stablecoins
from desktop.text.signing import REASONS
from desktop.wallet.account_desk import AccountDesk
from desktop.wallet.calldata import selector
from desktop.wallet.errors import InvalidLimits, InvalidTypedData, PolicyRefused
from desktop.wallet.guard import Guard
from desktop.wallet.known_calls import known_selectors, read_call
from desktop.wallet.limit_desk import LimitDesk
from desktop.wallet.limit_rows import decode_limits, encode_limits
from desktop.wallet.policy import DEPLOYMENT_PROXY
from desktop.wallet.wallet_file import decode_file
from tests.helpers.seaport import seaport

ARTIFACTS = Path(__file__).parents[3] / "contracts" / "artifacts"
NOT_FOR_PEOPLE = {"mint", "extend", "revoke", "start"}
"""Of the licence contract: the market alone may call them."""
OWN_PATHS = ("deliver(", "complainKey(", "answerKey(")
MAINNET = 1
TOKEN, STRANGER = Address(b"\x70" * 20), Address(b"\x66" * 20)
ETHER = 10**18


def canonical(argument: dict[str, Any]) -> str:
    if not argument["type"].startswith("tuple"):
        return str(argument["type"])
    inner = ",".join(canonical(part) for part in argument["components"])
    return f"({inner})" + argument["type"].removeprefix("tuple")


def word(value: int | Address) -> bytes:
    return value.raw.rjust(32, b"\0") if isinstance(value, Address) else value.to_bytes(32, "big")


def call(signature: str, *values: int | Address) -> bytes:
    return selector(signature) + b"".join(map(word, values))


def sign(bench: Any, consent: str = "", **changes: Any) -> Any:
    fields = bench.fields(**({"value": 0, "maxFeePerGas": 10**9, "maxPriorityFeePerGas": 0} | changes))
    return bench.signer.sign_transaction(bench.account, fields, consent)


def rules(bench: Any, **changes: Any) -> tuple[str, ...]:
    """Why the vault asks about this; nothing if it signs."""
    try:
        sign(bench, **changes)
    except ConsentNeeded as needed:
        return needed.rules
    return ()


# Known calls.


def test_every_call_of_our_contracts_and_no_other_selector_of_theirs_is_known() -> None:
    signatures = set()
    for path in ARTIFACTS.glob("*.json"):
        for entry in json.loads(path.read_text(encoding="utf-8"))["abi"]:
            if entry["type"] == "function" and entry["stateMutability"] not in {"view", "pure"}:
                signatures.add(f"{entry['name']}({','.join(map(canonical, entry['inputs']))})")
    own = {s for s in signatures if s.split("(")[0] not in NOT_FOR_PEOPLE}

    known = set(known_selectors().values())

    assert own <= known
    assert known - own == {
        "transfer(address,uint256)", "increaseAllowance(address,uint256)", "decreaseAllowance(address,uint256)",
        "approve(address,address,uint160,uint48)", "lockdown((address,address)[])", "approveDelegation(address,uint256)",
        "setAuthorization(address,bool)", "allow(address,bool)",
    }  # fmt: skip


def test_each_rule_and_each_act_has_its_sentence() -> None:
    own_words = {
        "create", "unknown", "typed", "permit", "run-record", "document", "block-list", "delegate-debt", "sell-order",
    }  # fmt: skip

    assert set(CONSENT_RULES) <= set(REASONS)
    assert _acts_of_calls() | own_words == set(ACTS)


def _acts_of_calls() -> set[str]:
    """The act of every known call, with words that fit them all: zeros, and one priced in a token."""
    found = {"send"}
    for known in known_selectors():
        for currency in (0, 7):
            words = [0] * 60
            for place in (
                2,
                3,
            ):  # where terms stand in calls that pay: from the first or from the second word on
                words[place] = currency
            data = known + b"".join(map(word, words))
            for account in (Address(bytes(20)), STRANGER):
                called = read_call(TOKEN, account, data, 0)
                found |= {called.act} if called else set()
    return found


def test_a_call_that_is_not_known_is_signed_with_the_password_and_not_without(bench: Any) -> None:
    data = bytes.fromhex("12345678") + bytes(32)

    assert rules(bench, to=STRANGER.raw, data=data) == ("unknown-call",)
    with pytest.raises(WrongPassword):
        sign(bench, "another password", to=STRANGER.raw, data=data)
    signed = sign(bench, bench.password, to=STRANGER.raw, data=data)

    assert EthAccount.recover_transaction(signed.raw) == str(bench.account)


@pytest.mark.parametrize("data", [b"\xa9\x05\x9c\xbb", b"\xa9\x05\x9c\xbb" + bytes(63), b"\xa9\x05"])
def test_a_known_selector_over_words_that_do_not_fit_is_not_known(bench: Any, data: bytes) -> None:
    assert rules(bench, to=TOKEN.raw, data=data) == ("unknown-call",)


def test_an_address_with_bits_above_it_is_no_address(bench: Any) -> None:
    data = call("transfer(address,uint256)", 1 << 200, 5)

    assert rules(bench, to=TOKEN.raw, data=data) == ("unknown-call",)


def test_a_contract_is_created_with_the_password_only(bench: Any) -> None:
    assert rules(bench, to=None, data=b"\x60\x00") == ("contract-creation",)
    by_proxy = {"to": DEPLOYMENT_PROXY.raw, "data": bytes(32) + b"\x60\x00"}
    assert rules(bench, **by_proxy) == ("contract-creation",)


def test_ordinary_acts_ask_nothing(bench: Any) -> None:
    for data in (
        b"", call("transfer(address,uint256)", STRANGER, 5), call("approve(address,uint256)", STRANGER, 5),
        call("approve(address,uint256)", STRANGER, 0), call("safeTransferFrom(address,address,uint256)", bench.account, STRANGER, 1),
        call("setApprovalForAll(address,bool)", STRANGER, 0), call("depositBond()"), call("withdraw(address,address)", NATIVE, bench.account),
    ):  # fmt: skip
        assert rules(bench, to=TOKEN.raw, data=data) == (), data.hex()[:8]


def test_money_that_comes_back_goes_to_this_account_without_a_question_and_nowhere_else(bench: Any) -> None:
    second, _file = AccountDesk(bench.vault).add_next("BIP44", "Second")
    imported, _file = bench.vault.import_private_key("09" * 32, "of somebody else")
    for signature, before in (("withdraw(address,address)", NATIVE), ("withdrawBond(uint256,address)", 7)):
        assert rules(bench, to=bench.market.raw, data=call(signature, before, second.address)) == ()
        assert rules(bench, to=bench.market.raw, data=call(signature, before, STRANGER)) == (
            "pays-elsewhere",
        )
        # A window that was taken over can import a key of its own: that makes its account none of ours.
        assert rules(bench, to=bench.market.raw, data=call(signature, before, imported.address)) == (
            "pays-elsewhere",
        )


# Approvals.


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (call("approve(address,uint256)", STRANGER, 2**256 - 1), "unlimited-approval"),
        (call("increaseAllowance(address,uint256)", STRANGER, 2**255), "unlimited-approval"),
        (call("increaseApproval(address,uint256)", STRANGER, 2**256 - 1), "unlimited-approval"),
        (call("approveAndCall(address,uint256,bytes)", STRANGER, 2**256 - 1, 96, 0), "unlimited-approval"),
        (call("approve(address,address,uint160,uint48)", TOKEN, STRANGER, 2**160 - 1, 1), "unlimited-approval"),
        (call("setApprovalForAll(address,bool)", STRANGER, 1), "approval-for-all"),
        (call("setApprovalForAll(address,bool)", STRANGER, 2), "approval-for-all"),
        (call("setApprovalForAll(address,bool)", STRANGER, 1)[:50], "unknown-call"),
        (call("authorizeOperator(address)", STRANGER), "approval-for-all"),
        (call("approveDelegation(address,uint256)", STRANGER, 2**256 - 1), "unlimited-approval"),
        (call("setAuthorization(address,bool)", STRANGER, 1), "approval-for-all"),
        (call("allow(address,bool)", STRANGER, 1), "approval-for-all"),
    ],
)  # fmt: skip
def test_an_approval_of_everything_is_signed_in_no_case(bench: Any, data: bytes, rule: str) -> None:
    if rule == "unknown-call":
        assert rules(bench, to=TOKEN.raw, data=data) == (rule,)
        return
    with pytest.raises(PolicyRefused) as caught:
        sign(bench, bench.password, to=TOKEN.raw, data=data)

    assert caught.value.rule == rule


def test_an_approval_beyond_every_supply_that_is_no_usual_number_needs_the_password(bench: Any) -> None:
    """It may be the number of a licence, whose approval looks the same."""
    data = call("approve(address,uint256)", STRANGER, 2**255 + 12345)

    assert rules(bench, to=TOKEN.raw, data=data) == ("large-approval",)


def test_a_delegation_of_debt_needs_the_password_whatever_its_amount(bench: Any) -> None:
    data = call("approveDelegation(address,uint256)", STRANGER, 5)

    assert rules(bench, to=TOKEN.raw, data=data) == ("delegation",)
    sign(bench, bench.password, nonce=0, to=TOKEN.raw, data=data)
    assert "borrow 5 units that this account owes" in json.loads(bench.vault.take_kept().entry)["sentence"]


@pytest.mark.parametrize(
    "data",
    [
        call("approveDelegation(address,uint256)", STRANGER, 0), call("setAuthorization(address,bool)", STRANGER, 0),
        call("allow(address,bool)", STRANGER, 0), call("approve(address,address,uint160,uint48)", TOKEN, STRANGER, 0, 0),
        call("lockdown((address,address)[])", 32, 1, TOKEN, STRANGER),
    ],
)  # fmt: skip
def test_powers_are_taken_back_without_a_question_even_when_the_day_is_spent(bench: Any, data: bytes) -> None:
    sign(bench, nonce=0, to=STRANGER.raw, value=ETHER, chainId=MAINNET, gas=0)

    assert rules(bench, nonce=1, to=TOKEN.raw, data=data, chainId=MAINNET) == ()


def test_an_approval_inside_permit2_counts_for_the_token_that_it_names(bench: Any) -> None:
    limit(bench, Limit(bench.chain, TOKEN, 100))
    inside = "approve(address,address,uint160,uint48)"
    sign(bench, nonce=0, to=STRANGER.raw, data=call(inside, TOKEN, STRANGER, 60, 2**40))

    assert rules(bench, nonce=1, to=STRANGER.raw, data=call(inside, TOKEN, STRANGER, 41, 2**40)) == (
        "token-limit",
    )


_PERMIT_CALL = "permit(address,address,uint256,uint256,uint8,bytes32,bytes32)"
_DAI_CALL = "permit(address,address,uint256,uint256,bool,uint8,bytes32,bytes32)"
_DELEGATION_CALL = "delegationWithSig(address,address,uint256,uint256,uint8,bytes32,bytes32)"


def test_a_signature_of_ones_own_that_allows_everything_is_not_handed_in(bench: Any) -> None:
    """Whoever got it signed elsewhere would have it carried to the contract by the owner."""
    for who, expected in ((bench.account, "unlimited-approval"), (STRANGER, "unknown-call")):
        for data in (
            call(_PERMIT_CALL, who, STRANGER, 2**256 - 1, 9, 27, 1, 1), call(_DAI_CALL, who, STRANGER, 0, 0, 1, 27, 1, 1),
            call(_DELEGATION_CALL, who, STRANGER, 2**256 - 1, 9, 27, 1, 1),
        ):  # fmt: skip
            try:
                found = rules(bench, to=TOKEN.raw, data=data)
            except PolicyRefused as refused:
                found = (refused.rule,)
            assert found == (expected,)
    assert rules(bench, to=TOKEN.raw, data=call(_DAI_CALL, bench.account, STRANGER, 0, 0, 0, 27, 1, 1)) == (
        "unknown-call",
    )


# Limits.


def limit(bench: Any, *rows: Limit, ask: bool = False) -> bytes:
    limits = encode_limits(SpendingLimits(rows, ask))
    file, _record = LimitDesk(bench.vault).set_limits(limits, bench.password)
    return file  # type: ignore[no-any-return]


def test_a_day_has_a_limit_and_consent_goes_beyond_it_once(bench: Any) -> None:
    half = {"to": STRANGER.raw, "value": ETHER // 2, "chainId": MAINNET, "gas": 0}
    sign(bench, nonce=0, **half)
    sign(bench, nonce=1, **half)

    assert rules(bench, nonce=2, **half) == ("day-limit",)
    sign(bench, bench.password, nonce=2, **half)
    assert rules(bench, nonce=3, **half) == ("day-limit",)


def test_another_account_of_the_wallet_has_the_same_day(bench: Any) -> None:
    second, _file = AccountDesk(bench.vault).add_next("BIP44", "Second")
    sign(bench, to=STRANGER.raw, value=ETHER, chainId=MAINNET, gas=0)
    fields = bench.fields(to=STRANGER.raw, value=1, chainId=MAINNET, gas=0)

    with pytest.raises(ConsentNeeded):
        bench.signer.sign_transaction(second.address, fields)


def test_a_purchase_counts_for_its_seller_and_not_for_the_market(bench: Any) -> None:
    limit(bench, Limit(bench.chain, NATIVE, None, 10**16))
    terms = bench.own_terms()
    signature = next(s for s in known_selectors().values() if s.startswith("buy("))

    def buying(seller: Address) -> bytes:
        rest = b"".join(map(word, (bench.account, 5, 0, 9)))
        return selector(signature) + word(5) + replace(terms, seller=seller).encode() + rest

    sign(bench, nonce=0, to=bench.market.raw, value=10**16, data=buying(STRANGER))

    assert rules(bench, nonce=1, to=bench.market.raw, value=10**16, data=buying(STRANGER)) == (
        "seller-limit",
    )
    assert rules(bench, nonce=1, to=bench.market.raw, value=10**16, data=buying(TOKEN)) == ()


def test_a_token_is_limited_by_what_is_sent_and_by_what_may_be_taken(bench: Any) -> None:
    limit(bench, Limit(bench.chain, TOKEN, 100))
    sign(bench, nonce=0, to=TOKEN.raw, data=call("transfer(address,uint256)", STRANGER, 60))

    assert rules(bench, nonce=1, to=TOKEN.raw, data=call("approve(address,uint256)", STRANGER, 41)) == (
        "token-limit",
    )
    sign(bench, nonce=1, to=TOKEN.raw, data=call("approve(address,uint256)", STRANGER, 40))
    own = call("transferFrom(address,address,uint256)", bench.account, STRANGER, 1)
    assert rules(bench, nonce=2, to=TOKEN.raw, data=own) == ("token-limit",)
    somebodys = call("transferFrom(address,address,uint256)", STRANGER, bench.account, 1000)
    assert rules(bench, nonce=2, to=TOKEN.raw, data=somebodys) == ()


def test_what_a_renewal_or_a_key_takes_in_tokens_counts_for_its_seller(bench: Any) -> None:
    limit(bench, Limit(bench.chain, TOKEN, None, 100))
    terms = replace(bench.own_terms(), seller=STRANGER, currency=TOKEN, price=10, key_fee=7).encode()
    named = {signature.split("(")[0]: signature for signature in known_selectors().values()}

    def renewing(periods: int) -> bytes:
        return selector(named["renew"]) + terms + bytes(11 * 32) + word(periods)

    asking = selector(named["requestKey"]) + terms + bytes(10 * 32)

    assert rules(bench, to=bench.market.raw, data=renewing(11)) == ("seller-limit",)
    sign(bench, nonce=0, to=bench.market.raw, data=renewing(9))
    sign(bench, nonce=1, to=bench.market.raw, data=asking)
    assert rules(bench, nonce=2, to=bench.market.raw, data=asking) == ("seller-limit",)


def test_a_selector_of_ours_without_its_words_is_no_call_of_ours(bench: Any) -> None:
    for known, signature in known_selectors().items():
        if signature != "depositBond()" and not signature.startswith(OWN_PATHS):
            assert rules(bench, to=STRANGER.raw, data=known) == ("unknown-call",), signature


def test_units_that_are_burnt_count_for_the_day(bench: Any) -> None:
    limit(bench, Limit(bench.chain, TOKEN, 100))
    sign(bench, nonce=0, to=TOKEN.raw, data=call("burn(uint256)", 60))

    assert rules(bench, nonce=1, to=TOKEN.raw, data=call("burn(uint256)", 41)) == ("token-limit",)


def test_a_token_without_a_limit_asks_for_its_item_number_zero_too(bench: Any) -> None:
    bench.vault.guard.limits = SpendingLimits(ask_for_tokens=True)  # on a test network too
    item = call("safeTransferFrom(address,address,uint256)", bench.account, STRANGER, 0)

    assert rules(bench, to=TOKEN.raw, data=item) == ("token-without-limit",)


def test_a_permit_of_a_purchase_counts_as_what_it_lets_the_market_take(bench: Any) -> None:
    limit(bench, Limit(bench.chain, TOKEN, 100))
    terms = replace(bench.own_terms(), currency=TOKEN, price=101)
    given = (bench.account, bench.chain, bench.market, terms.encode(), "T", "1", 0, int(time.time()) + 60)

    with pytest.raises(ConsentNeeded):
        bench.buyer.sign_permit(*given)

    assert bench.buyer.sign_permit(*given, bench.password).value == 101


def test_limits_change_with_the_password_only_and_lie_encrypted_in_the_file(bench: Any) -> None:
    limits = SpendingLimits((Limit(MAINNET, NATIVE, 5, 3),), ask_for_tokens=True)
    with pytest.raises(WrongPassword):
        LimitDesk(bench.vault).set_limits(encode_limits(limits), "another")

    file, record = LimitDesk(bench.vault).set_limits(encode_limits(limits), bench.password)
    bench.vault.unlock(file, bench.password, record)

    assert bench.vault.guard.limits == limits
    assert b"ask_for_tokens" not in file
    assert decode_file(file).file.kind == "wallet"


@pytest.mark.parametrize("asks", [None, True, False])
def test_limits_read_as_they_were_written(asks: bool | None) -> None:
    limits = SpendingLimits((Limit(MAINNET, NATIVE, 5, 3),), asks)

    assert decode_limits(encode_limits(limits)) == limits


def test_limits_nobody_chose_have_the_digest_that_older_records_hold() -> None:
    """Else an update of the program would look like an older record, and ask for everything for a day."""
    assert encode_limits(SpendingLimits()) == b'{"rows":[],"ask_for_tokens":false}'


def test_a_token_of_worth_is_asked_about_and_a_stablecoin_beyond_its_usual_limit(bench: Any) -> None:
    usdc = stablecoins(MAINNET)[0]
    send = call("transfer(address,uint256)", STRANGER, 10**9)
    free = {"chainId": MAINNET, "gas": 0}

    assert rules(bench, to=TOKEN.raw, data=send, **free) == ("token-without-limit",)
    sign(bench, nonce=0, to=usdc.address.raw, data=send, **free)
    assert rules(bench, nonce=1, to=usdc.address.raw, data=send, **free) == ("token-limit",)


def test_a_licence_of_worth_is_passed_on_with_the_password_only(bench: Any) -> None:
    item = call("safeTransferFrom(address,address,uint256)", bench.account, STRANGER, 2**200 + 5)

    assert rules(bench, to=TOKEN.raw, data=item, chainId=MAINNET, gas=0) == ("token-without-limit",)


def test_a_file_without_chosen_limits_is_written_as_before(bench: Any) -> None:
    bench.vault.unlock(bench.file, bench.password)

    assert bench.vault.guard.limits == SpendingLimits()


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{}", b'{"rows":[{"chain_id":1,"token":"AA==","day":"1","seller":null}]}',
        encode_limits(SpendingLimits((Limit(1, NATIVE, 1), Limit(1, NATIVE, 2)))),
        encode_limits(SpendingLimits((Limit(0, NATIVE, 1),))), encode_limits(SpendingLimits((Limit(1, NATIVE, -1),))),
        encode_limits(SpendingLimits((Limit(1, NATIVE, 2**256),))), b"[" * 10_000,
        b'{"rows":[],"ask_for_tokens":true,"free_tokens":true}',
    ],
)  # fmt: skip
def test_what_are_no_limits_is_refused(data: bytes) -> None:
    with pytest.raises(InvalidLimits):
        decode_limits(data)


def test_an_earlier_file_that_is_put_back_without_a_password_brings_neither_limits_nor_a_day_back(
    bench: Any,
) -> None:
    """``revert`` needs no password, so a window that was taken over may call it with any old file."""
    loose = limit(bench, Limit(MAINNET, NATIVE, 100 * ETHER))
    limit(bench, Limit(MAINNET, NATIVE, ETHER))
    sign(bench, to=STRANGER.raw, value=ETHER, chainId=MAINNET, gas=0)

    bench.vault.revert(loose)

    assert rules(bench, nonce=1, to=STRANGER.raw, value=1, chainId=MAINNET, gas=0) == ("day-limit",)


def test_a_delivery_asks_nobody_but_does_not_burn_the_day_on_its_fee(bench: Any) -> None:
    settle = selector(next(s for s in known_selectors().values() if s.startswith("settle(")))
    fields = bench.fields(to=bench.market.raw, value=0, data=settle + bytes(64), chainId=MAINNET)

    bench.signer.sign_delivery(bench.account, fields)
    assert bench.vault.guard.spent().total(MAINNET, NATIVE).day == 0
    with pytest.raises(PolicyRefused) as caught:
        bench.signer.sign_delivery(bench.account, fields | {"gas": 10**9, "maxFeePerGas": 2 * 10**9})

    assert caught.value.rule == "delivery-fee"


# The record.


def paid(bench: Any, nonce: int, wei: int = ETHER // 10) -> tuple[str, ...]:
    return rules(bench, nonce=nonce, to=STRANGER.raw, value=wei, chainId=MAINNET, gas=0)


def reopen(bench: Any, record: bytes) -> None:
    bench.vault.unlock(bench.file, bench.password, record)


def test_the_record_brings_the_day_back(bench: Any) -> None:
    assert paid(bench, 0, ETHER) == ()

    reopen(bench, bench.vault.guard.record())

    assert paid(bench, 1, 1) == ("day-limit",)


@pytest.mark.parametrize("damage", ["missing", "cut", "altered", "of another wallet", "garbage", "huge"])
def test_without_a_good_record_the_day_counts_as_spent(bench: Any, damage: str) -> None:
    good = bench.vault.guard.record()
    record = {
        "missing": b"",
        "cut": good[:-1],
        "altered": good[:-5] + bytes([good[-5] ^ 1]) + good[-4:],
        "of another wallet": Guard(bytes(32), "another", SpendingLimits()).record(),
        "garbage": b"\xff" * 500,
        "huge": good + b" " * (2 << 20),
    }[damage]

    reopen(bench, record)

    assert paid(bench, 0) == ("record-missing",)
    sign(bench, bench.password, nonce=0, to=STRANGER.raw, value=5, chainId=MAINNET, gas=0)
    assert paid(bench, 1) == ("record-missing",)


def test_a_lost_record_does_not_hold_back_what_gets_money_back_or_has_no_limit(bench: Any) -> None:
    reopen(bench, b"")

    assert (
        rules(
            bench,
            chainId=MAINNET,
            to=bench.market.raw,
            data=call("withdraw(address,address)", NATIVE, bench.account),
        )
        == ()
    )
    assert rules(bench, chainId=bench.chain, to=STRANGER.raw, value=50 * ETHER) == ()


def test_the_spent_day_does_not_begin_anew_with_each_unlock(bench: Any) -> None:
    reopen(bench, b"")
    until = bench.vault.guard.spent().blind_until

    reopen(bench, bench.vault.guard.record())

    assert bench.vault.guard.spent().blind_until == until


def test_a_data_directory_put_back_to_an_older_state_shows_by_the_nonce(bench: Any) -> None:
    """The chain counts what the record forgot: the next payment has a nonce beyond the next one."""
    assert paid(bench, 0) == ()
    older = bench.vault.guard.record()
    for nonce in (1, 2, 3):
        assert paid(bench, nonce) == ()

    reopen(bench, older)

    assert paid(bench, 4) == ("record-old",)
    sign(bench, bench.password, nonce=4, to=STRANGER.raw, value=5, chainId=MAINNET, gas=0)
    assert paid(bench, 5) == ("record-old",)


def test_a_wallet_file_put_back_to_older_limits_shows_by_the_record(bench: Any) -> None:
    loose = limit(bench, Limit(MAINNET, NATIVE, 100 * ETHER))
    limit(bench, Limit(MAINNET, NATIVE, ETHER))

    bench.vault.unlock(loose, bench.password, bench.vault.guard.record())

    assert paid(bench, 0) == ("record-old",)


def test_the_first_signature_of_an_account_is_no_gap(bench: Any) -> None:
    assert paid(bench, 57) == ()
    assert paid(bench, 57) == ()
    assert paid(bench, 58) == ()


def test_the_person_may_begin_to_count_anew_with_the_password(bench: Any) -> None:
    reopen(bench, b"")
    with pytest.raises(WrongPassword):
        LimitDesk(bench.vault).count_anew("another")

    LimitDesk(bench.vault).count_anew(bench.password)

    assert paid(bench, 0) == ()


def test_a_day_ends_after_a_day_and_a_clock_put_back_gives_none() -> None:
    now = [1_700_000_000.0]
    guard = Guard(bytes(32), "w", SpendingLimits(), lambda: now[0])
    guard.present(b"")

    assert guard.spent().blind_until == 1_700_000_000 + DAY_S
    later = Guard(bytes(32), "w", SpendingLimits(), lambda: now[0])
    now[0] += 3600
    later.present(guard.record())
    now[0] -= 30 * DAY_S
    assert later.spent().blind_until
    now[0] += 32 * DAY_S
    assert not later.spent().blind_until


# Messages.


def typed(name: str, body: dict[str, Any], fields: list[tuple[str, str]], **domain: Any) -> bytes:
    known = {"name": "string", "chainId": "uint256", "verifyingContract": "address"}
    domain = {"name": "A token", "chainId": 1, "verifyingContract": str(TOKEN)} | domain
    domain = {key: value for key, value in domain.items() if value is not None}
    types = {
        "EIP712Domain": [{"name": key, "type": known[key]} for key in domain],
        name: [{"name": key, "type": kind} for key, kind in fields],
    }
    return json.dumps({"types": types, "primaryType": name, "domain": domain, "message": body}).encode()


NOTE = [("text", "string")]
PERMIT = [("owner", "address"), ("spender", "address"), ("value", "uint256"), ("nonce", "uint256"), ("deadline", "uint256")]  # fmt: skip
DAI = [("holder", "address"), ("spender", "address"), ("nonce", "uint256"), ("expiry", "uint256"), ("allowed", "bool")]  # fmt: skip


def permit(bench: Any, value: int | str) -> dict[str, Any]:
    return {
        "owner": str(bench.account),
        "spender": str(STRANGER),
        "value": value,
        "nonce": 0,
        "deadline": 2**40,
    }


def test_a_message_is_signed_when_it_is_asked_for_twice(bench: Any) -> None:
    message = typed("Note", {"text": "I agree"}, NOTE)

    with pytest.raises(ConsentNeeded) as caught:
        bench.signer.sign_typed(bench.account, message)

    assert caught.value.rules == ("typed-data",)
    assert caught.value.reasons[0].fact("type") == "Note"
    assert len(bench.signer.sign_typed(bench.account, message, bench.password)) == 65


def test_a_message_that_holds_on_every_chain_says_so(bench: Any) -> None:
    with pytest.raises(ConsentNeeded) as caught:
        bench.signer.sign_typed(bench.account, typed("Note", {"text": "x"}, NOTE, chainId=None))

    assert caught.value.rules == ("typed-data", "no-chain")


def test_a_permit_with_a_limit_needs_the_password_and_counts_for_the_day(bench: Any) -> None:
    message = typed("Permit", permit(bench, 77), PERMIT)

    with pytest.raises(ConsentNeeded) as caught:
        bench.signer.sign_typed(bench.account, message)
    bench.signer.sign_typed(bench.account, message, bench.password)

    assert caught.value.rules == ("typed-permit", "token-without-limit")
    assert bench.vault.guard.spent().total(1, TOKEN).day == 77


@pytest.mark.parametrize(
    "unsigned", [{"token": str(STRANGER)}, {"to": str(TOKEN)}, {"tokenId": 1}, {"amount": 0}], ids=str
)
def test_a_permit_that_says_more_than_is_signed_is_not_read(bench: Any, unsigned: dict[str, Any]) -> None:
    """Members without a type are hashed nowhere: the contract never sees what the person would be told."""
    with pytest.raises(InvalidTypedData):
        bench.signer.sign_typed(bench.account, typed("Permit", permit(bench, 5) | unsigned, PERMIT), "")


def test_a_permit_must_name_what_is_signed(bench: Any) -> None:
    message = json.loads(typed("Permit", permit(bench, 5), PERMIT))
    del message["primaryType"]

    with pytest.raises(InvalidTypedData):
        bench.signer.sign_typed(bench.account, json.dumps(message).encode())


@pytest.mark.parametrize("value", [2**256 - 1, 2**96, 2**255 + 5, str(2**256 - 1), hex(2**256 - 1)])
def test_a_permit_without_a_limit_is_signed_in_no_case(bench: Any, value: int | str) -> None:
    with pytest.raises(PolicyRefused) as caught:
        bench.signer.sign_typed(bench.account, typed("Permit", permit(bench, value), PERMIT), bench.password)

    assert caught.value.rule == "unlimited-permit"


def test_a_permit_of_dai_allows_everything_and_is_not_signed(bench: Any) -> None:
    body = {"holder": str(bench.account), "spender": str(STRANGER), "nonce": 0, "expiry": 0, "allowed": True}

    with pytest.raises(PolicyRefused) as caught:
        bench.signer.sign_typed(bench.account, typed("Permit", body, DAI), bench.password)
    assert caught.value.rule == "unlimited-permit"
    taken_back = typed("Permit", body | {"allowed": False}, DAI)
    assert len(bench.signer.sign_typed(bench.account, taken_back, bench.password)) == 65


def permit2(bench: Any, *amounts: int) -> bytes:
    details = [{"token": str(TOKEN), "amount": amount, "expiration": 0, "nonce": 0} for amount in amounts]
    return json.dumps(
        {
            "types": {
                "EIP712Domain": [
                    {"name": "name", "type": "string"}, {"name": "chainId", "type": "uint256"},
                    {"name": "verifyingContract", "type": "address"},
                ],
                "PermitBatch": [
                    {"name": "details", "type": "PermitDetails[]"}, {"name": "spender", "type": "address"},
                    {"name": "sigDeadline", "type": "uint256"},
                ],
                "PermitDetails": [
                    {"name": "token", "type": "address"}, {"name": "amount", "type": "uint160"},
                    {"name": "expiration", "type": "uint48"}, {"name": "nonce", "type": "uint48"},
                ],
            },
            "primaryType": "PermitBatch",
            "domain": {"name": "Permit2", "chainId": 1, "verifyingContract": str(STRANGER)},
            "message": {"details": details, "spender": str(bench.market), "sigDeadline": 2**40},
        }
    ).encode()  # fmt: skip


def test_each_amount_of_a_batch_of_permits_is_looked_at(bench: Any) -> None:
    bench.signer.sign_typed(bench.account, permit2(bench, 5, 6), bench.password)

    assert bench.vault.guard.spent().total(1, TOKEN).day == 11
    with pytest.raises(PolicyRefused) as caught:
        bench.signer.sign_typed(bench.account, permit2(bench, 5, 2**160 - 1), bench.password)
    assert caught.value.rule == "unlimited-permit"


DELEGATION = [("delegatee", "address"), ("value", "uint256"), ("nonce", "uint256"), ("deadline", "uint256")]
MORPHO = [
    ("authorizer", "address"), ("authorized", "address"), ("isAuthorized", "bool"), ("nonce", "uint256"),
    ("deadline", "uint256"),
]  # fmt: skip
COMPOUND = [
    ("owner", "address"), ("manager", "address"), ("isAllowed", "bool"), ("nonce", "uint256"), ("expiry", "uint256"),
]  # fmt: skip


def test_a_signed_delegation_of_debt_is_named_as_one_and_refused_without_a_limit(bench: Any) -> None:
    body = {"delegatee": str(STRANGER), "value": 7, "nonce": 0, "deadline": 2**40}

    with pytest.raises(ConsentNeeded) as caught:
        bench.signer.sign_typed(bench.account, typed("DelegationWithSig", body, DELEGATION))
    assert caught.value.rules == ("typed-delegation",)
    assert (caught.value.act, dict(caught.value.facts)["units"]) == ("delegate-debt", "7")
    everything = typed("DelegationWithSig", body | {"value": 2**256 - 1}, DELEGATION)
    with pytest.raises(PolicyRefused) as refused:
        bench.signer.sign_typed(bench.account, everything, bench.password)
    assert refused.value.rule == "unlimited-permit"


@pytest.mark.parametrize("flag", [True, "true", 1])
def test_nobody_is_made_manager_of_everything_by_a_signature(bench: Any, flag: object) -> None:
    morpho = {"authorizer": str(bench.account), "authorized": str(STRANGER), "nonce": 0, "deadline": 2**40}
    compound = {"owner": str(bench.account), "manager": str(STRANGER), "nonce": 0, "expiry": 2**40}

    for message in (
        typed("Authorization", morpho | {"isAuthorized": flag}, MORPHO),
        typed("Authorization", compound | {"isAllowed": flag}, COMPOUND),
    ):
        with pytest.raises(PolicyRefused) as caught:
            bench.signer.sign_typed(bench.account, message, bench.password)
        assert caught.value.rule == "approval-for-all"
    back = typed("Authorization", morpho | {"isAuthorized": False}, MORPHO)
    assert len(bench.signer.sign_typed(bench.account, back, bench.password)) == 65


def test_an_order_that_gives_things_away_says_what_and_counts_tokens(bench: Any) -> None:
    message = seaport(bench.account, [(1, TOKEN, 0, 60), (2, STRANGER, 9, 1)])

    with pytest.raises(ConsentNeeded) as caught:
        bench.signer.sign_typed(bench.account, message)
    bench.signer.sign_typed(bench.account, message, bench.password)

    assert caught.value.rules[0] == "typed-order"
    assert caught.value.act == "sell-order"
    assert dict(caught.value.facts)["gives"] == f"60 units of {TOKEN}, items of {STRANGER}"
    assert bench.vault.guard.spent().total(1, TOKEN).day == 60


def test_an_order_without_a_limit_or_that_cannot_be_read_is_signed_in_no_case(bench: Any) -> None:
    everything = seaport(bench.account, [(1, TOKEN, 0, 2**256 - 1)])
    empty = json.loads(seaport(bench.account, []))
    del empty["types"]["OfferItem"], empty["types"]["ConsiderationItem"]
    empty["types"]["OrderComponents"] = [{"name": "offers", "type": "uint256"}]
    empty["message"] = {"offers": 1}

    for message, rule in (
        (everything, "unlimited-permit"),
        (json.dumps(empty).encode(), "permit-unreadable"),
    ):
        with pytest.raises(PolicyRefused) as caught:
            bench.signer.sign_typed(bench.account, message, bench.password)
        assert caught.value.rule == rule


# The journal.


def test_each_signature_leaves_an_entry_with_a_sentence_and_the_next_one_names_it(bench: Any) -> None:
    entries = []
    sign(bench, to=STRANGER.raw, value=ETHER)
    entries.append(bench.vault.take_kept().entry)
    bench.signer.sign_typed(bench.account, typed("Note", {"text": "x"}, NOTE), bench.password)
    entries.append(bench.vault.take_kept().entry)
    reopen(bench, bench.vault.guard.record())
    sign(bench, bench.password, nonce=1, to=None, data=b"\x60\x00")
    entries.append(bench.vault.take_kept().entry)

    assert check_journal(entries).entries == 3
    first, second, third = (SignatureEntry.decode(data) for data in entries)
    assert first.sentence == f"Pay 1 ETH to {STRANGER}"
    assert second.sentence == "Sign a message of the type “Note” for “A token”"
    assert (second.consent, third.consent) == (("typed-data",), ("contract-creation",))
    assert bench.vault.take_kept() is None


def test_a_refused_signature_leaves_no_entry(bench: Any) -> None:
    assert rules(bench, to=STRANGER.raw, data=b"\x01\x02\x03\x04") == ("unknown-call",)

    assert bench.vault.take_kept() is None
