"""A purchase in tokens killed at any moment goes on from where it was: approved once too often at most, paid once."""

import json
import signal
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.assets import Assets
from desktop.chain.deployment import DEMO_BOUNDS
from desktop.chain.embedded.genesis import CHAIN_ID
from desktop.chain.embedded.server import running
from desktop.chain.gateway import ChainGateway, market_deployment, revert_names
from desktop.core.identity import Address
from desktop.paths import Paths
from desktop.wallet.files import WalletFile
from tests.helpers.buyer import PASSWORD
from tests.helpers.chain import Sale, Wallet, deliver_key
from tests.helpers.forks import Template, template
from tests.helpers.shop import open_shop, packed_model
from tests.helpers.tokens import Token, deploy_token
from tests.helpers.vaults import local_vault

PRICE = 2_500_000
HELD = 10 * PRICE
BY_APPROVAL = [
    "before:approving",
    "after:approving",
    "before-send",
    "after-send",
    "before:ready",
    "after-second-send",
    "before-second-send",
    "before:buying",
    "after:buying",
    "before:waiting",
]
BY_PERMIT = ["before:buying", "after:buying", "before-send", "after-send", "before:waiting"]


@dataclass
class TokenMarket:
    """A market with one model in each of two tokens, whose seller delivers by hand."""

    gateway: ChainGateway
    seller: Wallet
    url: str
    content_url: str
    tokens: dict[str, Token]
    listings: dict[str, int]
    buyer: Template

    def buy(self, folder: Path, name: str, kill: str = "") -> tuple[int, str, str]:
        """(return code, what it printed, what it complained of) of a buyer's process."""
        places = {
            "--data-dir": folder, "--rpc": self.url, "--market": self.gateway.market, "--content": self.content_url,
            "--chain-id": CHAIN_ID, "--listing": self.listings[name], "--kill": kill,
        }  # fmt: skip
        done = self.buyer.run(*(part for pair in places.items() for part in pair))
        return done.returncode, done.stdout, done.stderr

    def deliver_all(self, stop: threading.Event) -> None:
        """Answer every order until told to stop."""
        answered: set[int] = set()
        while not stop.wait(0.3):
            listings = frozenset(self.listings.values())
            for identifier, order in self.gateway.orders_of(seller_listings=listings, from_block=0):
                found = self.gateway.listing(order.listing)
                if identifier not in answered and found is not None:
                    answered.add(identifier)
                    deliver_key(self.gateway, self.seller, Sale(found[0], order, identifier, 0, 8_888))


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TokenMarket]:
    assets = Assets.find()
    deployed = market_deployment(assets, DEMO_BOUNDS)
    address = deployed.address
    with running(None) as server:
        gateway = ChainGateway.connect([server.url], CHAIN_ID, address, reverts=revert_names(assets))
        seller, minter = Wallet.number(0), Wallet.number(1)  # two, so that no thread takes the other's nonce
        for wallet in (seller, minter):
            gateway.faucet(wallet.address)
        assert seller.execute(gateway, deployed.call).succeeded
        with open_shop(tmp_path_factory.mktemp("shop"), gateway, 0) as shop:
            tokens = {name: deploy_token(gateway, minter, name) for name in ("OddToken", "PlainToken")}
            packed = packed_model()
            listings = {
                name: shop.list_version(packed, currency=token.address, price=PRICE)[0]
                for name, token in tokens.items()
            }
            with template("tests.helpers.buyer", "eth_account", "onnx") as buyer:
                made = TokenMarket(gateway, seller, server.url, shop.url, tokens, listings, buyer)
                stop = threading.Event()
                deliverer = threading.Thread(target=made.deliver_all, args=(stop,), daemon=True)
                deliverer.start()
                yield made
                stop.set()
                deliverer.join(10.0)
        gateway.close()


def new_buyer(folder: Path, market: TokenMarket, token: Token) -> Address:
    """A data directory with a wallet that holds demo coins and tokens."""
    paths = Paths(folder)
    paths.create()
    vault = local_vault()
    try:
        _words, data, accounts = vault.create(PASSWORD)
        WalletFile(paths.keystore / "wallet.json").write(data)
    finally:
        vault.lock()
    market.gateway.faucet(accounts[0].address)
    token.mint(accounts[0].address, HELD)
    return accounts[0].address


@pytest.mark.parametrize(
    ("name", "moment"),
    [*(("OddToken", moment) for moment in BY_APPROVAL), *(("PlainToken", moment) for moment in BY_PERMIT)],
)
def test_a_purchase_in_tokens_survives_being_killed(
    name: str, moment: str, market: TokenMarket, tmp_path: Path
) -> None:
    token = market.tokens[name]
    account = new_buyer(tmp_path, market, token)

    killed, _, complaint = market.buy(tmp_path, name, moment)
    resumed, printed, errors = market.buy(tmp_path, name)

    assert killed == -signal.SIGKILL, complaint[-2000:]
    assert resumed == 0, errors[-2000:]
    assert json.loads(printed)["state"] == "provisional"
    assert len(market.gateway.orders_by_holder(account)) == 1
    assert token.balance(account) == HELD - PRICE
    assert token.allowance(account) == 0
    assert 10 * 10**18 - market.gateway.balance_wei(account) < 10**16
