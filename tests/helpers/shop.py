"""A seller of a test's own: real sealed content behind a real server, terms and key chosen by the test."""

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from desktop.assets import Assets
from desktop.bootstrap.publishing import stage, write_card
from desktop.chain.gateway import ChainGateway
from desktop.content import publishing
from desktop.content.serving import ContentServer
from desktop.content.store import ContentStore
from desktop.core.exchange import Terms, key_hash
from desktop.core.identity import keccak256
from desktop.runtime.host import ModelHost
from desktop.runtime.packing import PackedModel, pack_directory
from desktop.wallet.envelope import seal_for_sealer
from tests.helpers.chain import MODEL_KEY, Wallet, list_model, sample_terms


@dataclass
class Shop:
    """Lists versions under ``MODEL_KEY`` and leaves delivering to the test."""

    gateway: ChainGateway
    wallet: Wallet
    store: ContentStore
    url: str

    def list_version(
        self,
        packed: PackedModel,
        public_files: Mapping[str, bytes] | None = None,
        **changes: object,
    ) -> tuple[int, Terms]:
        """Seal a packed model, with other public files if given, and list it: (listing, terms)."""
        public = dict(packed.public_files if public_files is None else public_files)
        staging = self.store.staging()
        staged = stage(packed, lambda to: seal_for_sealer(MODEL_KEY, to), staging, public_files=public)
        publishing.adopt(self.store, staged)
        staging.rmdir()
        content, gateway = staged.content, self.gateway
        card = write_card(packed.manifest, (self.url,), len(publishing.write_public_zip(public)), None)
        terms = sample_terms(
            gateway,
            self.wallet.address,
            size_bytes=content.size_bytes,
            nonce=content.nonce,
            content_root=content.content_root,
            public_digest=content.public_digest,
            key_hash=key_hash(gateway.chain_id, gateway.market, self.wallet.address, MODEL_KEY),
            card_hash=keccak256(card),
            salt=secrets.token_bytes(32),
            **changes,
        )
        return list_model(gateway, self.wallet, terms, card), terms


@contextmanager
def open_shop(root: Path, gateway: ChainGateway, number: int) -> Iterator[Shop]:
    """A shop of the test wallet ``number``, which must have coins."""
    store = ContentStore(root)
    with ContentServer(store) as server:
        yield Shop(gateway, Wallet.number(number), store, server.base_url)


def packed_model(name: str = "tumour-diagnosis") -> PackedModel:
    """A sample model, packed as its seller would."""
    return pack_directory(Assets.find().resource("models", name), ModelHost())
