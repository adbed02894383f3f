"""A seller of a test's own: real sealed content behind a real server, terms and key chosen by the test."""

import secrets
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.assets import Assets
from desktop.bootstrap.publishing import write_card
from desktop.chain.gateway import ChainGateway
from desktop.content import publishing
from desktop.content.client import SealerClient
from desktop.content.memory import SealedMemory
from desktop.content.serving import ContentServer
from desktop.content.store import ContentStore
from desktop.core import trees
from desktop.core.contents import CHUNKS, LEAVES, PAYLOAD
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
        self,
        packed: PackedModel,
        public_files: Mapping[str, bytes] | None = None,
        wrong_leaf: int | None = None,
        key: bytes = MODEL_KEY,
        **changes: object,
    ) -> tuple[int, Terms]:
        """Seal a packed model, with other public files if given, and list it: (listing, terms).

        With a ``wrong_leaf`` (from the end if negative) the listing promises another leaf there than the sealed one.
        """
        licence = self.vault.free_licence(key)
        staging = self.store.staging()
        public = dict(packed.public_files if public_files is None else public_files)
        with SealedMemory() as memory:
            publishing.write_sealed_zip(packed.sealed_files, memory.fd)
            with SealerClient(writable=[staging], memory=memory) as sealer:
                envelope = self.vault.release_key(licence, sealer.public_key)
                nonce = secrets.token_bytes(16)
                staged = publishing.build_version(sealer, envelope, public, None, nonce, staging)
        if wrong_leaf is not None:
            staged = promise_another(staged, wrong_leaf)
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
            key_hash=key_hash(gateway.chain_id, gateway.market, self.wallet.address, key),
            card_hash=keccak256(card),
            salt=secrets.token_bytes(32),
            **changes,
        )
        return list_model(gateway, self.wallet, terms, card), terms


def promise_another(staged: publishing.Staged, index: int) -> publishing.Staged:
    """The version as a cheat lists it: leaf list and root promise bytes that were never sealed."""
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
