"""A seller who cheats in three ways, for the tour and for the tests of the promise: real contracts, real payloads.

Nothing in the app leads here. The seller exists on the demo chain alone, and signs with a bare key that everybody may
know, because the vault would refuse: it signs no delivery but the right one.
"""

import logging
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path

import msgspec
import rfc8785
from eth_account import Account

from desktop.assets import Assets
from desktop.bootstrap.publishing import stage, write_card
from desktop.bootstrap.seller import DEMO_WINDOWS
from desktop.chain.embedded.genesis import CHAIN_ID
from desktop.chain.gateway import ChainGateway, revert_names
from desktop.chain.transactions import as_signable, read_signed
from desktop.content import publishing
from desktop.content.serving import ContentServer
from desktop.content.store import ContentStore
from desktop.core import packages, trees
from desktop.core.cancel import CancelToken
from desktop.core.contents import CHUNKS, LEAVES, PAYLOAD, Commitments
from desktop.core.errors import AppError, Bug, Cancelled
from desktop.core.exchange import Order, OrderState, Terms, key_hash, wrap_key
from desktop.core.identity import NATIVE, ZERO_ADDRESS, Address, keccak256
from desktop.core.transactions import Call
from desktop.runtime.packing import PackedModel
from desktop.wallet.curve import public_point, scalar_of, shared_address
from desktop.wallet.envelope import seal_for_sealer

log = logging.getLogger("licet.cheats")

CHEAT_KEY = keccak256(b"licet demo network: cheating seller")
"""Public on purpose, as the faucet's: it owns demo coins only."""
PRICE_WEI = 10**16
BOND_WEI = 5 * 10**15
LATE_FEE_WEI = 2 * 10**15
BOND_FOR_ORDERS = 4
_COINS_WEI = 10**18
_PATIENCE_S = 60.0
_LOOK_S = 0.5


class Cheat(Enum):
    """What is wrong with what the buyer gets."""

    NEVER_DELIVERS = "never-delivers"
    WRONG_KEY = "wrong-key"
    WRONG_BYTES = "wrong-bytes"


@dataclass(frozen=True, slots=True)
class Offer:
    """A listing of the cheat's; ``key`` is what its payload is sealed with."""

    listing: int
    cheat: Cheat
    terms: Terms
    key: bytes = field(repr=False)


class CheatingSeller:
    """Lists, takes the money, and cheats as each listing says.

    Raises:
        Bug: On any chain but the demo's.
    """

    def __init__(self, gateway: ChainGateway, store: ContentStore, content_url: str) -> None:
        if gateway.chain_id != CHAIN_ID:
            raise Bug("cheats exist on the demo chain alone")
        self._gateway = gateway
        self._store = store
        self._content_url = content_url
        self._offers: dict[int, Offer] = {}
        self._answered: set[int] = set()
        self.address = Address.parse(Account.from_key(CHEAT_KEY).address)

    def list(self, cheat: Cheat, packed: PackedModel, *, leaf: int = -1, bond_wei: int = BOND_WEI) -> Offer:
        """Seal and list a packed model, with bond for a few orders.

        Args:
            cheat: What will be wrong.
            packed: The model.
            leaf: Which leaf is not the promised one, from the end if negative (wrong bytes only).
            bond_wei: Of each order.
        """
        key = secrets.token_bytes(
            16
        )  # of each offer its own: a proven complaint makes a key useless for ever
        content = self._seal(packed, key, leaf if cheat is Cheat.WRONG_BYTES else None)
        public_bytes = len(publishing.write_public_zip(packed.public_files))
        card = write_card(packed.manifest, (self._content_url,), public_bytes, None)
        terms = self._terms(content, key, card, bond_wei)
        calls = self._gateway.calls
        self._execute(calls.deposit_bond(BOND_FOR_ORDERS * bond_wei))
        self._execute(calls.create_listing(terms, card))
        listing = next(n for n, listed, _card in self._gateway.listings_of(self.address) if listed == terms)
        offer = Offer(listing, cheat, terms, key)
        self._offers[listing] = offer
        return offer

    def answer_once(self) -> None:
        """Deliver to each new order what its listing's cheat delivers, which may be nothing."""
        gateway = self._gateway
        for identifier, order in gateway.orders_of(seller_listings=frozenset(self._offers), from_block=0):
            is_open = gateway.order_slot(identifier) & 0xFF == OrderState.OPEN
            offer = self._offers[order.listing]
            if is_open and identifier not in self._answered and offer.cheat is not Cheat.NEVER_DELIVERS:
                self._deliver(offer, identifier, order)
                self._answered.add(identifier)

    def answer(self, cancel: CancelToken) -> None:
        """Answer until cancelled; a node that is away is waited for."""
        while not cancel.is_cancelled:
            try:
                self.answer_once()
            except AppError as error:
                log.info("answering: %s", type(error).__name__)
            try:
                cancel.wait(_LOOK_S)
            except Cancelled:
                return

    def _seal(self, packed: PackedModel, key: bytes, wrong_leaf: int | None) -> Commitments:
        staging = self._store.staging()
        try:
            staged = stage(packed, lambda public: seal_for_sealer(key, public), staging)
            if wrong_leaf is not None:
                staged = promise_another(staged, wrong_leaf)
            publishing.adopt(self._store, staged)
        finally:
            shutil.rmtree(staging)
        return staged.content

    def _terms(self, content: Commitments, key: bytes, card: bytes, bond_wei: int) -> Terms:
        gateway = self._gateway
        return Terms(
            seller=self.address,
            payee=self.address,
            currency=NATIVE,
            price=PRICE_WEI,
            bond_wei=bond_wei,
            late_fee_wei=LATE_FEE_WEI,
            key_fee=0,
            deliver_in_s=DEMO_WINDOWS.deliver_in_s,
            dispute_in_s=DEMO_WINDOWS.dispute_in_s,
            period_s=0,
            renew_until=0,
            flags=0,
            royalty_to=ZERO_ADDRESS,
            royalty_bps=0,
            size_bytes=content.size_bytes,
            nonce=content.nonce,
            key_hash=key_hash(gateway.chain_id, gateway.market, self.address, key),
            content_root=content.content_root,
            public_digest=content.public_digest,
            card_hash=keccak256(card),
            salt=secrets.token_bytes(32),
        )

    def _deliver(self, offer: Offer, identifier: int, order: Order) -> None:
        gateway = self._gateway
        key = bytes(16) if offer.cheat is Cheat.WRONG_KEY else offer.key
        secret = scalar_of(keccak256(CHEAT_KEY + identifier.to_bytes(32, "big")))
        shared = shared_address(secret, order.px, order.parity, "order")
        wrapped = wrap_key(gateway.chain_id, gateway.market, identifier, shared, key)
        self._execute(gateway.calls.deliver(offer.terms, order, *public_point(secret), wrapped))

    def _execute(self, call: Call) -> None:
        gateway = self._gateway
        transaction = gateway.prepare(self.address, call)
        raw = bytes(Account.from_key(CHEAT_KEY).sign_transaction(as_signable(transaction)).raw_transaction)
        gateway.send_raw(raw)
        if not gateway.wait(read_signed(raw), CancelToken(), _PATIENCE_S, poll_s=0.1).succeeded:
            raise Bug("a call of the cheating seller reverted")


def promise_another(staged: publishing.Staged, index: int) -> publishing.Staged:
    """The version as a cheat lists it: leaf list and root promise bytes that were never sealed.

    Args:
        staged: An honest version.
        index: The leaf, from the end if negative.
    """
    listed = bytearray((staged.folder / LEAVES).read_bytes())
    listed[32 * (index % staged.content.leaves)] ^= 0x80
    (staged.folder / LEAVES).write_bytes(listed)
    payload, content = (staged.folder / PAYLOAD).read_bytes(), staged.content
    leaves = [
        trees.leaf(
            bytes(listed[32 * i : 32 * i + 32]),
            trees.cipher_leaf(i, payload[slice(*trees.leaf_span(content.size_bytes, i))]),
        )
        for i in range(content.leaves)
    ]
    levels = trees.chunk_levels(len(leaves))
    nodes = [trees.fold(leaves[i : i + 64], levels) for i in range(0, len(leaves), 64)]
    (staged.folder / CHUNKS).write_bytes(b"".join(nodes))
    return publishing.Staged(staged.folder, replace(content, content_root=trees.root(leaves)))


def renamed(packed: PackedModel, name: str, summary: str) -> PackedModel:
    """The model under another name; its manifest lists every file but itself, so nothing else changes."""
    manifest = msgspec.structs.replace(packed.manifest, name=name, summary=summary)
    files = {**packed.public_files, packages.MANIFEST: rfc8785.dumps(msgspec.to_builtins(manifest))}
    return replace(packed, public_files=files, manifest=manifest)


@contextmanager
def open_cheats(root: Path, rpc_url: str, chain_id: int, market: Address) -> Iterator[CheatingSeller]:
    """The cheating seller with coins, its content in ``root`` and served on loopback.

    Raises:
        Bug: On any chain but the demo's; nothing was asked or sent.
    """
    store = ContentStore(root)
    gateway = ChainGateway.connect([rpc_url], chain_id, market, reverts=revert_names(Assets.find()))
    try:
        with ContentServer(store) as server:
            seller = CheatingSeller(gateway, store, server.base_url)
            if gateway.balance_wei(seller.address) < _COINS_WEI:
                gateway.faucet(seller.address)
            yield seller
    finally:
        gateway.close()
