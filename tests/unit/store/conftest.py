"""A user's database on a real file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.store.database import Database
from desktop.store.migrations import user_database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database.open(tmp_path / "licet.db", user_database)
    yield opened
    opened.close()
