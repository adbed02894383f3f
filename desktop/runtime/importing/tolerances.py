"""How exact an answer must be: of the model on other machines, and of its other forms against the model."""

import math
from collections.abc import Mapping, Sequence

from desktop.core import packages
from desktop.core.importing import VariantReport
from desktop.core.packages import Manifest, Measured, TestsSpec
from desktop.runtime.importing.host import DrawnVectors
from desktop.runtime.packing import PackedModel

RTOL = 1e-3
MOST_ERROR: Mapping[str, float] = {"fp16": 0.02, "int8": 0.1}
"""The largest difference from the model, as a share of the range of its answers, with which a form is offered."""
MOST_OF_SIZE = 0.85
LEAST_WEIGHTS = 1 << 20
"""Below this a smaller form saves nothing that anybody would notice."""


def of_model(drawn: DrawnVectors) -> TestsSpec:
    """Float32 sums differ between processors by the order of their terms: a thousandth, and a ten-thousandth of the range."""
    largest = max((seen.most for seen in drawn.outputs.values()), default=0.0)
    return TestsSpec(drawn.count, RTOL, _up(1e-4 * max(largest, 1e-2)))


def of_form(model: TestsSpec, errors: Mapping[str, tuple[float, float]]) -> TestsSpec:
    """Twice what was measured here, and never less than the model itself is allowed."""
    worst = max((error for error, _range in errors.values()), default=0.0)
    return TestsSpec(model.count, model.rtol, max(model.atol, _up(2 * worst)))


def share(errors: Mapping[str, tuple[float, float]]) -> float:
    """The largest error over the range of its output; rounded, because it is shown."""
    return float(f"{max((e / r if r else float(e > 0)) for e, r in errors.values()):.2g}") if errors else 0.0


def not_worth_it(manifest: Manifest) -> frozenset[str]:
    """Forms that are slower here and need no less memory."""
    full = manifest.measured
    return frozenset(
        variant.name
        for variant in manifest.variants
        if variant.measured.run_ms > 1.1 * full.run_ms
        and variant.measured.peak_rss_bytes > 0.95 * full.peak_rss_bytes
    )


def with_measured(report: VariantReport, measured: Measured | None) -> VariantReport:
    """The report with what was measured."""
    if measured is None:
        return report
    return VariantReport(
        report.name, report.size_bytes, measured.run_ms, measured.peak_rss_bytes, report.error, report.refusal
    )


def reports(packed: PackedModel, others: Sequence[VariantReport]) -> tuple[VariantReport, ...]:
    """The model itself first, then every form that was tried."""
    files = {**packed.public_files, **packed.sealed_files}
    full = packed.manifest.measured
    size = len(files[packages.GRAPH]) + len(files[packages.WEIGHTS])
    measured: dict[str, Measured] = {variant.name: variant.measured for variant in packed.manifest.variants}
    own = VariantReport("fp32", size, full.run_ms, full.peak_rss_bytes)
    return (own, *(with_measured(report, measured.get(report.name)) for report in others))


def _up(value: float) -> float:
    """Rounded up to one digit: tolerances are read by people."""
    if value <= 0:
        return 0.0
    unit = 10.0 ** math.floor(math.log10(value))
    return float(f"{math.ceil(value / unit - 1e-9) * unit:.1g}")
