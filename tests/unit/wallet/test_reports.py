"""Error reports: the buyer's vault seals, the seller's vault opens, and nothing else fits."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.errors import InvalidPoint
from desktop.core.exchange import Order, Terms
from desktop.core.identity import Address
from desktop.core.reports import MAX_REPORT_BYTES, MAX_SEALED_BYTES, UnreadableReport
from desktop.wallet import reports
from desktop.wallet.accounts import WrappedKey
from desktop.wallet.buying import Buyer
from desktop.wallet.errors import NoSuchAccount, NotTheSellers
from desktop.wallet.selling import Seller
from desktop.wallet.vault import Vault

KEY = b"\x05" * 32
HOLDER = Address(b"\x44" * 20)
OTHER = Address(b"\x45" * 20)


class Trade:
    """A delivered order between two wallets: the bench sells, another vault holds the licence."""

    def __init__(self, bench: Any) -> None:
        self.bench = bench
        self.vault = Vault()
        self.vault.create("another password", scrypt_n=2)
        self.holder = self.vault.wallet().accounts[0].address
        self.buyer = Buyer(self.vault)
        self.terms: Terms = bench.own_terms()
        self.order, self.order_id, self.wrapped = self.sold(99)

    def sold(self, number: int) -> tuple[Order, int, WrappedKey]:
        px, parity = self.buyer.purchase_point(self.holder, self.bench.chain, self.bench.market, 5, number)
        order = Order(5, self.holder, self.holder, 1_700_000_000, px, parity, number)
        order_id = self.bench.id_of(order)
        wrapped = self.bench.seller.wrap_delivery(
            self.bench.account, self.bench.chain, self.bench.market, order_id, px, parity, self.terms.encode()
        )
        return order, order_id, wrapped

    def seal(self, report: bytes = b"it crashes", **changes: Any) -> bytes:
        values = {
            "account": self.holder, "chain_id": self.bench.chain, "market": self.bench.market, "listing": 5,
            "number": self.order.number, "order_id": self.order_id, "rx": self.wrapped.rx,
            "parity": self.wrapped.parity, "wrapped": self.wrapped.wrapped, "key_hash": self.terms.key_hash,
            "seller": self.bench.account, "report": report,
        }  # fmt: skip
        return self.buyer.seal_report(**(values | changes))

    def open(self, sealed: bytes, seller: Seller | None = None, **changes: Any) -> bytes:
        values = {
            "account": self.bench.account, "chain_id": self.bench.chain, "market": self.bench.market,
            "order_id": self.order_id, "px": self.order.px, "parity": self.order.parity,
            "terms": self.terms.encode(), "holder": self.holder, "sealed": sealed,
        }  # fmt: skip
        return (seller or self.bench.seller).open_report(**(values | changes))


@pytest.fixture
def trade(bench: Any) -> Trade:
    return Trade(bench)


def test_the_seller_reads_what_the_buyer_sealed(trade: Trade) -> None:
    assert trade.open(trade.seal(b"it crashes")) == b"it crashes"


def test_a_seller_who_restored_the_wallet_still_reads_it(trade: Trade) -> None:
    restored = Vault()
    restored.restore(trade.bench.phrase, "", "a third password", scrypt_n=2)

    assert trade.open(trade.seal(), Seller(restored)) == b"it crashes"


def test_the_operators_pack_can_read_it_too(trade: Trade) -> None:
    """It holds the delivery secret of its versions; EXCHANGE.md section 11 says what a stolen one costs."""
    data, _operator = trade.bench.seller.export_seller_pack(
        trade.bench.account, [trade.bench.salt], "pack password", scrypt_n=2
    )
    pack = Vault()
    pack.unlock(data, "pack password")

    assert trade.open(trade.seal(), Seller(pack)) == b"it crashes"


def test_two_reports_of_one_order_share_no_bytes(trade: Trade) -> None:
    first, second = trade.seal(), trade.seal()

    assert first[1:13] != second[1:13]
    assert first[13:] != second[13:]


def test_an_order_of_the_same_buyer_opens_no_report_of_another(trade: Trade) -> None:
    sealed = trade.seal()
    order, order_id, _wrapped = trade.sold(100)

    with pytest.raises(UnreadableReport):
        trade.open(sealed, order_id=order_id, px=order.px, parity=order.parity)


def test_a_later_holder_cannot_send_it_as_an_own_report(trade: Trade) -> None:
    with pytest.raises(UnreadableReport):
        trade.open(trade.seal(), holder=OTHER)


@pytest.mark.parametrize("changes", [{"chain_id": 1}, {"market": OTHER}])
def test_a_report_belongs_to_one_chain_and_market(trade: Trade, changes: dict[str, Any]) -> None:
    with pytest.raises(UnreadableReport):
        trade.open(trade.seal(), **changes)


def test_another_wallet_does_not_open_it(trade: Trade) -> None:
    with pytest.raises(NoSuchAccount):
        trade.open(trade.seal(), Seller(trade.vault))


def test_the_buyer_who_is_asked_as_seller_does_not_open_it(trade: Trade) -> None:
    """The buyer knows S, but only as d*R: another account's models make another e."""
    with pytest.raises(UnreadableReport):
        trade.open(trade.seal(), Seller(trade.vault), account=trade.holder)


def test_nothing_is_sealed_for_a_point_that_another_made(trade: Trade) -> None:
    """A node that names an R of its own does not know the listed key, so the unwrapped one does not fit."""
    other_order, _id, other = trade.sold(100)

    for changes in ({"rx": other.rx, "parity": other.parity}, {"wrapped": bytes(16)}, {"seller": OTHER}):
        with pytest.raises(NotTheSellers):
            trade.seal(**changes)
    assert other_order.px != trade.order.px


def test_a_delivery_without_a_point_is_refused(trade: Trade) -> None:
    with pytest.raises(InvalidPoint):
        trade.seal(rx=5)


@pytest.mark.parametrize("at", [0, 1, 12, 13, 100, -16, -1])
def test_every_altered_byte_is_noticed(trade: Trade, at: int) -> None:
    sealed = bytearray(trade.seal())
    sealed[at] ^= 1

    with pytest.raises(UnreadableReport):
        trade.open(bytes(sealed))


@pytest.mark.parametrize(
    "sealed", [b"", b"\x01", b"\x01" + bytes(12), b"\x02" + bytes(60), b"\x01" + bytes(2048)]
)
def test_what_is_no_report_is_one_error(trade: Trade, sealed: bytes) -> None:
    with pytest.raises(UnreadableReport):
        trade.open(sealed)


@given(st.binary(max_size=MAX_REPORT_BYTES))
def test_any_report_survives_and_fits_the_contract(report: bytes) -> None:
    sealed = reports.seal(KEY, HOLDER, report)

    assert len(sealed) <= MAX_SEALED_BYTES
    assert reports.unseal(KEY, HOLDER, sealed) == report


@pytest.mark.parametrize("length", [0, 1, 254, 255, 256, 1791, 1792, MAX_REPORT_BYTES - 1, MAX_REPORT_BYTES])
def test_lengths_are_hidden_in_steps(length: int) -> None:
    sealed = reports.seal(KEY, HOLDER, bytes(length))

    padded = len(sealed) - 1 - 12 - 16
    assert padded % 256 == 0 or len(sealed) == MAX_SEALED_BYTES
    assert padded > length


@given(st.binary(max_size=2100))
def test_any_sealed_bytes_give_a_report_or_one_error(sealed: bytes) -> None:
    with pytest.raises(UnreadableReport):
        reports.unseal(KEY, HOLDER, sealed)


def test_a_right_tag_over_wrong_padding_is_refused() -> None:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    for padded in (b"", b"text", b"text\x80\x01"):
        body = ChaCha20Poly1305(KEY).encrypt(bytes(12), padded, b"\x01" + HOLDER.raw)
        with pytest.raises(UnreadableReport):
            reports.unseal(KEY, HOLDER, b"\x01" + bytes(12) + body)


def test_the_key_of_a_fixed_order_never_changes() -> None:
    """Golden, by hashlib alone: a change would make old reports unreadable."""
    import hashlib
    import hmac

    info = b"licet report 1" + (7).to_bytes(32, "big") + OTHER.raw + (9).to_bytes(32, "big")
    extracted = hmac.new(bytes(32), HOLDER.raw, hashlib.sha256).digest()
    expected = hmac.new(extracted, info + b"\x01", hashlib.sha256).digest()

    assert reports.report_key(HOLDER, 7, OTHER, 9) == expected
