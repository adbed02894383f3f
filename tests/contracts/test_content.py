"""complainContent on py-evm, about content that the app's own code sealed: who is refunded, and who is not."""

import base64
import io
from pathlib import Path

import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.content.verifying import prove_leaf
from desktop.core import trees
from desktop.core.exchange import key_hash
from desktop.core.identity import Address
from tests.contracts.content import NONCE, Chunk, seal_chunk, shown
from tests.contracts.evm import CHAIN_ID, Reverted
from tests.contracts.scenario import KEY, Sale, Scenario
from tests.unit.content import book, versions

REASON_WRONG_CONTENT = 5
GIB = 1 << 30
SIZES = st.sampled_from(
    [
        1,
        16,
        1023,
        1024,
        1025,
        2048,
        65535,
        65536,
        65537,
        66560,
        131072,
        131073,
        2**20 - 1,
        GIB,
        GIB + 1,
        2**40,
    ]
)


def sell(scene: Scenario, chunk_size: int, root: bytes, nonce: bytes = NONCE, key: bytes = KEY) -> Sale:
    """A delivered order for content with this root."""
    seller = Address.parse(scene.seller.address)
    terms = scene.terms(
        size_bytes=chunk_size, nonce=nonce, content_root=root,
        key_hash=key_hash(CHAIN_ID, Address(scene.market), seller, key),
    )  # fmt: skip
    listing, _ = scene.list(terms)
    scene.deposit()
    return scene.deliver(scene.buy(listing, terms)[0], key=key)[0]


def place_in(chunk: Chunk, seed: int) -> int:
    leaves = trees.chunk_leaves(chunk.size, chunk.number)
    return leaves[seed % len(leaves)]


@settings(max_examples=20, deadline=None)
@given(size=SIZES, where=st.integers(0, 2**64), place=st.integers(0, 63), is_spoilt=st.booleans())
def test_exactly_wrong_leaves_are_refunded(size: int, where: int, place: int, is_spoilt: bool) -> None:
    """Any leaf of any chunk of content from one byte to a terabyte."""
    scene = Scenario()
    chunk = seal_chunk(size, where % trees.chunk_count(size), KEY)
    index = place_in(chunk, place)
    if is_spoilt:
        chunk.spoil(index % trees.LEAVES_PER_CHUNK)
    root, proof = chunk.tree(index)
    sale = sell(scene, size, root)

    if not is_spoilt:
        with pytest.raises(Reverted, match="MarketContentIsRight"):
            scene.send(scene.stranger, "complainContent", *sale.presented, *shown(KEY, proof))
        return
    mined = scene.send(scene.stranger, "complainContent", *sale.presented, *shown(KEY, proof))

    refunded = dict(mined.logs)["Refunded"]
    assert (refunded["amount"], refunded["bondPaid"]) == (sale.terms.price, sale.terms.bond_wei)
    assert refunded["reason"] == REASON_WRONG_CONTENT
    assert dict(mined.logs)["KeyProvenBad"]["keyHash"] == sale.terms.key_hash
    assert scene.read("bad", sale.terms.key_hash) == (True,)
    assert scene.credit(scene.buyer) == sale.terms.price + sale.terms.bond_wei


@pytest.mark.parametrize("size", [1, 1024, 1025, 65536, 65537, 3 * 65536 + 5 * 1024 + 3])
def test_proofs_from_stored_files_are_understood(scene: Scenario, tmp_path: Path, size: int) -> None:
    """The client's own proof of a leaf that a cheating seller sealed wrong, from the files that it stored."""
    version = versions.make(tmp_path, size, KEY)
    index = (trees.leaf_count(size) - 1) * 2 // 3
    versions.flip(version.paths.payload, trees.leaf_span(size, index)[0])
    content = versions.recommit(version)
    proof = prove_leaf(version.paths, content, index)
    sale = sell(scene, size, content.content_root, content.nonce)

    mined = scene.send(scene.stranger, "complainContent", *sale.presented, *shown(KEY, proof))

    assert dict(mined.logs)["Refunded"]["reason"] == REASON_WRONG_CONTENT


def test_wrong_last_flag_is_refunded(scene: Scenario) -> None:
    """The last chunk sealed as if another one followed."""
    size = 65536 + 2000
    chunk = seal_chunk(size, 1, KEY)
    keys = book.hkdf(KEY, NONCE, b"payload")
    plain = book.chacha20(keys, 1, (1).to_bytes(11, "big") + b"\x01", bytes(chunk.sealed[:-16]))
    nonce = (1).to_bytes(11, "big") + b"\x00"
    chunk.sealed = bytearray(ChaCha20Poly1305(keys).encrypt(nonce, plain, None))
    root, proof = chunk.tree(64)
    sale = sell(scene, size, root)

    mined = scene.send(scene.stranger, "complainContent", *sale.presented, *shown(KEY, proof))

    assert dict(mined.logs)["Refunded"]["reason"] == REASON_WRONG_CONTENT


def test_spoilt_tag_is_not_refunded(scene: Scenario) -> None:
    chunk = seal_chunk(3000, 0, KEY)
    chunk.sealed[-1] ^= 1
    root, proof = chunk.tree(2)
    sale = sell(scene, 3000, root)

    with pytest.raises(Reverted, match="MarketContentIsRight"):
        scene.send(scene.stranger, "complainContent", *sale.presented, *shown(KEY, proof))


@pytest.mark.parametrize("size", [100, 70_000])
def test_bytes_that_age_sealed_are_read_as_age_reads_them(scene: Scenario, size: int) -> None:
    """An age tool of others encrypts; the contract decrypts every kind of leaf to the same bytes."""
    identity = pyrage.x25519.Identity.generate()
    plaintext = bytes(i * 31 & 255 for i in range(size))
    file_key, nonce, sealed = _opened(pyrage.encrypt(plaintext, [identity.to_public()]), identity)
    salt = book.hkdf(file_key, nonce, b"licet leaf")[:16]
    index = trees.leaf_count(size) - 1
    number = index // trees.LEAVES_PER_CHUNK
    start, end = trees.chunk_span(size, number)
    plain_leaves = [
        trees.plain_leaf(salt, i, plaintext[i * 1024 : i * 1024 + 1024])
        for i in trees.chunk_leaves(size, number)
    ]
    chunk = Chunk(size, number, plain_leaves, bytearray(sealed[start - 16 : end - 16]))
    root, proof = chunk.tree(index)
    sale = sell(scene, size, root, nonce, file_key)

    with pytest.raises(Reverted, match="MarketContentIsRight"):
        scene.send(scene.stranger, "complainContent", *sale.presented, *shown(file_key, proof))


def _opened(file: bytes, identity: pyrage.x25519.Identity) -> tuple[bytes, bytes, bytes]:
    """File key, payload nonce and sealed chunks of an age file with one X25519 stanza (age-encryption.org/v1)."""
    stream = io.BytesIO(file)
    assert stream.readline() == b"age-encryption.org/v1\n"
    body = share = b""
    while not (line := stream.readline()).startswith(b"---"):
        if line.startswith(b"-> X25519 "):
            share = base64.b64decode(line.split()[2] + b"=")
            body = base64.b64decode(stream.readline().strip() + b"=")
    secret = X25519PrivateKey.from_private_bytes(book.bech32_payload(str(identity).lower()))
    recipient = secret.public_key().public_bytes_raw()
    shared = secret.exchange(X25519PublicKey.from_public_bytes(share))
    wrap_key = book.hkdf(shared, share + recipient, b"age-encryption.org/v1/X25519")
    file_key = ChaCha20Poly1305(wrap_key).decrypt(bytes(12), body, None)
    payload = stream.read()
    return file_key, payload[:16], payload[16:]
