"""A crash of the app leaves no memory on the disk."""

import subprocess
import sys

import pytest

pytest.importorskip("resource")

COMMAND = """
import resource, sys
from desktop.cli import main
sys.argv = ["licet", "--help"]
try:
    main()
except SystemExit:
    pass
print("limits", resource.getrlimit(resource.RLIMIT_CORE))
"""


def test_the_command_line_and_the_window_write_no_core_files() -> None:
    import resource

    def allow() -> None:
        hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
        resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))

    ran = subprocess.run(
        [sys.executable, "-c", COMMAND], capture_output=True, text=True, check=True, preexec_fn=allow
    )

    assert ran.stdout.splitlines()[-1] == "limits (0, 0)"
