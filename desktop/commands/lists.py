"""``licet list``: who signed a block list, and how two of them differ. Needs no network and no wallet."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desktop.commands.output import answer, as_json

if TYPE_CHECKING:  # the command line must not import the whole app to print its help
    from desktop.core.block_lists import BlockList, Entry

readable = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("list")
def block_list() -> None:
    """Block lists: signed files that say what somebody would not buy, and why."""


@block_list.command()
@click.argument("file", type=readable)
@as_json
def verify(file: Path, *, wants_json: bool) -> None:
    """Check a list: who signed it, and that not a byte was changed since."""
    found = _read(file)
    told = {
        "ok": True,
        "id": found.id,
        "name": found.name,
        "author": found.author,
        "version": found.version,
        "date": found.date,
        "entries": [_entry(entry) for entry in found.entries],
    }
    text = f"Signed by {found.author}: {_line(found.name)}, version {found.version}, {len(found.entries)} entries"
    answer(told, wants_json=wants_json, text=text)


@block_list.command()
@click.argument("before", type=readable)
@click.argument("after", type=readable)
@as_json
def diff(before: Path, after: Path, *, wants_json: bool) -> None:
    """Compare two lists, or two versions of one: what AFTER adds, leaves out and says otherwise."""
    from desktop.core.list_diff import compare

    first, second = _read(before), _read(after)
    found = compare(first, second)
    told = {
        "same_list": first.id == second.id and first.author == second.author,
        "added": [_entry(entry) for entry in found.added],
        "removed": [_entry(entry) for entry in found.removed],
        "changed": [{"before": _entry(old), "after": _entry(new)} for old, new in found.changed],
        "same": found.same,
        "overlap": found.overlap,
    }
    lines = [
        *(f"+ {_words(entry)}" for entry in found.added),
        *(f"- {_words(entry)}" for entry in found.removed),
        *(f"~ {_words(new)} (before: {old.category}, {_line(old.reason)})" for old, new in found.changed),
        f"{found.same} the same",
    ]
    answer(told, wants_json=wants_json, text="\n".join(lines))


def _read(file: Path) -> "BlockList":
    from desktop.core.block_lists import MAX_FILE_BYTES
    from desktop.services.block_lists import check_list
    from desktop.wallet.block_lists import recover

    with file.open("rb") as stream:
        return check_list(stream.read(MAX_FILE_BYTES + 1), recover)


def _entry(entry: "Entry") -> dict[str, Any]:
    import msgspec

    told: dict[str, Any] = msgspec.to_builtins(entry)
    return told


def _words(entry: "Entry") -> str:
    return f"{entry.kind} {entry.subject} ({entry.category}): {_line(entry.reason)}"


def _line(text: str) -> str:
    """A stranger's text without what a terminal would obey."""
    from desktop.core.plain_text import clean

    return " ".join(clean(text).split())
