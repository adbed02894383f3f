"""A reader that meets the catalogue while its writer makes it finds none yet, and no fault."""

import subprocess
import sys
from pathlib import Path

from desktop.store.catalogue import CatalogueReader

ROOT = Path(__file__).resolve().parents[3]
FILES = 40
WRITER = """
import sys
from pathlib import Path
from desktop.core.identity import Address
from desktop.store.catalogue_writer import CatalogueWriter
for number in range(int(sys.argv[2])):
    CatalogueWriter.open(Path(sys.argv[1], f"{number}.db"), 7, Address(bytes(20))).close()
"""


def test_a_reader_beside_a_writer_that_makes_the_file_is_told_of_no_fault(tmp_path: Path) -> None:
    """One start in fifty ended with "disk I/O error": the writer removes an empty file's companions and begins anew."""
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), str(FILES)], cwd=ROOT)
    try:
        for number in range(FILES):
            reader = CatalogueReader(tmp_path / f"{number}.db")
            while not (tmp_path / f"{number + 1}.db").exists() and writer.poll() is None:
                assert reader.status().indexed_to == -1
                assert reader.tasks() == ()
            reader.close()
        assert writer.wait(60) == 0
    finally:
        writer.kill()
        writer.wait()
