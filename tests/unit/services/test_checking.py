"""Verify my library, over a real store, a real database and a real source: found, put out of use, mended, remembered."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from desktop.bootstrap.contents import KeptContent
from desktop.content.serving import ContentServer
from desktop.content.store import ContentStore
from desktop.core import trees
from desktop.core.cancel import CancelToken
from desktop.core.cards import make_card, parse_card
from desktop.core.changes import Change, Progress
from desktop.core.checks import CheckState
from desktop.core.contents import PAYLOAD, PUBLIC
from desktop.core.errors import Cancelled
from desktop.core.keeping import Claim, Kind
from desktop.core.listings import Card
from desktop.core.orders import Purchase, PurchaseState
from desktop.core.records import dump
from desktop.core.requests import KeyRequest
from desktop.core.sales import OwnListing, Sale
from desktop.services.checking import LibraryCheck
from desktop.store.checks import CheckStore
from desktop.store.database import Database
from desktop.store.migrations import user_database
from tests.helpers.samples import make_purchase, make_terms
from tests.unit.content.versions import Version, flip, make_in_store

SIZE = 100 * trees.CHUNK_BYTES
NOW = 2_000_000_000


@dataclass
class Home:
    """A wallet's data directory with owned versions in it, and the seller who serves them."""

    root: Path
    source: str
    database: Database
    purchases: list[Purchase] = field(default_factory=list)
    claims: dict[bytes, frozenset[Claim]] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.store = ContentStore(self.root, reserve_bytes=0)
        self.book = CheckStore(self.database)

    @property
    def service(self) -> LibraryCheck:
        return LibraryCheck(
            content=KeptContent(self.store, None, (self.source,) if self.source else ()),  # type: ignore[arg-type]
            book=self.book,
            purchases=self,
            requests=_None(),
            sales=_None(),
            claims=lambda: self.claims,
            read_card=parse_card,
            clock=self,
            publish=self.changes.append,
        )

    def now(self) -> int:
        return NOW

    def all(self) -> list[Purchase]:
        return self.purchases

    def own(self, version: Version, state: PurchaseState = PurchaseState.FINAL) -> Version:
        """A copy of a seller's version, bought."""
        content = version.content
        folder = self.store.prepare(content.identity)
        for path in version.folder.iterdir():
            (folder / path.name).write_bytes(path.read_bytes())
        terms = replace(
            make_terms(),
            size_bytes=content.size_bytes,
            nonce=content.nonce,
            content_root=content.content_root,
            public_digest=content.public_digest,
        )
        card = make_card(
            Card(
                format=1,
                name="Digits",
                version="1.0.0",
                task="image-classification",
                summary="s",
                license="MIT",
                sources=[],
                public_bytes=9,
            )
        )
        made = make_purchase(f"{len(self.purchases):02x}", state=state)
        self.purchases.append(replace(made, terms=terms, card_json=card))
        held = Claim.ORDER if state is PurchaseState.FETCHING else Claim.LICENCE
        self.claims[content.identity] = frozenset({held})
        return Version(folder, version.paths.below(folder), content, version.plaintext)


class _None:
    def all(self) -> list[KeyRequest]:
        return []

    def anywhere(self) -> tuple[list[OwnListing], list[Sale]]:
        return [], []


@pytest.fixture(scope="module")
def sold(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[Version]]]:
    """A seller's server with two versions."""
    root = tmp_path_factory.mktemp("seller")
    versions = [make_in_store(root / "content", size)[1] for size in (SIZE, 3000)]
    with ContentServer(ContentStore(root / "content")) as server:
        yield server.base_url, versions


@pytest.fixture
def home(tmp_path: Path, sold: tuple[str, list[Version]]) -> Iterator[Home]:
    database = Database.open(tmp_path / "licet.db", user_database)
    yield Home(tmp_path / "content", sold[0], database)
    database.close()


def test_a_sound_library_is_said_to_be_so(home: Home, sold: tuple[str, list[Version]]) -> None:
    for version in sold[1]:
        home.own(version)

    found = home.service.check(CancelToken(), rest=0)

    assert found.count(CheckState.SOUND) == 2
    assert found.done_bytes == found.total_bytes == SIZE + 3000
    assert not found.is_under_way


def test_damage_is_mended_from_a_source_and_remembered(home: Home, sold: tuple[str, list[Version]]) -> None:
    mine = home.own(sold[1][0])
    whole = mine.paths.payload.read_bytes()
    for chunk in (7, 40):
        flip(mine.paths.payload, trees.chunk_span(SIZE, chunk)[0] + 9)

    found = home.service.check(CancelToken(), rest=0)

    (check,) = (line.check for line in found.lines)
    assert check is not None
    assert check.state is CheckState.MENDED
    assert check.point.wrong_chunks == (7, 40)
    assert check.mended_from == (home.source,)
    assert 2 * trees.CHUNK_BYTES < check.mended_bytes < 3 * trees.CHUNK_BYTES, "only what was wrong"
    assert mine.paths.payload.read_bytes() == whole
    assert home.store.is_complete(mine.content.identity)


def test_a_wrong_public_part_is_put_aside_and_replaced(home: Home, sold: tuple[str, list[Version]]) -> None:
    mine = home.own(sold[1][1])
    flip(mine.folder / PUBLIC, 3)

    found = home.service.check(CancelToken(), rest=0)

    assert found.count(CheckState.MENDED) == 1
    kinds = {stored.kind for stored in home.store.contents(mine.content.identity)}
    assert kinds == {Kind.WHOLE, Kind.WRONG}


def test_what_no_source_can_mend_is_out_of_use_and_mended_later(
    home: Home, sold: tuple[str, list[Version]]
) -> None:
    mine = home.own(sold[1][1])
    flip(mine.paths.payload, 100)
    source, home.source = home.source, ""

    found = home.service.check(CancelToken(), rest=0)
    is_open = home.store.path(mine.content.identity, PAYLOAD).is_file()
    home.source = source
    mended = home.service.mend(mine.content.identity, CancelToken(), lambda _: None)

    (check,) = (line.check for line in found.lines)
    assert check is not None
    assert (check.state, check.fault) == (CheckState.DAMAGED, "SourcesFailed")
    assert not is_open
    assert mended.state is CheckState.MENDED
    assert home.service.overview().count(CheckState.MENDED) == 1


def test_looking_alone_touches_nothing(home: Home, sold: tuple[str, list[Version]]) -> None:
    mine = home.own(sold[1][1])
    flip(mine.paths.payload, 100)

    found = home.service.check(CancelToken(), mend=False, rest=0)

    assert found.count(CheckState.DAMAGED) == 1
    assert home.store.is_complete(mine.content.identity)


def test_a_download_that_somebody_waits_for_is_left_alone(
    home: Home, sold: tuple[str, list[Version]]
) -> None:
    mine = home.own(sold[1][1], PurchaseState.FETCHING)
    home.store.reopen(mine.content.identity, PAYLOAD)

    assert home.service.overview().lines == ()


def test_a_paused_check_reads_nothing_twice(home: Home, sold: tuple[str, list[Version]]) -> None:
    home.own(sold[1][0])
    cancel = CancelToken()
    with pytest.raises(Cancelled):
        home.service.check(cancel, lambda _: cancel.cancel(), rest=0)
    between = home.service.overview()
    told: list[Progress] = []

    after = home.service.check(CancelToken(), told.append, rest=0)

    assert between.is_under_way
    assert between.done_bytes == 64 * trees.CHUNK_BYTES
    assert [step.done for step in told] == [SIZE]
    assert after.count(CheckState.SOUND) == 1


def test_a_check_that_is_given_up_begins_anew(home: Home, sold: tuple[str, list[Version]]) -> None:
    home.own(sold[1][0])
    cancel = CancelToken()
    with pytest.raises(Cancelled):
        home.service.check(cancel, lambda _: cancel.cancel(), rest=0)

    home.service.forget()

    assert not home.service.overview().is_under_way


SCRIPT = """
import os, signal, sys
from pathlib import Path
from desktop.core.cancel import CancelToken
from desktop.services import checking
from desktop.store.database import Database
from desktop.store.migrations import user_database
from tests.unit.services.test_checking import Home

checking._KEEP_CHUNKS = 1
database = Database.open(Path(sys.argv[1]), user_database)
home = Home(Path(sys.argv[2]), "", database)
exec(sys.argv[3])

def die(progress):
    if progress.done >= 64 << 16:
        os.kill(os.getpid(), signal.SIGKILL)

home.service.check(CancelToken(), die, rest=0)
"""


@contextmanager
def _closed(home: Home) -> Iterator[None]:
    home.database.close()
    yield
    home.database = Database.open(home.database.path, user_database)
    home.book = CheckStore(home.database)


def test_a_killed_check_goes_on_behind_what_it_kept(home: Home, sold: tuple[str, list[Version]]) -> None:
    """Killed when it tells of the first step of two."""
    home.own(sold[1][0])
    (bought,) = home.purchases
    rebuild = (
        "from dataclasses import replace\n"
        "from desktop.core.keeping import Claim\n"
        "from desktop.core.orders import Purchase\n"
        "from desktop.core.records import load\n"
        f"home.purchases.append(load(Purchase, {dump(bought)!r}))\n"
        "home.claims[home.purchases[0].terms.identity] = frozenset({Claim.LICENCE})\n"
    )
    with _closed(home):
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, str(home.database.path), str(home.root), rebuild],
            check=False,
            timeout=60,
        )

    found = home.service.overview()
    after = home.service.check(CancelToken(), rest=0)

    assert done.returncode == -9
    assert found.is_under_way
    assert found.done_bytes == 64 * trees.CHUNK_BYTES
    assert after.count(CheckState.SOUND) == 1
