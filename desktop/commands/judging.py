"""``licet judge`` and ``licet compare``: owned models, or packages on the disk, on a person's own data."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import click

from desktop.commands.batches import Wallet
from desktop.commands.output import answer, as_json, read_password
from desktop.core.cancel import CancelToken
from desktop.core.changes import Progress
from desktop.core.items import DataChoice

if TYPE_CHECKING:
    from desktop.core.comparing import Comparison, Contender
    from desktop.core.judging import Judgement
    from desktop.services.judging.ports import ModelHold, OpenItems
    from desktop.services.judging.service import Prepared

own_data = click.option(
    "--data", type=click.Path(exists=True, path_type=Path), required=True, help="A folder or a CSV file."
)
own_labels = click.option(
    "--labels",
    help="A column of the CSV file, a CSV with the columns file and label, “folders” or “none”; guessed if not given.",
)
stratified = click.option(
    "--stratified",
    is_flag=True,
    help="Resamples keep how many items each class has, as if you had chosen that.",
)


def of_wallet(command: Callable[..., Any]) -> Callable[..., Any]:
    """--password-file, --rpc and --market, for purchases."""
    for option in (
        click.option(
            "--rpc", "rpc_url", help="For a purchase: address of the node; the settings' if not given."
        ),
        click.option("--market", help="For a purchase: address of the market; the settings' if not given."),
        click.option(
            "--password-file",
            type=click.Path(exists=True, dir_okay=False, path_type=Path),
            help="For a purchase: first line: the wallet's password.",
        ),
    ):
        command = option(command)
    return command


@click.command()
@click.argument("model", metavar="PURCHASE_OR_PACKAGE")
@own_data
@own_labels
@click.option(
    "--map", "pairs", multiple=True, metavar="THEIRS=OURS", help="A label and the model's name for it."
)
@click.option("--device", default="cpu", show_default=True)
@stratified
@of_wallet
@as_json
@click.pass_obj
def judge(
    data_dir: Path | None,
    model: str,
    data: Path,
    labels: str | None,
    pairs: tuple[str, ...],
    device: str,
    rpc_url: str | None,
    market: str | None,
    password_file: Path | None,
    *,
    stratified: bool,
    wants_json: bool,
) -> None:
    """Judge a model by your own labelled data: its figures with 95 % intervals, beside the seller's claims."""
    from desktop.runtime.items.trials import suggest_trials
    from desktop.services.judging import export, service

    with (
        _reader() as open_trials,
        _shelf((model,), Wallet(data_dir, password_file, rpc_url, market)) as shelf,
    ):
        hold = shelf.hold(model, device)
        try:
            opened = hold.alive()
            choice = _with_labels(suggest_trials([data], opened.spec), labels)
            source = open_trials(choice, opened.spec)
            prepared = _with_names(service.prepare(opened, choice, source), pairs)
            _say_unmatched(prepared)
            _, judgement = service.judge(
                hold, source, prepared, CancelToken(), _Teller(), stratified=stratified
            )
        finally:
            hold.release()
    answer(export.judgement_json(judgement), wants_json=wants_json, text=_table(judgement))


@click.command()
@click.argument("models", metavar="PURCHASE_OR_PACKAGE...", nargs=-1, required=True)
@own_data
@own_labels
@click.option(
    "--map", "pairs", multiple=True, metavar="THEIRS=OURS", help="A label and the first model's name for it."
)
@click.option("--device", default="cpu", show_default=True)
@of_wallet
@as_json
@click.pass_obj
def compare(
    data_dir: Path | None,
    models: tuple[str, ...],
    data: Path,
    labels: str | None,
    pairs: tuple[str, ...],
    device: str,
    rpc_url: str | None,
    market: str | None,
    password_file: Path | None,
    *,
    wants_json: bool,
) -> None:
    """Compare models of one task on your own data, with labels or without: figures, agreement, time, memory, price."""
    from desktop.runtime.items.trials import suggest_trials
    from desktop.services.comparing import export, service

    if len(models) < 2:
        raise click.UsageError("at least two models are needed")
    with _reader() as open_trials, _shelf(models, Wallet(data_dir, password_file, rpc_url, market)) as shelf:
        first = shelf.hold(models[0], device)
        try:
            spec = first.alive().spec
            choice = _with_labels(suggest_trials([data], spec), labels)
            prepared = _with_names(service.look(first.alive(), choice, open_trials(choice, spec)), pairs)
        finally:
            first.release()
        _say_unmatched(prepared)
        holds = [(shelf.contender(one), partial(shelf.hold, one, device)) for one in models]
        comparison = service.compare(holds, prepared, open_trials, CancelToken(), _Teller())
    answer(export.comparison_json(comparison), wants_json=wants_json, text=_side_by_side(comparison))


@contextmanager
def _reader() -> "Iterator[OpenItems]":
    """Opens own data; what must be decoded for it is decoded in the sandbox."""
    from desktop.runtime.items.trials import TrialReader
    from desktop.runtime.previews import Previews

    previews = Previews()
    try:
        yield TrialReader(previews.mask).open
    finally:
        previews.close()


class _Shelf(Protocol):
    """Where models are held, and what is known of each."""

    def hold(self, model: str, device: str = "cpu") -> "ModelHold": ...
    def contender(self, model: str) -> "Contender": ...


@contextmanager
def _shelf(models: tuple[str, ...], wallet: Wallet) -> "Iterator[_Shelf]":
    """Packages of folders, or purchases of the wallet."""
    from desktop.bootstrap.judging import OwnedShelf, PackageFolders

    if all(Path(model).is_dir() for model in models):
        yield PackageFolders()
        return
    from desktop.bootstrap.headless import Network, headless

    if wallet.password_file is None:
        raise click.UsageError(
            "a purchase needs --password-file; a package is a folder that `licet pack` made"
        )
    network, password = Network(wallet.rpc_url, wallet.market), read_password(wallet.password_file)
    with headless(wallet.data_dir, network, password) as services:
        yield OwnedShelf(services.shelf, services.library)


def _with_labels(choice: DataChoice, labels: str | None) -> DataChoice:
    if labels is None:
        return choice
    if labels in {"none", "folders"}:
        return replace(choice, labels=labels, label_at="")  # type: ignore[arg-type]
    if choice.kind == "csv":
        return replace(choice, labels="column", label_at=labels)
    return replace(choice, labels="file", label_at=labels)


def _with_names(prepared: "Prepared", pairs: tuple[str, ...]) -> "Prepared":
    for pair in pairs:
        theirs, _, ours = pair.partition("=")
        if ours and ours not in prepared.classes:
            raise click.UsageError(
                f"the model has no class “{ours}”; it has {', '.join(prepared.classes[:20])}"
            )
        prepared = prepared.renamed(theirs, ours)
    return prepared


def _say_unmatched(prepared: "Prepared") -> None:
    for match in prepared.matches:
        if not match.ours:
            click.echo(f"“{match.theirs}” ({match.items}) is no class of the model.", err=True)
        elif match.hint != "same":
            click.echo(f"“{match.theirs}” is taken for “{match.ours}”.", err=True)


class _Teller:
    """Tells how far it is on stderr, at each tenth."""

    def __init__(self) -> None:
        self._tenth = 0

    def __call__(self, progress: Progress) -> None:
        tenth = 10 * progress.done // max(progress.total, 1)
        if tenth > self._tenth:
            self._tenth = tenth
            click.echo(f"{progress.done} of {progress.total}", err=True)


def _table(judgement: "Judgement") -> str:
    from desktop.text import measures

    claims = {claim.figure: claim for claim in judgement.claims if claim.figure is not None}
    lines = [", ".join(measures.counts_words(judgement.counts))]
    for figure in judgement.figures:
        claim = claims.get(figure)
        said = (
            f"  claimed {measures.value_words(claim.value, figure.name)}: {measures.verdict_words(claim)}"
            if claim
            else ""
        )
        value = measures.value_words(figure.value, figure.name)
        lines.append(
            f"{measures.figure_words(figure):42} {value:>9}  {measures.interval_words(figure)}{said}"
        )
    return "\n".join(lines)


def _side_by_side(comparison: "Comparison") -> str:
    from desktop.text import measures, size

    names = [figure.name for figure in comparison.entries[0].figures if not figure.label]
    lines = []
    for number, entry in enumerate(comparison.entries, 1):
        lines.append(
            f"{number}. {entry.contender.name}: {entry.seconds * 1000:.3g} ms, {size(entry.memory_bytes)}"
        )
        for name in names:
            if (figure := entry.figure(name)) is not None:
                value = measures.value_words(figure.value, name)
                lines.append(
                    f"   {measures.figure_words(figure):42} {value:>9}  {measures.interval_words(figure)}"
                )
    for one in comparison.agreements:
        share = "–" if one.share is None else f"{one.share:.3f}"
        lines.append(f"{one.first + 1} and {one.second + 1} agree: {share} of {one.n}")
    lines += [
        f"{one.first + 1} minus {one.second + 1}, {one.name}: {one.value:+.4g} ({one.low:+.4g} to {one.high:+.4g})"
        for one in comparison.contrasts
        if one.is_real
    ]
    return "\n".join(lines)
