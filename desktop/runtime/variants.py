"""Which form of a model is opened: the most exact one that fits into this machine's memory."""

import os
from pathlib import Path

from desktop.core.packages import FULL, Manifest


def best_variant(manifest: Manifest, free_bytes: int) -> str:
    """The form with the smallest error whose measured peak fits into the free memory; else the one that needs least.

    What a seller measured is a claim: the worst that a wrong one does is that another form is opened.
    """
    forms = [(0.0, manifest.measured.peak_rss_bytes, FULL)]
    forms += [(v.error, v.measured.peak_rss_bytes, v.name) for v in manifest.variants]
    fitting = [form for form in forms if form[1] <= free_bytes]
    if fitting:
        return min(fitting)[2]
    return min(forms, key=lambda form: form[1])[2]


def free_bytes() -> int:
    """Memory that could be used now without pushing others out; a large number where the system does not say."""
    try:
        lines = Path("/proc/meminfo").read_text("ascii", "replace").splitlines()
        found = next((line.split()[1] for line in lines if line.startswith("MemAvailable:")), None)
        if found is not None:
            return int(found) * 1024
        return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, AttributeError):
        return 1 << 62
