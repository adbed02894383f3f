"""The networks that are known, and the links by which networks are handed on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.identity import Address
from desktop.core.network_links import InvalidNetworkLink, NetworkOffer, read_link, write_link
from desktop.core.networks import KNOWN_NETWORKS, known_network, may_hold_key

MARKET = "0x" + "5a" * 20


def test_every_known_network_has_several_operators_each_with_one_address() -> None:
    assert [network.name for network in KNOWN_NETWORKS] == [
        "Ethereum", "Sepolia", "Base", "Optimism", "Arbitrum One", "Polygon",
    ]  # fmt: skip
    for network in KNOWN_NETWORKS:
        assert len({endpoint.operator for endpoint in network.endpoints}) == len(network.endpoints) >= 4
        assert len({endpoint.host for endpoint in network.endpoints}) == len(network.endpoints)
        assert all(endpoint.url.startswith("https://") for endpoint in network.endpoints)
        assert not any(may_hold_key(endpoint.url) for endpoint in network.endpoints)


def test_the_coin_of_polygon_is_not_called_ether() -> None:
    polygon = known_network(137)

    assert polygon is not None
    assert polygon.coin == "POL"


ADDRESSES = st.binary(min_size=20, max_size=20).map(Address)
URLS = st.lists(
    st.from_regex(
        r"https://[a-z]{1,20}\.example(:[1-9][0-9]{0,3})?(/[a-zA-Z0-9_\-&=%?+]{0,40})?", fullmatch=True
    ),
    max_size=8,
    unique=True,
)


@given(
    chain_id=st.integers(200_000, 2**53).filter(lambda number: known_network(number) is None),
    name=st.from_regex(r"[A-Z][a-z]{2,8}( [a-z&=%+]{1,8}[a-z])?", fullmatch=True),
    market=st.none() | ADDRESSES,
    urls=URLS,
)
def test_a_link_says_what_was_put_in(
    chain_id: int, name: str, market: Address | None, urls: list[str]
) -> None:
    offer = NetworkOffer(chain_id, name, "ETH", market, tuple(urls))
    link = write_link(offer)
    if len(link) > 2000 or name.startswith(tuple(network.name.split()[0] for network in KNOWN_NETWORKS)):
        return

    assert read_link(link) == offer
    assert read_link("  " + link.replace("licet:", "LICET://") + "\n") == offer


@given(st.text(max_size=300))
def test_no_text_makes_reading_a_link_fail_otherwise_than_in_words(text: str) -> None:
    for body in (text, "licet:network?" + text, "licet:network?chain=5&" + text):
        try:
            offer = read_link(body)
        except InvalidNetworkLink:
            continue
        assert offer.name.isascii()
        assert len(offer.rpc_urls) <= 8


@pytest.mark.parametrize(
    ("query", "part"),
    [
        ("chain=0", "chain"),
        ("chain=-1", "chain"),
        ("chain=١", "chain"),
        ("chain=99999999999999999999", "chain"),
        ("name=x", "chain"),
        ("chain=5&chain=6", "link"),
        ("chain=5&market=0x1234", "market"),
        (
            "chain=5&market=0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eb48",
            "market",
        ),  # a digit of the checksum is wrong
        ("chain=5&rpc=http://node.example", "rpc"),
        ("chain=5&rpc=http://192.168.1.1/", "rpc"),
        ("chain=5&rpc=file:///etc/passwd", "rpc"),
        ("chain=5&rpc=https://user:word@node.example", "rpc"),
        ("chain=5&rpc=https://node.example/%0d%0aHost:%20x", "rpc"),
        ("chain=5&rpc=https://b%D0%B0nk.example", "rpc"),
        ("chain=5" + "&rpc=https://n.example" * 9, "rpc"),
        ("chain=5&name=Ethereum", "name"),
        ("chain=5&name=ethereum%20Mainnet", "name"),
        ("chain=5&name=%FF", "link"),
        ("chain=5&name=" + "x" * 2000, "link"),
    ],
)
def test_what_a_link_may_not_say_is_refused(query: str, part: str) -> None:
    with pytest.raises(InvalidNetworkLink) as refused:
        read_link("licet:network?" + query)

    assert refused.value.part == part


def test_a_known_chain_keeps_its_own_name_and_coin() -> None:
    offer = read_link(f"licet:network?chain=137&name=Free+money&coin=ETH&market={MARKET}")

    assert (offer.name, offer.coin, offer.market) == ("Polygon", "POL", Address.parse(MARKET))


def test_names_lose_what_reads_backwards_or_hides() -> None:
    offer = read_link("licet:network?chain=77777&name=Good%E2%80%AE%20net%00work")

    assert offer.name == "Good net work"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://mainnet.infura.io/v3/0123456789abcdef0123456789abcdef", True),
        ("https://eth-mainnet.g.alchemy.com/v2/abcDEF0123456789", True),
        ("https://node.example/?apikey=1", True),
        ("https://node.example/rpc", False),
        ("http://127.0.0.1:8545", False),
        ("http://[", True),
    ],
)
def test_addresses_that_may_hold_a_key_are_told_apart(url: str, expected: bool) -> None:
    assert may_hold_key(url) is expected
