"""The program that reads balances runs on the embedded chain and on anvil alike."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from desktop.chain.balances import ChainBalances
from desktop.chain.embedded.genesis import CHAIN_ID
from desktop.chain.gateway import ChainGateway
from desktop.chain.nodes import Nodes
from desktop.chain.rpc import RpcClient
from desktop.core.balances import Trust
from desktop.core.endpoints import Condition
from desktop.core.identity import Address
from tests.helpers.chain import Wallet
from tests.helpers.nodes import BadNode, Lie, bad_node
from tests.helpers.tokens import deploy_token
from tests.integration.chain.conftest import COINS_WEI, _anvil

HOLDER = Wallet.number(51)


def test_coin_and_tokens_are_read_at_once_on_every_node(
    gateway: ChainGateway, seller: Wallet, buyer: Wallet
) -> None:
    plain = deploy_token(gateway, seller)
    plain.mint(buyer.address, 1_234)
    nobody = Address(b"\x77" * 20)

    sheet = gateway.balances.read(buyer.address, [plain.address, nobody], compare=True)

    assert [(held.amount, held.trust) for held in sheet.holdings] == [
        (gateway.balance_wei(buyer.address), Trust.ALONE),
        (1_234, Trust.ALONE),
        (None, Trust.UNREAD),
    ]
    assert not gateway.balances._without_programs  # by one program, not by many questions


@pytest.fixture(scope="module")
def three() -> Iterator[list[BadNode]]:
    """Three operators before one anvil, which serves proofs."""
    with ExitStack() as stack:
        anvils = _anvil()
        node = next(anvils)
        stack.callback(lambda: next(anvils, None))
        node.fund(HOLDER)
        node.mine()
        yield [stack.enter_context(bad_node(node.url)) for _ in range(3)]


def opened(three: list[BadNode], count: int) -> tuple[Nodes, ChainBalances]:
    for node in three:
        node.recover()
    nodes = Nodes(CHAIN_ID, [RpcClient(node.url, attempts=1) for node in three[:count]])
    return nodes, ChainBalances(nodes)


def knows(node: BadNode) -> bool:
    return any(HOLDER.address.raw.hex() in body.decode().lower() for body in node.heard)


def telling(coins: int, *, proof: bool = False, header: bool = False) -> Lie:
    """Tells another balance, also in its proof or in the header, which then fit nothing."""

    def lie(method: str, params: list[Any], result: Any) -> Any:
        if method == "eth_call" and len(result) > 2 + 64:
            return result[: 2 + 64] + f"{coins:064x}" + result[2 + 128 :]
        if method == "eth_getProof" and proof:
            return {**result, "accountProof": [node[:-2] + "00" for node in result["accountProof"]]}
        if method == "eth_getBlockByNumber" and header:
            return {**result, "stateRoot": "0x" + "11" * 32}
        return result

    return lie


def test_the_coin_is_proven_without_a_second_operator_learning_the_account(three: list[BadNode]) -> None:
    nodes, balances = opened(three, 2)

    held = balances.read(HOLDER.address, [], compare=False).holdings[0]
    absent = balances.read(Address(b"\x5a" * 20), [], compare=False).holdings[0]

    assert (held.amount, held.trust) == (COINS_WEI, Trust.PROVEN)
    assert (absent.amount, absent.trust) == (0, Trust.PROVEN)
    assert [knows(node) for node in three[:2]] == [True, False]
    nodes.close()


@pytest.mark.parametrize("liar", [0, 1])
def test_of_two_that_differ_the_one_with_a_proof_is_believed(three: list[BadNode], liar: int) -> None:
    nodes, balances = opened(three, 2)
    three[liar].lie = telling(777)

    held = balances.read(HOLDER.address, [], compare=True).holdings[0]

    assert (held.amount, held.trust) == (COINS_WEI, Trust.PROVEN)
    assert [(voice.origin, voice.amount) for voice in held.others] == [(three[liar].url, 777)]
    assert nodes.standings()[liar].condition is Condition.CONTRADICTED
    nodes.close()


@pytest.mark.parametrize("forgery", [{"proof": True}, {"header": True}])
def test_a_forged_proof_or_header_proves_nothing(three: list[BadNode], forgery: dict[str, bool]) -> None:
    nodes, balances = opened(three, 2)
    three[0].lie = telling(777, **forgery)

    held = balances.read(HOLDER.address, [], compare=False).holdings[0]

    assert (held.amount, held.trust) == (777, Trust.ALONE)
    nodes.close()


def test_a_node_without_proofs_is_asked_for_one_once_and_does_not_rest(three: list[BadNode]) -> None:
    nodes, balances = opened(three, 2)
    three[0].refused = "eth_getProof"

    for _ in range(2):
        assert balances.read(HOLDER.address, [], compare=False).holdings[0].trust is Trust.ALONE

    assert sum(b"eth_getProof" in body for body in three[0].heard) == 1
    assert nodes.standings()[0].condition is Condition.ANSWERS
    nodes.close()
