"""The lines of a generated history, and what is exported of them, add up to the balances that the world counted, to the wei."""

import csv
import io
import tempfile
from collections import defaultdict
from decimal import Decimal, localcontext
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.core.cancel import CancelToken
from desktop.core.identity import Address
from desktop.core.money import COIN
from desktop.services.activity_files import koinly_csv, plain_csv
from desktop.services.journal import Purpose
from tests.helpers.account_history import OWN, TOKENS, UNASKED, Desk, History, held, new_desk
from tests.helpers.account_world import CHAIN, World

_DECIMALS = {token.address: token.decimals for token in (*TOKENS, UNASKED, COIN)}
Sums = dict[Address, dict[Address, int]]


def exact(text: str, decimals: int) -> int:
    with localcontext() as context:
        context.prec = 400
        scaled = Decimal(text or "0").scaleb(decimals)
        assert scaled == scaled.to_integral_value()
        return int(scaled)


def without_zeros(sums: dict[Address, defaultdict[Address, int]]) -> Sums:
    return {account: {c: n for c, n in sums[account].items() if n} for account in OWN}


def plain_sums(text: str) -> Sums:
    sums: dict[Address, defaultdict[Address, int]] = {account: defaultdict(int) for account in OWN}
    for row in csv.DictReader(io.StringIO(text)):
        account = sums[Address.parse(row["account"])]
        currency = Address.parse(row["token"]) if row["token"] else COIN.address
        account[currency] += exact(row["amount"], _DECIMALS[currency])
        account[COIN.address] -= exact(row["fee"], 18)
    return without_zeros(sums)


def koinly_sums(desk: Desk) -> Sums:
    sums: dict[Address, defaultdict[Address, int]] = {account: defaultdict(int) for account in OWN}
    for account in OWN:
        rows = list(csv.DictReader(io.StringIO(koinly_csv(desk.book.oldest_first(), account, str))))
        named = {name: address for row in rows for name, address in told(row["Description"])}
        by_symbol = {t.symbol: t.address for t in TOKENS if t.address not in named.values()}
        known = {"ETH": COIN.address, **by_symbol, **named}
        for row in rows:
            assert row["Sent Amount"] or row["Received Amount"]  # Koinly skips rows of nothing
            assert row["Sent Amount"] or not row["Fee Amount"]  # and knows no deposit with a fee
            for sign, amount, unit in (
                (-1, "Sent Amount", "Sent Currency"), (1, "Received Amount", "Received Currency"),
                (-1, "Fee Amount", "Fee Currency"),
            ):  # fmt: skip
                if row[amount]:
                    currency = known[row[unit]]
                    sums[account][currency] += sign * exact(row[amount], _DECIMALS[currency])
    return without_zeros(sums)


def told(description: str) -> list[tuple[str, Address]]:
    words = [word.partition("=") for word in description.split() if word.startswith("NULL")]
    return [(name, Address.parse(address)) for name, _, address in words]


def counted(world: World, *, unasked: bool = True) -> Sums:
    sums = {account: held(world, account) for account in OWN}
    return (
        sums
        if unasked
        else {a: {c: n for c, n in s.items() if c != UNASKED.address} for a, s in sums.items()}
    )


def test_five_thousand_transactions_add_up_to_the_wei(tmp_path: Path) -> None:
    desk = new_desk(tmp_path, seed=6)
    history = History(desk)
    history.fund()
    history.go(2_500)
    desk.look()
    history.go(2_500)
    desk.look()

    assert history.transactions == 5_000
    assert plain_sums(plain_csv(desk.book.oldest_first())) == counted(desk.world)
    assert koinly_sums(desk) == counted(desk.world, unasked=False)
    desk.close()


@settings(max_examples=12, deadline=None)
@given(
    seed=st.integers(0, 2**32),
    parts=st.lists(st.integers(1, 25), min_size=1, max_size=4),
    quiet=st.sampled_from([0, 30, 6_000]),
    forgets=st.booleans(),
)
def test_it_adds_up_however_often_one_looks_and_whatever_the_node_forgot(
    seed: int, parts: list[int], quiet: int, forgets: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = new_desk(Path(folder), seed)
        history = History(desk)
        history.fund()
        history.quiet(quiet)
        for part in parts:
            history.go(part)
            if forgets:
                desk.world.forgotten_before = max(0, desk.world.head - 25)
            desk.look()
        for account in OWN:
            desk.tracing.look_back(account, CancelToken())

        # Tokens leave logs, which no node forgets; coin that came before is what is brought forward.
        assert plain_sums(plain_csv(desk.book.oldest_first())) == counted(desk.world)
        desk.close()


def test_an_act_that_was_sped_up_is_one_line_also_where_its_first_attempt_names_it(tmp_path: Path) -> None:
    desk = new_desk(tmp_path, seed=1)
    History(desk).fund()
    account, first = OWN[0], b"\x09" * 32
    desk.journal.sent(account, first, Purpose("send", -7, OWN[1]))
    with desk.world.block() as block:
        faster = desk.world.transact(block, account, OWN[1], 7)
    desk.tracing.look(account)  # nobody knows yet what that transaction is
    before = [line.kind for line in desk.book.lines_of(account, CHAIN) if line.hash == faster.hash]

    desk.attempts[faster.hash] = (first, faster.hash)
    desk.tracing.look(account)

    lines = [line for line in desk.book.lines_of(account, CHAIN) if line.hash in {first, faster.hash}]
    assert before == ["sent-elsewhere"]
    assert [(line.kind, line.hash, line.status, line.is_found) for line in lines] == [
        ("send", faster.hash, "pending", False)
    ]
    desk.close()
