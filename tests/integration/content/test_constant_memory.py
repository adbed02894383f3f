"""Sealing, unsealing, auditing, verifying, exporting and importing take the same memory for any size."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

MIB = 1 << 20

SCRIPT = """
import json, os, sys
from pathlib import Path
from desktop.content.age_files import take_payload, write_age_file
from desktop.content.auditing import verify_as_contract_would
from desktop.content.files import Reader
from desktop.content.relisting import relist
from desktop.content.retagging import right_tags
from desktop.content.sealing import SealedPaths, seal
from desktop.content.unsealing import unseal
from desktop.content.verifying import prove_leaf, verify_sealed_files
from desktop.core.contents import Commitments

def peak():
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) << 10

def run(folder, size):
    folder.mkdir()
    with (folder / "plain").open("wb") as out:
        for _ in range(size >> 20):
            out.write(os.urandom(1 << 20))
    paths, key, nonce = SealedPaths.below(folder), bytes(16), bytes(range(16))
    with Reader(folder / "plain") as reader:
        content = Commitments(size, nonce, seal(reader, key, nonce, paths), bytes(32))
    memory = os.memfd_create("m")
    assert unseal(paths, content, key, memory, check=True).wrong_leaf is None
    assert unseal(paths, content, key, memory, check=False).wrong_leaf is None
    os.close(memory)
    verify_sealed_files(paths, content)
    prove_leaf(paths, content, 5)
    assert verify_as_contract_would(paths, content, key).is_clean
    model = folder / "model.age"
    write_age_file(b"header", paths, content, right_tags(paths, content, key), model)
    (folder / "again").mkdir()
    again = SealedPaths.below(folder / "again")
    take_payload(model, len(b"header"), content, again.payload)
    relist(again, content, key)

root = Path(sys.argv[1])
run(root / "small", 1 << 20)
before = peak()
run(root / "large", 64 << 20)
print(json.dumps(peak() - before))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_64_mib_take_no_more_than_one(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path)], capture_output=True, text=True, check=True, timeout=300
    )

    assert json.loads(done.stdout) < 4 * MIB
