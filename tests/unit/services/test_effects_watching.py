"""What events make the preview read."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.core.identity import Address
from desktop.services.effects.ports import Log
from desktop.services.effects.watching import (
    MOST_WATCHED,
    PERMIT2_PERMIT,
    TRANSFER_BATCH,
    Kind,
    Watchlist,
    watch_logs,
)

ACCOUNT, ITEMS = Address(b"\x11" * 20), Address(b"\x22" * 20)
WHO = ACCOUNT.raw.rjust(32, b"\0")


def word(number: int) -> bytes:
    return number.to_bytes(32, "big")


def batch(data: bytes) -> Log:
    return Log(ITEMS, (TRANSFER_BATCH, WHO, WHO, word(9)), data)


def watched(log: Log) -> Watchlist:
    watch = Watchlist(ACCOUNT)
    watch_logs(watch, ACCOUNT, [log])
    return watch


def test_every_item_of_a_batch_is_read() -> None:
    data = word(64) + word(160) + word(2) + word(7) + word(8) + word(2) + word(1) + word(1)

    watch = watched(batch(data))

    assert [(entry.kind, entry.item) for entry in watch.items] == [(Kind.ITEMS, 7), (Kind.ITEMS, 8)]
    assert not watch.is_cut


def test_what_a_signature_handed_in_allows_through_permit2_is_read() -> None:
    token, spender = (Address(bytes([place]) * 20).raw.rjust(32, b"\0") for place in (3, 4))
    log = Log(ITEMS, (PERMIT2_PERMIT, WHO, token, spender), word(2**160 - 1) + word(9) + word(0))

    (entry,) = watched(log).items

    assert (entry.kind, entry.holder, entry.currency) == (
        Kind.ALLOWANCE,
        Address(b"\4" * 20),
        Address(b"\3" * 20),
    )


def test_a_batch_of_more_than_is_read_is_cut() -> None:
    many = 2 * MOST_WATCHED

    assert watched(batch(word(64) + word(0) + word(many) + b"".join(map(word, range(many))))).is_cut


@given(st.binary(max_size=300))
def test_no_bytes_of_a_batch_break_it(data: bytes) -> None:
    assert len(watched(batch(data))) <= MOST_WATCHED
