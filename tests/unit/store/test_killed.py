"""A process killed in the middle of writing loses nothing that it said was written, and nothing by half."""

import subprocess
import sys
from pathlib import Path

import pytest

from desktop.core.orders import PurchaseState
from desktop.store.catalogue import CatalogueReader
from desktop.store.catalogue_writer import CatalogueWriter
from desktop.store.database import Database
from desktop.store.migrations import user_database
from desktop.store.purchases import PurchaseStore
from tests.helpers.samples import CHAIN_ID, MARKET

ROOT = Path(__file__).resolve().parents[3]

# Prints each act's number after the commit; what was printed must be there afterwards.
PURCHASES = """
import sys
from pathlib import Path
from desktop.core.orders import PurchaseState as S
from desktop.store.database import Database
from desktop.store.migrations import user_database
from desktop.store.purchases import PurchaseStore
from tests.helpers.samples import make_purchase
store = PurchaseStore(Database.open(Path(sys.argv[1]), user_database))
for number in range(10**9):
    store.add(make_purchase(f"{number:06x}"))
    store.move(f"{number:06x}", S.FETCHING, S.READY)
    store.move(f"{number:06x}", S.READY, S.BUYING, raw_transaction=b"raw" * 100, transaction_hash=b"h" * 32)
    print(number, flush=True)
"""

CATALOGUE = """
import sys
from pathlib import Path
from desktop.core.events import EventBatch, Listed, LogPlace
from desktop.store.catalogue_writer import CatalogueWriter
from tests.helpers.samples import CHAIN_ID, MARKET, SELLER, make_terms
writer = CatalogueWriter.open(Path(sys.argv[1]), CHAIN_ID, MARKET)
for block in range(1, 10**9):
    events = []
    for index in range(5):
        terms = make_terms(salt=block * 5 + index)
        at = LogPlace(block, b"b" * 32, block, b"t" * 32, index)
        events.append(Listed(at, block * 5 + index, SELLER, terms.hash, terms.encode(), b"{}"))
    writer.apply(EventBatch(block, block, block, block, tuple(events), {block: b"b" * 32}))
    print(block, flush=True)
"""


def kill_after(code: str, path: Path, acts: int) -> int:
    """Run ``code`` until it has said ``acts`` acts, kill it at once, and return the last act it said."""
    with subprocess.Popen(
        [sys.executable, "-c", code, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        said = "".join(process.stdout.readline() for _ in range(acts))
        process.kill()
        said += process.stdout.read()
    return int(said[: said.rindex("\n")].split("\n")[-1])  # a line cut short was not said


@pytest.mark.parametrize("acts", [1, 7, 40])
def test_killed_while_keeping_purchases(tmp_path: Path, acts: int) -> None:
    last = kill_after(PURCHASES, tmp_path / "licet.db", acts)

    database = Database.open(tmp_path / "licet.db", user_database)
    store = PurchaseStore(database)
    purchases = store.all()
    with database.read() as connection:
        check = connection.execute("PRAGMA integrity_check").fetchone()[0]
    histories = {p.id: store.history(p.id) for p in purchases}
    database.close()

    assert check == "ok"
    assert len(purchases) >= last + 1
    for number, purchase in enumerate(purchases):
        assert histories[purchase.id][-1].new_state is purchase.state
        assert (purchase.raw_transaction is not None) == (purchase.state is PurchaseState.BUYING)
        if number <= last:
            assert purchase.state is PurchaseState.BUYING


def test_killed_while_indexing(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.db"
    last = kill_after(CATALOGUE, path, 30)

    writer = CatalogueWriter.open(path, CHAIN_ID, MARKET)
    indexed = writer.progress().last_indexed
    writer.close()
    reader = CatalogueReader(path)
    present = [reader.listing(number) is not None for number in range(5, (indexed or 0) * 5 + 20)]
    reader.close()

    assert indexed is not None
    assert indexed >= last
    assert present == [True] * (indexed * 5) + [False] * 15
