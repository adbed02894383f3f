"""The seller without a window: answers orders, settles, serves the ciphertext; on the demo network it also lists.

Everything of it lies in its own data directory, owned by this process.
"""

import contextlib
import itertools
import logging
import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import msgspec

from desktop.assets import Assets
from desktop.bootstrap.clock import SystemClock
from desktop.bootstrap.deploying import deploy_missing
from desktop.bootstrap.foreseeing import make_foresight
from desktop.bootstrap.headless import Network, connect
from desktop.bootstrap.keeping import make_spreader
from desktop.bootstrap.outgoing import make_outgoing
from desktop.bootstrap.trading import FAST_BELOW_WEI, SellingRules, make_selling
from desktop.chain.deployment import DEMO_BOUNDS
from desktop.chain.gateway import ChainGateway, market_deployment, revert_names
from desktop.config import SettingsFile
from desktop.content.serving import ContentServer
from desktop.content.store import ContentStore
from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError, Cancelled, EnvironmentFault
from desktop.core.identity import Address
from desktop.core.licences import Rights
from desktop.core.sales import OwnListing
from desktop.paths import OwnerLock, Paths
from desktop.processes import Channel, serve
from desktop.runtime.host import ModelHost
from desktop.services.journal import Journal
from desktop.services.outgoing.service import OutgoingService
from desktop.services.selling import SellingService, Windows
from desktop.services.tokens import TokenService
from desktop.services.transactions import TransactionService
from desktop.store.activity import ActivityStore
from desktop.store.database import Database
from desktop.store.migrations import user_database
from desktop.store.requests import AnswerStore
from desktop.store.sales import SaleStore
from desktop.store.signatures import SignatureStore
from desktop.wallet.client import VaultClient
from desktop.wallet.files import WalletFile
from desktop.wallet.wallet_file import shown_accounts

log = logging.getLogger("licet.seller")

DEMO_SELLER_PHRASE = "test test test test test test test test test test test junk"
"""Public on purpose (it is every Ethereum test chain's first phrase): the demo seller owns demo coins only."""
DEMO_WINDOWS = Windows(deliver_in_s=3600, dispute_in_s=3600)
DEMO_PATIENCE_WEI = 10**20
DEMO_BOND_ORDERS = 20
WORK_EVERY_S = 1.0
_LOOK_EVERY = 12
"""Rounds between two looks at what was sent and is not final."""
_END_S = 10.0
"""How long a step that cannot be interrupted, as a request to the node, is waited for at the end."""


_DEMO_PASSWORD: Final = "demo seller"  # noqa: S105 - of a phrase that everybody knows


@dataclass(frozen=True, slots=True)
class SellerParts:
    """An open seller: services, gateway, and the address its content is served at."""

    selling: SellingService
    transactions: TransactionService
    outgoing: OutgoingService
    gateway: ChainGateway
    content_url: str


def open_seller(
    paths: Paths,
    rpc_urls: list[str],
    chain_id: int,
    market: Address,
    vault: VaultClient,
    account: Address,
    rules: SellingRules,
    stack: ExitStack,
    port: int = 0,
) -> SellerParts:
    """Compose a seller over its data directory."""
    paths.create()
    stack.enter_context(OwnerLock(paths.lock))
    gateway = ChainGateway.connect(rpc_urls, chain_id, market, reverts=revert_names(Assets.find()))
    stack.callback(gateway.close)
    database = Database.open(paths.user_database, user_database)
    stack.callback(database.close)
    vault.keep_in(SignatureStore(database))
    store = ContentStore(paths.content)
    server = stack.enter_context(ContentServer(store, port=port))
    lines = ActivityStore(database)
    journal = Journal(lines, SystemClock(), lambda _change: None)
    tokens = TokenService(gateway.tokens)
    foresight = make_foresight(gateway, Assets.find(), tokens, database, lambda _change: None)
    sent = make_outgoing(
        gateway, vault, database, lines, journal, lambda _change: None, SystemClock(), foresight.guard
    )
    selling = make_selling(
        gateway=gateway,
        rpc_urls=rpc_urls,
        vault=vault,
        transactions=sent.transactions,
        dispatcher=sent.dispatcher,
        journal=journal,
        book=SaleStore(database, chain_id, market),
        answers=AnswerStore(database),
        store=store,
        host=ModelHost(),
        rules=rules,
        tokens=tokens,
        active_account=lambda: account,
        spread=make_spreader(database, store),
        publish=lambda _change: None,
    )
    return SellerParts(selling, sent.transactions, sent.service, gateway, server.base_url)


def answer_orders(
    selling: SellingService, cancel: CancelToken, look: Callable[[], object] | None = None
) -> None:
    """Work until cancelled; a fault of the node, or a locked wallet, is waited out and logged once.

    ``look`` sees now and then to what was sent; a window does that at each block, and passes none.
    """
    rounds = itertools.count()

    def turn() -> bool:
        if look is not None and next(rounds) % _LOOK_EVERY == 0:
            look()
        selling.work_once(cancel)
        cancel.wait(WORK_EVERY_S)
        return False

    _persist("answering orders", turn, cancel)


def _persist(what: str, turn: Callable[[], bool], cancel: CancelToken) -> None:
    """Take turns until one says that all is done, or until cancelled; a fault is waited out and logged once."""
    fault = ""
    while not cancel.is_cancelled:
        try:
            if turn():
                return
            fault = ""
        except Cancelled:
            return
        except AppError as error:
            if fault != (fault := type(error).__name__):
                log.info("%s: %s", what, fault)
            with contextlib.suppress(Cancelled):
                cancel.wait(5 * WORK_EVERY_S)


def _look_for_receipts(transactions: TransactionService) -> None:
    """Of what was sent before nothing ran; a node that is away is asked again at the next start."""
    try:
        transactions.settle_journal()
    except EnvironmentFault as error:
        log.info("settling the activity: %s", type(error).__name__)


def run_seller(
    data_dir: Path | None,
    network: Network,
    password: str,
    port: int,
    cancel: CancelToken,
    ready: Callable[[str, str], None],
) -> None:
    """``licet seller``: answer orders from a prepared data directory until cancelled."""
    paths = Paths.choose(data_dir)
    settings = SettingsFile(paths.settings)
    connection = connect(settings, network)
    with ExitStack() as stack:
        vault = VaultClient()
        stack.callback(vault.lock)
        wallet = WalletFile(paths.keystore / "wallet.json").read()
        operator = shown_accounts(wallet)[0].address
        info = connection.info
        parts = open_seller(
            paths,
            list(info.rpc_urls),
            info.chain_id,
            connection.market,
            vault,
            operator,
            SellingRules(connection.own_node, FAST_BELOW_WEI, connection.windows),
            stack,
            port,
        )
        # Now that there is a book for what it signs; a wrong address in the open part of the file is refused here.
        vault.unlock(wallet, password)
        _look_for_receipts(parts.transactions)
        ready(parts.content_url, str(operator))
        answer_orders(parts.selling, cancel, parts.outgoing.look)


class DemoSeller:
    """The demo network's seller: deploys the market once, lists the sample models, and answers."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._cancel = CancelToken()
        self._threads: list[threading.Thread] = []
        self._vault = VaultClient(scrypt_n=2**12)
        self._vault.ask_consent = lambda _needed, was_wrong: "" if was_wrong else _DEMO_PASSWORD
        stack.callback(self._vault.lock)

    def start(self, data_dir: str, models: str, rpc_url: str, chain_id: int, port: int = 0) -> dict[str, Any]:
        """Have the market deployed and begin to list and to answer; returns where things are."""
        assets = Assets.find()
        market = market_deployment(assets, DEMO_BOUNDS).address
        _file, accounts = self._vault.restore(DEMO_SELLER_PHRASE, "", _DEMO_PASSWORD)
        account = accounts[0].address
        parts = open_seller(
            Paths(Path(data_dir)),
            [rpc_url],
            chain_id,
            market,
            self._vault,
            account,
            SellingRules(own_node=True, fast_below_wei=DEMO_PATIENCE_WEI, windows=DEMO_WINDOWS),
            self._stack,
            port,
        )
        # Closed last opened first: the work ends before what it works with is closed.
        self._stack.callback(self._end)
        gateway = parts.gateway
        if gateway.balance_wei(account) < 10**18:
            gateway.faucet(account)
        deploy_missing(gateway, parts.transactions, account, assets, DEMO_BOUNDS)
        self._begin("orders", answer_orders, parts.selling, self._cancel, parts.outgoing.look)
        self._begin("demo-seller", self._list_all, parts, Path(models))
        return {"market": market.raw, "content_url": parts.content_url}

    def _begin(self, name: str, target: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=target, args=arguments, name=name, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _end(self) -> None:
        self._cancel.cancel()
        for thread in self._threads:
            thread.join(_END_S)

    def _list_all(self, parts: SellerParts, models: Path) -> None:
        def turn() -> bool:
            self._list_missing(parts, models)
            return True

        _persist("listing the sample models", turn, self._cancel)

    def _list_missing(self, parts: SellerParts, models: Path) -> None:
        # With other contracts the market has another address, and what was listed on the old one is not on it.
        listed = {card_name(own.card) for own in parts.selling.my_listings() if _is_there(parts.gateway, own)}
        parts.selling.resume(self._cancel)
        for folder in sorted(models.iterdir()):
            if (folder / "listing.json").is_file() and model_name(folder) not in listed:
                list_model(parts, folder, self._cancel)


def _is_there(gateway: ChainGateway, own: OwnListing) -> bool:
    """Whether this market has the listing."""
    found = gateway.listing(own.listing) if own.listing else None
    return found is not None and found[0] == own.terms


def list_model(parts: SellerParts, folder: Path, cancel: CancelToken) -> int:
    """List one sample model with the suggested bond for many orders."""
    package = parts.selling.inspect(folder, cancel, lambda _: None)
    price = package.suggested_price_wei or 0
    quote = parts.selling.quote_publish(price)
    return parts.selling.publish(
        package,
        price,
        quote.suggested_bond_wei,
        quote.suggested_late_fee_wei,
        (parts.content_url,),
        cancel,
        lambda _: None,
        bond_for_orders=DEMO_BOND_ORDERS,
        rights=Rights(key_fee=quote.suggested_key_fee_wei) if price else Rights(),
    )


class _Named(msgspec.Struct):
    name: str


def model_name(folder: Path) -> str:
    """The name in a model folder's listing.json."""
    return msgspec.json.decode((folder / "listing.json").read_bytes(), type=_Named).name


def card_name(card: bytes) -> str:
    """The name in a card of our own."""
    return msgspec.json.decode(card, type=_Named).name


def main() -> None:
    """The demo seller as a child: ``start`` once, then it works until the parent closes its end."""
    channel = Channel()
    with ExitStack() as stack:
        seller = DemoSeller(stack)
        serve(channel, {"start": seller.start})
