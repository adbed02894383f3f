"""Which listings of a market a licence is owned of, or is being bought of."""

from desktop.core.identity import Address
from desktop.core.licences import ReceivedLicence
from desktop.core.orders import PurchaseState
from desktop.core.records import load
from desktop.store.database import Database

_OVER = (PurchaseState.CANCELLED.value, PurchaseState.REFUNDED.value)


class OwnedListings:
    """Asked by calling it; reads the disk alone."""

    def __init__(self, database: Database, chain_id: int, market: Address) -> None:
        self._database = database
        self._chain_id, self._market = chain_id, market

    def __call__(self) -> frozenset[int]:
        bought = "SELECT listing FROM purchase WHERE chain_id = ? AND market = ? AND state NOT IN (?, ?)"
        with self._database.read() as connection:
            rows = connection.execute(bought, (str(self._chain_id), self._market.raw.hex(), *_OVER))
            found = {int(row["listing"]) for row in rows}
            for row in connection.execute("SELECT record FROM received"):
                licence = load(ReceivedLicence, row["record"])
                if (licence.chain_id, licence.market) == (self._chain_id, self._market):
                    found.add(licence.order.listing)
        return frozenset(found)
