"""Nobody but root reads the memory of the three processes that hold secrets, not even their own user."""

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from desktop import processes
from desktop.content.client import SealerClient
from desktop.content.memory import SealedMemory
from desktop.runtime.host import ModelHost
from desktop.wallet.client import VaultClient
from tests.helpers.proc import NOBODY, Process

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")

USER = NOBODY if hasattr(os, "getuid") and os.getuid() == 0 else os.getuid()

# The ordinary user may not read where Python lies, so everything is imported before the process becomes theirs.
PREPARED = {
    "vault": "from desktop.wallet import child; child.word_lists(); child.rehearse()",
    "sealer": "from desktop.content import child",
    "worker": (
        "from desktop.runtime.worker import child\n"
        "from desktop.runtime.exchange import Exchange\n"
        "from desktop.runtime.worker.rehearsal import rehearse\n"
        "from desktop.runtime.worker.modelling import ModelDesk\n"
        "from desktop.runtime.worker.server import Server\n"
        "rehearse()"
    ),
}
BECOME = f"""
import codecs, os
import desktop.sandbox.linux
codecs.lookup("ascii")
if os.getuid() == 0:
    os.setgroups([])
    os.setgid({NOBODY})
    os.setuid({NOBODY})
"""


@pytest.fixture(autouse=True)
def as_ordinary_user(monkeypatch: pytest.MonkeyPatch) -> None:
    def command(name: str) -> list[str]:
        return [sys.executable, "-P", "-c", PREPARED[name] + BECOME + "child.main()"]

    monkeypatch.setattr(processes, "child_command", command)


@pytest.fixture(autouse=True)
def other_processes_can_be_read() -> None:
    """The control: without this, a refusal would prove nothing."""
    root = os.getuid() == 0
    other = subprocess.Popen(
        ["/bin/sleep", "60"], user=USER if root else None, extra_groups=[] if root else None, cwd="/"
    )
    try:
        if not Process(other.pid).memory_opens_as(USER):
            pytest.skip("this system lets no process read another's memory (Yama)")
    finally:
        other.kill()
        other.wait()


@pytest.fixture
def vault() -> Iterator[Process]:
    client = VaultClient(scrypt_n=2)
    client.create("a password for tests")
    assert client.pid is not None
    yield Process(client.pid)
    client.lock()


@pytest.fixture
def sealer() -> Iterator[Process]:
    with SealedMemory() as memory, SealerClient(memory=memory) as client:
        yield Process(client.pid)


@pytest.fixture
def worker() -> Iterator[Process]:
    with SealedMemory() as memory:
        warm = ModelHost().warm(memory.fd)
    warm.wait_ready()
    yield Process(warm.pid)
    warm.close()


@pytest.mark.parametrize("name", ["vault", "sealer", "worker"])
def test_its_own_user_cannot_read_it(name: str, request: pytest.FixtureRequest) -> None:
    process: Process = request.getfixturevalue(name)

    assert process.user() == USER
    assert not process.memory_opens_as(USER)
    assert process.core_limit() == ["0", "0"]
