"""What previews show to nodes, and what becomes of them where a node does not serve, lies or is silent."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from desktop.assets import Assets
from desktop.chain.embedded.genesis import CHAIN_ID
from desktop.chain.gateway import ChainGateway, revert_names
from desktop.core.calls import Act
from desktop.core.effects import BalanceChange, Effects, Fullness
from desktop.core.errors import AppError
from desktop.core.exchange import Delivery, Order
from desktop.core.identity import NATIVE
from desktop.core.money import COIN
from desktop.core.transactions import Call
from tests.helpers.chain import point
from tests.helpers.nodes import BadNode, bad_node
from tests.integration.effects.conftest import STRANGER, Scene, previews_of


@dataclass
class Watched:
    """A preview service over a node between, which remembers every request."""

    node: BadNode
    gateway: ChainGateway
    requests: list[tuple[str, list[Any]]] = field(default_factory=list)

    def note(self, method: str, params: list[Any], result: Any) -> Any:
        self.requests.append((method, params))
        return self.lie(method, result)

    def lie(self, _method: str, result: Any) -> Any:
        return result


@pytest.fixture
def watched(embedded: Scene) -> Iterator[Watched]:
    with bad_node(embedded.node.url) as node:
        gateway = ChainGateway.connect(
            [node.url], CHAIN_ID, embedded.gateway.market, reverts=revert_names(Assets.find()), timeout_s=5.0
        )
        watched = Watched(node, gateway)
        node.lie = watched.note
        yield watched
        gateway.close()


def secrets_of(scene: Scene) -> list[Call]:
    """Every call that carries a secret."""
    calls, terms = scene.gateway.calls, scene.terms
    rx, parity = point(5)
    order = Order(scene.listing, scene.buyer.address, scene.buyer.address, 1, rx, parity, 1)
    delivery = Delivery(rx, parity, bytes(16), 2)
    return [
        calls.deliver(terms, order, rx, parity, bytes(range(16))),
        calls.complain_key(terms, order, delivery, 0xC0FFEE),
        calls.answer_key(1, rx, parity, bytes(range(16))),
    ]


def test_a_secret_is_in_no_request(embedded: Scene, watched: Watched) -> None:
    previews = previews_of(watched.gateway)

    shown = [previews.preview(embedded.seller.address, call) for call in secrets_of(embedded)]

    sent = str(watched.requests)
    assert not any(call.data.hex()[8:200] in sent for call in secrets_of(embedded))
    assert {preview.effects.fullness for preview in shown} == {Fullness.UNTRIED}
    assert {preview.decoded.act for preview in shown} == {Act.DELIVER, Act.COMPLAIN_KEY, Act.ANSWER_KEY}


def test_only_the_signing_account_is_named(embedded: Scene, watched: Watched) -> None:
    previews_of(watched.gateway).preview(embedded.buyer.address, Call(STRANGER, value_wei=1))

    assert str(embedded.seller.address).lower() not in str(watched.requests).lower()


def test_a_node_without_simulation_gives_what_is_known_and_says_so(embedded: Scene, watched: Watched) -> None:
    def unserved(method: str, result: Any) -> Any:
        return "not a simulation" if method == "eth_simulateV1" else result

    watched.lie = unserved  # type: ignore[method-assign]
    previews = previews_of(watched.gateway)

    preview = previews.preview(embedded.buyer.address, Call(STRANGER, value_wei=5))
    previews.preview(embedded.buyer.address, Call(STRANGER, value_wei=5))

    assert preview.effects == Effects(Fullness.TRIED, (BalanceChange(COIN, -5),))
    tried = [method for method, _ in watched.requests if method == "eth_simulateV1"]
    assert len(tried) == 1  # what is not served is not asked again


def test_without_simulation_a_refusal_is_still_found(embedded: Scene, watched: Watched) -> None:
    watched.lie = lambda method, result: [] if method == "eth_simulateV1" else result  # type: ignore[method-assign]
    px, parity = point(99)
    call = embedded.gateway.calls.buy(embedded.listing, embedded.terms, embedded.buyer.address, px, parity, 9)

    preview = previews_of(watched.gateway).preview(
        embedded.buyer.address, replace(call, value_wei=call.value_wei - 1)
    )

    assert preview.effects.would_fail
    assert preview.effects.fullness is Fullness.TRIED


def test_a_silent_node_leaves_what_is_known_and_no_sum_is_made_up(embedded: Scene, watched: Watched) -> None:
    watched.node.mood = "page"
    px, parity = point(98)
    call = embedded.gateway.calls.buy(embedded.listing, embedded.terms, embedded.buyer.address, px, parity, 8)

    preview = previews_of(watched.gateway).preview(embedded.buyer.address, call)

    assert preview.effects.fullness is Fullness.UNREACHED
    assert preview.effects.change_of(NATIVE) == -embedded.terms.price
    assert preview.transaction is None


@pytest.mark.parametrize(
    "answer",
    [
        None, {}, [None], "0x", [{"calls": [{"status": 1}]}], [{"calls": "0x"}], [], [{"calls": []}],
        [{"calls": [{"status": "0x1", "gasUsed": "0x0", "returnData": "0x"}]}],
        [{"calls": [{"status": "0x1", "gasUsed": "0x0", "returnData": "0x" + "00" * 31}] * 3}],
    ],
)  # fmt: skip
def test_what_is_no_simulation_counts_as_not_served(embedded: Scene, watched: Watched, answer: Any) -> None:
    watched.lie = lambda method, result: answer if method == "eth_simulateV1" else result  # type: ignore[method-assign]

    found = watched.gateway.simulator().measure(embedded.buyer.address, Call(STRANGER, value_wei=1), [])

    assert found is None


def test_a_node_that_lies_about_a_mined_transaction_is_named(embedded: Scene, watched: Watched) -> None:
    raw = embedded.buyer.sign(embedded.gateway.prepare(embedded.buyer.address, Call(STRANGER, value_wei=1)))
    sent = embedded.gateway.send_raw(raw)

    def other(method: str, result: Any) -> Any:
        if method == "eth_getTransactionReceipt" and result:
            return {**result, "transactionHash": "0x" + "11" * 32}
        return result

    watched.lie = other  # type: ignore[method-assign]

    with pytest.raises(AppError):
        watched.gateway.outcomes().mined(sent)
