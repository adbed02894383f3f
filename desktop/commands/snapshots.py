"""``licet snapshot``: catalogues as signed files; made, checked against the chain, compared, and taken when asked."""

import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desktop.commands.output import answer, as_json, read_password
from desktop.core.cancel import CancelToken
from desktop.core.changes import Progress

if TYPE_CHECKING:  # the command line must not import the whole app to print its help
    from desktop.bootstrap.headless import Network
    from desktop.core.fact_checks import WrongRow
    from desktop.services.snapshots import SnapshotLook, SnapshotService, Trial

POLL_S = 0.25
readable = click.Path(exists=True, dir_okay=False, path_type=Path)


def _network_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        click.option("--rpc", "rpc_url", help="Node; the settings' if not given."),
        click.option("--market", help="Market contract; the settings' if not given."),
    ):
        command = option(command)
    return command


def _network(rpc_url: str | None, market: str | None) -> "Network":
    from desktop.bootstrap.headless import Network

    return Network(rpc_url, market)


@click.group()
def snapshot() -> None:
    """Snapshots of the catalogue: a new client in seconds, and each row checked against the chain."""


@snapshot.command()
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True)
@click.option("--block", type=click.IntRange(0), help="Of this block; the newest final one if not given.")
@click.option("--sign", is_flag=True, help="Sign with the wallet's account; needs --password-file.")
@click.option("--password-file", type=readable, help="First line: the wallet's password.")
@click.option(
    "--wait", "wait_s", default=600.0, show_default=True, help="Seconds until the catalogue is that far."
)
@_network_options
@as_json
@click.pass_obj
def make(
    data_dir: Path | None,
    out: Path,
    block: int | None,
    password_file: Path | None,
    wait_s: float,
    rpc_url: str | None,
    market: str | None,
    *,
    sign: bool,
    wants_json: bool,
) -> None:
    """Write a snapshot of this client's catalogue. Two clients at one block write the same facts, byte for byte."""
    from desktop.bootstrap.headless import headless

    if sign and password_file is None:
        raise click.UsageError("--sign needs --password-file")
    password = read_password(password_file) if password_file is not None else None
    with headless(data_dir, _network(rpc_url, market), password) as services:
        look = _made(services.snapshots, out.absolute(), block, sign=sign, wait_s=wait_s)
    text = f"{out}: block {look.head.block}, {look.head.counts.total} rows, digest {look.head.digest}"
    answer({"file": str(out), **_told(look)}, wants_json=wants_json, text=text)


def _made(
    service: "SnapshotService", out: Path, block: int | None, *, sign: bool, wait_s: float
) -> "SnapshotLook":
    from desktop.services.snapshots import CatalogueBehind

    until = time.monotonic() + wait_s
    while True:
        try:
            return service.make(out, block=block, sign=sign, cancel=CancelToken())
        except CatalogueBehind:
            if time.monotonic() >= until:
                raise
            time.sleep(POLL_S)


@snapshot.command()
@click.argument("file", type=readable)
@click.option("--chain", "with_chain", is_flag=True, help="Also compare a random part of it with the chain.")
@_network_options
@as_json
@click.pass_obj
def verify(
    data_dir: Path | None,
    file: Path,
    rpc_url: str | None,
    market: str | None,
    *,
    with_chain: bool,
    wants_json: bool,
) -> None:
    """Check a snapshot: that it keeps the rules of the format, who signed it, and with --chain that it is true.

    Exit 0 if nothing is wrong, 1 with each wrong row named. Without --chain it needs no network.
    """
    from desktop.bootstrap.snapshots import check_file

    if not with_chain:
        look = check_file(file.absolute())
        told = {"ok": True, "checked": None, "wrong": [], **_told(look)}
        answer(told, wants_json=wants_json, text=_said(look) + "\nIt was not compared with the chain.")
        return
    from desktop.bootstrap.headless import headless

    with headless(data_dir, _network(rpc_url, market), None) as services:
        trial = _tried(services.snapshots, services.snapshots.look(file.absolute()))
        services.snapshots.drop()
    _answer_trial(trial, wants_json=wants_json)


@snapshot.command()
@click.argument("source", metavar="FILE|FOLDER|URL")
@click.option("--digest", default="", help="Which snapshot it must be.")
@click.option("--yes", is_flag=True, help="Replace a catalogue that is there without asking.")
@_network_options
@as_json
@click.pass_obj
def use(
    data_dir: Path | None,
    source: str,
    digest: str,
    rpc_url: str | None,
    market: str | None,
    *,
    yes: bool,
    wants_json: bool,
) -> None:
    """Start from a snapshot: fetch it, compare a random part with the chain, and take it if nothing is wrong."""
    from desktop.bootstrap.headless import headless

    with headless(data_dir, _network(rpc_url, market), None) as services:
        service = services.snapshots
        place = str(Path(source).absolute()) if Path(source).exists() else source
        trial = _tried(service, service.fetch(place, digest, CancelToken(), _Printer()))
        if trial.is_good:
            try:
                if not yes and trial.replaces >= 0:
                    _ask(trial)
                service.take(trial)
            except BaseException:
                service.drop()
                raise
    _answer_trial(trial, wants_json=wants_json)


@snapshot.command()
@click.argument("first", metavar="A", type=readable)
@click.argument("second", metavar="B", type=readable)
@as_json
def diff(first: Path, second: Path, *, wants_json: bool) -> None:
    """Compare two snapshots row by row: exit 0 if they say the same up to the lower of their blocks, else 1."""
    from desktop.bootstrap.snapshots import compare_files

    found = compare_files(first.absolute(), second.absolute())
    lines = [f"{found.count} rows differ up to block {found.up_to}", *map(_line, found.rows)]
    told = {"up_to": found.up_to, "count": found.count, "rows": [_row(row) for row in found.rows]}
    answer(told, wants_json=wants_json, text="\n".join(lines))
    if found.count:
        raise click.exceptions.Exit(1)


@snapshot.command()
@as_json
@_network_options
@click.pass_obj
def status(data_dir: Path | None, rpc_url: str | None, market: str | None, *, wants_json: bool) -> None:
    """What the catalogue began with, how far that is compared with the chain, and what was wrong."""
    from desktop.bootstrap.headless import headless

    with headless(data_dir, _network(rpc_url, market), None) as services:
        found = services.snapshots.standing()
    if found is None:
        answer({"snapshot": None}, wants_json=wants_json, text="The catalogue was read from the chain.")
        return
    told = {
        "snapshot": found.head.digest,
        "block": found.head.block,
        "maker": str(found.maker) if found.maker else None,
        "state": found.state.value,
        "checked": found.checked_milli / 1000,
        "wrong": [_row(row) for row in found.wrong],
    }
    text = f"Snapshot of block {found.head.block}: {found.state.value}, {found.checked_milli / 10:.1f} % compared"
    answer(told, wants_json=wants_json, text="\n".join([text, *map(_line, found.wrong)]))


class _Printer:
    """Says each step once, on stderr."""

    def __init__(self) -> None:
        self._step = ""

    def __call__(self, progress: Progress) -> None:
        if progress.step != self._step:
            self._step = progress.step
            click.echo(progress.step, err=True)


def _tried(service: "SnapshotService", look: "SnapshotLook") -> "Trial":
    click.echo(_said(look), err=True)
    return service.try_out(look, CancelToken(), _Printer())


def _ask(trial: "Trial") -> None:
    question = f"Replace the catalogue, which is at block {trial.replaces}, by this one of block {trial.look.head.block}?"
    click.confirm(question, abort=True, err=True)


def _answer_trial(trial: "Trial", *, wants_json: bool) -> None:
    found = trial.sample
    told = {
        "ok": trial.is_good,
        "checked": {
            "rows": found.rows,
            "of": found.of_rows,
            "complete": found.is_complete,
            "certainty_of_one_in_hundred": round(trial.certainty, 6),
        },
        "wrong": [_row(row) for row in found.wrong],
        **_told(trial.look),
    }
    if found.is_complete:
        how = f"All {found.of_rows} rows were compared with the chain."
    else:
        how = (
            f"{found.rows} of {found.of_rows} rows were compared with the chain. "
            f"If 1 row in 100 were wrong, one would have been found with {100 * trial.certainty:.1f} %."
        )
    said = "Nothing was wrong." if trial.is_good else f"{len(found.wrong)} rows are wrong. It was not taken."
    answer(told, wants_json=wants_json, text="\n".join([how, said, *map(_line, found.wrong)]))
    if not trial.is_good:
        raise click.exceptions.Exit(1)


def _told(look: "SnapshotLook") -> dict[str, Any]:
    head = look.head
    return {
        "digest": head.digest,
        "chain_id": head.chain_id,
        "market": f"0x{head.market}",
        "block": head.block,
        "block_hash": f"0x{head.block_hash}",
        "block_time": head.block_time,
        "counts": {name: getattr(head.counts, name) for name in head.counts.__struct_fields__},
        "signed_by": str(look.maker) if look.maker else None,
        "maker": look.known.name if look.known else None,
        "earlier_faults": len(look.faults),
    }


def _said(look: "SnapshotLook") -> str:
    if look.maker is None:
        who = "Nobody signed it."
    elif look.known is None:
        who = f"Signed by {look.maker}, whom you have not added."
    else:
        who = f"Signed by {look.known.name} ({look.maker})."
    bad = f" {len(look.faults)} of its snapshots were wrong." if look.faults else ""
    return f"Block {look.head.block}, {look.head.counts.total} rows, digest {look.head.digest}. {who}{bad}"


def _row(row: "WrongRow") -> dict[str, Any]:
    return asdict(row) | {"verdict": row.verdict.value}


def _line(row: "WrongRow") -> str:
    parts = [f"{one.field}: {one.said} -> {one.truth}" for one in row.differences]
    what = f"listing {row.listing}" if row.listing else "a row"
    return f"{what}, block {row.block}: {row.kind} {row.verdict.value}" + (
        f" ({'; '.join(parts)})" if parts else ""
    )
