"""Several sealers over one memory: what they make together is what one would make."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

from desktop.content.child import ENVELOPE_INFO, suite
from desktop.content.memory import SealedMemory
from desktop.content.team import WORTH_SHARING_BYTES, SealerTeam
from desktop.core import trees
from desktop.core.errors import ContentMismatch
from desktop.services.opening import Unsealed
from tests.unit.content.versions import KEY, Version, flip, make, recommit

SIZE = WORTH_SHARING_BYTES + 5 * trees.CHUNK_BYTES + 5
LEAVES = -(-SIZE // trees.LEAF_BYTES)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="memfd is Linux's")


def envelopes_for(team: SealerTeam) -> list[bytes]:
    return [
        suite().encrypt(KEY, X25519PublicKey.from_public_bytes(key), ENVELOPE_INFO)
        for key in team.public_keys
    ]


@pytest.fixture
def version(tmp_path: Path) -> Version:
    return make(tmp_path / "content" / "one", SIZE)


@pytest.fixture
def memory() -> Iterator[SealedMemory]:
    with SealedMemory() as memory:
        yield memory


@pytest.fixture
def team(version: Version, memory: SealedMemory) -> Iterator[SealerTeam]:
    team = SealerTeam(readable=[version.folder.parent], memory=memory, size=3)
    yield team
    team.close()


@pytest.mark.parametrize("check", [True, False])
def test_their_shares_together_are_the_plaintext(
    team: SealerTeam, memory: SealedMemory, version: Version, check: bool
) -> None:
    steps: list[tuple[int, int]] = []

    found = team.unseal(
        envelopes_for(team),
        version.folder,
        version.content,
        check=check,
        progress=lambda done, total: steps.append((done, total)),
    )

    assert found == Unsealed(None, 0)
    assert memory.is_frozen
    with memory.map() as view:
        assert bytes(view) == version.plaintext
    assert max(steps) == (SIZE, SIZE)


def test_the_first_wrong_leaf_is_told_whoever_finds_it(team: SealerTeam, version: Version) -> None:
    for leaf in (LEAVES - 1, LEAVES // 2):
        flip(version.paths.leaves, 32 * leaf)
    content = recommit(version)

    found = team.unseal(envelopes_for(team), version.folder, content, check=True)

    assert found.wrong_leaf == LEAVES // 2


def test_spoilt_tags_of_all_shares_are_counted(
    team: SealerTeam, memory: SealedMemory, version: Version
) -> None:
    for chunk in (0, version.content.chunks // 2, version.content.chunks - 1):
        flip(version.paths.payload, trees.chunk_span(SIZE, chunk)[1] - 1)
    content = recommit(version)

    found = team.unseal(envelopes_for(team), version.folder, content, check=False)

    assert found == Unsealed(None, 3)
    with memory.map() as view:
        assert bytes(view) == version.plaintext


def test_damage_that_one_finds_is_everybody_s(team: SealerTeam, version: Version) -> None:
    os.truncate(version.paths.payload, 100)

    with pytest.raises(ContentMismatch):
        team.unseal(envelopes_for(team), version.folder, version.content, check=True)


def test_a_small_content_is_one_sealer_s_work(memory: SealedMemory, tmp_path: Path) -> None:
    small = make(tmp_path / "content" / "small", 1000)
    team = SealerTeam(readable=[small.folder.parent], memory=memory, size=2)
    try:
        found = team.unseal(envelopes_for(team)[:1], small.folder, small.content, check=True)

        assert found == Unsealed(None, 0)
        with memory.map() as view:
            assert bytes(view) == small.plaintext
    finally:
        team.close()


def test_all_of_them_end_when_the_team_is_closed(memory: SealedMemory, tmp_path: Path) -> None:
    team = SealerTeam(readable=[tmp_path], memory=memory, size=2)
    assert team.is_alive

    team.close()

    assert not team.is_alive
