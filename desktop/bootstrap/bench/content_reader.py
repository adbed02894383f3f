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
    before, began, worked = peak_bytes(), time.perf_counter(), time.process_time()
    report = Fetcher(store).fetch(commitments, [], CancelToken(), added=[url])
    seconds, worked = time.perf_counter() - began, time.process_time() - worked
    grown = peak_bytes() - before
    shutil.rmtree(store.root)
    given = sum(report.bytes_from.values())
    return {"seconds": seconds, "processor_s": worked, "grown_bytes": grown, "bytes": given}


def download(url: str, root: str, identity: str) -> dict[str, float]:
    """Seconds in which plain httpx streams the same four files to files."""
    folder = Path(root) / "plain"
    folder.mkdir()
    began, worked, length = time.perf_counter(), time.process_time(), 0
    with httpx.Client() as client:
        for file in FILES:
            with (
                client.stream("GET", f"{url}/{identity}/{file}") as response,
                (folder / file).open("wb") as out,
            ):
                for data in response.iter_bytes():
                    out.write(data)
                    length += len(data)
    seconds, worked = time.perf_counter() - began, time.process_time() - worked
    shutil.rmtree(folder)
    return {"seconds": seconds, "processor_s": worked, "bytes": length}


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
