"""``licet pack``: a prepared folder, or any ONNX file from elsewhere, becomes the two ZIPs of a package."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desktop.commands.output import answer, as_json
from desktop.core.cancel import CancelToken

if TYPE_CHECKING:
    from desktop.core.importing import Question, Study, VariantReport
    from desktop.runtime.importing.importer import ModelImporter
    from desktop.runtime.packing import PackedModel

_MAX_ANSWERS_BYTES = 4 << 20
OPEN_QUESTIONS = 3


@click.command()
@click.argument("source", type=click.Path(exists=True, path_type=Path))
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True)
@click.option(
    "--answers",
    "answers_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A JSON object: answers by key. The keys stand in the output of --json.",
)
@click.option(
    "--set", "settings", multiple=True, metavar="KEY=VALUE", help="One answer; lines are parted by |."
)
@click.option(
    "--sample",
    "samples",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="An input to try the model on; it becomes public. May be given several times.",
)
@click.option(
    "--variants",
    default="auto",
    show_default=True,
    help="Forms beside the model: fp16, int8, both with a comma, none, or auto for those that pay off.",
)
@click.option("--seal-graph", is_flag=True, help="Keep the architecture private too.")
@as_json
def pack(
    source: Path,
    out: Path,
    answers_file: Path | None,
    settings: tuple[str, ...],
    samples: tuple[Path, ...],
    variants: str,
    *,
    seal_graph: bool,
    wants_json: bool,
) -> None:
    """Pack a prepared folder or an ONNX file into the public and the sealed ZIP; tested and measured in the sandbox.

    Of an ONNX file what can be found out is found out, and the rest is asked: on a terminal one after the other, else
    the open questions are printed and the exit code is 3.
    """
    from desktop.runtime.host import ModelHost
    from desktop.runtime.importing.importer import ModelImporter
    from desktop.runtime.packing import pack_directory

    model = _model_of(source)
    if model is None:
        _finish(pack_directory(source, ModelHost(), seal_graph=seal_graph), (), out, wants_json=wants_json)
        return
    importer = ModelImporter(ModelHost())
    study = importer.study(model, _answers(answers_file, settings))
    if samples:
        study = importer.give_samples(study.token, samples)
    if not wants_json:
        _show_guesses(study)
        if sys.stdin.isatty():
            study = _ask_all(importer, study)
    if not study.proposal.is_complete:
        _say_questions(study, wants_json=wants_json)
        sys.exit(OPEN_QUESTIONS)
    made = importer.pack(
        study.token,
        _wanted(variants),
        CancelToken(),
        lambda step: None if wants_json else _say_step(step.step),
        seal_graph=seal_graph,
    )
    _finish(made.packed, made.variants, out, wants_json=wants_json, guesses=_guesses(study))


def _model_of(source: Path) -> Path | None:
    """The ONNX file that is meant; None for a folder that was prepared by hand."""
    if source.is_file():
        return source
    if (source / "spec.json").exists():
        return None
    found = sorted(source.glob("*.onnx"))
    if len(found) != 1:
        raise click.UsageError(f"{source} holds neither a spec.json nor exactly one .onnx file")
    return found[0]


def _answers(file: Path | None, settings: tuple[str, ...]) -> dict[str, Any]:
    import msgspec

    from desktop.text.importing import QUESTIONS

    found: dict[str, Any] = {}
    if file is not None:
        try:
            with file.open("rb") as opened:
                found = msgspec.json.decode(opened.read(_MAX_ANSWERS_BYTES), type=dict[str, Any])
        except msgspec.MsgspecError as error:
            raise click.UsageError(f"{file} holds no JSON object: {error}") from error
    for setting in settings:
        key, equals, value = setting.partition("=")
        if not equals:
            raise click.UsageError(f"--set {setting}: no KEY=VALUE")
        found[key.strip()] = value.split("|") if "|" in value else value
    if unknown := found.keys() - QUESTIONS.keys():
        raise click.UsageError(f"no such key: {', '.join(sorted(unknown))}")
    return found


def _wanted(text: str) -> Any:
    from desktop.core.packages import VARIANTS

    if text == "auto":
        return None
    names = [] if text == "none" else [part.strip() for part in text.split(",")]
    if unknown := set(names) - set(VARIANTS):
        raise click.UsageError(f"--variants: {', '.join(sorted(unknown))} is none of {', '.join(VARIANTS)}")
    return names


def _show_guesses(study: "Study") -> None:
    from desktop.text import tr
    from desktop.text.importing import guess_text

    click.echo(f"{study.name}, {study.exporter or '?'}, {study.size_bytes} bytes")
    for guess in study.proposal.guesses:
        label, value, source = guess_text(guess)
        click.echo(f"  {label}: {value}  ({source})")
    for name, reason in study.unread:
        click.echo("  " + tr("{file} was not used: {reason}", file=name, reason=reason))


def _ask_all(importer: "ModelImporter", study: "Study") -> "Study":
    """Ask one question after the other; each answer may bring new ones."""
    from desktop.core.importing import BadAnswer

    while study.proposal.questions:
        question = study.proposal.questions[0]
        value = _ask(question)
        try:
            study = importer.answer(study.token, {question.key: value})
        except BadAnswer as error:
            click.echo(f"  ! {error.reason}", err=True)
    return study


def _ask(question: "Question") -> Any:
    from desktop.text import tr
    from desktop.text.importing import choice_text, question_text

    label, note, why = question_text(question)
    click.echo("")
    click.echo(" ".join(filter(None, (f"{label} [{question.key}]", note, why))))
    if question.kind == "choice":
        for number, choice in enumerate(question.choices, start=1):
            click.echo(f"  {number}. {choice_text(choice)}")
        known = question.suggestion in question.choices
        first = question.choices.index(question.suggestion) + 1 if known else None
        told = str(click.prompt(tr("Number or value"), default=first))
        number = int(told) if told.isdigit() and len(told) < 6 else 0
        return question.choices[number - 1] if 0 < number <= len(question.choices) else told
    if question.kind == "lines":
        return _ask_lines(question)
    usual = question.suggestion
    if isinstance(usual, list):
        usual = "x".join(map(str, usual))
    return str(click.prompt(">", default=usual))


def _ask_lines(question: "Question") -> list[str]:
    """A file with one name on each line, or the names parted by commas."""
    from desktop.text import tr

    usual = ",".join(question.suggestion) if question.suggestion and len(question.suggestion) <= 20 else None
    told = str(click.prompt(tr("Names with commas between, or @FILE"), default=usual))
    if told.startswith("@"):
        with Path(told[1:]).expanduser().open("rb") as file:
            return file.read(_MAX_ANSWERS_BYTES).decode("utf-8", "replace").splitlines()
    return [part.strip() for part in told.split(",")]


def _say_questions(study: "Study", *, wants_json: bool) -> None:
    from desktop.text.importing import question_text

    found = {
        "guesses": _guesses(study),
        "questions": [_question(question) for question in study.proposal.questions],
        "unread": dict(study.unread),
    }
    lines = [f"  {q.key}: {question_text(q)[0]} {list(q.choices) or ''}" for q in study.proposal.questions]
    answer(found, wants_json=wants_json, text="\n".join(lines))


def _question(question: "Question") -> dict[str, Any]:
    from desktop.text.importing import question_text

    label, note, why = question_text(question)
    return {
        "key": question.key,
        "kind": question.kind,
        "text": " ".join(filter(None, (label, note, why))),
        "choices": list(question.choices),
        "suggestion": question.suggestion,
        "count": question.count,
    }


def _guesses(study: "Study") -> list[dict[str, Any]]:
    return [{"key": g.key, "value": g.value, "source": g.source} for g in study.proposal.guesses]


def _say_step(step: str) -> None:
    from desktop.text import tr
    from desktop.text.importing import STEPS

    click.echo(tr(STEPS.get(step, step)) + " …")


def _finish(
    packed: "PackedModel",
    variants: "tuple[VariantReport, ...]",
    out: Path,
    *,
    wants_json: bool,
    guesses: list[dict[str, Any]] | None = None,
) -> None:
    """Write both ZIPs and say what was measured."""
    from desktop.content.publishing import write_public_zip, write_sealed_zip

    out.mkdir(parents=True, exist_ok=True)
    public = write_public_zip(packed.public_files)
    (out / "public.zip").write_bytes(public)
    (out / "sealed.zip").unlink(missing_ok=True)
    sealed_bytes = write_sealed_zip(packed.sealed_files, out / "sealed.zip")
    manifest = packed.manifest
    found = {
        "name": manifest.name,
        "version": manifest.version,
        "task": manifest.task,
        "public_bytes": len(public),
        "sealed_bytes": sealed_bytes,
        "parameters": manifest.parameters,
        "run_ms": manifest.measured.run_ms,
        "peak_rss_bytes": manifest.measured.peak_rss_bytes,
        "tests": {"count": manifest.tests.count, "rtol": manifest.tests.rtol, "atol": manifest.tests.atol},
        "variants": [_variant(report) for report in variants],
        "guesses": guesses or [],
    }
    lines = [
        f"{found['name']} {found['version']}: {len(public)} public and {sealed_bytes} sealed bytes in {out}",
        *map(_variant_line, variants),
    ]
    answer(found, wants_json=wants_json, text="\n".join(lines))


def _variant(report: "VariantReport") -> dict[str, Any]:
    from desktop.text.importing import refusal_text

    return {
        "name": report.name,
        "offered": not report.refusal,
        "why_not": refusal_text(report),
        "size_bytes": report.size_bytes,
        "run_ms": report.run_ms,
        "peak_rss_bytes": report.peak_rss_bytes,
        "error": report.error,
    }


def _variant_line(report: "VariantReport") -> str:
    from desktop.text import size, tr
    from desktop.text.importing import VARIANTS, refusal_text

    name = tr(VARIANTS[report.name])
    if report.refusal:
        return f"  {name}: {refusal_text(report)}"
    return "  " + tr(
        "{form}: {size}, {ms} ms a run, {memory} at most, answers within {error} of their range",
        form=name, size=size(report.size_bytes), ms=f"{report.run_ms:.3g}", memory=size(report.peak_rss_bytes),
        error=f"{report.error:.2%}",
    )  # fmt: skip
