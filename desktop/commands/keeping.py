"""``licet library`` and ``licet seed``: stored content checked, mended, let go and served, without a window."""

import signal
import sys
from pathlib import Path
from typing import Any

import click

from desktop.commands.output import answer, as_json
from desktop.core.cancel import CancelToken


@click.group()
def library() -> None:
    """The models on this disk: whether they are sound, what they take, and what may go."""


@library.command()
@click.option("--no-mend", is_flag=True, help="Only say what is damaged; fetch nothing.")
@click.option("--fast", is_flag=True, help="Read as fast as the disk can, not at its leisure.")
@click.option("--source", "sources", multiple=True, help="Mend from this address or folder too; tried first.")
@click.option("--again", is_flag=True, help="Begin anew, also if an earlier check was interrupted.")
@as_json
@click.pass_obj
def verify(
    data_dir: Path | None,
    sources: tuple[str, ...],
    *,
    no_mend: bool,
    fast: bool,
    again: bool,
    wants_json: bool,
) -> None:
    """Read every kept version in full and mend what is damaged; goes on where it was interrupted.

    Exit 0: all is sound or mended. Exit 1: something is damaged and could not be mended.
    """
    from desktop.bootstrap.keeping import opened_keeping
    from desktop.core.checks import CheckState
    from desktop.services.checking import REST, CheckLine
    from desktop.text.keeping import finding, hindrance

    cancel = _stopped_by_signals()
    with opened_keeping(data_dir, sources=sources) as keeping:
        if again:
            keeping.checking.forget()
        found = keeping.checking.check(cancel, mend=not no_mend, rest=0.0 if fast else REST)

    def described(line: CheckLine) -> dict[str, Any]:
        check = line.check
        point = check.point if check is not None else None
        return {
            "identity": line.version.terms.identity.hex(),
            "name": line.version.name,
            "size_bytes": line.version.terms.size_bytes,
            "state": check.state.value if check is not None else CheckState.WAITING.value,
            "wrong_chunks": point.wrong if point is not None else 0,
            "wrong_files": list(point.wrong_files) if point is not None else [],
            "mended_from": list(check.mended_from) if check is not None else [],
            "mended_bytes": check.mended_bytes if check is not None else 0,
            "text": finding(check),
        }

    damaged = found.count(CheckState.DAMAGED)
    lines = [
        " ".join(filter(None, (f"{line.version.name}:", finding(line.check), hindrance(line.check))))
        for line in found.lines
    ]
    answer(
        {"ok": not damaged, "versions": [described(line) for line in found.lines]},
        wants_json=wants_json,
        text="\n".join(lines) or finding(None),
    )
    if damaged:
        sys.exit(1)


@library.command()
@click.option("--clean", is_flag=True, help="Delete what the rules let go.")
@as_json
@click.pass_obj
def storage(data_dir: Path | None, *, clean: bool, wants_json: bool) -> None:
    """What takes how much, and why it is kept; with --clean, let go of what nothing needs."""
    from desktop.bootstrap.keeping import opened_keeping
    from desktop.core.keeping import Verdict
    from desktop.text import size
    from desktop.text.keeping import why

    with opened_keeping(data_dir) as keeping:
        overview = keeping.storage.overview()
        freed = keeping.storage.clean(cancel=_stopped_by_signals()).freed_bytes if clean else 0
    things = [
        {
            "identity": line.judged.stored.identity.hex(),
            "kind": line.judged.stored.kind.value,
            "bytes": line.judged.stored.bytes,
            "verdict": line.judged.verdict.value,
            "rule": line.judged.rule,
        }
        for line in overview.lines
    ]
    lines = [
        f"{line.judged.stored.identity.hex()[:16]}  {line.judged.stored.kind.value:<7} "
        f"{line.judged.verdict.value:<5} {size(line.judged.stored.bytes):>9}  {why(line.judged)}"
        for line in overview.lines
    ]
    lines.append(f"{size(overview.bytes_of())}, of which {size(overview.bytes_of(Verdict.FREE))} may go.")
    if clean:
        lines.append(f"{size(freed)} freed.")
    answer({"things": things, "freed_bytes": freed}, wants_json=wants_json, text="\n".join(lines))


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), help="The settings' if not given; 0 takes a free one.")
@click.option("--host", type=click.Choice(["127.0.0.1", "0.0.0.0", "::"]), help="Where it listens.")  # noqa: S104
@click.option("--limit", type=click.IntRange(0), help="KiB per second at most; 0 is no limit.")
@click.option(
    "--with-licences", is_flag=True, default=None, help="Also serve the ciphertext of licences held."
)
@as_json
@click.pass_obj
def seed(
    data_dir: Path | None,
    port: int | None,
    host: str | None,
    limit: int | None,
    *,
    with_licences: bool | None,
    wants_json: bool,
) -> None:
    """Serve the ciphertext of own listings until interrupted; needs no wallet and no node.

    Answers no orders: that is ``licet seller``, which serves too.
    """
    from desktop.bootstrap.keeping import opened_keeping

    cancel = _stopped_by_signals()
    asked = {"port": port, "host": host, "with_licences": with_licences}
    asked["limit_bytes_s"] = None if limit is None else limit << 10
    with opened_keeping(data_dir, seed={k: v for k, v in asked.items() if v is not None}) as keeping:
        url = keeping.seeding.open()
        status = keeping.seeding.status()
        answer(
            {"url": url, "versions": status.versions},
            wants_json=wants_json,
            text=f"Serving {status.versions} versions at {url}. Ctrl+C ends it.",
        )
        while not cancel.is_cancelled:
            _pause(cancel)
            keeping.seeding.status()  # keeps what was given


def _pause(cancel: CancelToken) -> None:
    from desktop.core.errors import Cancelled

    try:
        cancel.wait(5.0)
    except Cancelled:
        return


def _stopped_by_signals() -> CancelToken:
    cancel = CancelToken()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: cancel.cancel())
    return cancel
