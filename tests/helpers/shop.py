"""A seller of a test's own: real sealed content behind a real server, terms and key chosen by the test."""

import secrets
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from desktop.assets import Assets
from desktop.bootstrap.publishing import write_card
from desktop.chain.gateway import ChainGateway
from desktop.content import publishing
from desktop.content.client import SealerClient
from desktop.content.memory import SealedMemory
from desktop.content.serving import ContentServer
from desktop.content.store import ContentStore
from desktop.core.exchange import Terms, key_hash
from desktop.core.identity import keccak256
from desktop.runtime.host import ModelHost
from desktop.runtime.packing import PackedModel, pack_directory
from desktop.wallet.client import VaultClient
from tests.helpers.chain import MODEL_KEY, Wallet, list_model, sample_terms
from tests.helpers.vaults import local_vault


@dataclass
class Shop:
    """Lists versions under ``MODEL_KEY`` and leaves delivering to the test."""

    gateway: ChainGateway
    wallet: Wallet
    store: ContentStore
    url: str
    vault: VaultClient

    def list_version(
        self, packed: PackedModel, public_files: Mapping[str, bytes] | None = None, **changes: object
    ) -> tuple[int, Terms]:
        """Seal a packed model, with other public files if given, and list it: (listing, terms)."""
        licence = self.vault.free_licence(MODEL_KEY)
        staging = self.store.staging()
        public = dict(packed.public_files if public_files is None else public_files)
        with SealedMemory() as memory:
            publishing.write_sealed_zip(packed.sealed_files, memory.fd)
            with SealerClient(writable=[staging], memory=memory) as sealer:
                envelope = self.vault.release_key(licence, sealer.public_key)
                nonce = secrets.token_bytes(16)
                staged = publishing.build_version(sealer, envelope, public, None, nonce, staging)
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
    with ExitStack() as stack:
        server = stack.enter_context(ContentServer(store))
        vault = local_vault()
        stack.callback(vault.lock)
        vault.create("a password for tests")
        yield Shop(gateway, Wallet.number(number), store, server.base_url, vault)


def packed_model(name: str = "tumour-diagnosis") -> PackedModel:
    """A sample model, packed as its seller would."""
    return pack_directory(Assets.find().resource("models", name), ModelHost())
