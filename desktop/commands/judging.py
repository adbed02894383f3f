"""``licet judge`` and ``licet compare``: owned models, or packages on the disk, on a person's own data."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from desktop.commands.output import answer, as_json, read_password
from desktop.core.cancel import CancelToken
from desktop.core.changes import Progress
from desktop.core.items import DataChoice

if TYPE_CHECKING:
    from desktop.core.judging import Judgement
    from desktop.services.judging.ports import ModelHold
    from desktop.services.judging.service import Prepared

own_data = click.option(
    "--data", type=click.Path(exists=True, path_type=Path), required=True, help="A folder or a CSV file."
)
own_labels = click.option(
    "--labels",
    help="A column of the CSV file, a CSV with the columns file and label, “folders” or “none”; guessed if not given.",
)
of_wallet = click.option(
    "--password-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="First line: the wallet's password; for purchases.",
)


@click.command()
@click.argument("model", metavar="PURCHASE_OR_PACKAGE")
@own_data
@own_labels
@click.option(
    "--map", "pairs", multiple=True, metavar="THEIRS=OURS", help="A label and the model's name for it."
)
@click.option("--device", default="cpu", show_default=True)
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
    password_file: Path | None,
    *,
    wants_json: bool,
) -> None:
    """Judge a model by your own labelled data: its figures with 95 % intervals, beside the seller's claims."""
    from desktop.runtime.items.opening import suggest
    from desktop.runtime.items.origins import open_trials
    from desktop.services.judging import export, service

    with _held(data_dir, model, password_file, device) as hold:
        opened = hold.alive()
        choice = _with_labels(suggest([data], opened.spec), labels)
        source = open_trials(choice, opened.spec)
        prepared = _with_names(service.prepare(opened, choice, source), pairs)
        _say_unmatched(prepared)
        _, judgement = service.judge(hold, source, prepared, CancelToken(), _Teller())
    answer(export.judgement_json(judgement), wants_json=wants_json, text=_table(judgement))


@contextmanager
def _held(
    data_dir: Path | None, model: str, password_file: Path | None, device: str
) -> "Iterator[ModelHold]":
    """A package of a folder, or a purchase of the wallet."""
    folder = Path(model)
    if (folder / "public.zip").is_file():
        from desktop.bootstrap.judging import FolderHold

        hold = FolderHold(folder, device)
        try:
            yield hold
        finally:
            hold.release()
        return
    from desktop.bootstrap.headless import Network, headless

    if password_file is None:
        raise click.UsageError(
            "a purchase needs --password-file; a package is a folder with public.zip and sealed.zip"
        )
    with headless(data_dir, Network(None, None), read_password(password_file)) as services:
        kept = services.shelf.hold(model, device)
        try:
            yield kept
        finally:
            kept.release()


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
