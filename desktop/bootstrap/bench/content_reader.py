"""Downloading in a process of its own, as Licet does it and as plain httpx does it: ``--child bench-reader``."""

import shutil
import time
from pathlib import Path
from typing import Any

import httpx

from desktop.content.fetching import Fetcher
from desktop.content.store import ContentStore
from desktop.core.cancel import CancelToken
from desktop.core.contents import FILES, Commitments
from desktop.processes import Channel, serve


def fetch(url: str, root: str, content: dict[str, Any]) -> dict[str, float]:
    """Seconds for a verified download into an empty store below ``root``, and the growth of this process's peak."""
    commitments = Commitments(**content)
    store = ContentStore(Path(root) / "store", reserve_bytes=0)
    before, began = peak_bytes(), time.perf_counter()
    report = Fetcher(store).fetch(commitments, [], CancelToken(), added=[url])
    seconds = time.perf_counter() - began
    grown = peak_bytes() - before
    shutil.rmtree(store.root)
    return {"seconds": seconds, "grown_bytes": grown, "bytes": sum(report.bytes_from.values())}


def download(url: str, root: str, identity: str) -> dict[str, float]:
    """Seconds in which plain httpx streams the same four files to files."""
    folder = Path(root) / "plain"
    folder.mkdir()
    began, length = time.perf_counter(), 0
    with httpx.Client() as client:
        for file in FILES:
            with (
                client.stream("GET", f"{url}/{identity}/{file}") as response,
                (folder / file).open("wb") as out,
            ):
                for data in response.iter_bytes():
                    out.write(data)
                    length += len(data)
    seconds = time.perf_counter() - began
    shutil.rmtree(folder)
    return {"seconds": seconds, "bytes": length}


def peak_bytes() -> int:
    """The most memory that this process ever had resident; 0 where the system does not say."""
    try:
        status = Path("/proc/self/status").read_text("ascii")
    except OSError:
        return 0
    return next((int(line.split()[1]) << 10 for line in status.splitlines() if line.startswith("VmHWM:")), 0)


def main() -> None:
    """Answer ``fetch`` and ``download`` until the end of stdin."""
    serve(Channel(), {"fetch": fetch, "download": download})
