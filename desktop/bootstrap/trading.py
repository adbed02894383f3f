"""The seller's services, as the app and ``licet seller`` both use them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop.bootstrap.clock import SystemClock
from desktop.bootstrap.publishing import PackingDesk, write_card
from desktop.bootstrap.seller_home import SellerHomes
from desktop.chain.gateway import ChainGateway
from desktop.content.store import ContentStore
from desktop.core.cards import parse_card
from desktop.core.changes import Change
from desktop.core.identity import Address
from desktop.runtime.host import ModelHost
from desktop.services.answers import AnswerDesk, RequestWitnesses
from desktop.services.journal import Journal
from desktop.services.selling import Answerer, Publisher, RequestAnswerer, SellingService, Windows
from desktop.services.selling.dispatching import Dispatcher
from desktop.services.selling.mirroring import Spreader
from desktop.services.selling.recording import SaleRecorder
from desktop.services.tokens import TokenService
from desktop.services.transactions import TransactionService
from desktop.services.witnesses import Witnesses
from desktop.store.requests import AnswerStore
from desktop.store.sales import SaleStore
from desktop.wallet.client import VaultClient

FAST_BELOW_WEI = 10**17
"""Up to a tenth of an ether an order is answered two blocks after it was mined, above when it is safe."""


@dataclass(frozen=True, slots=True)
class SellingRules:
    """What the seller decided: trust in the endpoint, speed, windows."""

    own_node: bool
    fast_below_wei: int
    windows: Windows


def make_selling(
    *,
    gateway: ChainGateway,
    rpc_urls: Sequence[str],
    vault: VaultClient,
    transactions: TransactionService,
    dispatcher: Dispatcher,
    journal: Journal,
    book: SaleStore,
    answers: AnswerStore,
    store: ContentStore,
    host: ModelHost,
    rules: SellingRules,
    tokens: TokenService,
    active_account: Callable[[], Address],
    spread: Spreader,
    publish: Callable[[Change], None],
) -> SellingService:
    """Compose them."""
    desk = PackingDesk(host, store)
    clock = SystemClock()
    return SellingService(
        packer=desk.pack,
        importer=desk,
        prepare_home=SellerHomes(vault, book, store, gateway, rpc_urls),
        publisher=Publisher(
            chain=gateway,
            market=gateway,
            calls=gateway.calls,
            transactions=transactions,
            vault=vault,
            book=book,
            seal=desk.seal,
            spread=spread,
            read_card=parse_card,
            write_card=write_card,
            windows=rules.windows,
            clock=clock,
            publish=publish,
        ),
        answerer=Answerer(
            chain=gateway,
            market=gateway,
            witnesses=Witnesses(gateway.witnesses(), lambda: rules.own_node),
            fast_below_wei=lambda: rules.fast_below_wei,
            calls=gateway.calls,
            vault=vault,
            book=book,
            recorder=SaleRecorder(journal, gateway, gateway, book),
            dispatcher=dispatcher,
            clock=clock,
            publish=publish,
        ),
        requests=RequestAnswerer(
            chain=gateway,
            market=gateway,
            desk=AnswerDesk(
                chain=gateway,
                market=gateway,
                witnesses=RequestWitnesses(gateway.witnesses(), lambda: rules.own_node),
                calls=gateway.calls,
                vault=vault,
                book=answers,
                clock=clock,
                publish=publish,
            ),
            book=answers,
            listings=book.listings,
            clock=clock,
        ),
        answers=answers,
        book=book,
        market=gateway,
        calls=gateway.calls,
        transactions=transactions,
        tokens=tokens,
        payouts=gateway.holdings().payouts,
        active_account=active_account,
    )
