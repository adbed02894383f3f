"""Strange tokens look the same through the embedded chain and through anvil: the trial too, which replaces code."""

import pytest

from desktop.chain.gateway import ChainGateway
from desktop.core.tokens import PermitDomain
from tests.helpers.chain import Wallet
from tests.helpers.tokens import Manner, deploy_token


@pytest.mark.parametrize(
    ("manner", "moves", "received"),
    [
        (Manner.RETURNS_NOTHING, True, 600),
        (Manner.TAKES_A_FEE, True, 599),
        (Manner.MOVES_NOTHING, True, 0),
        (Manner.RETURNS_FALSE, False, None),
    ],
)
def test_a_trial_measures_on_every_node(
    gateway: ChainGateway, seller: Wallet, buyer: Wallet, manner: Manner, moves: bool, received: int | None
) -> None:
    odd = deploy_token(gateway, seller, "OddToken")
    odd.mint(buyer.address, 1000)
    odd.behave(manner)

    trial = gateway.tokens.try_transfer(odd.address, buyer.address, 600)

    assert (trial.moves, trial.received) == (moves, received)
    assert odd.balance(buyer.address) == 1000


def test_words_and_permits_are_read_on_every_node(gateway: ChainGateway, seller: Wallet) -> None:
    plain = deploy_token(gateway, seller)

    read = gateway.tokens.describe(plain.address)

    assert (read.symbol, read.decimals) == ("PLN", 18)
    assert gateway.tokens.permit_domain(plain.address) == PermitDomain("Plain", "1")


@pytest.mark.parametrize("manner", [2, 3, 4])
def test_a_token_that_fails_loops_or_floods_says_nothing_on_every_node(
    gateway: ChainGateway, seller: Wallet, manner: int
) -> None:
    talking = deploy_token(gateway, seller, "TalkingToken")
    for signature in ("symbol()", "decimals()"):
        talking.say(signature, manner=manner)

    read = gateway.tokens.describe(talking.address)

    assert (read.symbol, read.tells_decimals) == ("", False)
