"""The chain as the services see it: one object per set of endpoints, made here and handed in by bootstrap."""

from collections.abc import Mapping, Sequence
from typing import Self

import msgspec

from desktop.assets import Assets
from desktop.chain.account_history import ChainAccounts
from desktop.chain.approvals import ChainApprovals
from desktop.chain.artifacts import Artifact, RevertNames
from desktop.chain.balances import ChainBalances
from desktop.chain.birth import Birth, find_birth
from desktop.chain.cross_check import CrossCheck
from desktop.chain.deployment import Bounds, Companions, Deployment, deployment
from desktop.chain.ens.resolving import ChainNames
from desktop.chain.errors import LyingNode
from desktop.chain.facts import ChainFacts
from desktop.chain.headers import look
from desktop.chain.holdings import ChainHoldings
from desktop.chain.licences import LicenceCalls
from desktop.chain.logs import LogFollower, OlderReader
from desktop.chain.market import MarketCalls, address_word
from desktop.chain.nodes import Nodes
from desktop.chain.outcomes import ChainOutcomes
from desktop.chain.reader import ChainMarketReader
from desktop.chain.roles import ChainRoles
from desktop.chain.rpc import Hash, Quantity, RpcClient, to_bytes, to_int
from desktop.chain.simulation import ChainSimulator
from desktop.chain.splits import ChainSplits
from desktop.chain.tokens import ChainTokens
from desktop.chain.transactions import ChainTransactor, Sent
from desktop.core.cancel import CancelToken
from desktop.core.endpoints import EndpointStanding
from desktop.core.errors import NoContract, Reverted
from desktop.core.identity import Address

FAUCET_PATIENCE_S = 60.0


class _Given(msgspec.Struct, rename="camel"):
    """The faucet's transaction, as far as it is asked."""

    value: Quantity
    nonce: Quantity
    sender: str = msgspec.field(name="from")


class ChainGateway(ChainTransactor, ChainMarketReader):
    """Transactor, market reader and market calls over the same endpoints (``desktop.services.ports``)."""

    def __init__(self, nodes: Nodes, market: Address, first_block: int = 0) -> None:
        """Make a gateway; nothing is sent yet.

        Args:
            nodes: The endpoints.
            market: The market contract.
            first_block: Where it was deployed, or earlier.
        """
        ChainTransactor.__init__(self, nodes)
        ChainMarketReader.__init__(self, nodes, market, first_block)
        self._facts: dict[RpcClient, ChainFacts] = {}
        self.calls = MarketCalls(market)
        self.tokens = ChainTokens(nodes, market)
        self.names = ChainNames(nodes)
        self.licence_calls = LicenceCalls(market)
        self.balances = ChainBalances(nodes)

    @classmethod
    def connect(
        cls,
        urls: Sequence[str],
        chain_id: int,
        market: Address,
        *,
        reverts: RevertNames,
        first_block: int = 0,
        timeout_s: float = 15.0,
        compares_accounts: bool = False,
    ) -> Self:
        """Make a gateway for the addresses of the settings; ``compares_accounts`` as the person chose (``Nodes``).

        Raises:
            InvalidNodeUrl: One of them is none.
        """
        attempts = 3 if len(urls) == 1 else 1  # where there is another endpoint, it is the next attempt
        clients = [
            RpcClient(url, timeout_s=timeout_s, attempts=attempts, decode_revert=reverts.decode)
            for url in urls
        ]
        return cls(Nodes(chain_id, clients, compares_accounts=compares_accounts), market, first_block)

    def close(self) -> None:
        """Close the connections; the gateway is not used again."""
        self._nodes.close()

    def witnesses(self) -> tuple[ChainMarketReader, ...]:
        """One reader per operator, for comparing what they tell (EXCHANGE.md sections 8 and 9).

        Addresses at one host are one operator's: its second address, or key, is no second opinion.
        """
        return tuple(
            ChainMarketReader(Nodes(self.chain_id, [client]), self.market, self._first_block)
            for client in self._nodes.operators()
        )

    def fact_sources(self, records: Address) -> tuple[ChainFacts, ...]:
        """What each operator's endpoint says of market and records, block by block: of those that did not lie, if any."""
        clients = self._nodes.operators() or self._nodes.clients[:1]
        for client in clients:
            if client not in self._facts:
                self._facts[client] = ChainFacts(Nodes(self.chain_id, [client]), self.market, records)
        return tuple(self._facts[client] for client in clients)

    def splits(self, factory: Address) -> ChainSplits:
        """The maker of revenue splits at an address, over the same endpoints."""
        return ChainSplits(self._nodes, factory)

    def account_history(self) -> ChainAccounts:
        """What happened to an account, over the same endpoints."""
        return ChainAccounts(self._nodes)

    def approvals(self) -> ChainApprovals:
        """What approvals allow now, over the same endpoints."""
        return ChainApprovals(self._nodes)

    def simulator(self) -> ChainSimulator:
        """Tries calls without sending them, over the same endpoints."""
        return ChainSimulator(self._nodes)

    def outcomes(self) -> ChainOutcomes:
        """What became of transactions, over the same endpoints."""
        return ChainOutcomes(self._nodes)

    def roles(self, *, records: Address, splits: Address) -> ChainRoles:
        """What is at an address, over the same endpoints; ``records`` and ``splits`` are the market's companions."""
        return ChainRoles(self._nodes, self.market, records=records, splits=splits)

    def holdings(self) -> ChainHoldings:
        """The books of the market and of splits, over the same endpoints."""
        return ChainHoldings(self._nodes, self)

    def check_contract(self) -> None:
        """Make sure that the market is there, for this chain.

        Raises:
            NoContract: There is no code at the address, or another contract's.
        """
        check_market(self)

    def follow(
        self,
        last_indexed: int | None,
        block_hashes: dict[int, bytes],
        records: Address | None = None,
        first_indexed: int | None = None,
        first_block: int | None = None,
        older: OlderReader | None = None,
        limits: Mapping[str, tuple[int, int]] | None = None,
    ) -> LogFollower:
        """A follower that goes on after ``last_indexed``; None begins at the head and goes back.

        Args:
            last_indexed: The last block that was written.
            block_hashes: The hashes written with it.
            records: The records contract, followed in the same pass.
            first_indexed: The first block that was written; None if nothing older is missing.
            first_block: Where the market was deployed, or earlier; None for what ``connect`` was told.
            older: Who reads the bulk of what is older.
            limits: What was learnt of the endpoints before.
        """
        return LogFollower(
            self._nodes,
            self.market,
            records=records,
            first_block=self._first_block if first_block is None else first_block,
            first_indexed=first_indexed,
            last_indexed=last_indexed,
            block_hashes=block_hashes,
            older=older,
            limits=limits,
        )

    def birth(self) -> Birth:
        """Where the market begins on this chain.

        Raises:
            AppError: The nodes failed.
        """
        seen = self._nodes.first(look)
        return find_birth(self._nodes, self.market, seen.head, seen.final)

    def cross_check(self) -> CrossCheck:
        """Second opinions on what the follower reads, over the same endpoints."""
        return CrossCheck(self._nodes, self.market)

    @property
    def origin(self) -> str:
        """The endpoint that answered last, as it may be shown."""
        return self._nodes.origin

    def distrust(self, origin: str) -> None:
        """Ask an endpoint only if no other answers."""
        self._nodes.distrust(origin)

    def standings(self) -> tuple[EndpointStanding, ...]:
        """How each endpoint stands; asks nobody."""
        return self._nodes.standings()

    def scan(self) -> None:
        """Ask each operator for its newest block."""
        self.balances.heads()

    def faucet(self, account: Address) -> int:
        """Ask the demo chain for coins, wait until they are there, and return how many wei.

        Raises:
            NodeRefused: This chain has no faucet, or the account holds plenty.
        """
        given = to_bytes(self._nodes.clients[0].send("licet_faucet", [str(account)], Hash))
        found = self._nodes.find("eth_getTransactionByHash", ["0x" + given.hex()], _Given)
        if found is None:
            raise LyingNode(self._nodes.origin, "the faucet's transaction is not there")
        sent = Sent(Address(bytes.fromhex(found.sender[2:])), to_int(found.nonce), given)
        receipt = self.wait(sent, CancelToken(), FAUCET_PATIENCE_S, poll_s=0.1)
        return to_int(found.value) if receipt.succeeded else 0


def check_market(reader: ChainMarketReader) -> None:
    """Raise ``NoContract`` unless a market for this chain answers at the reader's address."""
    try:
        told = reader.chain_id_of_market()
        reader.bounds()
    except Reverted as error:
        raise NoContract(str(reader.market)) from error
    if told != reader.chain_id:
        raise NoContract(str(reader.market))


def chain_id_of(url: str) -> int:
    """Ask a node for its chain id.

    Raises:
        InvalidNodeUrl: The text is no address.
        NotJsonRpc: Something else answers there.
    """
    client = RpcClient(url, attempts=2)
    try:
        return to_int(client.call("eth_chainId", [], Quantity))
    finally:
        client.close()


def probe(url: str, market: Address) -> int:
    """Ask a node for its chain id and whether the market is there (``services.network.Prober``).

    Raises:
        InvalidNodeUrl: The text is no address.
        NotJsonRpc: Something else answers there.
        NoContract: The market is not on that chain.
    """
    client = RpcClient(url, attempts=2)
    try:
        chain_id = to_int(client.call("eth_chainId", [], Quantity))
        check_market(ChainMarketReader(Nodes(chain_id, [client]), market))
    finally:
        client.close()
    return chain_id


def read_artifact(assets: Assets, name: str) -> Artifact:
    """A committed contract by its Solidity name."""
    return Artifact.parse(assets.contract(name).read_bytes())


def revert_names(assets: Assets) -> RevertNames:
    """The errors of all our contracts."""
    names = ("ModelMarket", "ModelLicence", "ModelRecords", "RevenueSplit", "RevenueSplits")
    return RevertNames(*(read_artifact(assets, name) for name in names))


def market_deployment(assets: Assets, bounds: Bounds) -> Deployment:
    """How a market with these bounds is deployed."""
    return deployment("ModelMarket", read_artifact(assets, "ModelMarket"), bounds.encode())


def companion_deployments(assets: Assets, market: Address) -> Companions:
    """The records contract of a market, and the maker of revenue splits, which is the same for all markets."""
    return Companions(
        deployment("ModelRecords", read_artifact(assets, "ModelRecords"), address_word(market)),
        deployment("RevenueSplits", read_artifact(assets, "RevenueSplits")),
    )
