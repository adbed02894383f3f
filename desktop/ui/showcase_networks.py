"""Networks, endpoints and a deployment in memory, for screenshots and GUI tests."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from desktop.core.balances import Holding, Trust, Voice
from desktop.core.cancel import CancelToken
from desktop.core.changes import Change, Progress, Topic
from desktop.core.endpoints import Condition, EndpointLook, EndpointStanding, Matter
from desktop.core.errors import NodeTimeout, RateLimited, WrongChain
from desktop.core.identity import Address, keccak256
from desktop.core.money import Currency
from desktop.core.transactions import Call, Head
from desktop.services.balances import BalanceLine
from desktop.services.deploying import Contract, DeployPart, DeployPlan
from desktop.services.network import NetworkInfo
from desktop.services.networks import NetworksService
from desktop.ui import showcase_values as values
from desktop.ui.showcase_parts import DEMO, Gate, Network, Publish

SEPOLIA = NetworkInfo(
    "Sepolia",
    11_155_111,
    ("https://ethereum-sepolia-rpc.publicnode.com", "https://sepolia.drpc.org", "https://1rpc.io/sepolia"),
    values.MARKET,
)
COMPANY = NetworkInfo("Company chain", 77_123, ("https://rpc.company.example/v1/0123456789abcdef0123",), None)


def standings() -> tuple[EndpointStanding, ...]:
    """One of each condition."""
    first, second = SEPOLIA.rpc_urls[:2]
    return (
        EndpointStanding(first, Condition.ANSWERS, is_preferred=True, latency_s=0.084, head=8_412_377),
        EndpointStanding(second, Condition.RESTS, fault=RateLimited(second, 30.0), rests_s=28.0),
        EndpointStanding("https://1rpc.io", Condition.BEHIND, latency_s=0.2, head=8_411_900, behind_s=5_700),
        EndpointStanding("https://node.example.org", Condition.WRONG_CHAIN, fault=WrongChain(11_155_111, 1)),
        EndpointStanding("https://liar.example.org", Condition.CONTRADICTED, latency_s=0.1, untruths=2),
        EndpointStanding(
            "https://other.example.org",
            Condition.DIFFERS,
            latency_s=0.1,
            differs_in=(Matter.FEES, Matter.NONCE),
        ),
        EndpointStanding("https://spare.example.org", Condition.UNASKED),
    )


def sample_tokens() -> list[BalanceLine]:
    """Usual ones, one that nodes contradict each other about, and one that tells nothing."""
    usdc, dai, odd, mute = (Address(keccak256(name)[12:]) for name in (b"usdc", b"dai", b"odd", b"mute"))
    told = (Voice(SEPOLIA.rpc_urls[0], 5 * 10**18), Voice(SEPOLIA.rpc_urls[1], 7 * 10**18))
    return [
        BalanceLine(Currency(usdc, "USDC", 6, "USD Coin"), Holding(usdc, 1_250_500_000, Trust.AGREED)),
        BalanceLine(Currency(dai, "DAI", 18, "Dai"), Holding(dai, None, Trust.DISPUTED, told), is_chosen=True),
        BalanceLine(Currency(odd, "", 18), Holding(odd, 10**30 + 1, Trust.AGREED), is_chosen=True),
        BalanceLine(Currency(mute, "MUTE", 0, tells_decimals=False), Holding(mute, None, Trust.UNREAD), is_chosen=True),
    ]  # fmt: skip


@dataclass
class Shelf:
    """The settings' networks, in memory."""

    kept: list[NetworkInfo] = field(default_factory=list)
    used: list[NetworkInfo | None] = field(default_factory=list)

    def all(self) -> tuple[NetworkInfo, ...]:
        return tuple(self.kept)

    def keep(self, info: NetworkInfo) -> None:
        self.kept = [one for one in self.kept if one.chain_id != info.chain_id] + [info]

    def forget(self, chain_id: int) -> None:
        self.kept = [one for one in self.kept if one.chain_id != chain_id]

    def use(self, info: NetworkInfo | None) -> None:
        self.used.append(info)


class Networks:
    """The real service over a shelf in memory; what endpoints answer is made up, and noted."""

    def __init__(self, gate: Gate, publish: Publish) -> None:
        self.gate, self._publish = gate, publish
        self.shelf = Shelf([COMPANY])
        self.asked: list[str] = []
        self.has_market = True
        self.chain_id = 0

    def service(self, current: NetworkInfo) -> NetworksService:
        return NetworksService(
            current=current,
            demo=replace(DEMO, rpc_urls=()),
            shelf=self.shelf,
            look=self._look,
            usual_market=lambda: values.MARKET,
            publish=self._publish,
        )

    def _look(self, url: str, _market: Address) -> EndpointLook:
        self.gate.pass_through("networks.look")
        self.asked.append(url)
        if "drpc" in url:
            return EndpointLook(url, url, fault=NodeTimeout(url))
        chain_id = self.chain_id or 11_155_111
        head = Head(8_412_377, int(time.time()) - 9, bytes(32))
        return EndpointLook(url, url, chain_id, head, 0.084, self.has_market)


@dataclass
class Deploying:
    """A deployment of which the market is missing."""

    gate: Gate
    publish: Publish
    there: set[str] = field(default_factory=lambda: {"RevenueSplits"})
    is_shown_missing: bool = False
    has_proxy: bool = True
    balance_wei: int = 4 * 10**17
    data_fee_wei: int = 0

    def market_is_there(self) -> bool:
        return "ModelMarket" in self.there or not self.is_shown_missing

    def plan(self) -> DeployPlan:
        self.gate.pass_through("deploying.plan")
        fees = {"ModelMarket": 29 * 10**15, "ModelRecords": 2 * 10**15, "RevenueSplits": 4 * 10**15}
        parts = tuple(
            DeployPart(
                Contract(name, Call(values.MARKET), Address(keccak256(name.encode())[12:]), 1),
                name in self.there,
                fee + self.data_fee_wei,
                self.data_fee_wei,
            )
            for name, fee in fees.items()
        )
        missing = sum(part.fee_most_wei for part in parts if not part.is_there)
        return DeployPlan(values.BUYER, parts, missing, self.balance_wei, self.has_proxy)

    def deploy(self, plan: DeployPlan, _cancel: CancelToken, progress: object) -> Sequence[bytes]:
        for place, part in enumerate(plan.parts):
            if callable(progress):
                progress(Progress("deploy", part.contract.name, place, len(plan.parts)))
            self.gate.pass_through("deploying.deploy")
            self.there.add(part.contract.name)
        self.publish(Change(Topic.NETWORK))
        return ()


def sample_networks(gate: Gate, publish: Publish) -> tuple[Network, Networks, Deploying]:
    """The network in use, those to choose from, and a deployment to the one in use."""
    return Network(gate), Networks(gate, publish), Deploying(gate, publish)
