"""What holds for every test: a home of its own, no telemetry, no screen, and no unexpected log record."""

import logging
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.helpers.ipfs_nodes import IpfsNode, connected_nodes

os.environ["ORT_DISABLE_TELEMETRY"] = "1"
os.environ["QT_QPA_PLATFORM"] = "offscreen"

# The machines that run this are slow and shared: time says nothing about correctness.
settings.register_profile("licet", deadline=None, print_blob=True, database=None)
settings.load_profile("licet")

_HOME_VARIABLES = {
    "HOME": "",
    "USERPROFILE": "",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_CACHE_HOME": ".cache",
    "XDG_STATE_HOME": ".local/state",
    "XDG_RUNTIME_DIR": ".run",
    "APPDATA": "AppData/Roaming",
    "LOCALAPPDATA": "AppData/Local",
}


def pytest_configure(config: pytest.Config) -> None:
    """Give this process an empty home before any module of ours or of a library looks for one."""
    home = tempfile.TemporaryDirectory(prefix="licet-home-", ignore_cleanup_errors=True)
    config.add_cleanup(home.cleanup)
    for name, below in _HOME_VARIABLES.items():
        folder = Path(home.name, below)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.environ[name] = str(folder)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figures that tests counted (``record_property("figure", text)``), also those of other processes."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if name == "figure" and report.when == "call":
                terminalreporter.write_line(str(value))


@pytest.fixture(autouse=True)
def no_unexpected_log(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test on a record of level WARNING or above that no ``expects_log`` marker declares, or on one missing.

    ``@pytest.mark.expects_log(r"pattern")``: the pattern is searched in the message; each must occur.
    """
    yield
    patterns = [re.compile(mark.args[0]) for mark in request.node.iter_markers("expects_log")]
    records = [
        record
        for phase in ("setup", "call")
        for record in caplog.get_records(phase)
        if record.levelno >= logging.WARNING
    ]
    messages = [record.getMessage() for record in records]
    unexpected = [
        f"{record.levelname} {record.name}: {text}"
        for record, text in zip(records, messages, strict=True)
        if not any(pattern.search(text) for pattern in patterns)
    ]
    absent = [pattern.pattern for pattern in patterns if not any(pattern.search(text) for text in messages)]
    if unexpected:
        pytest.fail("unexpected log: " + "; ".join(unexpected), pytrace=False)
    if absent:
        pytest.fail(f"expected log never came: {absent}", pytrace=False)


@pytest.fixture(scope="session")
def ipfs_nodes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[IpfsNode, IpfsNode]]:
    """Two connected IPFS nodes, shared by the tests of a process: what one test adds, another may see."""
    with connected_nodes(tmp_path_factory.mktemp("ipfs")) as nodes:
        yield nodes
