"""Fees, nonces and final receipts as several nodes tell them, some of which fail, lag or lie."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.chain import fees, nonces
from desktop.chain.embedded.genesis import CHAIN_ID
from desktop.chain.embedded.server import running
from desktop.chain.nodes import Nodes
from desktop.chain.nonces import Count
from desktop.chain.rpc import RpcClient
from desktop.chain.transactions import ChainTransactor, read_signed
from desktop.core.endpoints import Condition, Matter
from desktop.core.identity import Address
from desktop.core.outgoing import Attempt, AttemptKind, MinedNonce, Outgoing, follow
from desktop.core.transactions import Call, FeeLevel, FeeQuote
from tests.helpers.chain import Wallet
from tests.helpers.nodes import BadNode, Lie, bad_node

GWEI = 10**9
PAYER = Wallet.number(41)
PAID = 2
"""Transactions of the payer that are mined."""
NOW = 1_900_000_000
LEVELS = tuple(FeeLevel)

Connect = Callable[..., tuple[Nodes, ChainTransactor]]


@pytest.fixture(scope="module")
def chain() -> Iterator[tuple[list[BadNode], Outgoing]]:
    """Three nodes before one chain, and the payer's last transaction on it."""
    with ExitStack() as stack:
        server = stack.enter_context(running(None))
        nodes = [stack.enter_context(bad_node(server.url)) for _ in range(3)]
        plain = Nodes(CHAIN_ID, [RpcClient(server.url)])
        stack.callback(plain.close)
        transactor = ChainTransactor(plain)
        plain.clients[0].send("licet_faucet", [str(PAYER.address)], str)
        for _ in range(PAID):
            call = Call(Address(b"\x22" * 20), value_wei=1)
            transaction = transactor.prepare(PAYER.address, call)
            raw = PAYER.sign(transaction)
            sent = transactor.send_raw(raw)
        attempt = Attempt(AttemptKind.FIRST, transaction, raw, sent, NOW)
        assert read_signed(raw).nonce == PAID - 1
        yield nodes, Outgoing(1, CHAIN_ID, PAYER.address, PAID - 1, (attempt,))


@pytest.fixture
def nodes(chain: tuple[list[BadNode], Outgoing]) -> list[BadNode]:
    for node in chain[0]:
        node.recover()
    return chain[0]


@pytest.fixture
def act(chain: tuple[list[BadNode], Outgoing]) -> Outgoing:
    return chain[1]


@pytest.fixture
def connect(nodes: list[BadNode]) -> Iterator[Connect]:
    """A transactor over some of the nodes, each an operator of its own."""
    made: list[Nodes] = []

    def connect(count: int = 3, *, compare: bool = True, timeout_s: float = 5.0) -> Any:
        clients = [RpcClient(node.url, attempts=1, timeout_s=timeout_s) for node in nodes[:count]]
        made.append(Nodes(CHAIN_ID, clients, compares_accounts=compare))
        return made[-1], ChainTransactor(made[-1])

    yield connect
    for one in made:
        one.close()


def heard_of(node: BadNode, account: Address = PAYER.address) -> int:
    return sum(account.raw.hex() in body.decode().lower() for body in node.heard)


def asked_for(node: BadNode, method: str) -> int:
    return sum(method in body.decode() for body in node.heard)


def differing(nodes: Nodes, matter: Matter) -> list[bool]:
    return [matter in standing.differs_in for standing in nodes.standings()]


def tipping(wei: int) -> Lie:
    """Tells that everybody pays such a tip."""

    def lie(method: str, _params: list[Any], result: Any) -> Any:
        if method == "eth_feeHistory":
            return {**result, "reward": [[hex(wei)] * 3 for _ in result["reward"]]}
        return hex(wei) if method == "eth_maxPriorityFeePerGas" else result

    return lie


def next_base(wei: int) -> Lie:
    """Tells another base fee of the next block."""

    def lie(method: str, _params: list[Any], result: Any) -> Any:
        if method == "eth_feeHistory":
            return {**result, "baseFeePerGas": [*result["baseFeePerGas"][:-1], hex(wei)]}
        return result

    return lie


def counting(by: int, *, blocks: int = 0, only: str | None = None) -> Lie:
    """Tells more or fewer transactions of every account, at a block that is older or newer."""

    def lie(method: str, params: list[Any], result: Any) -> Any:
        if method == "eth_getTransactionCount" and only in {None, params[1]}:
            return hex(max(0, int(result, 16) + by))
        if method == "eth_getBlockByNumber" and params[0] == "latest":
            return {**result, "number": hex(int(result["number"], 16) + blocks)}
        return result

    return lie


def final_everywhere(and_then: Lie = lambda _method, _params, result: result) -> Lie:
    """All blocks are final."""

    def lie(method: str, params: list[Any], result: Any) -> Any:
        if method == "eth_getBlockByNumber" and params[0] == "finalized":
            result = {**result, "number": hex(10**6)}
        return and_then(method, params, result)

    return lie


def failed(method: str, _params: list[Any], result: Any) -> Any:
    """Tells that every transaction failed."""
    return {**result, "status": "0x0"} if method == "eth_getTransactionReceipt" and result else result


def unmined(method: str, _params: list[Any], result: Any) -> Any:
    return None if method == "eth_getTransactionReceipt" else result


def test_two_operators_bear_fees_out_and_nobody_is_named_to_them(
    nodes: list[BadNode], connect: Connect
) -> None:
    known, transactor = connect(3, compare=False)

    transactor.fee_levels()

    assert [asked_for(node, "eth_feeHistory") for node in nodes] == [1, 1, 0]
    assert not any(heard_of(node) for node in nodes)
    assert differing(known, Matter.FEES) == [False] * 3


def test_what_a_second_operator_told_a_moment_ago_is_not_asked_again(
    nodes: list[BadNode], connect: Connect
) -> None:
    _known, transactor = connect(2)

    for _ in range(3):
        transactor.fees()

    assert [asked_for(node, "eth_feeHistory") for node in nodes[:2]] == [3, 1]


@pytest.mark.parametrize("liar", [0, 1])
def test_a_tip_far_above_the_others_is_not_believed(
    nodes: list[BadNode], connect: Connect, liar: int
) -> None:
    known, transactor = connect(3)
    honest = transactor.fee_levels()
    nodes[liar].lie = tipping(90 * GWEI)

    known, transactor = connect(3)
    assert transactor.fee_levels() == honest
    assert differing(known, Matter.FEES) == [place == liar for place in range(3)]
    assert known.standings()[liar].condition is Condition.DIFFERS
    assert not known.standings()[liar].untruths


@pytest.mark.parametrize("liar", [0, 1])
def test_of_two_that_differ_the_lower_tip_is_taken_and_both_are_named(
    nodes: list[BadNode], connect: Connect, liar: int
) -> None:
    honest = connect(2)[1].fee_levels()
    nodes[liar].lie = tipping(90 * GWEI)
    known, transactor = connect(2)

    assert transactor.fee_levels() == honest
    assert differing(known, Matter.FEES) == [True, True]

    nodes[liar].recover()
    transactor._fees._now = lambda: 1e9  # what was heard is old by then
    transactor.fee_levels()
    assert differing(known, Matter.FEES) == [False, False]


def test_the_tip_of_one_node_alone_is_held_to_its_base_fee(nodes: list[BadNode], connect: Connect) -> None:
    _known, transactor = connect(1)
    nodes[0].lie = tipping(9_000 * GWEI)

    quote = transactor.fees()

    assert quote.priority_fee_wei == 100 * GWEI
    assert quote.max_fee_wei == fees.six_full_blocks(quote.base_fee_wei) + 100 * GWEI


def test_a_base_fee_that_the_last_blocks_deny_is_not_believed(nodes: list[BadNode], connect: Connect) -> None:
    _known, transactor = connect(1)
    honest = transactor.fees().base_fee_wei
    nodes[0].lie = next_base(5_000 * GWEI)

    assert transactor.fees().base_fee_wei <= 5 * honest // 2


def test_on_a_chain_of_dear_blocks_a_dear_tip_is_believed() -> None:
    history = fees.FeeHistory([hex(800 * GWEI)] * 21, [[hex(400 * GWEI)] * 3] * 20)

    assert fees.most_tip_wei(1, history) == 8_000 * GWEI
    assert fees.quotes_from(history, 0, fees.most_tip_wei(1, history))[FeeLevel.FAST].priority_fee_wei == (
        400 * GWEI
    )


def quotes(base: int, tips: list[int]) -> fees.Quotes:
    return {level: FeeQuote(base, tip, base + tip) for level, tip in zip(LEVELS, sorted(tips), strict=True)}


_amounts = st.integers(0, 10**13)
_voices = st.builds(quotes, _amounts, st.lists(_amounts, min_size=3, max_size=3))


@given(st.lists(_voices, min_size=1, max_size=4), st.data())
def test_liars_that_are_fewer_than_the_honest_never_raise_a_fee(
    honest: list[fees.Quotes], data: st.DataObject
) -> None:
    liars = data.draw(
        st.lists(_voices, max_size=len(honest))
    )  # as many as the honest at most: the lower counts
    together = data.draw(st.permutations([*honest, *liars]))

    believed = fees.weigh(together)

    for level in LEVELS:
        assert believed[level].priority_fee_wei <= max(one[level].priority_fee_wei for one in honest)
        assert believed[level].base_fee_wei <= max(one[level].base_fee_wei for one in honest)
    tips = [believed[level].priority_fee_wei for level in LEVELS]
    assert tips == sorted(tips)


@pytest.mark.parametrize("mood", ["page", "limited", "null", "alien"])
@pytest.mark.parametrize("broken", [0, 1])
def test_a_broken_node_has_no_voice_on_fees_nonces_and_receipts(
    nodes: list[BadNode], connect: Connect, act: Outgoing, mood: str, broken: int
) -> None:
    known, transactor = connect(3)
    for node in nodes:
        node.lie = final_everywhere()
    nodes[broken].mood = mood

    assert transactor.fees().priority_fee_wei == GWEI
    assert transactor.mined_nonce(PAYER.address) == transactor.next_nonce(PAYER.address) == PAID
    assert follow(act, transactor.sights([act], NOW)[0]).fate.is_final

    standing = known.standings()[broken]
    assert standing.fault is not None
    assert standing.condition in {Condition.RESTS, Condition.WRONG_CHAIN}
    assert [one.differs_in for one in known.standings()] == [()] * 3


def test_a_silent_second_node_holds_nothing_up_for_long(
    nodes: list[BadNode], connect: Connect, act: Outgoing
) -> None:
    known, transactor = connect(2, timeout_s=0.3)
    nodes[0].lie = final_everywhere()
    nodes[1].mood = "silent"

    assert transactor.fees().priority_fee_wei == GWEI
    assert transactor.next_nonce(PAYER.address) == PAID
    assert not follow(act, transactor.sights([act], NOW)[0]).fate.is_final
    assert known.standings()[1].condition is Condition.RESTS


def test_without_comparing_one_operator_learns_the_account(
    nodes: list[BadNode], connect: Connect, act: Outgoing
) -> None:
    _known, transactor = connect(3, compare=False)
    nodes[0].lie = final_everywhere()

    assert transactor.next_nonce(PAYER.address) == PAID
    assert follow(act, transactor.sights([act], NOW)[0]).fate.is_final  # one node's word, as the person chose

    assert [heard_of(node) > 0 for node in nodes] == [True, False, False]
    assert not any(asked_for(node, act.newest.hash.hex()) for node in nodes[1:])


def test_a_request_about_nonces_names_one_account(nodes: list[BadNode], connect: Connect) -> None:
    _known, transactor = connect(2)
    other = Wallet.number(42).address

    transactor.next_nonce(PAYER.address)
    transactor.next_nonce(other)

    for body in (body for node in nodes for body in node.heard):
        text = body.decode().lower()
        assert not (PAYER.address.raw.hex() in text and other.raw.hex() in text)


def test_a_node_that_is_behind_does_not_lower_the_nonce_and_is_not_blamed(
    nodes: list[BadNode], connect: Connect
) -> None:
    known, transactor = connect(2)
    nodes[0].lie = counting(-1, blocks=-1)

    assert transactor.next_nonce(PAYER.address) == transactor.mined_nonce(PAYER.address) == PAID
    assert differing(known, Matter.NONCE) == [False, False]


@pytest.mark.parametrize("liar", [0, 1])
@pytest.mark.parametrize("by", [-1, 7])
def test_of_three_most_decide_the_nonce(nodes: list[BadNode], connect: Connect, liar: int, by: int) -> None:
    known, transactor = connect(3)
    nodes[liar].lie = counting(by)

    assert transactor.next_nonce(PAYER.address) == transactor.mined_nonce(PAYER.address) == PAID
    assert differing(known, Matter.NONCE) == [place == liar for place in range(3)]


@pytest.mark.parametrize("only", [None, "pending"])
def test_a_higher_nonce_of_one_of_two_is_said_and_not_used(
    nodes: list[BadNode], connect: Connect, only: str | None
) -> None:
    known, transactor = connect(2)
    nodes[0].lie = counting(7, only=only)

    assert transactor.next_nonce(PAYER.address) == PAID
    assert differing(known, Matter.NONCE) == [True, True]


def test_own_transactions_that_one_node_does_not_count_are_no_contradiction(
    nodes: list[BadNode], connect: Connect
) -> None:
    known, transactor = connect(2)
    nodes[0].lie = counting(1, only="pending")
    transactor.remember(PAYER.address, PAID, b"\x01" * 32)

    transactor.next_nonce(PAYER.address)

    assert differing(known, Matter.NONCE) == [False, False]


def test_a_nonce_is_never_below_what_was_seen_mined(
    nodes: list[BadNode], connect: Connect, act: Outgoing
) -> None:
    _known, transactor = connect(1)
    transactor.count_on(lambda _account: MinedNonce(act.nonce, act.newest.hash, 1))
    nodes[0].lie = counting(-PAID)

    assert transactor.next_nonce(PAYER.address) == transactor.mined_nonce(PAYER.address) == PAID


def test_a_chain_that_was_set_back_counts_from_where_it_is(nodes: list[BadNode], connect: Connect) -> None:
    """As anvil started anew, or a demo chain that was deleted: what was mined there is forgotten."""
    _known, transactor = connect(2)

    transactor.count_on(lambda _account: MinedNonce(50, b"\x01" * 32, 1))

    assert transactor.next_nonce(PAYER.address) == PAID


def test_a_node_whose_blocks_are_older_than_the_transaction_cannot_deny_it(
    nodes: list[BadNode], connect: Connect
) -> None:
    _known, transactor = connect(1)

    transactor.count_on(lambda _account: MinedNonce(50, b"\x01" * 32, 2**40))

    assert transactor.next_nonce(PAYER.address) == 51


@given(st.integers(0, 9), st.integers(0, 3), st.integers(0, 99), st.integers(0, 99), st.integers(0, 99))
def test_one_liar_among_three_moves_no_nonce(
    mined: int, waiting: int, block: int, lie: int, lied_block: int
) -> None:
    honest = Count(block, 0, mined, mined + waiting)
    liar = Count(lied_block, 0, lie, lie + waiting)

    for voices in ([liar, honest, honest], [honest, liar, honest], [honest, honest, liar]):
        believed = nonces.weigh(voices)
        assert (believed.mined, believed.pending) == (honest.mined, honest.pending)


def test_a_receipt_that_two_tell_is_final(nodes: list[BadNode], connect: Connect, act: Outgoing) -> None:
    _known, transactor = connect(3)
    nodes[0].lie = final_everywhere()

    assert follow(act, transactor.sights([act], NOW)[0]).fate.is_final
    assert asked_for(nodes[2], "eth_getTransactionReceipt") == 0


def test_a_failure_that_one_of_two_tells_is_not_final(
    nodes: list[BadNode], connect: Connect, act: Outgoing
) -> None:
    known, transactor = connect(2)
    nodes[0].lie = final_everywhere(failed)

    seen = follow(act, transactor.sights([act], NOW)[0])

    assert seen.fate.receipt is not None
    assert not seen.fate.receipt.succeeded
    assert not seen.fate.is_final
    assert differing(known, Matter.RECEIPT) == [True, True]


def test_of_three_the_one_that_tells_another_end_is_not_believed(
    nodes: list[BadNode], connect: Connect, act: Outgoing
) -> None:
    known, transactor = connect(3)
    for node in nodes:
        node.lie = final_everywhere()
    nodes[0].lie = final_everywhere(failed)

    first = follow(act, transactor.sights([act], NOW)[0])
    second = follow(first, transactor.sights([first], NOW)[0])

    assert not first.fate.is_final
    assert known.standings()[0].condition is Condition.CONTRADICTED
    assert second.fate.is_final
    assert second.fate.receipt is not None
    assert second.fate.receipt.succeeded


def test_a_second_node_without_the_receipt_yet_is_waited_for_and_not_blamed(
    nodes: list[BadNode], connect: Connect, act: Outgoing
) -> None:
    known, transactor = connect(2)
    nodes[0].lie = final_everywhere()
    nodes[1].lie = lambda method, params, result: (
        "0x0" if method == "eth_getTransactionCount" else unmined(method, params, result)
    )

    assert not follow(act, transactor.sights([act], NOW)[0]).fate.is_final
    assert differing(known, Matter.RECEIPT) == [False, False]
    nodes[1].recover()
    assert follow(act, transactor.sights([act], NOW)[0]).fate.is_final


def test_a_nonce_that_one_node_calls_taken_for_good_is_not_given_up(
    nodes: list[BadNode], connect: Connect, act: Outgoing
) -> None:
    """Told so often that it would be believed, and final by the node's own word."""
    _known, transactor = connect(2)
    nodes[0].lie = unmined

    for _ in range(4):
        act = follow(act, transactor.sights([act], NOW)[0])

    assert not act.fate.is_final
