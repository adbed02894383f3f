"""The vault's own judgement of a leaf agrees with the code that sealed it, at every kind of leaf."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core import trees
from desktop.core.exchange import key_hash
from desktop.wallet.content_claim import leaf_is_wrong
from desktop.wallet.errors import NothingToComplain
from tests.contracts.content import NONCE, seal_chunk
from tests.unit.wallet.conftest import CHAIN, MARKET, Bench

KEY = bytes(range(16))

# (size, chunk, leaf): first, middle, last of a chunk, first of the next, last, short, one byte.
LEAVES = [
    (1, 0, 0), (1024, 0, 0), (1025, 0, 1), (65536, 0, 0), (65536, 0, 31), (65536, 0, 63),
    (65537, 0, 63), (65537, 1, 64), (200_000, 3, 195), (200_000, 2, 150), (2**30, 7, 500),
]  # fmt: skip


@pytest.mark.parametrize(("size", "number", "index"), LEAVES)
def test_a_right_leaf_is_right_and_any_changed_byte_makes_it_wrong(
    size: int, number: int, index: int
) -> None:
    chunk = seal_chunk(size, number, KEY)
    _root, proof = chunk.tree(index)

    assert not leaf_is_wrong(KEY, NONCE, size, index, proof.cipher, proof.plain_leaf)
    spoilt = bytes([proof.cipher[0] ^ 1]) + proof.cipher[1:]
    assert leaf_is_wrong(KEY, NONCE, size, index, spoilt, proof.plain_leaf)
    assert leaf_is_wrong(bytes(16), NONCE, size, index, proof.cipher, proof.plain_leaf)


@given(st.integers(0, 65), st.data())
def test_a_spoilt_tag_alone_is_no_wrong_leaf(index: int, data: st.DataObject) -> None:
    size = 66 * 1024
    chunk = seal_chunk(size, index // trees.LEAVES_PER_CHUNK, KEY)
    _root, proof = chunk.tree(index)
    length = min(1024, size - index * 1024)
    tag = data.draw(st.binary(min_size=16, max_size=16)) if len(proof.cipher) > length else b""

    assert not leaf_is_wrong(KEY, NONCE, size, index, proof.cipher[:length] + tag, proof.plain_leaf)


@pytest.mark.parametrize("cipher", [b"", bytes(1023), bytes(1041)])
def test_bytes_of_another_length_are_no_leaf(cipher: bytes) -> None:
    with pytest.raises(ValueError, match="leaf"):
        leaf_is_wrong(KEY, NONCE, 65536, 63, cipher, bytes(32))


def test_the_vault_keeps_the_key_of_right_content_and_of_other_listings() -> None:
    bench = Bench()
    size, index = 65537, 64
    chunk = seal_chunk(size, 1, KEY)
    _root, proof = chunk.tree(index)
    listed = key_hash(CHAIN, MARKET, bench.account, KEY)
    licence = bench.buyer.free_licence(KEY)

    def ask(listed_hash: bytes, cipher: bytes) -> bytes:
        return bench.buyer.content_complaint_key(
            licence, CHAIN, MARKET, bench.account, listed_hash, NONCE, size, index, cipher, proof.plain_leaf
        )

    with pytest.raises(NothingToComplain):
        ask(listed, proof.cipher)
    with pytest.raises(NothingToComplain):
        ask(bytes(32), bytes([proof.cipher[0] ^ 1]) + proof.cipher[1:])
    assert ask(listed, bytes([proof.cipher[0] ^ 1]) + proof.cipher[1:]) == KEY
