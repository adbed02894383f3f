"""Which endpoints count as two opinions."""

import pytest

from desktop.chain.artifacts import RevertNames
from desktop.chain.gateway import ChainGateway
from desktop.core.identity import Address


@pytest.mark.parametrize(
    ("urls", "opinions"),
    [
        (["https://a.example/", "https://b.example/"], 2),
        (["https://a.example/", "https://a.example/"], 1),
        (["https://a.example/v3/key-one", "https://a.example/v3/key-two"], 1),
        (["https://a.example", "https://A.example.:8443", "http://a.example:443/x"], 1),
        (["http://127.0.0.1:8545", "http://127.0.0.1:8546"], 2),
    ],
)
def test_a_second_address_of_one_host_is_no_second_opinion(
    urls: list[str], opinions: int, reverts: RevertNames
) -> None:
    gateway = ChainGateway.connect(urls, 1, Address(bytes(20)), reverts=reverts)

    assert len(gateway.witnesses()) == opinions
    gateway.close()
