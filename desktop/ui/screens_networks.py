"""Scenes of networks: the settings' card, setting one up, links, deploying, and endpoints that fail."""

from dataclasses import replace

from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit

from desktop.core.balances import Holding, Trust, Voice
from desktop.core.errors import NodeUnreachable
from desktop.core.identity import NATIVE
from desktop.ui.page import Route
from desktop.ui.pages.network_dialogs import NetworkDialog
from desktop.ui.scenes import Act, Scene, nothing
from desktop.ui.screens_pages import hold
from desktop.ui.shell import MainWindow
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_networks import COMPANY, SEPOLIA, sample_tokens, standings
from desktop.ui.waiting import wait_until

TALL = (1280, 1500)
_PLACE = Route("settings", "networks")
_WALLET = Route("wallet")


def network_scenes() -> tuple[Scene, ...]:
    """All of them."""
    return (
        Scene("70-networks", _PLACE, size=TALL),
        Scene("71-networks-nodes", _PLACE, _on_sepolia, _press("network-look"), size=TALL),
        Scene("72-networks-set-up", _PLACE, nothing, _press("network-use-11155111"), size=TALL),
        Scene("73-networks-answered", _PLACE, nothing, _answered, size=TALL),
        Scene("74-networks-no-market", _PLACE, _without_market, _answered, size=TALL),
        Scene("75-networks-add", _PLACE, nothing, _press("network-add"), size=TALL),
        Scene("76-networks-link", _PLACE, _on_sepolia, _press("network-share"), size=TALL),
        Scene("77-networks-link-key", _PLACE, _on_company, _press("network-share"), size=TALL),
        Scene("78-networks-open-link", _PLACE, nothing, _open_wrong_link, size=TALL),
        Scene("79-networks-proposed", _PLACE, nothing, _open_link, size=TALL),
        Scene("80-networks-deploy", _PLACE, _on_sepolia, _press("network-deploy"), size=TALL),
        Scene("80-networks-deploy-rollup", _PLACE, _rollup, _press("network-deploy"), size=TALL),
        Scene("81-networks-deploying", _PLACE, _deploying, _deploy, settles=False, size=TALL),
        Scene("82-networks-deploy-poor", _PLACE, _poor, _press("network-deploy"), size=TALL),
        Scene("83-networks-deployed", _PLACE, _deployed, _press("network-deploy"), size=TALL),
        Scene("84-networks-deploy-fault", _PLACE, _no_node, _press("network-deploy"), size=TALL),
        Scene("86-balances-tokens", _WALLET, _tokens),
        Scene("87-balances-not-agreed", _WALLET, _disputed),
        Scene("88-balances-one-lies", _WALLET, _outvoted),
        Scene("89-balances-old-block", _WALLET, _old),
        Scene("90-balances-unknown", _WALLET, _fail_balances),
        Scene("90-balances-last-known", _WALLET, _kept_balance),
        Scene("91-balances-polygon", _WALLET, _polygon),
        Scene("92-balances-add-token", _WALLET, nothing, _no_token),
        Scene("93-balances-small", _WALLET, _tokens, size=(960, 640)),
        Scene("94-market-missing", Route("market"), _no_market),
        Scene("85-networks-200", _PLACE, _on_sepolia, _press("network-look"), scale=2.0),
    )


def _press(name: str) -> Act:
    def act(window: MainWindow) -> None:
        wait_until(lambda: _button(window, name) is not None, name)
        button = _button(window, name)
        if button is not None:
            button.click()

    return act


def _button(window: MainWindow, name: str) -> QAbstractButton | None:
    return window.findChild(QAbstractButton, name)


def _on_sepolia(show: Showcase) -> None:
    show.network.info = SEPOLIA
    show.network.standings = standings()
    show.known_networks.shelf.kept.append(SEPOLIA)


def _no_market(show: Showcase) -> None:
    _on_sepolia(show)
    show.catalogue.rows = ()
    show.deploying.is_shown_missing = True


def _on_company(show: Showcase) -> None:
    show.network.info = replace(COMPANY, rpc_urls=(*COMPANY.rpc_urls, "https://open.company.example"))


def _without_market(show: Showcase) -> None:
    show.known_networks.has_market = False


def _deploying(show: Showcase) -> None:
    _on_sepolia(show)
    hold("deploying.deploy")(show)


def _poor(show: Showcase) -> None:
    _on_sepolia(show)
    show.deploying.balance_wei = 10**15


def _deployed(show: Showcase) -> None:
    _on_sepolia(show)
    show.deploying.there |= {"ModelMarket", "ModelRecords"}


def _no_node(show: Showcase) -> None:
    _on_sepolia(show)
    show.gate.faults["deploying.plan"] = NodeUnreachable("https://rpc.example.org")


def _tokens(show: Showcase) -> None:
    show.balances.tokens = sample_tokens()
    show.balances.origins = SEPOLIA.rpc_urls[:2]


def _disputed(show: Showcase) -> None:
    _tokens(show)
    first, second = SEPOLIA.rpc_urls[:2]
    told = (Voice(first, 987_654_321_000_000_000), Voice(second, 41 * 10**18))
    show.balances.coin = Holding(NATIVE, None, Trust.DISPUTED, told)


def _rollup(show: Showcase) -> None:
    _on_sepolia(show)
    show.deploying.data_fee_wei = 6 * 10**15


def _outvoted(show: Showcase) -> None:
    _tokens(show)
    show.balances.origins = SEPOLIA.rpc_urls
    liar = Voice("https://liar.example.org", 41 * 10**18)
    show.balances.coin = Holding(NATIVE, 987_654_321_000_000_000, Trust.OUTVOTED, (liar,))


def _old(show: Showcase) -> None:
    _tokens(show)
    show.balances.is_old = True


def _kept_balance(show: Showcase) -> None:
    account = show.accounts.accounts[0].address
    _tokens(show)
    kept = show.balances.read(account)
    show.balances.kept[account] = replace(kept, is_kept=True, read_at=kept.read_at - 3 * 86_400)
    _fail_balances(show)


def _fail_balances(show: Showcase) -> None:
    show.gate.faults["balances.read"] = NodeUnreachable("https://rpc.example.org")


def _polygon(show: Showcase) -> None:
    show.balances.unit, show.balances.wei = "POL", 1_234 * 10**18
    show.balances.origins = ("https://polygon-rpc.com",)


def _no_token(window: MainWindow) -> None:
    _press("token-add")(window)
    edit = window.findChild(QLineEdit, "token-address")
    if edit is not None:
        edit.setText("0x1234")
    _press("token-confirm")(window)


def _answered(window: MainWindow) -> None:
    _press("network-use-11155111")(window)
    dialog = window.findChild(NetworkDialog)
    if dialog is not None:
        for line in dialog.rows[:3]:
            line.tick.setChecked(True)
        dialog.ask_them.click()
        wait_until(dialog.use.isVisible, "the nodes' answers")


def _open(window: MainWindow, link: str) -> None:
    _press("network-open-link")(window)
    edit = window.findChild(QPlainTextEdit, "open-link-text")
    if edit is not None:
        edit.setPlainText(link)
    _press("open-link-read")(window)


def _open_wrong_link(window: MainWindow) -> None:
    _open(window, "licet:network?chain=5&rpc=http://192.168.1.1/")


def _open_link(window: MainWindow) -> None:
    market = "0x" + "5a" * 20
    _open(
        window,
        f"licet:network?chain=77123&name=Company+chain&coin=CMP&market={market}"
        "&rpc=https://rpc.company.example&rpc=https://second.company.example",
    )


def _deploy(window: MainWindow) -> None:
    _press("network-deploy")(window)
    wait_until(lambda: (go := _button(window, "deploy-go")) is not None and go.isEnabled(), "the plan")
    _press("deploy-go")(window)
