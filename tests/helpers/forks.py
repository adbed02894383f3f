"""Programs of the tests that are started over and over: imported once, and forked for each run.

What a run does, and what a SIGKILL does to it, is as in a process of its own; only the imports, more than half of its
time, are not paid again.
"""

import atexit
import contextlib
import importlib
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).resolve().parents[2]


class Template:
    """A process that has imported a module with ``main()`` and runs copies of itself."""

    def __init__(self, module: str, also: Sequence[str] = ()) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__, module, *also],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def run(self, *arguments: object, cwd: str | None = None) -> subprocess.CompletedProcess[str]:
        """Run ``main()`` with these arguments to its end, in our environment; code and output as ``subprocess.run`` gives them."""
        with tempfile.TemporaryDirectory() as folder:
            out, err = Path(folder, "out"), Path(folder, "err")
            job = {"arguments": list(map(str, arguments)), "out": str(out), "err": str(err)}
            said = self._ask({**job, "environment": dict(os.environ), "cwd": cwd or str(Path.cwd())})
            return subprocess.CompletedProcess(arguments, said, out.read_text(), err.read_text())

    def close(self) -> None:
        """End the process; no run may be under way."""
        self._pipe(self._process.stdin).close()
        self._process.wait(20)
        self._pipe(self._process.stdout).close()

    def _ask(self, job: dict[str, Any]) -> int:
        stdin = self._pipe(self._process.stdin)
        stdin.write(json.dumps(job) + "\n")
        stdin.flush()
        return int(self._pipe(self._process.stdout).readline())

    @staticmethod
    def _pipe(pipe: IO[str] | None) -> IO[str]:
        assert pipe is not None
        return pipe


@contextlib.contextmanager
def template(module: str, *also: str) -> Iterator[Template]:
    """A template while the tests of a module run; ``also`` are imported too, because runs would."""
    made = Template(module, also)
    try:
        yield made
    finally:
        made.close()


def main() -> None:
    """Import, then fork for each line of JSON on stdin and answer with the copy's return code."""
    program, *also = (importlib.import_module(name) for name in sys.argv[1:])
    del also
    for line in sys.stdin:
        job = json.loads(line)
        copy = os.fork()
        if copy == 0:
            _become(program, job)
        _pid, status = os.waitpid(copy, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def _become(program: Any, job: dict[str, Any]) -> None:
    """Run the program as a process of its own would, and end as the interpreter does; never returns."""
    code = 1
    try:
        for name, descriptor in (("out", 1), ("err", 2)):
            file = os.open(job[name], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(file, descriptor)
            os.close(file)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.chdir(job["cwd"])
        os.environ.clear()
        os.environ.update(job["environment"])
        sys.argv = [program.__name__, *job["arguments"]]
        program.main()
        code = 0
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
    except Exception:  # noqa: BLE001 - whatever it dies of is told on stderr
        sys.excepthook(*sys.exc_info())
    finally:
        threading._shutdown()
        atexit._run_exitfuncs()
        with contextlib.suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
