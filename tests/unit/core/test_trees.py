"""The tree: sizes, proofs of exact depth, and nothing else passes."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core import trees

counts = st.integers(1, 300)


def leaves(count: int) -> list[bytes]:
    return [sha256(i.to_bytes(4, "big")).digest() for i in range(count)]


def by_the_book(nodes: list[bytes], width: int) -> bytes:
    """Recursive, on a full binary tree: EXCHANGE.md section 2 read aloud."""
    if not nodes:
        return bytes(32)
    if width == 1:
        return nodes[0]
    half = width // 2
    left, right = by_the_book(nodes[:half], half), by_the_book(nodes[half:], half)
    return sha256(b"\x01" + left + right).digest()


@given(counts)
def test_the_root_is_that_of_a_recursive_reading(count: int) -> None:
    width = 1
    while width < count:
        width *= 2

    assert trees.root(leaves(count)) == by_the_book(leaves(count), width)


@given(counts, st.data())
def test_every_leaf_has_a_proof_and_no_other_index_takes_it(count: int, data: st.DataObject) -> None:
    nodes = leaves(count)
    index = data.draw(st.integers(0, count - 1))
    other = data.draw(st.integers(-1, count + 1))
    root, siblings = trees.root(nodes), trees.proof(nodes, index, trees.depth(count))

    assert trees.verify_proof(root, count, index, nodes[index], siblings)
    assert trees.verify_proof(root, count, other, nodes[index], siblings) == (other == index)


@given(st.integers(2, 300), st.data())
def test_shorter_and_longer_paths_and_inner_nodes_are_no_proof(count: int, data: st.DataObject) -> None:
    nodes = leaves(count)
    index = data.draw(st.integers(0, count - 1))
    root, siblings = trees.root(nodes), trees.proof(nodes, index, trees.depth(count))
    parent = trees.node(*((nodes[index], siblings[0]) if index % 2 == 0 else (siblings[0], nodes[index])))

    assert not trees.verify_proof(root, count, index, nodes[index], siblings[:-1])
    assert not trees.verify_proof(root, count, index, nodes[index], [*siblings, bytes(32)])
    assert not trees.verify_proof(root, count, index // 2, parent, siblings[1:])


@pytest.mark.parametrize(
    ("size", "leaf_count", "chunks", "payload"),
    [(1, 1, 1, 33), (1024, 1, 1, 1056), (1025, 2, 1, 1057), (65536, 64, 1, 65568), (65537, 65, 2, 65585)],
)
def test_sizes_follow_the_format(size: int, leaf_count: int, chunks: int, payload: int) -> None:
    assert trees.leaf_count(size) == leaf_count
    assert trees.chunk_count(size) == chunks
    assert trees.payload_length(size) == payload


def test_empty_content_has_no_leaves() -> None:
    with pytest.raises(ValueError, match="empty"):
        trees.leaf_count(0)


@given(st.integers(65, 400))
def test_chunk_nodes_fold_to_the_same_root(count: int) -> None:
    nodes = leaves(count)
    chunk_nodes = [trees.fold(nodes[i : i + 64], 6) for i in range(0, count, 64)]

    assert trees.fold(chunk_nodes, trees.depth(count) - 6) == trees.root(nodes)
