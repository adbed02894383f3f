"""A model from elsewhere on its way to a package: studied, asked about, tried, and packed with the forms that hold."""

import re
import secrets
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from desktop.core import packages
from desktop.core.cancel import CancelToken
from desktop.core.changes import Progress
from desktop.core.errors import AppError, Bug, Cancelled, EnvironmentFault
from desktop.core.importing import (
    ContradictedAnswer,
    FailedTrial,
    NoBatchAxis,
    NotFinite,
    OpenQuestions,
    Port,
    Study,
    UnsteadyModel,
    VariantReport,
)
from desktop.core.packages import Measured, Spec, VariantName
from desktop.core.runs import RunInput, SampleInput
from desktop.runtime.errors import NothingToChange, RunFailed, UnreadableModel
from desktop.runtime.host import ModelHost, Normalised
from desktop.runtime.importing import tolerances
from desktop.runtime.importing.beside import side_files
from desktop.runtime.importing.facts import ModelFacts, PortFacts
from desktop.runtime.importing.host import DrawnVectors, PackingHost
from desktop.runtime.importing.proposing import Listing, Outline, propose
from desktop.runtime.importing.wording import licence_text, model_card
from desktop.runtime.packing import (
    Form,
    ListingFile,
    PackedModel,
    Sources,
    canonical_spec,
    open_packed,
    pack_sources,
)
from desktop.runtime.worker.drawing import draw_input

KEPT_STUDIES = 4
MAX_SAMPLES = 16
MAX_SAMPLE_BYTES = 16 << 20
AUTO: tuple[VariantName, ...] = packages.VARIANTS
_PLAIN_NAME = re.compile(r"[^A-Za-z0-9._-]+")
_REASONS: dict[str, type[EnvironmentFault]] = {
    "random": UnsteadyModel,
    "no-batch": NoBatchAxis,
    "not-finite": NotFinite,
}

Report = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Imported:
    """A packed model, and how each form fared."""

    packed: PackedModel
    variants: tuple[VariantReport, ...]


@dataclass(slots=True)
class _Kept:
    """What is known of one model between two steps."""

    path: Path
    facts: ModelFacts
    size_bytes: int
    beside: dict[str, bytes]
    answers: dict[str, Any]
    samples: dict[str, bytes]
    outline: Outline


class ModelImporter:
    """Keeps the last few studies; every file is read and run in workers only."""

    def __init__(self, host: ModelHost) -> None:
        self._host = host
        self._packing = PackingHost(host.limits)
        self._kept: OrderedDict[str, _Kept] = OrderedDict()

    def study(self, path: Path, answers: Mapping[str, Any] | None = None) -> Study:
        """Read a model and what lies beside it, and propose its spec.

        Raises:
            UnreadableModel: No ONNX model.
            InvalidPackage: It breaks a rule that packing cannot mend.
            Unimportable, BadAnswer: See ``propose``.
        """
        beside = side_files(path)
        facts, size = self._packing.scan(path, beside)
        told = dict(answers or {})
        outline = propose(facts, told, list(beside), _title(path))
        token = secrets.token_hex(8)
        self._kept[token] = _Kept(path, facts, size, beside, told, {}, outline)
        while len(self._kept) > KEPT_STUDIES:
            self._kept.popitem(last=False)
        return _study(token, self._kept[token])

    def answer(self, token: str, answers: Mapping[str, Any]) -> Study:
        """Take answers in, in place of earlier ones of the same keys, and propose again.

        Raises:
            BadAnswer: One cannot be used; none of them is taken.
        """
        kept = self._study_of(token)
        told = kept.answers | dict(answers)
        kept.outline = propose(kept.facts, told, list(kept.beside), _title(kept.path))
        kept.answers = told
        return _study(token, kept)

    def give_samples(self, token: str, paths: Sequence[Path]) -> Study:
        """Files to try the model on, in place of earlier ones; they become the package's public samples.

        Raises:
            UnreadableModel: One cannot be read, or is too large.
        """
        kept = self._study_of(token)
        if len(paths) > MAX_SAMPLES:
            raise UnreadableModel(f"more than {MAX_SAMPLES} samples")
        kept.samples = {}
        for number, path in enumerate(paths):
            try:
                data = path.read_bytes() if path.stat().st_size <= MAX_SAMPLE_BYTES else b""
            except OSError as error:
                raise UnreadableModel(f"{path.name}: {error.strerror}") from error
            if not data:
                raise UnreadableModel(f"{path.name}: empty, or larger than {MAX_SAMPLE_BYTES >> 20} MiB")
            kept.samples[_plain_name(path.name, number, kept.samples)] = data
        return _study(token, kept)

    def pack(
        self,
        token: str,
        variants: Sequence[VariantName] | None,
        cancel: CancelToken,
        progress: Report,
        *,
        seal_graph: bool = False,
    ) -> Imported:
        """Make the package: bring the model into the profile, draw or run test vectors, try it, measure.

        Args:
            token: Of the study.
            variants: Forms that are wanted beside the model; None for those that pay off.
            cancel: Ends it between two steps.
            progress: Hears of each step.
            seal_graph: Keep the architecture private too.

        Raises:
            OpenQuestions: Something is not answered yet.
            ContradictedAnswer: What was told is not what the model does.
            InvalidPackage, Unimportable, RunFailed: No package can be made of it.
        """
        kept = self._study_of(token)
        spec, listing = kept.outline.spec, kept.outline.listing
        if spec is None or listing is None:
            raise OpenQuestions(tuple(q.key for q in kept.outline.proposal.questions))
        step = _Steps(cancel, progress)
        step.begin("normalise")
        made = self._rewrite(kept, "")
        step.begin("vectors")
        drawn = self._draw(kept, spec, made)
        _check_scores(spec, drawn)
        spec = msgspec.structs.replace(spec, tests=tolerances.of_model(drawn))
        forms, reports = self._forms(kept, spec, made, drawn, variants, step)
        step.begin("measure")
        sources = _sources(kept, spec, listing, made, drawn, forms)
        packed = pack_sources(sources, self._host, seal_graph=seal_graph)
        if variants is None and (slow := tolerances.not_worth_it(packed.manifest)):
            sources = replace(sources, forms=tuple(f for f in forms if f.name not in slow))
            reports = [replace(r, refusal="slower") if r.name in slow else r for r in reports]
            measured: dict[str, Measured] = {v.name: v.measured for v in packed.manifest.variants}
            reports = [tolerances.with_measured(r, measured.get(r.name)) for r in reports]
            packed = pack_sources(sources, self._host, seal_graph=seal_graph)
        step.begin("try")
        self._try(packed, kept, spec)
        return Imported(packed, tolerances.reports(packed, reports))

    def _study_of(self, token: str) -> _Kept:
        kept = self._kept.get(token)
        if kept is None:
            raise Bug("the model is no longer here: choose it again")
        return kept

    def _rewrite(self, kept: _Kept, form: str) -> Normalised:
        spec = kept.outline.spec
        outputs = [port.name for port in spec.outputs] if spec is not None else []
        return self._packing.rewrite(kept.path, kept.facts.external, outputs, kept.outline.two_sided, form)

    def _draw(self, kept: _Kept, spec: Spec, made: Normalised) -> DrawnVectors:
        single = sum(port.source is None for port in spec.inputs) == 1
        samples = list(kept.samples.values()) if single else []
        try:
            return self._packing.draw_vectors(made, spec, kept.beside.get(packages.TOKENIZER), samples)
        except RunFailed as error:
            if (known := _REASONS.get(error.reason)) is not None:
                raise known from None
            raise FailedTrial(error.reason) from None

    def _forms(
        self,
        kept: _Kept,
        spec: Spec,
        made: Normalised,
        drawn: DrawnVectors,
        wanted: Sequence[VariantName] | None,
        step: "_Steps",
    ) -> tuple[tuple[Form, ...], list[VariantReport]]:
        """The forms that hold, and of each that does not, why."""
        forms: list[Form] = []
        reports: list[VariantReport] = []
        for name in AUTO if wanted is None else wanted:
            step.begin(name)
            if wanted is None and len(made.weights) < tolerances.LEAST_WEIGHTS:
                reports.append(VariantReport(name, refusal="small"))
                continue
            found = self._form(kept, spec, made, drawn, name)
            reports.append(found[1])
            if found[0] is not None:
                forms.append(found[0])
        return tuple(forms), reports

    def _form(
        self, kept: _Kept, spec: Spec, made: Normalised, drawn: DrawnVectors, name: VariantName
    ) -> tuple[Form | None, VariantReport]:
        report = VariantReport(name)
        try:
            other = self._rewrite(kept, name)
            errors = self._packing.compare(other, drawn.tests, [port.name for port in spec.inputs])
        except NothingToChange:
            return None, replace(report, refusal="nothing")
        except Cancelled:
            raise
        except AppError:
            # Half precision of an operator that has none, and the like: the model itself is not hindered by it.
            return None, replace(report, refusal="fails")
        error = tolerances.share(errors)
        report = replace(report, size_bytes=len(other.graph) + len(other.weights), error=error)
        if report.size_bytes > tolerances.MOST_OF_SIZE * (len(made.graph) + len(made.weights)):
            return None, replace(report, refusal="no-smaller")
        if error > tolerances.MOST_ERROR[name]:
            return None, replace(report, refusal="too-far")
        return Form(name, other, tolerances.of_form(spec.tests, errors), error), report

    def _try(self, packed: PackedModel, kept: _Kept, spec: Spec) -> None:
        """One whole run, from an input as people give it to the answer that they see.

        Raises:
            RunFailed, BadInput: The spec does not fit what the model does.
        """
        model = open_packed(packed, self._host, variant=packages.FULL)
        ports = [port for port in spec.inputs if port.source is None]
        given: dict[str, RunInput] = {port.name: draw_input(port, 0) for port in ports}
        if kept.samples and len(ports) == 1 and ports[0].kind != "tensor":
            given = {ports[0].name: SampleInput(next(iter(kept.samples)))}
        try:
            model.run(given, {}, CancelToken())
        except RunFailed as error:
            raise FailedTrial(error.reason) from None
        finally:
            model.close()


class _Steps:
    """Says which step begins, and ends the work there if the person wants that."""

    def __init__(self, cancel: CancelToken, progress: Report) -> None:
        self._cancel = cancel
        self._progress = progress

    def begin(self, name: str) -> None:
        self._cancel.raise_if_cancelled()
        self._progress(Progress("import", name))


def _sources(
    kept: _Kept, spec: Spec, listing: Listing, made: Normalised, drawn: DrawnVectors, forms: tuple[Form, ...]
) -> Sources:
    public = {
        packages.SPEC: canonical_spec(spec),
        packages.CARD: model_card(kept.beside.get("README.md"), listing, spec),
        packages.LICENSE: licence_text(kept.beside.get("LICENSE"), listing.licence),
    }
    if kept.outline.labels:
        public[packages.LABELS] = ("\n".join(kept.outline.labels) + "\n").encode()
    public |= {f"{packages.SAMPLES}{name}": data for name, data in kept.samples.items()}
    sealed = {packages.TESTS: drawn.tests}
    if spec.inputs[0].kind == "text" and packages.TOKENIZER in kept.beside:
        sealed[packages.TOKENIZER] = kept.beside[packages.TOKENIZER]
    file = ListingFile(listing.name, listing.version, listing.summary, spec.task, listing.licence)
    return Sources(spec, file, made, public, sealed, forms)


def _check_scores(spec: Spec, drawn: DrawnVectors) -> None:
    """What was said of the scores is compared with what came out.

    Raises:
        ContradictedAnswer: They are no probabilities though nothing is to make them so, or are already.
    """
    if not spec.head.type.endswith("-classification"):
        return
    port = next(port for port in spec.outputs if port.role == "scores")
    seen = drawn.outputs[port.name]
    operations = [operation.op for operation in port.postprocess]
    if not operations and not (seen.low >= -1e-6 and seen.high <= 1 + 1e-6):
        raise ContradictedAnswer("scores.activation", f"{seen.low:.3g} … {seen.high:.3g}")
    if "softmax" in operations and seen.sums_to_one and seen.low >= 0:
        raise ContradictedAnswer("scores.activation", "0 … 1")


def _study(token: str, kept: _Kept) -> Study:
    facts = kept.facts
    return Study(
        token=token,
        name=kept.path.name,
        exporter=facts.exporter,
        inputs=tuple(map(_port, facts.inputs)),
        outputs=tuple(map(_port, facts.outputs)),
        operators=tuple(facts.operators.items()),
        size_bytes=kept.size_bytes,
        beside=tuple(name for name in kept.beside),
        proposal=kept.outline.proposal,
        samples=len(kept.samples),
        unread=tuple(facts.unread.items()),
    )


def _port(port: PortFacts) -> Port:
    shape = " × ".join("?" if size is None else str(size) for size in port.dims)
    return Port(port.name[:120], port.dtype or port.kind, shape)


def _title(path: Path) -> str:
    """The file's name as a title; of ``model.onnx`` that of its folder."""
    stem = path.stem if path.stem.lower() not in {"model", "best", "last", "onnx"} else path.parent.name
    words = re.sub(r"[_\-.]+", " ", stem).strip()
    return (words[:1].upper() + words[1:])[:60] or "Model"


def _plain_name(name: str, number: int, taken: Mapping[str, object]) -> str:
    plain = _PLAIN_NAME.sub("-", name).lstrip("._-")[-64:].lstrip("._-") or f"sample-{number}"
    return plain if plain.lower() not in {t.lower() for t in taken} else f"{number}-{plain}"[:64]
