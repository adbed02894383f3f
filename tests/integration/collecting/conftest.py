"""A chain with a market and the maker of splits on it, a wallet of two accounts, and strangers to trade with."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from desktop.assets import Assets
from desktop.chain.deployment import DEMO_BOUNDS, PROXY
from desktop.chain.embedded.genesis import CHAIN_ID
from desktop.chain.embedded.server import running
from desktop.chain.gateway import ChainGateway, companion_deployments, market_deployment, revert_names
from desktop.chain.market import address_word, word
from desktop.chain.rpc import RpcClient
from desktop.core.exchange import Delivery
from desktop.core.identity import Address, keccak256
from desktop.core.splits import Share, Split
from desktop.core.transactions import Call
from tests.helpers.chain import Sale, Wallet, buy_model, deliver_key, list_model, sample_terms
from tests.helpers.treasury import MINE, OWN, Treasury

STRANGER, BUYER = Wallet.number(41), Wallet.number(42)


CONTRACTS = Path(__file__).resolve().parents[2] / "contracts" / "data"


@dataclass
class Bank:
    """The chain, and hands that put money into its contracts."""

    url: str
    rpc: RpcClient
    gateway: ChainGateway
    folder: Path
    opened: list[Treasury] = field(default_factory=list)
    _secret: int = 10_000

    def treasury(self, seen: object = None, *, together: bool = False) -> Treasury:
        """The wallet's services, freshly started; ``seen`` is the chain as they see it."""
        made = Treasury(self.folder, self.gateway, seen, together)
        self.opened.append(made)
        return made

    def travel(self, seconds: int) -> None:
        self.rpc.send("evm_increaseTime", [seconds], object)
        self.rpc.send("evm_mine", [], object)

    def sell(
        self,
        treasury: Treasury,
        seller: Wallet = MINE,
        *,
        delivered: bool = True,
        own: bool = True,
        **terms: object,
    ) -> tuple[Sale, Delivery | None]:
        """A listing of ``seller``, bought by a stranger, and delivered; kept as an own sale if it is one."""
        self._secret += 1
        salt = self._secret.to_bytes(32, "big")
        listing = list_model(
            self.gateway, seller, sample_terms(self.gateway, seller.address, salt=salt, **terms)
        )
        known = self.gateway.listing(listing)
        assert known is not None
        sale = buy_model(self.gateway, BUYER, listing, known[0], self._secret)
        delivery = deliver_key(self.gateway, seller, sale) if delivered else None
        if own:
            treasury.keep_listing(listing, sale)
            treasury.keep_sale(sale, delivery)
        return sale, delivery

    def buy(self, treasury: Treasury, buyer: Wallet = MINE, **terms: object) -> Sale:
        """A purchase by an account of the wallet that nobody delivers."""
        self._secret += 1
        salt = self._secret.to_bytes(32, "big")
        offered = sample_terms(self.gateway, STRANGER.address, salt=salt, **terms)
        listing = list_model(self.gateway, STRANGER, offered)
        sale = buy_model(self.gateway, buyer, listing, offered, self._secret)
        treasury.keep_purchase(sale)
        return sale

    def split(self, treasury: Treasury, *parts: tuple[Address, int]) -> Split:
        """A split that a stranger made."""
        shares = tuple(Share(account, bps) for account, bps in parts)
        made = Split.of(treasury.splits.chain.factory, shares)
        assert STRANGER.execute(self.gateway, treasury.splits.chain.create(shares)).succeeded
        return made

    def token(self) -> Address:
        """A plain ERC-20, of which the buyer holds plenty, and lets the market take it."""
        artifact = json.loads((CONTRACTS / "PlainToken.json").read_bytes())
        creation = bytes.fromhex(artifact["bytecode"].removeprefix("0x"))
        assert STRANGER.execute(self.gateway, Call(PROXY, bytes(32) + creation)).succeeded
        token = Address(keccak256(b"\xff" + PROXY.raw + bytes(32) + keccak256(creation))[12:])
        for name, to in (("mint", BUYER.address), ("approve", self.gateway.market)):
            data = keccak256(f"{name}(address,uint256)".encode())[:4] + address_word(to) + word(10**24)
            assert BUYER.execute(self.gateway, Call(token, data)).succeeded
        return token

    def tokens(self, token: Address, wallet: Wallet) -> int:
        """The balance of an account in a token."""
        data = keccak256(b"balanceOf(address)")[:4] + address_word(wallet.address)
        request = {"to": str(token), "data": "0x" + data.hex()}
        return int(self.rpc.call("eth_call", [request, "latest"], str), 16)

    def balance(self, wallet: Wallet) -> int:
        return self.gateway.balance_wei(wallet.address)


@pytest.fixture
def bank(tmp_path: Path) -> Iterator[Bank]:
    assets = Assets.find()
    deployed = market_deployment(assets, DEMO_BOUNDS)
    with running(None) as server:
        gateway = ChainGateway.connect([server.url], CHAIN_ID, deployed.address, reverts=revert_names(assets))
        rpc = RpcClient(server.url, attempts=1)
        for wallet in (STRANGER, BUYER, *OWN):
            gateway.faucet(wallet.address)
        for call in (deployed.call, companion_deployments(assets, deployed.address).splits.call):
            assert STRANGER.execute(gateway, call).succeeded
        made = Bank(server.url, rpc, gateway, tmp_path)
        yield made
        for treasury in made.opened:
            treasury.close()
        gateway.close()
        rpc.close()


@pytest.fixture
def treasury(bank: Bank) -> Treasury:
    return bank.treasury()
