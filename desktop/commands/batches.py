"""``licet run MODEL --batch INPUT --out DIR``: a batch without a window."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from desktop.commands.output import answer, read_password
from desktop.core.batches import BatchProgress
from desktop.core.errors import Cancelled

if TYPE_CHECKING:  # the command line must not import the whole app to print its help
    from desktop.bootstrap.batch_desk import Asked
    from desktop.services.batches import BatchView
    from desktop.services.shelf import Opener

SAY_EVERY_S = 1.0


def run_batch(
    model: str,
    asked: Callable[[str], "Asked"],
    out: Path,
    wallet: "Wallet",
    *,
    wants_json: bool,
) -> None:
    """Carry a batch to its end and write its results; progress goes to stderr."""
    from desktop.bootstrap.batch_desk import batch_desk

    out.mkdir(parents=True, exist_ok=True)
    pace = Pace()
    with _opener(model, wallet) as (name, opener), batch_desk(out, opener) as desk:
        try:
            view = desk.run(asked(name), pace)
        except KeyboardInterrupt:
            # What is done is on disk: the same command goes on with --resume.
            raise Cancelled from None
        files = [str(path) for path in desk.save(view)]
    found = _found(view, pace, files)
    text = (
        f"{found['items']} items, {found['failed']} failed, in {found['seconds']:.1f} s: {', '.join(files)}"
    )
    answer(found, wants_json=wants_json, text=text)


@dataclass(frozen=True, slots=True)
class Wallet:
    """Whose purchases may be run, as the command was told; the settings say the rest."""

    data_dir: Path | None
    password_file: Path | None
    rpc_url: str | None
    market: str | None


class Pace:
    """Says on stderr, once a second, how far a batch is and how fast it goes."""

    def __init__(self) -> None:
        self.started = self._said = time.monotonic()
        self.first: int | None = None
        self.last = 0

    def __call__(self, progress: BatchProgress) -> None:
        self.first = progress.done if self.first is None else self.first
        self.last = progress.done
        now = time.monotonic()
        if now - self._said < SAY_EVERY_S:
            return
        self._said = now
        about = "" if progress.is_exact else "about "
        left = max(progress.total - progress.done, 0) / max(self.per_second, 1e-9)
        click.echo(
            f"{progress.done} of {about}{progress.total}, {progress.failed} failed, "
            f"{self.per_second:.4g} per second, {left:.0f} s left",
            err=True,
        )

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.started

    @property
    def per_second(self) -> float:
        return (self.last - (self.first or 0)) / max(self.seconds, 1e-9)


def settings_of(pairs: tuple[str, ...]) -> dict[str, object]:
    """``NAME=VALUE`` as settings: numbers and true or false where they are such.

    Raises:
        click.UsageError: No ``=``.
    """
    settings: dict[str, object] = {}
    for pair in pairs:
        name, found, text = pair.partition("=")
        if not found or not name:
            raise click.UsageError(f"“{pair}” is not of the form NAME=VALUE")
        settings[name] = _value(text)
    return settings


def _value(text: str) -> object:
    if text in ("true", "false"):
        return text == "true"
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


def _found(view: "BatchView", pace: Pace, files: list[str]) -> dict[str, object]:
    return {
        "items": view.at.after.index,
        "failed": view.at.failed,
        "resumed_at": pace.first or 0,
        "seconds": pace.seconds,
        "per_second": pace.per_second,
        "run_seconds": view.at.seconds,
        "device": view.at.device,
        "input_digest": view.at.input_digest,
        "output_digest": view.at.output_digest,
        "note": view.batch.note,
        "files": files,
    }


@contextmanager
def _opener(model: str, wallet: Wallet) -> "Iterator[tuple[str, Opener]]":
    """What opens the model, and its name for the batch: a folder of ``licet pack``, or a purchase of the wallet."""
    from desktop.bootstrap.batch_desk import PackageOpener

    if Path(model).is_dir():
        yield "package", PackageOpener(Path(model))
        return
    if wallet.password_file is None:
        raise click.UsageError("a purchase needs --password-file")
    from desktop.bootstrap.headless import Network, headless

    network, password = Network(wallet.rpc_url, wallet.market), read_password(wallet.password_file)
    with headless(wallet.data_dir, network, password) as services:
        yield model, services.running
