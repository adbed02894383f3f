"""Previews are measured at the person's own node: our embedded chain and anvil say the same."""

from dataclasses import replace

import pytest

from desktop.chain.deployment import PROXY
from desktop.chain.market import address_word, word
from desktop.core.calls import Act, Role
from desktop.core.effects import BalanceChange, Effects, Fullness, Place, RightChange, RightKind
from desktop.core.errors import InsufficientFunds, Reverted
from desktop.core.exchange import OrderState
from desktop.core.identity import NATIVE, ZERO_ADDRESS, Address, keccak256
from desktop.core.money import COIN
from desktop.core.transactions import Call
from tests.helpers.chain import point
from tests.helpers.tokens import Manner, Token
from tests.integration.effects.conftest import STRANGER, Scene


def erc20(token: Token, name: str, *arguments: object) -> Call:
    return Call(token.address, token.interface.call(name, *arguments))


def buy_call(scene: Scene, number: int = 1) -> Call:
    px, parity = point(1000 + number)
    return scene.gateway.calls.buy(scene.listing, scene.terms, scene.buyer.address, px, parity, number)


def test_a_payment_takes_its_value_and_nothing_else(scene: Scene) -> None:
    preview = scene.previews.preview(scene.buyer.address, Call(STRANGER, value_wei=5 * 10**17))

    assert (preview.decoded.act, preview.decoded.role) == (Act.PAY, Role.ACCOUNT)
    assert preview.effects == Effects(Fullness.SIMULATED, (BalanceChange(COIN, -5 * 10**17),))
    assert preview.transaction is not None
    assert preview.transaction.gas_limit == 21_000


def test_tokens_that_are_sent_are_measured(scene: Scene) -> None:
    call = erc20(scene.plain, "transfer", STRANGER.raw, 600)

    preview = scene.previews.preview(scene.buyer.address, call)

    assert (preview.decoded.act, preview.decoded.role) == (Act.TRANSFER, Role.TOKEN)
    assert preview.effects.change_of(scene.plain.address) == -600
    assert preview.effects.change_of(NATIVE) == 0
    assert preview.effects.rights == ()


def test_a_transfer_that_moves_nothing_changes_nothing_whatever_it_says(scene: Scene) -> None:
    scene.odd.behave(Manner.MOVES_NOTHING)

    preview = scene.previews.preview(
        scene.buyer.address, erc20(scene.odd, "transfer", scene.seller.address.raw, 600)
    )

    assert preview.effects == Effects(Fullness.SIMULATED)


def test_an_approval_is_a_right_before_and_after(scene: Scene) -> None:
    preview = scene.previews.preview(
        scene.buyer.address, erc20(scene.plain, "approve", STRANGER.raw, 2**256 - 1)
    )

    (right,) = preview.effects.rights
    assert (right.kind, right.holder, right.before, right.after) == (
        RightKind.ALLOWANCE,
        STRANGER,
        0,
        2**256 - 1,
    )
    assert right.is_unlimited
    assert right.gives_power
    assert preview.effects.balances == ()


def test_buying_takes_the_price_and_gives_a_locked_licence(scene: Scene) -> None:
    preview = scene.previews.preview(scene.buyer.address, buy_call(scene))

    assert (preview.decoded.act, preview.decoded.role) == (Act.BUY, Role.MARKET)
    assert preview.effects.balances == (BalanceChange(COIN, -scene.terms.price),)
    kinds = {right.kind: right.after for right in preview.effects.rights}
    assert kinds == {RightKind.LICENCE: 1, RightKind.ORDER: OrderState.OPEN}


def test_a_bond_is_money_at_another_place(scene: Scene) -> None:
    preview = scene.previews.preview(scene.seller.address, scene.gateway.calls.deposit_bond(10**15))

    assert preview.effects.change_of(NATIVE) == -(10**15)
    assert preview.effects.change_of(NATIVE, Place.BOND) == 10**15


def test_an_operator_is_a_power(scene: Scene) -> None:
    preview = scene.previews.preview(scene.seller.address, scene.gateway.calls.set_operator(STRANGER))

    assert preview.effects.rights == (
        RightChange(RightKind.OPERATOR, scene.gateway.market, 1, 0, holder=STRANGER),
    )
    assert preview.effects.rights[0].gives_power


def test_a_call_that_would_fail_says_why_in_the_contracts_own_words(scene: Scene) -> None:
    wrong = replace(buy_call(scene), value_wei=scene.terms.price - 1)

    preview = scene.previews.preview(scene.buyer.address, wrong)

    assert isinstance(preview.effects.failure, Reverted)
    assert preview.effects.failure.name == "MarketWrongPayment"
    assert preview.effects.balances == ()
    assert preview.transaction is None


def test_more_than_the_account_holds_is_said(scene: Scene) -> None:
    preview = scene.previews.preview(scene.buyer.address, Call(STRANGER, value_wei=10**30))

    assert isinstance(preview.effects.failure, InsufficientFunds)


def test_an_unknown_call_is_measured_all_the_same(scene: Scene) -> None:
    """A selector that is in none of our lists, which gives the caller's tokens away."""
    call = erc20(scene.plain, "mint", scene.buyer.address.raw, 77)

    preview = scene.previews.preview(scene.buyer.address, call)

    assert preview.decoded.act is Act.UNKNOWN
    assert preview.decoded.function == ""
    assert preview.effects.change_of(scene.plain.address) == 77


def test_a_delivery_is_shown_to_no_node(scene: Scene) -> None:
    px, parity = point(5)
    order = replace(_some_order(scene), px=px, parity=parity)
    call = scene.gateway.calls.deliver(scene.terms, order, px, parity, bytes(16))

    preview = scene.previews.preview(scene.seller.address, call)

    assert preview.effects.fullness is Fullness.UNTRIED
    assert preview.decoded.act is Act.DELIVER
    assert preview.transaction is not None
    assert preview.transaction.gas_limit == call.gas_limit


def _some_order(scene: Scene):
    from desktop.core.exchange import Order

    return Order(scene.listing, scene.buyer.address, scene.buyer.address, 1, 1, 0, 1)


def test_the_same_selector_at_a_strangers_address_is_none_of_ours(scene: Scene) -> None:
    call = replace(buy_call(scene), to=scene.plain.address, value_wei=0)

    preview = scene.previews.preview(scene.buyer.address, call)

    assert preview.decoded.act is Act.UNKNOWN
    assert preview.decoded.role is Role.TOKEN


def test_data_for_an_address_without_a_contract_is_no_transfer(scene: Scene) -> None:
    data = keccak256(b"transfer(address,uint256)")[:4] + address_word(STRANGER) + word(5)

    preview = scene.previews.preview(scene.buyer.address, Call(ZERO_ADDRESS, data))

    assert (preview.decoded.act, preview.decoded.role) == (Act.UNKNOWN, Role.ACCOUNT)


@pytest.mark.parametrize("manner", [Manner.TAKES_A_FEE, Manner.RETURNS_NOTHING])
def test_an_odd_token_shows_what_it_really_takes(scene: Scene, manner: Manner) -> None:
    scene.odd.behave(manner)

    preview = scene.previews.preview(scene.buyer.address, erc20(scene.odd, "transfer", STRANGER.raw, 600))

    assert preview.effects.change_of(scene.odd.address) == -600


LENDERS = (
    ("approveDelegation(address,uint256)", RightKind.DEBT, 700),
    ("setAuthorization(address,bool)", RightKind.MANAGER, 1),
    ("allow(address,bool)", RightKind.MANAGER, 1),
)


def lender_code() -> bytes:
    """Keeps the second argument of those three calls under the first; any other call is answered with what its second names."""
    sets = b"".join(
        b"\x80\x63" + keccak256(text.encode())[:4] + b"\x14\x60\x30\x57" for text, _, _ in LENDERS
    )
    answers = bytes.fromhex("602435 54 600052 6020 6000 f3".replace(" ", ""))
    runtime = bytes.fromhex("60003560e01c") + sets + answers + bytes.fromhex("5b60243560043555 00")
    return bytes.fromhex("60") + bytes([len(runtime)]) + bytes.fromhex("80600b6000396000f3") + runtime


@pytest.fixture(scope="module")
def lender(scene: Scene) -> Address:
    code = lender_code()
    assert scene.seller.execute(scene.gateway, Call(PROXY, bytes(32) + code)).succeeded
    return Address(keccak256(b"\xff" + PROXY.raw + bytes(32) + keccak256(code))[12:])


@pytest.mark.parametrize(("signature", "kind", "amount"), LENDERS)
def test_who_may_borrow_or_manage_in_ones_name_is_measured(
    scene: Scene, lender: Address, signature: str, kind: RightKind, amount: int
) -> None:
    data = keccak256(signature.encode())[:4] + STRANGER.raw.rjust(32, b"\0") + amount.to_bytes(32, "big")

    preview = scene.previews.preview(scene.buyer.address, Call(lender, data))

    (right,) = preview.effects.rights
    assert (right.kind, right.contract, right.holder) == (kind, lender, STRANGER)
    assert (right.before, right.after, right.gives_power) == (0, amount, True)
    assert preview.decoded.is_known
