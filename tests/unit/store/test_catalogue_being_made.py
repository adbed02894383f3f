"""A reader that meets the catalogue while its writer makes it, or makes it anew, is told of no fault."""

import subprocess
import sys
from pathlib import Path

import pytest

from desktop.store.catalogue import CatalogueReader

ROOT = Path(__file__).resolve().parents[3]
FILES = 60
WRITER = """
import sys
from pathlib import Path
from desktop.core.identity import Address
from desktop.store.catalogue_writer import CatalogueWriter
for number in range(int(sys.argv[2])):
    name, chain = sys.argv[3].format(number), 7 + number % 2
    CatalogueWriter.open(Path(sys.argv[1], name), chain, Address(bytes(20))).close()
    Path(sys.argv[1], f"{number}.done").touch()
"""


@pytest.mark.parametrize("name", ["{}.db", "catalogue.db"], ids=["a file that was not there", "one that was"])
def test_a_reader_beside_a_writer_that_makes_the_file_is_told_of_no_fault(tmp_path: Path, name: str) -> None:
    """One start in fifty ended with "disk I/O error" or "malformed": the file was removed under the reader's hands.

    The second case makes one file anew each time, for another chain.
    """
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), str(FILES), name], cwd=ROOT)
    try:
        for number in range(FILES):
            while not (tmp_path / f"{number}.done").exists() and writer.poll() is None:
                reader = CatalogueReader(tmp_path / name.format(number))
                for _ in range(5):
                    assert reader.status().indexed_to == -1
                    assert reader.tasks() == ()
                reader.close()
        assert writer.wait(60) == 0
    finally:
        writer.kill()
        writer.wait()


def test_a_catalogue_is_seen_with_its_tables_or_not_at_all(tmp_path: Path) -> None:
    """What a kill left of a catalogue being made is no catalogue, and is gone after the next one."""
    (tmp_path / "catalogue.db.new").write_bytes(b"half of a file")
    reader = CatalogueReader(tmp_path / "catalogue.db")
    assert reader.status().indexed_to == -1
    subprocess.run(
        [sys.executable, "-c", WRITER, str(tmp_path), "1", "catalogue.db"], cwd=ROOT, check=True, timeout=60
    )
    assert reader.tasks() == ()
    reader.close()
    assert sorted(path.name for path in tmp_path.iterdir() if ".new" in path.name) == []
