"""Sealed memory: inherited, frozen once it is filled."""

import os

import pytest

from desktop.content.memory import SealedMemory, freeze


def test_new_memory_is_empty_and_open() -> None:
    with SealedMemory() as memory:
        assert memory.size_bytes == 0
        assert not memory.is_frozen
        assert not os.get_inheritable(memory.fd)


def test_frozen_memory_can_be_read_and_never_changed() -> None:
    with SealedMemory() as memory:
        os.write(memory.fd, b"weights")

        assert freeze(memory.fd)

        assert memory.is_frozen
        with memory.map() as view:
            assert bytes(view) == b"weights"
        for change in (
            lambda: os.pwrite(memory.fd, b"x", 0),
            lambda: os.ftruncate(memory.fd, 0),
            lambda: os.ftruncate(memory.fd, 100),
        ):
            with pytest.raises(PermissionError):
                change()


def test_memory_without_seals_says_so() -> None:
    fd = os.memfd_create("plain")

    frozen = freeze(fd)
    os.close(fd)

    assert not frozen


def test_closing_twice_is_closing() -> None:
    memory = SealedMemory()

    memory.close()
    memory.close()

    assert memory.fd == -1
