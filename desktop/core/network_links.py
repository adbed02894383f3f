"""A network as a link that one person hands to another: ``licet:network?chain=…&market=…&rpc=…``.

A link is a stranger's proposal. Reading it asks nobody; what it says is shown, and used only after a yes.
"""

from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from desktop.core.errors import InvalidAddress, UserError
from desktop.core.identity import Address
from desktop.core.networks import (
    KNOWN_NETWORKS,
    MOST_ENDPOINTS,
    MOST_NAME_CHARS,
    is_on_this_machine,
    known_network,
)
from desktop.core.tokens import clean_name, clean_symbol

MOST_CHARS = 2_000
_MOST_URL_CHARS = 300
_MOST_CHAIN_ID = 2**53
_PREFIXES = ("licet:network?", "licet://network?")
_ONCE = frozenset({"chain", "name", "coin", "market"})


@dataclass(eq=False)
class InvalidNetworkLink(UserError):
    """The text is no network's link; ``part`` is one of our own words: link, chain, market, rpc, name."""

    part: str


@dataclass(frozen=True, slots=True)
class NetworkOffer:
    """What a link proposes; nothing of it was checked with anybody."""

    chain_id: int
    name: str
    coin: str
    market: Address | None
    rpc_urls: tuple[str, ...]


def write_link(offer: NetworkOffer) -> str:
    """The link of a network."""
    fields = [("chain", str(offer.chain_id)), ("name", offer.name), ("coin", offer.coin)]
    if offer.market is not None:
        fields.append(("market", str(offer.market)))
    fields += [("rpc", url) for url in offer.rpc_urls]
    return _PREFIXES[0] + urlencode(fields, quote_via=quote, safe=":/")


def read_link(text: str) -> NetworkOffer:
    """What a link says, cleaned.

    An endpoint must be https, or on this computer: a stranger's link shall not lead into the person's own network,
    nor send what is asked in clear text.

    Raises:
        InvalidNetworkLink: It is none, too long, or a part of it is wrong; nothing of it is used.
    """
    body = text.strip()
    prefix = next((one for one in _PREFIXES if body.lower().startswith(one)), None)
    if prefix is None or len(body) > MOST_CHARS:
        raise InvalidNetworkLink("link")
    try:
        pairs = parse_qsl(
            body[len(prefix) :],
            keep_blank_values=True,
            strict_parsing=True,
            errors="strict",
            max_num_fields=20,
        )
    except ValueError as error:
        raise InvalidNetworkLink("link") from error
    single = [name for name, _ in pairs if name in _ONCE]
    if len(single) != len(set(single)):
        raise InvalidNetworkLink("link")
    fields = dict(pairs)
    chain_id = _chain_id(fields.get("chain", ""))
    known = known_network(chain_id)
    return NetworkOffer(
        chain_id=chain_id,
        # Who calls another chain "Ethereum" misleads: of known networks the name is ours.
        name=known.name if known else _name(fields.get("name", ""), chain_id),
        coin=known.coin if known else clean_symbol(fields.get("coin", "")) or "ETH",
        market=_market(fields.get("market")),
        rpc_urls=_urls([value for name, value in pairs if name == "rpc"]),
    )


def is_node_url(text: str) -> bool:
    """Whether a text can be the address of a node: http or https, a host, no user, no spaces."""
    if (
        len(text) > _MOST_URL_CHARS
        or not text.isascii()
        or any(c.isspace() or not c.isprintable() for c in text)
    ):
        return False
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc


def _chain_id(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or len(text) > 16 or not 0 < int(text) <= _MOST_CHAIN_ID:
        raise InvalidNetworkLink("chain")
    return int(text)


def _name(text: str, chain_id: int) -> str:
    """Who calls another chain by a known one's name misleads; "Base Sepolia" or "Database" do not."""
    name = clean_name(text)[:MOST_NAME_CHARS].strip()
    if _bare(name) in {_bare(network.name) for network in KNOWN_NETWORKS}:
        raise InvalidNetworkLink("name")
    return name or f"chain {chain_id}"


def _bare(name: str) -> str:
    letters = "".join(c for c in name.casefold() if c.isalpha())
    return letters.removesuffix("mainnet").removesuffix("one")


def _market(text: str | None) -> Address | None:
    if not text:
        return None
    try:
        return Address.parse(text)
    except InvalidAddress as error:
        raise InvalidNetworkLink("market") from error


def _urls(urls: list[str]) -> tuple[str, ...]:
    if len(urls) > MOST_ENDPOINTS:
        raise InvalidNetworkLink("rpc")
    for url in urls:
        if not is_node_url(url) or not (url.startswith("https://") or is_on_this_machine(url)):
            raise InvalidNetworkLink("rpc")
    return tuple(dict.fromkeys(urls))
