"""What every error must be to a person: a few clear sentences, and nothing of the machine's insides."""

import re

from desktop.text import describe

_INSIDES = re.compile(
    r"Traceback|File \"|<[a-z!/]|\b[A-Z][a-z]+[A-Z]\w+(Error|Fault|Exception)?\(|Errno|\\x|0x[0-9a-f]{70}"
)


def assert_speaks(error: BaseException) -> None:
    """The error has a title, a body and a remedy, of its own class."""
    said = describe(error)
    for part in (said.title, said.body, said.remedy):
        assert part.strip(), said
        assert type(error).__name__ not in part, said
        assert not _INSIDES.search(part), said
    assert said.title != "Licet made a mistake"


def assert_readable(title: str, body: str) -> None:
    """A title and a body of an error that a person can read: plain, printable, and nothing of the machine's insides."""
    for part in (title, body):
        assert part.strip()
        assert part.replace("\n", "").isprintable(), part
        assert not _INSIDES.search(part), part
        assert "onnxruntime_src" not in part
        assert len(part) < 1000
    assert title != "Licet made a mistake"


def assert_one_sentence(stderr: str) -> None:
    """What a command says of an error: no traceback, no class name, nothing from a server."""
    assert stderr.strip()
    assert not _INSIDES.search(stderr), stderr
    assert len(stderr.strip().splitlines()[-1]) < 800
    assert "made a mistake" not in stderr
