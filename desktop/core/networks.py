"""The networks that Licet knows by name, and what may be entered for any other.

Nothing here is asked by itself: an endpoint is contacted when the person has chosen it, and no other ever. Who runs
which endpoint, and why these, stands in docs/networks.md.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from desktop.core.identity import Address

DEMO_CHAIN_ID = 20_261_120
"""The demo network's own id (its birthday); in no public list, so that no signature made here is worth anything
elsewhere (EIP-155)."""
MOST_ENDPOINTS = 8
MOST_NAME_CHARS = 40
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_SHORTEST_KEY = 16


@dataclass(frozen=True, slots=True)
class KnownEndpoint:
    """A public endpoint and who runs it. It asks for no key, and may limit how often it is asked."""

    url: str
    operator: str

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""


@dataclass(frozen=True, slots=True)
class KnownNetwork:
    """A network by name.

    Attributes:
        chain_id: As every signature binds it (EIP-155).
        name: As people call it.
        coin: Symbol of its own coin.
        block_time_s: Usual time between two blocks.
        is_test: Whether its coins have no value.
        endpoints: Of operators that are independent of each other.
        tokens: Contracts that many accounts hold, for the list of balances; each network's own issuers name them.
    """

    chain_id: int
    name: str
    coin: str
    block_time_s: float
    is_test: bool
    endpoints: tuple[KnownEndpoint, ...]
    tokens: tuple[Address, ...] = ()


def _endpoints(**urls: str) -> tuple[KnownEndpoint, ...]:
    return tuple(KnownEndpoint(url, _OPERATORS[name]) for name, url in urls.items())


def _tokens(*addresses: str) -> tuple[Address, ...]:
    return tuple(map(Address.parse, addresses))


_OPERATORS = {
    "publicnode": "PublicNode (Allnodes)",
    "drpc": "dRPC",
    "onerpc": "1RPC (Automata)",
    "llama": "LlamaNodes",
    "merkle": "Merkle",
    "tenderly": "Tenderly",
    "base": "Base (Coinbase)",
    "optimism": "Optimism Foundation",
    "arbitrum": "Offchain Labs",
    "polygon": "Polygon Labs",
}
_WETH_OF_OP_STACK = "0x4200000000000000000000000000000000000006"

KNOWN_NETWORKS: tuple[KnownNetwork, ...] = (
    KnownNetwork(
        1, "Ethereum", "ETH", 12.0, False,
        _endpoints(
            publicnode="https://ethereum-rpc.publicnode.com", drpc="https://eth.drpc.org",
            onerpc="https://1rpc.io/eth", llama="https://eth.llamarpc.com", merkle="https://eth.merkle.io",
        ),
        _tokens(
            "0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48",  # USDC
            "0xdAC17F958D2ee523a2206206994597C13D831ec7",  # USDT
            "0x6B175474E89094C44Da98b954EedeAC495271d0F",  # DAI
            "0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2",  # WETH
        ),
    ),
    KnownNetwork(
        11_155_111, "Sepolia", "ETH", 12.0, True,
        _endpoints(
            publicnode="https://ethereum-sepolia-rpc.publicnode.com", drpc="https://sepolia.drpc.org",
            onerpc="https://1rpc.io/sepolia", tenderly="https://sepolia.gateway.tenderly.co",
        ),
        _tokens("0x1c7D4B196Cb0C7B01d743Fbc6116a902379C7238"),  # USDC
    ),
    KnownNetwork(
        8_453, "Base", "ETH", 2.0, False,
        _endpoints(
            base="https://mainnet.base.org", publicnode="https://base-rpc.publicnode.com",
            drpc="https://base.drpc.org", onerpc="https://1rpc.io/base", llama="https://base.llamarpc.com",
        ),
        _tokens("0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913", _WETH_OF_OP_STACK),  # USDC
    ),
    KnownNetwork(
        10, "Optimism", "ETH", 2.0, False,
        _endpoints(
            optimism="https://mainnet.optimism.io", publicnode="https://optimism-rpc.publicnode.com",
            drpc="https://optimism.drpc.org", onerpc="https://1rpc.io/op",
        ),
        _tokens("0x0b2C639c533813f4Aa9D7837CAf62653d097Ff85", _WETH_OF_OP_STACK),  # USDC
    ),
    KnownNetwork(
        42_161, "Arbitrum One", "ETH", 0.25, False,
        _endpoints(
            arbitrum="https://arb1.arbitrum.io/rpc", publicnode="https://arbitrum-one-rpc.publicnode.com",
            drpc="https://arbitrum.drpc.org", onerpc="https://1rpc.io/arb",
        ),
        _tokens(
            "0xaf88d065e77c8cC2239327C5EDb3A432268e5831",  # USDC
            "0xFd086bC7CD5C481DCC9C85ebE478A1C0b69FCbb9",  # USDT
            "0x82aF49447D8a07e3bd95BD0d56f35241523fBab1",  # WETH
        ),
    ),
    KnownNetwork(
        137, "Polygon", "POL", 2.0, False,
        _endpoints(
            polygon="https://polygon-rpc.com", publicnode="https://polygon-bor-rpc.publicnode.com",
            drpc="https://polygon.drpc.org", onerpc="https://1rpc.io/matic",
        ),
        _tokens(
            "0x3c499c542cEF5E3811e1192ce70d8cC03d5c3359",  # USDC
            "0x7ceB23fD6bC0adD59E62ac25578270cFf1b9f619",  # WETH
        ),
    ),
)  # fmt: skip


def known_network(chain_id: int) -> KnownNetwork | None:
    """The network of this chain id, if Licet knows it by name."""
    return next((network for network in KNOWN_NETWORKS if network.chain_id == chain_id), None)


def coin_of(chain_id: int) -> str:
    """What the coin of a chain is called, whichever network is in use; ETH where nobody said otherwise."""
    network = known_network(chain_id)
    return "ETH" if network is None else network.coin


def is_on_this_machine(url: str) -> bool:
    """Whether a node's address leads to this computer."""
    return _host(url) in _LOOPBACK


def may_hold_key(url: str) -> bool:
    """Whether an address of a node may hold what is meant for one person: a long word in its path, or a query."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return True
    known = {endpoint.url for network in KNOWN_NETWORKS for endpoint in network.endpoints}
    if url in known:
        return False
    words = [word for word in parts.path.split("/") if len(word) >= _SHORTEST_KEY]
    return bool(words or parts.query or parts.fragment or parts.username or parts.password)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
