"""What ``licet verify FILE --json`` says and the code it exits with."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.core.errors import Breach, ChildDied, ChildTimeout, InvalidPackage
from desktop.runtime.errors import ModelOutOfMemory, RunFailed, UnreadableModel
from desktop.runtime.host import ModelHost
from desktop.text import breach_text

FITS, BREACHES, UNREADABLE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class FileReport:
    """The verdict on a file; ``exit_code`` is 0 where it fits, 1 where it breaks a rule, 2 where it is unreadable."""

    exit_code: int
    breaches: tuple[Breach, ...]

    def as_json(self) -> dict[str, Any]:
        """``{"ok": bool, "breaches": [{"rule", "where", "found", "text"}, ...]}``; ``text`` is a whole sentence."""
        return {
            "ok": self.exit_code == FITS,
            "breaches": [
                {"rule": b.rule, "where": b.where, "found": b.text, "text": breach_text(b)}
                for b in self.breaches
            ],
        }


def verify_file(host: ModelHost, path: Path) -> FileReport:
    """Verify a plain ONNX file or a package's public part, whichever it is; never raises for what the file does."""
    try:
        verdict = host.verify(path)
    except UnreadableModel as error:
        return _unreadable(path, error.reason)
    except ChildDied:
        return _unreadable(path, "it crashed the verifier, which was confined: do not open it anywhere else")
    except (ChildTimeout, ModelOutOfMemory):
        return _unreadable(path, "verifying it took too much time or memory")
    except RunFailed as error:
        return _unreadable(path, error.reason)
    except InvalidPackage as error:
        return FileReport(BREACHES, error.breaches)
    return FileReport(FITS if verdict.ok else BREACHES, verdict.breaches)


def _unreadable(path: Path, reason: str) -> FileReport:
    return FileReport(UNREADABLE, (Breach("unreadable", path.name, reason),))
