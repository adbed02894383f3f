"""One market with a listing, tokens and people, on our embedded chain and on anvil; kept for a module."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from desktop.assets import Assets
from desktop.bootstrap.foreseeing import make_previews
from desktop.chain.gateway import ChainGateway
from desktop.core.exchange import Terms
from desktop.core.identity import Address
from desktop.services.effects import PreviewService
from desktop.services.tokens import TokenService
from tests.helpers.chain import Wallet, list_model, sample_terms
from tests.helpers.tokens import Token, deploy_token
from tests.integration.chain.conftest import TestNode, open_market
from tests.integration.chain.conftest import _anvil as anvil_node
from tests.integration.chain.conftest import _embedded as embedded_node


@dataclass
class Scene:
    """Everything that a preview needs."""

    node: TestNode
    gateway: ChainGateway
    previews: PreviewService
    seller: Wallet
    buyer: Wallet
    terms: Terms
    listing: int
    plain: Token
    odd: Token


def previews_of(gateway: ChainGateway) -> PreviewService:
    return make_previews(gateway, Assets.find(), TokenService(gateway.tokens))


@contextmanager
def opened(name: str) -> Iterator[Scene]:
    nodes = anvil_node() if name == "anvil" else embedded_node()
    node = next(nodes)
    gateway = open_market(node)
    seller, buyer = Wallet.number(1), Wallet.number(2)
    for wallet in (seller, buyer):
        node.fund(wallet)
    terms = sample_terms(gateway, seller.address)
    listing = list_model(gateway, seller, terms)
    plain, odd = deploy_token(gateway, seller), deploy_token(gateway, seller, "OddToken")
    for token in (plain, odd):
        token.mint(buyer.address, 1000)
    yield Scene(node, gateway, previews_of(gateway), seller, buyer, terms, listing, plain, odd)
    gateway.close()
    next(nodes, None)


@pytest.fixture(scope="module", params=["embedded", "anvil"])
def scene(request: pytest.FixtureRequest) -> Iterator[Scene]:
    with opened(request.param) as scene:
        yield scene


@pytest.fixture(scope="module")
def embedded() -> Iterator[Scene]:
    with opened("embedded") as scene:
        yield scene


STRANGER = Address(bytes(range(1, 21)))
