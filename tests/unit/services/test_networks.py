"""Choosing, setting up, forgetting and sharing networks, over the real settings file."""

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.bootstrap.settings import NetworkSettings
from desktop.config import SettingsFile
from desktop.core.changes import Change, Topic
from desktop.core.endpoints import EndpointLook
from desktop.core.errors import NodeUnreachable
from desktop.core.identity import Address
from desktop.services.network import NetworkInfo
from desktop.services.networks import (
    EndpointsDiffer,
    NetworkInUse,
    NetworksService,
    NoEndpoint,
    NothingToShare,
    TooManyEndpoints,
)

USUAL = Address(b"\x5a" * 20)
DEMO = NetworkInfo("Demo", 20_261_120, (), None, is_demo=True)
MINE = NetworkInfo(
    "Mine", 77_001, ("https://a.example", "https://b.example/v3/0123456789abcdef0123"), None,
    accounts_together=True, compares_amounts=False, coin="MIN", own_node=True,
)  # fmt: skip


class Desk:
    def __init__(self, path: Path, current: NetworkInfo = DEMO) -> None:
        self.file = SettingsFile(path)
        self.asked: list[tuple[str, Address]] = []
        self.changes: list[Topic] = []
        self.answer: Callable[[str], EndpointLook] = lambda url: EndpointLook(url, url, 77_001)
        self.service = NetworksService(
            current=current, demo=DEMO, shelf=NetworkSettings(self.file), look=self._look,
            usual_market=lambda: USUAL, publish=self._publish,
        )  # fmt: skip

    def _look(self, url: str, market: Address) -> EndpointLook:
        self.asked.append((url, market))
        return self.answer(url)

    def _publish(self, change: Change) -> None:
        self.changes.append(change.topic)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "settings.json")


def test_the_choices_are_the_demo_and_the_known_ones_and_nobody_is_asked(desk: Desk) -> None:
    choices = desk.service.choices()

    assert [choice.info.name for choice in choices] == [
        "Demo", "Ethereum", "Sepolia", "Base", "Optimism", "Arbitrum One", "Polygon",
    ]  # fmt: skip
    assert [choice.is_set_up for choice in choices] == [True] + [False] * 6
    assert all(not choice.info.rpc_urls for choice in choices)
    assert desk.asked == []


def test_what_was_chosen_is_as_it_was_after_a_restart(desk: Desk, tmp_path: Path) -> None:
    desk.service.use(MINE)

    again = SettingsFile(tmp_path / "settings.json")
    assert NetworkSettings(again).all() == (MINE,)
    kept = again.settings
    assert (kept.chain_id, kept.rpc_urls, kept.coin) == (77_001, MINE.rpc_urls, "MIN")
    assert (kept.accounts_together, kept.compare_amounts, kept.own_node) == (True, False, True)
    assert desk.changes == [Topic.CONNECTION]


def test_going_back_to_the_demo_keeps_what_was_set_up(desk: Desk) -> None:
    desk.service.use(MINE)
    desk.service.use(DEMO)

    assert desk.file.settings.rpc_urls == ()
    assert [choice.info.name for choice in desk.service.choices()[:2]] == ["Demo", "Mine"]


def test_a_network_without_a_node_cannot_be_used(desk: Desk) -> None:
    for act in (desk.service.use, desk.service.keep):
        with pytest.raises(NoEndpoint):
            act(NetworkInfo("Sepolia", 11_155_111, (), None))
    assert desk.file.settings.rpc_urls == ()


def test_exactly_the_given_addresses_are_asked_about_the_usual_market(desk: Desk) -> None:
    looks = desk.service.look([" https://a.example ", "", "https://b.example", "https://a.example"])

    assert sorted(desk.asked) == [("https://a.example", USUAL), ("https://b.example", USUAL)]
    assert [look.url for look in looks] == ["https://a.example", "https://b.example"]


@pytest.mark.parametrize(("count", "error"), [(0, NoEndpoint), (9, TooManyEndpoints)])
def test_no_node_or_too_many_are_not_asked(desk: Desk, count: int, error: type[Exception]) -> None:
    with pytest.raises(error):
        desk.service.look([f"https://{i}.example" for i in range(count)])
    assert desk.asked == []


def test_a_new_network_takes_the_chain_that_its_nodes_say(desk: Desk) -> None:
    desk.answer = lambda url: (
        EndpointLook(url, url, fault=NodeUnreachable(url)) if "b." in url else EndpointLook(url, url, 77_001)
    )
    looks = desk.service.look(["https://a.example", "https://b.example"])

    settled = desk.service.settle(NetworkInfo("", 0, (), None, coin="MIN"), looks)

    assert (settled.chain_id, settled.name, settled.coin) == (77_001, "chain 77001", "MIN")
    assert settled.rpc_urls == ("https://a.example", "https://b.example")  # the second may answer later


def test_a_known_chain_keeps_its_name_whatever_was_typed(desk: Desk) -> None:
    desk.answer = lambda url: EndpointLook(url, url, 137)

    settled = desk.service.settle(NetworkInfo("Mine", 0, (), None), desk.service.look(["https://a.example"]))

    assert (settled.name, settled.coin) == ("Polygon", "POL")


def test_nodes_of_two_chains_make_no_network(desk: Desk) -> None:
    desk.answer = lambda url: EndpointLook(url, url, 77_001 if "a." in url else 1)
    looks = desk.service.look(["https://a.example", "https://b.example"])

    with pytest.raises(EndpointsDiffer) as refused:
        desk.service.settle(NetworkInfo("", 0, (), None), looks)

    assert (refused.value.expected, refused.value.found) == (77_001, 1)


def test_nodes_that_do_not_answer_make_no_network(desk: Desk) -> None:
    desk.answer = lambda url: EndpointLook(url, url, fault=NodeUnreachable(url))

    with pytest.raises(NoEndpoint):
        desk.service.settle(MINE, desk.service.look(["https://a.example"]))


def test_the_network_in_use_is_not_forgotten_and_another_is(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "settings.json", MINE)
    other = NetworkInfo("Other", 77_002, ("https://c.example",), None)
    desk.service.keep(other)

    with pytest.raises(NetworkInUse):
        desk.service.forget(MINE.chain_id)
    desk.service.forget(other.chain_id)

    assert [choice.info.chain_id for choice in desk.service.choices()[:2]] == [DEMO.chain_id, MINE.chain_id]


def test_changing_the_network_in_use_opens_it_anew(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "settings.json", MINE)

    desk.service.keep(MINE)

    assert desk.changes == [Topic.CONNECTION]


def test_a_link_holds_no_key_and_no_address_of_this_computer(desk: Desk) -> None:
    local = NetworkInfo("Mine", 77_001, (*MINE.rpc_urls, "http://127.0.0.1:8545"), USUAL, coin="MIN")

    link = desk.service.link(local)

    offer = desk.service.offer(link)
    assert (offer.rpc_urls, offer.market, offer.chain_id) == (("https://a.example",), USUAL, 77_001)
    assert MINE.rpc_urls[1] in desk.service.offer(desk.service.link(local, with_keys=True)).rpc_urls


@pytest.mark.parametrize("info", [DEMO, NetworkInfo("Anvil", 31_337, ("http://127.0.0.1:8545",), None)])
def test_what_is_on_this_computer_alone_cannot_be_shared(desk: Desk, info: NetworkInfo) -> None:
    with pytest.raises(NothingToShare):
        desk.service.link(info)


def test_a_link_never_grows_too_long_to_be_read(desk: Desk) -> None:
    urls = tuple(f"https://{'n' * 60}{i}.example/{'p/' * 110}" for i in range(8))

    link = desk.service.link(NetworkInfo("Mine", 77_001, urls, None))

    assert 0 < len(desk.service.offer(link).rpc_urls) < 8


def test_settings_that_somebody_broke_by_hand_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"networks": [{"name": "x", "chain_id": -1, "rpc_urls": ["nothing"]}], "theme": "dark"}')

    file = SettingsFile(path)

    assert file.settings.theme == "dark"
    assert NetworkSettings(file).all() == ()
    assert file.note.ignored == ("networks",)
