"""Balances over real chains and nodes that fail, lag and lie."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from desktop.assets import Assets
from desktop.chain.balances import AT_ONCE, ChainBalances, program
from desktop.chain.deployment import DEMO_BOUNDS
from desktop.chain.embedded.genesis import CHAIN_ID
from desktop.chain.embedded.server import running
from desktop.chain.errors import NotJsonRpc
from desktop.chain.gateway import ChainGateway, market_deployment, revert_names
from desktop.chain.nodes import Nodes
from desktop.chain.rpc import RpcClient
from desktop.chain.tokens import ChainTokens
from desktop.core.balances import Trust
from desktop.core.endpoints import Condition
from desktop.core.errors import NodeTimeout, RateLimited, WrongChain
from desktop.core.identity import Address, keccak256
from tests.helpers.chain import Wallet
from tests.helpers.nodes import BadNode, bad_node
from tests.helpers.tokens import Token, deploy_token

HELD, TOKENS_HELD = 10 * 10**18, 12_345
OWNER, HOLDER = Wallet.number(0), Wallet.number(31)


class Place:
    """A chain with a token on it, and three nodes before it."""

    def __init__(self, gateway: ChainGateway, url: str, token: Token, nodes: list[BadNode]) -> None:
        self.gateway, self.url, self.token, self.nodes = gateway, url, token, nodes


@pytest.fixture(scope="module")
def place() -> Iterator[Place]:
    with ExitStack() as stack:
        server = stack.enter_context(running(None))
        deployed = market_deployment(Assets.find(), DEMO_BOUNDS)
        gateway = ChainGateway.connect(
            [server.url], CHAIN_ID, deployed.address, reverts=revert_names(Assets.find())
        )
        stack.callback(gateway.close)
        gateway.faucet(OWNER.address)
        gateway.faucet(HOLDER.address)
        token = deploy_token(gateway, OWNER)
        token.mint(HOLDER.address, TOKENS_HELD)
        nodes = [stack.enter_context(bad_node(server.url)) for _ in range(3)]
        yield Place(gateway, server.url, token, nodes)


@pytest.fixture(autouse=True)
def _well_again(place: Place) -> None:
    for node in place.nodes:
        node.recover()


@pytest.fixture
def connect(place: Place) -> Iterator[Callable[..., tuple[Nodes, ChainBalances]]]:
    """Balances over some of the three nodes, each an operator of its own."""
    made: list[Nodes] = []

    def connect(count: int = 3, timeout_s: float = 5.0) -> tuple[Nodes, ChainBalances]:
        clients = [RpcClient(node.url, attempts=1, timeout_s=timeout_s) for node in place.nodes[:count]]
        nodes = Nodes(CHAIN_ID, clients)
        made.append(nodes)
        return nodes, ChainBalances(nodes)

    yield connect
    for nodes in made:
        nodes.close()


def lying(amount: int) -> Callable[[str, list[Any], Any], Any]:
    """Tells another balance of the coin, whichever way it is asked."""

    def lie(method: str, _params: list[Any], result: Any) -> Any:
        if method == "eth_getBalance":
            return hex(amount)
        if method == "eth_call" and len(result) > 2 + 64:
            return result[: 2 + 64] + f"{amount:064x}" + result[2 + 128 :]
        return result

    return lie


def refusing_programs(method: str, params: list[Any], result: Any) -> Any:
    return "0x" if method == "eth_call" and "to" not in params[0] else result


def behind(blocks: int, seconds: int) -> Callable[[str, list[Any], Any], Any]:
    def lie(method: str, params: list[Any], result: Any) -> Any:
        if method == "eth_getBlockByNumber" and params[0] == "latest":
            return {**result, "number": hex(max(0, int(result["number"], 16) - blocks)),
                    "timestamp": hex(int(result["timestamp"], 16) - seconds)}  # fmt: skip
        return result

    return lie


def test_coin_and_tokens_come_with_one_request_that_names_the_account(place: Place, connect: Any) -> None:
    _nodes, balances = connect(1)

    sheet = balances.read(HOLDER.address, [place.token.address], compare=True)

    assert [held.amount for held in sheet.holdings] == [HELD, TOKENS_HELD]
    assert {held.trust for held in sheet.holdings} == {Trust.ALONE}
    naming = [body for body in place.nodes[0].heard if HOLDER.address.raw.hex() in body.decode().lower()]
    assert len(naming) == 1


def test_a_node_that_runs_no_programs_is_asked_in_one_batch(place: Place, connect: Any) -> None:
    _nodes, balances = connect(1)
    place.nodes[0].lie = refusing_programs

    balances.read(HOLDER.address, [place.token.address], compare=False)
    place.nodes[0].heard.clear()
    sheet = balances.read(HOLDER.address, [place.token.address], compare=False)

    assert [held.amount for held in sheet.holdings] == [HELD, TOKENS_HELD]
    assert sum(HOLDER.address.raw.hex() in body.decode().lower() for body in place.nodes[0].heard) == 1


@pytest.mark.parametrize("how", ["program", "batch"])
def test_a_token_that_tells_nothing_hinders_no_other_and_is_no_zero(
    place: Place, connect: Any, how: str
) -> None:
    _nodes, balances = connect(1)
    if how == "batch":
        place.nodes[0].lie = refusing_programs
    nobody, market = Address(b"\x77" * 20), place.gateway.market

    sheet = balances.read(HOLDER.address, [nobody, place.token.address, market], compare=False)

    assert [held.amount for held in sheet.holdings] == [HELD, None, TOKENS_HELD, None]
    assert sheet.holdings[1].trust is Trust.UNREAD


def test_a_token_that_burns_all_gas_leaves_enough_for_the_others(place: Place, connect: Any) -> None:
    looping = Address(keccak256(b"a loop")[12:])
    code = program(HOLDER.address, [looping, place.token.address])
    overrides = {str(looping): {"code": "0x5b5f56"}}  # JUMPDEST PUSH0 JUMP
    request = {"data": "0x" + code.hex(), "gas": hex(1_500_000 + 2 * 200_000)}

    client = RpcClient(place.url)
    answer = bytes.fromhex(client.call("eth_call", [request, "latest", overrides], str)[2:])
    client.close()

    assert [int.from_bytes(answer[at : at + 32], "big") for at in (64, 128, 160)] == [0, 1, TOKENS_HELD]


def test_many_tokens_fit_below_what_a_transaction_may_use(place: Place, connect: Any) -> None:
    _nodes, balances = connect(1)
    strangers = [Address(keccak256(bytes([i]))[12:]) for i in range(AT_ONCE + 3)]

    sheet = balances.read(HOLDER.address, [*strangers, place.token.address], compare=False)

    assert len(sheet.holdings) == AT_ONCE + 5
    assert sheet.holdings[-1].amount == TOKENS_HELD
    assert not any("eth_getBalance" in body.decode() for body in place.nodes[0].heard)


def test_two_operators_that_agree_are_asked_and_no_third(place: Place, connect: Any) -> None:
    _nodes, balances = connect(3)

    sheet = balances.read(HOLDER.address, [], compare=True)

    assert (sheet.holdings[0].amount, sheet.holdings[0].trust) == (HELD, Trust.AGREED)
    asked = [
        any(HOLDER.address.raw.hex() in body.decode().lower() for body in node.heard) for node in place.nodes
    ]
    assert asked == [True, True, False]


def test_without_comparing_one_operator_learns_the_account(place: Place, connect: Any) -> None:
    _nodes, balances = connect(3)

    sheet = balances.read(HOLDER.address, [place.token.address], compare=False)

    assert sheet.holdings[0].trust is Trust.ALONE
    asked = [
        any(HOLDER.address.raw.hex() in body.decode().lower() for body in node.heard) for node in place.nodes
    ]
    assert asked.count(True) == 1


@pytest.mark.parametrize("liar", [0, 1, 2])
def test_a_lying_balance_on_one_of_three_nodes_is_never_shown(place: Place, connect: Any, liar: int) -> None:
    nodes, balances = connect(3)
    place.nodes[liar].lie = lying(777)

    sheet = balances.read(HOLDER.address, [place.token.address], compare=True)

    assert sheet.holdings[0].amount == HELD
    if liar < 2:  # the third is asked only where two differ
        assert sheet.holdings[0].trust is Trust.OUTVOTED
        assert [(voice.origin, voice.amount) for voice in sheet.holdings[0].others] == [
            (place.nodes[liar].url, 777)
        ]
        assert nodes.standings()[liar].condition is Condition.CONTRADICTED
        assert sheet.holdings[1].trust is Trust.AGREED
    else:
        assert sheet.holdings[0].trust is Trust.AGREED
    assert balances.read(HOLDER.address, [], compare=True).holdings[0].amount == HELD


def test_two_nodes_that_differ_leave_no_amount_but_what_each_says(place: Place, connect: Any) -> None:
    nodes, balances = connect(2)
    place.nodes[0].lie = lying(777)

    held = balances.read(HOLDER.address, [], compare=True).holdings[0]

    assert (held.amount, held.trust) == (None, Trust.DISPUTED)
    assert {voice.amount for voice in held.others} == {HELD, 777}
    assert all(one.condition is Condition.ANSWERS for one in nodes.standings())  # nobody is proven a liar


def test_a_difference_that_passes_blames_nobody(place: Place, connect: Any) -> None:
    """A reorganisation shows for a moment: the second look agrees."""
    nodes, balances = connect(3)
    told: list[bool] = []

    def once(method: str, params: list[Any], result: Any) -> Any:
        if method == "eth_call" and not told:
            told.append(True)
            return lying(777)(method, params, result)
        return result

    place.nodes[0].lie = once

    sheet = balances.read(HOLDER.address, [], compare=True)

    assert (sheet.holdings[0].amount, sheet.holdings[0].trust) == (HELD, Trust.AGREED)
    assert not any(one.untruths for one in nodes.standings())


@pytest.mark.parametrize(
    ("mood", "condition"),
    [
        ("page", Condition.RESTS),
        ("limited", Condition.RESTS),
        ("null", Condition.RESTS),
        ("alien", Condition.WRONG_CHAIN),
    ],
)
@pytest.mark.parametrize("broken", [0, 1])
def test_a_broken_node_is_marked_and_the_others_answer(
    place: Place, connect: Any, mood: str, condition: Condition, broken: int
) -> None:
    nodes, balances = connect(3)
    place.nodes[broken].mood = mood

    sheet = balances.read(HOLDER.address, [place.token.address], compare=True)

    assert [held.amount for held in sheet.holdings] == [HELD, TOKENS_HELD]
    assert {held.trust for held in sheet.holdings} == {Trust.AGREED}
    standing = nodes.standings()[broken]
    assert standing.condition is condition
    assert standing.fault is not None
    assert not standing.is_preferred


def test_a_silent_node_is_marked_and_the_others_answer(place: Place, connect: Any) -> None:
    nodes, balances = connect(2, timeout_s=0.3)
    place.nodes[0].mood = "silent"

    sheet = balances.read(HOLDER.address, [], compare=True)

    assert (sheet.holdings[0].amount, sheet.holdings[0].trust) == (HELD, Trust.ALONE)
    assert isinstance(nodes.standings()[0].fault, NodeTimeout)


def test_a_node_says_how_long_it_wants_to_rest(place: Place, connect: Any) -> None:
    nodes, balances = connect(2)
    place.nodes[0].mood = "limited"

    balances.read(HOLDER.address, [], compare=True)

    standing = nodes.standings()[0]
    assert isinstance(standing.fault, RateLimited)
    assert 20 < standing.rests_s <= 30


def test_a_node_with_old_blocks_is_marked_and_asked_last(place: Place, connect: Any) -> None:
    nodes, balances = connect(3)
    place.nodes[0].lie = behind(1, 3600)

    sheet = balances.read(HOLDER.address, [], compare=False)

    standings = nodes.standings()
    assert standings[0].condition is Condition.BEHIND
    assert standings[0].behind_s >= 3600
    assert sheet.origins != (place.nodes[0].url,)
    assert sheet.holdings[0].amount == HELD


def test_a_single_node_with_old_blocks_is_read_and_said_to_be_old(place: Place, connect: Any) -> None:
    _nodes, balances = connect(1)
    place.nodes[0].lie = behind(0, 7200)

    sheet = balances.read(HOLDER.address, [], compare=True)

    assert sheet.is_old
    assert time.time() - sheet.timestamp > 7000


def test_a_block_of_the_future_puts_nobody_else_behind(place: Place, connect: Any) -> None:
    nodes, balances = connect(2)
    place.nodes[0].lie = behind(0, -(10**6))

    balances.read(HOLDER.address, [], compare=False)

    assert nodes.standings()[1].condition is not Condition.BEHIND


def test_where_no_node_answers_there_is_no_amount(place: Place, connect: Any) -> None:
    _nodes, balances = connect(2)
    for node in place.nodes[:2]:
        node.mood = "alien"

    with pytest.raises(WrongChain):
        balances.read(HOLDER.address, [], compare=True)


def test_a_node_that_recovers_is_asked_who_it_is_again(place: Place, connect: Any) -> None:
    nodes, balances = connect(1)
    balances.read(HOLDER.address, [], compare=False)
    place.nodes[0].mood = "page"
    with pytest.raises(NotJsonRpc):
        balances.read(HOLDER.address, [], compare=False)
    place.nodes[0].recover()

    balances.read(HOLDER.address, [], compare=False)

    assert any(b"eth_chainId" in body for body in place.nodes[0].heard)
    assert nodes.standings()[0].condition is Condition.ANSWERS


def test_a_node_that_rests_is_left_alone_meanwhile(place: Place, connect: Any) -> None:
    _nodes, balances = connect(3)
    place.nodes[2].mood = "limited"  # for half a minute
    balances.read(HOLDER.address, [], compare=True)
    asked = len(place.nodes[2].heard)

    balances.read(HOLDER.address, [], compare=True)

    assert asked > 0
    assert len(place.nodes[2].heard) == asked


def test_decimals_that_endpoints_do_not_agree_on_are_none(
    place: Place, connect: Callable[..., tuple[Nodes, ChainBalances]]
) -> None:
    """Who types 1.5 of a token pays a hundred times as much by a node that tells two decimals more."""

    def lie(method: str, params: list[Any], result: Any) -> Any:
        asks = method == "eth_call" and params[0]["data"].startswith("0x313ce567")
        return "0x" + (20).to_bytes(32, "big").hex() if asks else result

    nodes, _balances = connect()
    tokens = ChainTokens(nodes, HOLDER.address)

    assert tokens.describe(place.token.address).decimals == 18
    for node in place.nodes[:2]:
        node.lie = lie
    told = tokens.describe(place.token.address)
    assert (told.tells_decimals, told.symbol) == (False, "PLN")
    for node in place.nodes[:2]:
        node.recover()
    place.nodes[2].lie = lie
    assert not tokens.describe(place.token.address).tells_decimals
