"""The deadlines of purchases and sales, composed."""

from collections.abc import Callable

from desktop.chain.gateway import ChainGateway
from desktop.core.cards import parse_card
from desktop.core.changes import Change
from desktop.core.errors import InvalidCard
from desktop.core.orders import Purchase
from desktop.core.sales import Sale
from desktop.services.deadlines import DeadlineService
from desktop.services.ports import Clock
from desktop.services.purchase import PurchaseEngine
from desktop.store.alarms import AlarmStore
from desktop.store.database import Database
from desktop.store.purchases import PurchaseStore
from desktop.store.sales import SaleStore


def make_deadlines(
    *,
    gateway: ChainGateway,
    engine: PurchaseEngine,
    book: PurchaseStore,
    sales: SaleStore,
    database: Database,
    clock: Clock,
    licensed_until: Callable[[Purchase], int | None],
    publish: Callable[[Change], None],
) -> DeadlineService:
    """Compose the service over the user's database."""

    def sale_name(sale: Sale) -> str:
        card = next((own.card for own in sales.listings() if own.listing == sale.listing), b"")
        try:
            return parse_card(card).name
        except InvalidCard:
            return f"#{sale.listing}"

    return DeadlineService(
        purchases=book.all,
        sales=sales.sales,
        is_here=engine.is_here,
        name_of=engine.name_of,
        sale_name=sale_name,
        licensed_until=licensed_until,
        holdings=gateway,
        book=AlarmStore(database),
        clock=clock,
        publish=publish,
    )
