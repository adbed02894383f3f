"""Names followed both ways on a real chain with a real registry."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from desktop.assets import Assets
from desktop.chain.embedded.genesis import CHAIN_ID
from desktop.chain.embedded.server import running
from desktop.chain.ens.normalising import InvalidEnsName
from desktop.chain.ens.resolving import REGISTRIES, ChainNames, dns_name, namehash
from desktop.chain.gateway import ChainGateway, revert_names
from desktop.chain.nodes import Nodes
from desktop.chain.rpc import RpcClient
from desktop.core.identity import Address
from desktop.services.names import NameElsewhere, NameNotFound, NamesDisagree, NamesUnserved, ResolvedName
from tests.helpers.chain import Wallet
from tests.helpers.names import Ens, deploy_ens

ADA, GRACE, THIEF = (Address(bytes([n]) * 20) for n in (0xA1, 0xB2, 0xC3))


@pytest.fixture(scope="module")
def places() -> Iterator[tuple[Ens, Ens]]:
    """Two nodes with a registry each, which agree on ada.eth and not on grace.eth."""
    with ExitStack() as stack:
        found = []
        for grace in (GRACE, THIEF):
            server = stack.enter_context(running(None))
            gateway = ChainGateway.connect([server.url], CHAIN_ID, ADA, reverts=revert_names(Assets.find()))
            stack.callback(gateway.close)
            root = Wallet.number(0)
            gateway.faucet(root.address)
            ens = deploy_ens(gateway, root)
            ens.lead("ada.eth", ADA)
            ens.lead("grace.eth", grace)
            found.append(ens)
        yield found[0], found[1]


@pytest.fixture(scope="module")
def ens(places: tuple[Ens, Ens]) -> Ens:
    return places[0]


@pytest.fixture
def names(ens: Ens) -> ChainNames:
    return ChainNames(ens.gateway._nodes, ens.registry)


@pytest.mark.parametrize(
    ("name", "node"),
    [
        ("", "0" * 64),
        ("eth", "93cdeb708b7545dc668eb9280176169d1c33cfd8ed6f04690a0bcc88a93fc4ae"),
        ("foo.eth", "de9b09fd7c5f901e23a3f19fecc54828e9c848539801e86591bd9801b019f84f"),
    ],
)
def test_the_nodes_of_eip_137_come_out(name: str, node: str) -> None:
    assert namehash(name).hex() == node


def test_a_name_leads_to_its_address_however_it_is_written(names: ChainNames) -> None:
    assert names.forward(" Ada.ETH ") == ResolvedName("ada.eth", ADA)


@pytest.mark.parametrize("name", ["nobody.eth", "sub.ada.eth"])
def test_a_name_without_address_leads_nowhere(names: ChainNames, name: str) -> None:
    with pytest.raises(NameNotFound):
        names.forward(name)


def test_a_name_that_was_made_and_set_to_nothing_leads_nowhere(ens: Ens, names: ChainNames) -> None:
    ens.own("empty.eth")

    with pytest.raises(NameNotFound):
        names.forward("empty.eth")


def test_a_resolver_that_is_no_contract_leads_nowhere(ens: Ens, names: ChainNames) -> None:
    ens.own("hollow.eth", THIEF)

    with pytest.raises(NameNotFound):
        names.forward("hollow.eth")


@pytest.mark.parametrize("name", ["eth", "vit\u0430lik.eth", "a b.eth"])
def test_what_is_no_name_is_refused_before_anything_is_asked(ens: Ens, name: str) -> None:
    dead = ChainNames(Nodes(CHAIN_ID, [RpcClient("http://127.0.0.1:9")]), ens.registry)

    with pytest.raises(InvalidEnsName):
        dead.forward(name)


def test_a_wildcard_resolver_answers_for_names_below_its_own(ens: Ens, names: ChainNames) -> None:
    ens.own("wild.eth", ens.wildcard(GRACE))

    assert names.forward("anything.at.wild.eth").address == GRACE


def test_an_answer_that_lies_outside_the_chain_is_named_and_not_fetched(ens: Ens, names: ChainNames) -> None:
    ens.own("off.eth", ens.wildcard(GRACE, elsewhere=True))

    with pytest.raises(NameElsewhere) as caught:
        names.forward("me.off.eth")

    assert caught.value.name == "me.off.eth"


def test_an_address_shows_the_name_that_leads_back_to_it(ens: Ens, names: ChainNames) -> None:
    ens.call_itself(ADA, "ada.eth")

    assert names.reverse(ADA) == "ada.eth"


@pytest.mark.parametrize("told", ["ada.eth", "Grace.eth", "nobody.eth", "", "vit\u0430lik.eth"])
def test_a_name_that_does_not_lead_back_or_is_not_in_its_normal_form_is_not_shown(
    ens: Ens, names: ChainNames, told: str
) -> None:
    ens.call_itself(THIEF if told == "ada.eth" else GRACE, told)

    assert names.reverse(THIEF if told == "ada.eth" else GRACE) is None


def test_an_address_without_a_name_has_none(names: ChainNames) -> None:
    assert names.reverse(Address(b"\x77" * 20)) is None


def test_endpoints_that_disagree_are_both_not_believed(places: tuple[Ens, Ens]) -> None:
    nodes = Nodes(CHAIN_ID, [ens.gateway._nodes.clients[0] for ens in places])
    both = ChainNames(nodes, places[0].registry)

    assert both.forward("ada.eth").address == ADA
    with pytest.raises(NamesDisagree) as caught:
        both.forward("grace.eth")
    assert {caught.value.first, caught.value.second} == {GRACE, THIEF}


def test_an_endpoint_that_is_down_is_passed_over(ens: Ens) -> None:
    dead = RpcClient("http://127.0.0.1:9", attempts=1)
    nodes = Nodes(CHAIN_ID, [dead, ens.gateway._nodes.clients[0]])

    assert ChainNames(nodes, ens.registry).forward("ada.eth").address == ADA


def test_a_network_without_ens_has_no_names_and_is_asked_for_none() -> None:
    dead = ChainNames(Nodes(CHAIN_ID, [RpcClient("http://127.0.0.1:9")]))

    assert not dead.is_served
    assert dead.reverse(ADA) is None
    with pytest.raises(NamesUnserved):
        dead.forward("ada.eth")
    assert 1 in REGISTRIES


def test_names_are_written_as_dns_does_for_wildcards() -> None:
    assert dns_name("ada.eth") == b"\x03ada\x03eth\x00"
    with pytest.raises(InvalidEnsName):
        dns_name("a" * 64 + ".eth")
