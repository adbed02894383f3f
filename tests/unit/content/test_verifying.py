"""Verifying and proving: wrong bytes are found in their chunk, and every leaf can be proven from the files."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.content.verifying import prove_leaf, verify_public, verify_sealed_files
from desktop.core import trees
from desktop.core.cancel import CancelToken
from desktop.core.contents import CHUNKS, LEAVES, PAYLOAD, PUBLIC
from desktop.core.errors import Cancelled, ContentMismatch, ContentUnavailable
from tests.unit.content import book
from tests.unit.content.versions import Version, flip, make

SIZE = 5 * 65536 + 3000

hashes = st.lists(st.binary(min_size=32, max_size=32).filter(any), min_size=1, max_size=200)


@pytest.fixture
def version(tmp_path: Path) -> Version:
    return make(tmp_path, SIZE)


def depth_of(count: int) -> int:
    return next(depth for depth in range(60) if 2**depth >= count)


@given(hashes)
def test_the_root_is_the_one_of_the_book(leaves: list[bytes]) -> None:
    assert trees.root(leaves) == book.subtree(leaves, 0, depth_of(len(leaves)))


@given(hashes)
def test_chunk_nodes_fold_to_the_same_root(leaves: list[bytes]) -> None:
    levels = trees.chunk_levels(len(leaves))

    nodes = b"".join(trees.fold(leaves[i : i + 64], levels) for i in range(0, len(leaves), 64))

    assert trees.root_of_chunks(nodes, len(leaves)) == trees.root(leaves)


@given(hashes, st.data())
def test_every_leaf_has_a_proof_of_exact_depth(leaves: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(leaves) - 1))
    root, levels = trees.root(leaves), trees.depth(len(leaves))

    siblings = trees.proof(leaves, index, levels)

    assert len(siblings) == levels
    assert trees.verify_proof(root, len(leaves), index, leaves[index], siblings)


@given(hashes, st.data())
def test_a_proof_proves_nothing_else(leaves: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(leaves) - 1))
    other = data.draw(
        st.integers(0, len(leaves) - 1).filter(lambda i: leaves[i] != leaves[index]) | st.none()
    )
    root, levels = trees.root(leaves), trees.depth(len(leaves))
    siblings = trees.proof(leaves, index, levels)

    assert not trees.verify_proof(root, len(leaves), index, bytes(32), siblings)
    assert not trees.verify_proof(root, len(leaves), len(leaves), leaves[index], siblings)
    assert not trees.verify_proof(root, len(leaves), index, leaves[index], [*siblings, bytes(32)])
    if other is not None:
        assert not trees.verify_proof(root, len(leaves), index, leaves[other], siblings)
    if siblings:
        assert not trees.verify_proof(root, len(leaves), index, leaves[index], siblings[:-1])


@given(st.integers(1, 10 * 65536))
def test_spans_cover_the_payload_without_gap_or_overlap(size: int) -> None:
    position = trees.NONCE_BYTES
    for index in range(trees.leaf_count(size)):
        start, end = trees.leaf_span(size, index)
        assert start == position
        assert 0 < end - start <= 1024 + 16
        position = end
    assert position == trees.payload_length(size)


@pytest.mark.parametrize("size", [1, 1024, 1025, 65536, 65537, SIZE])
def test_right_files_pass(tmp_path: Path, size: int) -> None:
    version = make(tmp_path, size)

    verify_sealed_files(version.paths, version.content)
    verify_public(tmp_path / PUBLIC, version.content.public_digest)


@pytest.mark.parametrize("chunk", range(6))
def test_a_wrong_payload_byte_is_found_in_its_chunk(version: Version, chunk: int) -> None:
    flip(version.paths.payload, trees.chunk_span(SIZE, chunk)[1] - 1)

    with pytest.raises(ContentMismatch) as caught:
        verify_sealed_files(version.paths, version.content)

    assert (caught.value.what, caught.value.where) == (PAYLOAD, f"chunk {chunk}")


def test_a_wrong_leaf_is_found_in_its_chunk(version: Version) -> None:
    flip(version.paths.leaves, 32 * 64 * 3)

    with pytest.raises(ContentMismatch) as caught:
        verify_sealed_files(version.paths, version.content)

    assert caught.value.where == "chunk 3"


def test_a_wrong_chunk_list_is_found_first(version: Version) -> None:
    flip(version.paths.chunks, 33)

    with pytest.raises(ContentMismatch) as caught:
        verify_sealed_files(version.paths, version.content)

    assert (caught.value.what, caught.value.where) == (CHUNKS, "root")


def test_a_wrong_nonce_is_found(version: Version) -> None:
    flip(version.paths.payload, 0)

    with pytest.raises(ContentMismatch) as caught:
        verify_sealed_files(version.paths, version.content)

    assert caught.value.where == "nonce"


@pytest.mark.parametrize("change", [-1, 1])
@pytest.mark.parametrize("name", [PAYLOAD, LEAVES, CHUNKS])
def test_a_wrong_length_is_found(version: Version, name: str, change: int) -> None:
    path = version.folder / name
    os.truncate(path, path.stat().st_size + change)

    with pytest.raises(ContentMismatch) as caught:
        verify_sealed_files(version.paths, version.content)

    assert caught.value.what == name


def test_a_missing_file_is_unavailable(version: Version) -> None:
    version.paths.leaves.unlink()

    with pytest.raises(ContentUnavailable):
        verify_sealed_files(version.paths, version.content)


def test_verifying_can_be_stopped(version: Version) -> None:
    cancel = CancelToken()
    cancel.cancel()

    with pytest.raises(Cancelled):
        verify_sealed_files(version.paths, version.content, cancel=cancel)


def test_a_changed_public_part_is_found(version: Version) -> None:
    flip(version.folder / PUBLIC, 5000)

    with pytest.raises(ContentMismatch) as caught:
        verify_public(version.folder / PUBLIC, version.content.public_digest)

    assert (caught.value.what, caught.value.where) == (PUBLIC, "digest")


@pytest.mark.parametrize("size", [1, 1024, 1025, 65536, 65537, 64 * 1024 + 1024, SIZE])
def test_every_leaf_can_be_proven_from_the_stored_files(tmp_path: Path, size: int) -> None:
    """The proof holds under contentRoot, and its cipher bytes are those that the book would show."""
    version = make(tmp_path, size)
    count = version.content.leaves
    payload = version.paths.payload.read_bytes()

    for index in {0, 1, 63, 64, 65, count // 2, count - 2, count - 1} & set(range(count)):
        proof = prove_leaf(version.paths, version.content, index)

        leaf = trees.leaf(proof.plain_leaf, trees.cipher_leaf(index, proof.cipher))
        assert trees.verify_proof(version.content.content_root, count, index, leaf, proof.siblings)
        start, end = trees.leaf_span(size, index)
        assert proof.cipher == payload[start:end]


def test_a_proof_reads_one_chunk_only(version: Version) -> None:
    """Damage elsewhere does not keep a leaf from being proven."""
    flip(version.paths.payload, trees.chunk_span(SIZE, 0)[0])
    flip(version.paths.leaves, 32 * 64 * 4)

    proof = prove_leaf(version.paths, version.content, 130)

    assert proof.index == 130


def test_no_proof_is_made_from_damaged_files(version: Version) -> None:
    flip(version.paths.payload, trees.chunk_span(SIZE, 2)[0])

    with pytest.raises(ContentMismatch):
        prove_leaf(version.paths, version.content, 130)


@pytest.mark.parametrize("index", [-1, 10**6])
def test_there_is_no_proof_of_a_leaf_that_is_not(version: Version, index: int) -> None:
    with pytest.raises(IndexError):
        prove_leaf(version.paths, version.content, index)
