"""The networks of the settings: nobody is asked before a tick and a click, and what nodes answer is shown."""

import threading
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPlainTextEdit, QWidget

from desktop.core.changes import Change, Topic
from desktop.core.errors import NodeUnreachable
from desktop.ui.app import Application
from desktop.ui.page import Route
from desktop.ui.pages.deploy_dialog import DeployDialog
from desktop.ui.pages.link_dialogs import LinkDialog, OpenLinkDialog
from desktop.ui.pages.network_dialogs import NetworkDialog
from desktop.ui.pages.settings import SettingsPage
from desktop.ui.services import AppServices
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_networks import COMPANY, SEPOLIA, standings
from desktop.ui.theme import Theme
from desktop.ui.waiting import wait_until
from tests.ui.conftest import Desk

MakeDesk = Callable[..., Desk]


def on_sepolia(show: Showcase) -> None:
    show.network.info = SEPOLIA
    show.network.standings = standings()
    show.known_networks.shelf.kept.append(SEPOLIA)


def setup_dialog(desk: Desk, chain: str) -> NetworkDialog:
    desk.go("settings", "networks")
    desk.press(f"network-use-{chain}")
    dialog = desk.window.findChild(NetworkDialog)
    assert dialog is not None
    return dialog


def all_text(desk: Desk) -> str:
    return "\n".join(label.text() for label in desk.window.findChildren(QLabel) if label.isVisible())


def test_looking_at_the_networks_asks_nobody(desk: Desk) -> None:
    dialog = setup_dialog(desk, "11155111")

    assert [line.tick.isChecked() for line in dialog.rows] == [False] * 4
    assert not dialog.ask_them.isEnabled()
    assert desk.show.known_networks.asked == []
    dialog.reject()


def test_only_the_ticked_nodes_are_asked_and_then_the_network_can_be_used(desk: Desk) -> None:
    dialog = setup_dialog(desk, "11155111")
    dialog.rows[0].tick.click()
    dialog.rows[2].tick.click()
    dialog.ask_them.click()
    desk.settle()

    chosen = [dialog.rows[0].url, dialog.rows[2].url]
    assert sorted(desk.show.known_networks.asked) == sorted(chosen)
    assert "2 of 2" in dialog.note.title.text()
    dialog.use.click()
    desk.settle()
    used = desk.show.known_networks.shelf.used[-1]
    assert used is not None
    assert (used.chain_id, used.name, used.rpc_urls) == (11_155_111, "Sepolia", tuple(chosen))


def test_a_node_that_fails_is_named_and_the_others_are_enough(desk: Desk) -> None:
    dialog = setup_dialog(desk, "11155111")
    for line in dialog.rows[:2]:
        line.tick.click()
    dialog.ask_them.click()
    desk.settle()

    assert "in time" in dialog.rows[1].answer.text()
    assert "1 of 2" in dialog.note.title.text()
    assert dialog.use.isVisible()
    dialog.reject()


def test_another_choice_must_be_asked_again(desk: Desk) -> None:
    dialog = setup_dialog(desk, "11155111")
    dialog.rows[0].tick.click()
    dialog.ask_them.click()
    desk.settle()

    dialog.rows[3].tick.click()

    assert not dialog.use.isVisible()
    assert dialog.ask_them.isVisible()
    dialog.reject()


def test_nodes_of_another_chain_are_refused(desk: Desk) -> None:
    desk.show.known_networks.chain_id = 1
    dialog = setup_dialog(desk, "8453")
    dialog.rows[0].tick.click()
    dialog.ask_them.click()
    desk.settle()

    assert "different networks" in dialog.note.title.text()
    assert not dialog.use.isVisible()
    dialog.reject()


def test_a_wrong_market_address_is_said_before_anybody_is_asked(desk: Desk) -> None:
    dialog = setup_dialog(desk, "8453")
    dialog.rows[0].tick.click()
    dialog.market.setText("0x12")
    dialog.ask_them.click()
    desk.settle()

    assert dialog.note.isVisible()
    assert desk.show.known_networks.asked == []
    dialog.reject()


def test_an_own_network_is_added_by_its_address(desk: Desk) -> None:
    desk.show.known_networks.chain_id = 77_777
    desk.go("settings", "networks")
    desk.press("network-add")
    desk.type("network-name", "Home chain")
    desk.type("network-coin", "HOM")
    desk.type("network-url", "http://127.0.0.1:8545")
    desk.press("network-ask")
    desk.settle()
    desk.press("network-keep")
    desk.settle()

    kept = desk.show.known_networks.shelf.kept[-1]
    assert (kept.name, kept.coin, kept.chain_id) == ("Home chain", "HOM", 77_777)
    assert "Home chain" in all_text(desk)


def test_a_link_proposes_and_ticks_nothing(desk: Desk) -> None:
    desk.go("settings", "networks")
    desk.press("network-open-link")
    edit = desk.find(QPlainTextEdit, "open-link-text")
    edit.setPlainText(
        "licet:network?chain=77123&name=Free%20coins&rpc=https://a.example&rpc=https://b.example"
    )
    desk.press("open-link-read")
    dialog = desk.window.findChild(NetworkDialog)
    assert dialog is not None

    assert [(line.url, line.tick.isChecked()) for line in dialog.rows] == [
        ("https://a.example", False),
        ("https://b.example", False),
    ]
    assert desk.show.known_networks.asked == []
    dialog.reject()


def test_a_link_that_leads_into_the_own_network_is_refused_in_words(desk: Desk) -> None:
    desk.go("settings", "networks")
    desk.press("network-open-link")
    desk.find(QPlainTextEdit, "open-link-text").setPlainText("licet:network?chain=5&rpc=http://10.0.0.1/")
    desk.press("open-link-read")
    dialog = desk.window.findChild(OpenLinkDialog)
    assert dialog is not None

    assert dialog.note.isVisible()
    dialog.reject()


def test_a_shared_link_leaves_keys_out_unless_it_is_wanted(make_desk: MakeDesk) -> None:
    def on_company(show: Showcase) -> None:
        show.network.info = type(COMPANY)(
            COMPANY.name, COMPANY.chain_id, (*COMPANY.rpc_urls, "https://open.example"), None
        )

    desk = make_desk(on_company)
    desk.go("settings", "networks")
    desk.press("network-share")
    dialog = desk.window.findChild(LinkDialog)
    assert dialog is not None

    assert "open.example" in dialog.text.toPlainText()
    assert "0123456789abcdef" not in dialog.text.toPlainText()
    dialog.keys.click()
    assert "0123456789abcdef" in dialog.text.toPlainText()
    assert "your key" in dialog.note.title.text()
    dialog.accept()


def test_every_node_in_use_is_shown_with_how_it_stands(make_desk: MakeDesk) -> None:
    desk = make_desk(on_sepolia)
    desk.go("settings", "networks")
    desk.press("network-look")
    desk.settle()

    text = all_text(desk)
    for words in ("answers", "rests", "behind", "another chain", "not believed", "not asked yet"):
        assert words in text
    assert desk.window.status.nodes.text() == "2 of 7 nodes"
    assert desk.window.status.nodes.property("role") == "warning"


def test_a_network_is_forgotten_after_a_question(desk: Desk) -> None:
    desk.go("settings", "networks")
    desk.press(f"network-forget-{COMPANY.chain_id}")
    desk.press("confirm")
    desk.settle()

    assert COMPANY not in desk.show.known_networks.shelf.kept


def test_the_market_is_deployed_from_the_app(make_desk: MakeDesk) -> None:
    desk = make_desk(on_sepolia)
    desk.go("settings", "networks")
    desk.press("network-deploy")
    desk.settle()
    assert "At most 0.031 ETH" in all_text(desk)
    desk.press("deploy-go")
    desk.settle()

    assert desk.show.deploying.there == {"ModelMarket", "ModelRecords", "RevenueSplits"}
    assert "Everything is there" in all_text(desk)
    dialog = desk.window.findChild(DeployDialog)
    assert dialog is not None
    dialog.reject()


def test_deploying_to_a_rollup_says_what_its_bytes_cost(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        on_sepolia(show)
        show.deploying.data_fee_wei = 10**15

    desk = make_desk(prepare)
    desk.go("settings", "networks")
    desk.press("network-deploy")
    desk.settle()

    assert "At most 0.033 ETH in fees, 0.002 ETH of it for the bytes" in all_text(desk)
    dialog = desk.window.findChild(DeployDialog)
    assert dialog is not None
    dialog.reject()


@pytest.mark.parametrize("why", ["poor", "proxy", "fault"])
def test_what_cannot_be_deployed_cannot_be_pressed(make_desk: MakeDesk, why: str) -> None:
    def prepare(show: Showcase) -> None:
        on_sepolia(show)
        if why == "poor":
            show.deploying.balance_wei = 1
        elif why == "proxy":
            show.deploying.has_proxy = False
        else:
            show.gate.faults["deploying.plan"] = NodeUnreachable("https://rpc.example.org")

    desk = make_desk(prepare)
    desk.go("settings", "networks")
    desk.press("network-deploy")
    desk.settle()
    dialog = desk.window.findChild(DeployDialog)
    assert dialog is not None

    assert not dialog.go.isEnabled()
    assert dialog.note.isVisible()
    dialog.reject()


def test_going_over_asks_first_while_something_is_running(desk: Desk) -> None:
    desk.go("settings", "networks")
    go_on = threading.Event()
    desk.jobs.start(lambda _job: go_on.wait(10), lane="cpu", title="Batch of pictures")
    desk.press(f"network-use-{COMPANY.chain_id}")

    assert "Batch of pictures" in all_text(desk)
    assert desk.show.known_networks.shelf.used == []
    desk.press("confirm")
    go_on.set()
    desk.settle()
    assert desk.show.known_networks.shelf.used == [COMPANY]


def test_using_another_network_tells_the_application(desk: Desk) -> None:
    heard = []
    desk.window.bus.changed.connect(lambda change: heard.append(change.topic))
    desk.go("settings", "networks")
    desk.press(f"network-use-{COMPANY.chain_id}")
    desk.settle()
    desk.until(lambda: Topic.CONNECTION in heard, "the change")

    assert desk.show.known_networks.shelf.used == [COMPANY]


def test_going_over_makes_all_pages_anew_in_the_same_window(qapp: QApplication, theme: Theme) -> None:
    starts: list[Showcase] = []

    def start(publish: Callable[[Change], None]) -> AppServices:
        starts.append(Showcase(publish))
        return starts[-1].services

    application = Application(start, theme="light", language_setting="en")
    window = application.window
    window.show()
    try:
        application.open()
        wait_until(lambda: window.services is not None and application.jobs.is_idle, "the first opening", 10)
        window.navigate(Route("settings", "networks"))
        old = window.page
        wait_until(lambda: window.findChild(QAbstractButton, "network-use-77123"), "the networks", 10)
        window.findChild(QAbstractButton, "network-use-77123").click()
        wait_until(lambda: len(starts) == 2 and window.services is not None, "the second opening", 10)

        assert isinstance(window.page, SettingsPage)
        assert window.page is not old
        assert window.services is not None
        assert window.services.accounts is starts[1].accounts
        assert window.rail.isEnabled()
    finally:
        application.close()


def test_a_network_without_a_market_says_so_and_leads_to_deploying_it(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        on_sepolia(show)
        show.catalogue.rows = ()
        show.deploying.is_shown_missing = True

    desk = make_desk(prepare)
    desk.go("market")
    strip = desk.find(QWidget, "no-market")
    assert strip.isVisible()

    desk.press("no-market-deploy")
    desk.settle()
    assert isinstance(desk.window.page, SettingsPage)


def test_a_node_that_contradicts_another_is_shown_with_what_it_is_about(make_desk: MakeDesk) -> None:
    desk = make_desk(on_sepolia)
    desk.go("settings", "networks")

    desk.press("network-look")
    desk.settle()

    text = all_text(desk)
    assert "disagrees" in text
    assert "It tells other fees" in text
    assert "number of sent transactions" in text
