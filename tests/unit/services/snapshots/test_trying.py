"""A snapshot is tried beside the catalogue in use: what is wrong is named, and nothing is replaced unasked."""

import contextlib
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.bootstrap.snapshots import CatalogueShelf
from desktop.core.cancel import CancelToken
from desktop.core.errors import Cancelled, EnvironmentFault, NodeUnreachable
from desktop.core.events import Listed
from desktop.core.fact_checks import Verdict, compare
from desktop.core.facts import Fact, Revision, Sale, event_of, fact_of, facts_of, place
from desktop.core.identity import Address
from desktop.core.snapshots import SnapshotHead, SnapshotOrigin, SnapshotState, certainty
from desktop.services.snapshots import (
    CatalogueBehind,
    NodesDisagree,
    SnapshotAhead,
    SnapshotIsWrong,
    SnapshotOffChain,
    SnapshotService,
    checking,
)
from desktop.services.snapshots.checking import LeisurelyCheck, Step
from desktop.services.snapshots.ports import Range, Told
from desktop.store.catalogue_swap import staged_path
from desktop.store.database import Database
from desktop.store.migrations import user_database
from desktop.store.snapshot_book import SnapshotBook
from desktop.store.snapshot_files import assemble, open_head, read_facts
from desktop.store.snapshot_loading import difference, load, make_body
from desktop.store.snapshot_makers import MakerStore
from tests.helpers.snapshots import OF, block_hash, block_time, file_of, history, snapshot, sync, tables

EVENTS = history(40)
FACTS = sorted(facts_of(EVENTS), key=place)
LAST = EVENTS[-1].at.block_number
ME = Address(b"\x0a" * 20)


class Node:
    """A chain that says what happened, or what it was told to say."""

    def __init__(self, facts: Sequence[Fact] = FACTS, origin: str = "https://a.example") -> None:
        self.told, self.origin = list(facts), origin
        self.fault: EnvironmentFault | None = None
        self.asked: list[Range] = []
        self.hash_of: Callable[[int], bytes] = block_hash
        self.head = LAST + 100

    def block(self, number: int) -> tuple[bytes, int] | None:
        self._fail()
        return (self.hash_of(number), block_time(number)) if number <= self.head else None

    def final_block(self) -> int | None:
        return None

    def facts(self, ranges: Sequence[Range]) -> list[list[Fact]]:
        self._fail()
        self.asked += ranges
        return [[fact for fact in self.told if first <= fact.block <= last] for first, last in ranges]

    def _fail(self) -> None:
        if self.fault is not None:
            raise self.fault


class InProcess:
    """Reading without a process of its own."""

    def __init__(self, catalogue: Path) -> None:
        self.catalogue = catalogue
        self.maker: Address | None = None

    def head(self, file: Path) -> tuple[SnapshotHead, Address | None]:
        return open_head(file).head, self.maker

    def read(self, file: Path, cancel: CancelToken, told: Told) -> None:
        for _facts in read_facts(file):
            cancel.raise_if_cancelled()

    def load(self, file: Path, cancel: CancelToken, told: Told) -> None:
        load(file, self.catalogue, OF, lambda _done, _all: cancel.raise_if_cancelled())

    def make(
        self, origin: SnapshotOrigin, out: Path, account: Address | None, cancel: CancelToken
    ) -> SnapshotHead:
        body = out.with_suffix(".body")
        head = make_body(self.catalogue, origin, body)
        assemble(head, account, None if account is None else b"\x01" * 65, body, out)
        return head

    def difference(self, first: Path, second: Path, cancel: CancelToken) -> object:
        return difference(first, second)


class Desk:
    """A service over a folder, with nodes that a test scripts."""

    def __init__(self, folder: Path, *nodes: Node) -> None:
        self.catalogue = folder / "catalogue.db"
        self.nodes = nodes or (Node(),)
        self.reading = InProcess(self.catalogue)
        self.database = Database.open(folder / "licet.db", user_database)
        self.makers = MakerStore(self.database)
        self.changes: list[object] = []
        self.service = SnapshotService(
            of=OF,
            sources=lambda: self.nodes,
            shelf=CatalogueShelf(self.catalogue, lambda work: work()),
            reading=self.reading,  # type: ignore[arg-type]
            fetching=None,  # type: ignore[arg-type]
            makers=self.makers,
            active_account=lambda: ME,
            clock=self,  # type: ignore[arg-type]
            publish=self.changes.append,
            chance=random.Random(7),
        )

    def now(self) -> int:
        return 1_800_000_000

    def try_out(self, file: Path, cancel: CancelToken | None = None) -> checking.Sample:
        look = self.service.look(file)
        return self.service.try_out(look, cancel or CancelToken(), lambda _: None).sample

    def take(self, file: Path) -> None:
        self.service.take(self.service.try_out(self.service.look(file), CancelToken(), lambda _: None))


@contextlib.contextmanager
def desk_in(folder: Path, *nodes: Node) -> Iterator[Desk]:
    desk = Desk(folder, *nodes)
    try:
        yield desk
    finally:
        desk.database.close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_in(tmp_path) as made:
        yield made


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return snapshot(tmp_path_factory.mktemp("good"), EVENTS, LAST)


def lying(folder: Path, change: Callable[[list[Fact]], None]) -> Path:
    """A snapshot whose maker changed the facts."""
    facts = list(FACTS)
    change(facts)
    return file_of(folder, sorted(facts, key=place), LAST)


def alter_price(facts: list[Fact]) -> None:
    at = next(n for n, fact in enumerate(facts) if isinstance(fact, Revision) and fact.listing == 7)
    event = event_of(facts[at])
    assert not isinstance(event, Listed)
    terms = event.terms  # type: ignore[union-attr]
    facts[at] = fact_of(replace(event, encoded_terms=replace(terms, price=terms.price + 1).encode()))  # type: ignore[assignment, call-arg, type-var]


def invent_sale(facts: list[Fact]) -> None:
    facts.append(Sale(LAST, 999, b"\xaa" * 32, 3, 5, bytes(20), bytes(20)))


def leave_out_closing(facts: list[Fact]) -> None:
    facts.remove(next(fact for fact in facts if not isinstance(fact, Revision)))


def leave_out_listing(facts: list[Fact]) -> None:
    facts[:] = [fact for fact in facts if getattr(fact, "listing", 0) != 9]


def test_a_right_snapshot_is_taken_when_asked_and_not_before(desk: Desk, good: Path) -> None:
    trial = desk.service.try_out(desk.service.look(good), CancelToken(), lambda _: None)
    assert not desk.catalogue.exists()

    desk.service.take(trial)

    standing = desk.service.standing()
    assert standing is not None
    assert (standing.state, standing.checked_milli, standing.wrong) == (SnapshotState.WHOLE, 1000, ())
    assert trial.sample.is_complete


@pytest.mark.parametrize(
    ("change", "verdict", "kind", "listing"),
    [
        (alter_price, Verdict.ALTERED, "revision", 7),
        (invent_sale, Verdict.INVENTED, "sale", 3),
        (leave_out_listing, Verdict.MISSING, "revision", 9),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_replaced(
    desk: Desk,
    tmp_path: Path,
    change: Callable[[list[Fact]], None],
    verdict: Verdict,
    kind: str,
    listing: int,
) -> None:
    found = desk.try_out(lying(tmp_path, change))

    assert (verdict, kind, listing) in {(row.verdict, row.kind, row.listing) for row in found.wrong}
    assert not desk.catalogue.exists()
    assert not staged_path(desk.catalogue).exists()


def test_a_row_that_was_left_out_is_named(desk: Desk, tmp_path: Path) -> None:
    found = desk.try_out(lying(tmp_path, leave_out_closing))

    assert [row.verdict for row in found.wrong] == [Verdict.MISSING]


def test_an_altered_row_says_what_was_said_and_what_is_true(desk: Desk, tmp_path: Path) -> None:
    row = desk.try_out(lying(tmp_path, alter_price)).wrong[0]

    assert [one.field for one in row.differences] == ["price_wei"]
    assert int(row.differences[0].said) == int(row.differences[0].truth) + 1


def test_a_wrong_snapshot_is_never_taken(desk: Desk, tmp_path: Path) -> None:
    trial = desk.service.try_out(
        desk.service.look(lying(tmp_path, alter_price)), CancelToken(), lambda _: None
    )

    with pytest.raises(SnapshotIsWrong):
        desk.service.take(trial)


def test_the_maker_of_a_wrong_snapshot_is_remembered(desk: Desk, good: Path, tmp_path: Path) -> None:
    desk.reading.maker = ME
    desk.service.add_maker(str(ME), "  A  maker ")
    desk.try_out(lying(tmp_path, alter_price))

    look = desk.service.look(good)

    assert look.known is not None
    assert look.known.name == "A maker"
    assert [fault.first.listing for fault in look.faults] == [7]


def test_a_snapshot_of_another_fork_is_refused_before_it_is_loaded(good: Path, tmp_path: Path) -> None:
    node = Node()
    node.hash_of = lambda number: bytes(32)
    with (
        desk_in(tmp_path, Node(origin="https://b.example"), node) as desk,
        pytest.raises(SnapshotOffChain) as caught,
    ):
        desk.try_out(good)

    assert caught.value.origin == node.origin
    assert node.asked == []


def test_a_snapshot_ahead_of_the_node_is_refused(good: Path, tmp_path: Path) -> None:
    node = Node()
    node.head = LAST - 1
    with desk_in(tmp_path, node) as desk, pytest.raises(SnapshotAhead):
        desk.try_out(good)


def test_a_node_that_lies_is_not_believed_against_one_that_confirms(good: Path, tmp_path: Path) -> None:
    """Neither maker nor node is called a liar by one word against another."""
    hiding = Node([fact for fact in FACTS if fact.block != FACTS[5].block])
    with desk_in(tmp_path, hiding, Node(origin="https://b.example")) as desk:
        with pytest.raises(NodesDisagree) as caught:
            desk.try_out(good)

        assert (caught.value.origin, caught.value.other) == ("https://a.example", "https://b.example")
        assert desk.service.faults() == ()
        assert not staged_path(desk.catalogue).exists()


def test_a_node_that_dies_leaves_nothing_behind(good: Path, tmp_path: Path) -> None:
    node = Node()
    with desk_in(tmp_path, node) as desk:
        look = desk.service.look(good)
        node.facts = lambda ranges: (_ for _ in ()).throw(NodeUnreachable("https://a.example"))  # type: ignore[method-assign]

        with pytest.raises(NodeUnreachable):
            desk.service.try_out(look, CancelToken(), lambda _: None)

        assert not staged_path(desk.catalogue).exists()


def test_one_can_stop_while_it_loads(desk: Desk, good: Path) -> None:
    cancel = CancelToken()
    cancel.cancel()

    with pytest.raises(Cancelled):
        desk.try_out(good, cancel)

    assert not staged_path(desk.catalogue).exists()


def test_a_large_snapshot_is_drawn_from_at_random(
    good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "ALL_ROWS", 0)
    monkeypatch.setattr(checking, "SAMPLE_ROWS", 10)
    with desk_in(tmp_path) as desk:
        found = desk.try_out(good)

        assert (found.rows, found.of_rows, found.is_complete) == (10, len(FACTS), False)
        assert 0 < len(desk.nodes[0].asked) <= 10
        assert found.wrong == ()


@pytest.mark.parametrize("share", [0.1, 0.5])
def test_so_many_wrong_rows_are_met_as_often_as_is_said(share: float) -> None:
    """The certainty that is told is that of drawing rows with replacement."""
    chance, draws, rounds = random.Random(3), 12, 4_000
    met = sum(any(chance.random() < share for _ in range(draws)) for _ in range(rounds)) / rounds

    assert abs(met - certainty(draws, share)) < 0.03


def test_the_standard_sample_shows_one_in_a_hundred_with_what_is_said() -> None:
    assert certainty(checking.SAMPLE_ROWS) >= 0.999


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, len(FACTS) - 1), max_size=6, unique=True))
def test_comparing_names_exactly_the_rows_that_were_left_out(left_out: list[int]) -> None:
    said = [fact for number, fact in enumerate(FACTS) if number not in left_out]

    wrong = compare(said, FACTS)

    assert [row.block for row in wrong] == [FACTS[number].block for number in sorted(left_out)]
    assert {row.verdict for row in wrong} <= {Verdict.MISSING}


def test_the_rest_is_compared_at_leisure_until_all_is(
    good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "ALL_ROWS", 0)
    monkeypatch.setattr(checking, "SAMPLE_ROWS", 3)
    monkeypatch.setattr(checking, "_FIRST_SPAN", 20)
    with desk_in(tmp_path) as desk:
        desk.take(good)
        shares = []
        with SnapshotBook.open(desk.catalogue) as book:
            check = LeisurelyCheck(book, lambda: desk.nodes)
            while check.step() is Step.CHECKED:
                standing = book.standing()
                assert standing is not None
                shares.append(standing.checked_milli)
            assert book.state() is SnapshotState.WHOLE

        assert shares == sorted(shares)
        assert shares[0] < 1000 == shares[-1]
        assert len(shares) > 2


def test_a_wrong_row_that_the_sample_missed_is_found_at_leisure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "ALL_ROWS", 0)
    monkeypatch.setattr(checking, "SAMPLE_ROWS", 0)
    with desk_in(tmp_path) as desk:
        desk.take(lying(tmp_path, alter_price))
        with SnapshotBook.open(desk.catalogue) as book:
            check = LeisurelyCheck(book, lambda: desk.nodes)
            while (step := check.step()) is Step.CHECKED:
                pass

        assert step is Step.FOUND_WRONG
        standing = desk.service.standing()
        assert standing is not None
        assert (standing.state, [row.listing for row in standing.wrong]) == (SnapshotState.BAD, [7])
        assert [fault.first.listing for fault in desk.service.faults()] == [7]


def test_a_snapshot_is_made_of_a_block_that_the_catalogue_has(desk: Desk, good: Path, tmp_path: Path) -> None:
    desk.take(good)

    look = desk.service.make(tmp_path / "mine", block=LAST - 5, sign=False, cancel=CancelToken())

    assert (look.head.block, look.head.block_hash, look.maker) == (LAST - 5, block_hash(LAST - 5).hex(), None)
    with pytest.raises(CatalogueBehind):
        desk.service.make(tmp_path / "mine", block=LAST + 1, sign=False, cancel=CancelToken())


def test_a_snapshot_is_made_of_a_final_block_unless_one_is_named(tmp_path: Path) -> None:
    with desk_in(tmp_path) as desk:
        sync(desk.catalogue, EVENTS, LAST + 50)

        look = desk.service.make(tmp_path / "mine", block=None, sign=False, cancel=CancelToken())

        assert look.head.block == LAST + 50 - 96


@pytest.mark.parametrize(("head", "offered"), [(None, False), (49_000, False), (60_000, True), (10**7, True)])
def test_it_is_offered_where_the_chain_is_long_and_nothing_is_read(
    desk: Desk, head: int | None, offered: bool
) -> None:
    assert (desk.service.offer(head) is not None) is offered


def test_it_is_not_offered_to_a_catalogue_that_is_nearly_there(desk: Desk, good: Path) -> None:
    desk.take(good)

    assert desk.service.offer(LAST + 100) is None
    assert tables(desk.catalogue)["listing"]
