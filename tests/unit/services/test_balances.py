"""What of a balance sheet is shown, and that what could not be read is never nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.bootstrap.settings import TokenSettings
from desktop.config import SettingsFile
from desktop.core.balances import BalanceSheet, Holding, Trust, Voice, weigh
from desktop.core.errors import NodeUnreachable
from desktop.core.identity import NATIVE, Address, keccak256
from desktop.core.money import COIN, Currency, coin_name
from desktop.core.networks import known_network
from desktop.services.balances import BalanceService, NoSuchToken, TooManyTokens
from desktop.services.network import NetworkInfo
from desktop.store.balances import BalanceEraser, BalanceStore
from desktop.store.database import Database
from desktop.store.migrations import user_database

ACCOUNT, OTHER = Address(b"\x01" * 20), Address(b"\x02" * 20)
TOKEN = Address(b"\x77" * 20)
POLYGON = NetworkInfo("Polygon", 137, ("https://a.example",), None, coin="POL", compares_amounts=False)


@dataclass
class Chain:
    amounts: dict[Address, int | None] = field(default_factory=dict)
    trust: Trust = Trust.AGREED
    asked: list[tuple[Address, tuple[Address, ...], bool]] = field(default_factory=list)
    is_gone: bool = False
    is_old: bool = False

    def read(self, account: Address, tokens: Sequence[Address], *, compare: bool) -> BalanceSheet:
        self.asked.append((account, tuple(tokens), compare))
        if self.is_gone:
            raise NodeUnreachable("https://a.example")
        holdings = [
            Holding(currency, self.amounts.get(currency, 0), self.trust) for currency in (NATIVE, *tokens)
        ]
        return BalanceSheet(account, tuple(holdings), 7, 1_000, self.is_old, ("https://a.example",))

    def currency(self, address: Address) -> Currency:
        return Currency(address, "TKN", 6)

    currency_if_told = currency


class Clock:
    def now(self) -> int:
        return 1_005


@dataclass
class Room:
    """The service over a data directory; ``again`` opens it as the next run of the app would, on any network."""

    folder: Path
    database: Database
    chain: Chain = field(default_factory=Chain)

    def __post_init__(self) -> None:
        self.service = self.again()

    def again(self, info: NetworkInfo = POLYGON) -> BalanceService:
        chain, nobody = self.chain, cast("Any", None)
        return BalanceService(
            info=info, reader=chain, tokens=chain, shown=TokenSettings(SettingsFile(self.folder / "s.json"), 137),
            has_code=lambda address: address == TOKEN, faucet=None, journal=nobody, clock=Clock(),
            publish=lambda _: None, book=BalanceStore(self.database, info.chain_id),
        )  # fmt: skip


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    database = Database.open(tmp_path / "licet.db", user_database)
    yield Room(tmp_path, database)
    database.close()


def test_the_usual_tokens_are_asked_for_and_shown_where_there_are_some(room: Room) -> None:
    known = known_network(137)
    assert known is not None
    room.chain.amounts = {NATIVE: 5, known.tokens[1]: 9}

    found = room.service.read(ACCOUNT)

    assert room.chain.asked == [(ACCOUNT, known.tokens, False)]
    assert [(line.currency.unit, line.holding.amount) for line in found.lines] == [("POL", 5), ("TKN", 9)]


def test_a_chosen_token_is_shown_also_where_there_is_none_of_it(room: Room) -> None:
    room.service.add_token(TOKEN)
    assert room.service.read(ACCOUNT).lines[-1].holding.amount == 0

    room.service.hide_token(TOKEN)
    assert len(room.service.read(ACCOUNT).lines) == 1


def test_an_address_without_a_contract_is_no_token(room: Room) -> None:
    with pytest.raises(NoSuchToken):
        room.service.add_token(OTHER)


def test_tokens_are_not_added_without_end(room: Room) -> None:
    shown = TokenSettings(SettingsFile(room.folder / "s.json"), 137)
    shown.set(tuple(Address(keccak256(bytes([i]))[12:]) for i in range(200)))

    with pytest.raises(TooManyTokens):
        room.again().add_token(TOKEN)


def test_a_failed_read_raises_and_the_last_one_of_that_account_is_kept(room: Room) -> None:
    room.chain.amounts = {NATIVE: 5}
    room.service.read(ACCOUNT)
    room.chain.is_gone = True

    with pytest.raises(NodeUnreachable):
        room.service.read(ACCOUNT)

    last = room.service.last(ACCOUNT)
    assert last is not None
    assert (last.wei, last.block, last.read_at) == (5, 7, 1_005)
    assert room.service.last(OTHER) is None  # and not another account's


def test_what_was_known_last_is_known_in_the_next_run_with_its_time_and_as_old(room: Room) -> None:
    room.service.add_token(TOKEN)
    room.chain.amounts = {NATIVE: 2**255, TOKEN: None}
    read = room.service.read(ACCOUNT)

    room.chain.is_gone = True
    next_run = room.again()
    last = next_run.last(ACCOUNT)

    assert last == replace(read, is_kept=True)
    assert last.lines[-1].holding.amount is None  # what was not told is no zero in the next run either
    with pytest.raises(NodeUnreachable):
        next_run.read(ACCOUNT)
    assert next_run.last(ACCOUNT) == last
    room.chain.is_gone = False
    assert not next_run.read(ACCOUNT).is_kept
    assert not getattr(next_run.last(ACCOUNT), "is_kept", True)


def test_what_was_known_last_is_of_its_own_chain_and_account(room: Room) -> None:
    room.chain.amounts = {NATIVE: 5}
    room.service.read(ACCOUNT)

    assert room.again(replace(POLYGON, chain_id=10)).last(ACCOUNT) is None
    assert room.again().last(OTHER) is None


def test_a_dispute_does_not_take_the_place_of_what_was_known(room: Room) -> None:
    room.chain.amounts = {NATIVE: 5}
    room.service.read(ACCOUNT)
    room.chain.amounts, room.chain.trust = {NATIVE: None}, Trust.DISPUTED

    assert room.service.read(ACCOUNT).wei is None

    kept = room.again().last(ACCOUNT)
    assert kept is not None
    assert kept.wei == 5


def test_a_removed_account_leaves_no_balance_on_any_chain(room: Room) -> None:
    for chain in (137, 10):
        service = room.again(replace(POLYGON, chain_id=chain))
        service.read(ACCOUNT)
        service.read(OTHER)

    BalanceEraser(room.database)(ACCOUNT)

    for chain in (137, 10):
        service = room.again(replace(POLYGON, chain_id=chain))
        assert service.last(ACCOUNT) is None
        assert service.last(OTHER) is not None


def test_a_record_that_cannot_be_read_is_no_balance_and_stops_nothing(room: Room) -> None:
    room.service.read(ACCOUNT)
    room.service.read(OTHER)
    with room.database.write() as connection:
        query = "UPDATE last_balance SET record = ? WHERE account = ?"
        connection.execute(query, ('{"account":"00"}', ACCOUNT.raw.hex()))

    assert room.again().last(ACCOUNT) is None
    assert room.again().last(OTHER) is not None


def test_what_nodes_contradict_each_other_about_is_shown_without_an_amount(room: Room) -> None:
    room.chain.amounts, room.chain.trust = {NATIVE: None}, Trust.DISPUTED

    assert room.service.read(ACCOUNT).wei is None


def test_an_old_block_is_said_to_be_old(room: Room) -> None:
    room.chain.is_old = True

    assert room.service.read(ACCOUNT).is_old


def test_the_coin_is_called_as_its_network_calls_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coin_name, "symbol", "POL")

    assert COIN.text(10**18) == "1 POL"
    assert COIN.parse("2 POL") == 2 * 10**18
    assert Currency(NATIVE, "ETH", 18).text(10**18) == "1 ETH"  # a line of another network keeps its own


@given(st.lists(st.integers(0, 3) | st.none(), min_size=1, max_size=7))
def test_an_amount_is_believed_of_all_or_of_most_of_three_and_else_there_is_none(
    said: list[int | None],
) -> None:
    held = weigh(NATIVE, [Voice(f"https://{i}.example", amount) for i, amount in enumerate(said)])

    if held.amount is not None:
        behind = said.count(held.amount)
        assert behind == len(said) or (len(said) >= 3 and 2 * behind > len(said))
        assert {voice.amount for voice in held.others} == set(said) - {held.amount}
    if len(set(said)) > 1 and held.trust is Trust.DISPUTED:
        assert held.amount is None
        assert len(held.others) == len(said)
    assert (held.trust is Trust.ALONE) == (len(said) == 1 and said[0] is not None)
