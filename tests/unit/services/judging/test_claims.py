"""Sellers' names of measures, and verdicts that say no more than the interval."""

import pytest

from desktop.core.metrics.values import Figure
from desktop.services.judging.claims import compare_claims, figure_name, verdict_of


def accuracy(value: float, low: float, high: float, n: int = 200) -> Figure:
    return Figure("accuracy", value, low, high, n)


@pytest.mark.parametrize(
    ("claim", "name"),
    [
        ("accuracy", "accuracy"),
        ("Top-1 accuracy", "accuracy"),
        ("micro F1", "accuracy"),
        ("macro F1", "f1_macro"),
        ("f1_macro", "f1_macro"),
        ("F1 (weighted avg)", "f1_weighted"),
        ("F1", "f1_macro"),
        ("ROC AUC", "roc_auc"),
        ("Brier score", "brier"),
        ("log loss", "log_loss"),
        ("mean absolute error", "mae"),
        ("root mean squared error", "rmse"),
        ("R²", "r2"),
        ("interval score of the 80 % band", "interval_score"),
        ("mAP@0.5", "ap50"),
        ("mAP50-95", "map"),
        ("share of all defaults in the riskiest tenth", None),
        ("SSIM", None),
    ],
)
def test_a_sellers_name_of_a_measure_is_understood(claim: str, name: str | None) -> None:
    assert figure_name(claim, one_class=False) == name


def test_f1_of_two_classes_is_that_of_the_one_it_is_about() -> None:
    assert figure_name("F1 score", one_class=True) == "f1"


def test_the_verdict_is_what_the_interval_says() -> None:
    assert verdict_of(accuracy(0.93, 0.90, 0.96), 0.95) == "within"
    assert verdict_of(accuracy(0.80, 0.75, 0.85), 0.95) == "below"
    assert verdict_of(accuracy(0.98, 0.97, 0.99), 0.95) == "better"


def test_an_interval_that_would_hold_nearly_any_claim_decides_nothing() -> None:
    assert verdict_of(accuracy(0.8, 0.6, 0.95, n=25), 0.9) == "too-few"


def test_a_handful_of_items_decides_nothing() -> None:
    assert verdict_of(accuracy(0.5, 0.4, 0.6, n=8), 0.9) == "too-few"


def test_of_errors_less_is_better() -> None:
    error = Figure("mae", 2.0, 1.8, 2.2, 100, "lower")

    assert verdict_of(error, 1.5) == "below"
    assert verdict_of(error, 2.5) == "better"


def test_a_coverage_is_better_nearer_to_what_the_band_promises() -> None:
    covered = Figure("coverage", 0.7, 0.65, 0.75, 400, "target", 0.8)

    assert verdict_of(covered, 0.8) == "below"
    assert verdict_of(Figure("coverage", 0.8, 0.76, 0.84, 400, "target", 0.8), 0.9) == "better"


def test_a_claim_in_per_cent_is_a_share() -> None:
    [claim] = compare_claims({"accuracy": 97.5}, [accuracy(0.97, 0.95, 0.98)])

    assert claim.value == pytest.approx(0.975)
    assert claim.verdict == "within"


def test_claims_that_cannot_be_measured_are_kept_and_said_so() -> None:
    first, second = compare_claims({"taste": 5.0, "accuracy": 0.9}, [accuracy(0.9, 0.88, 0.92)])

    assert (first.name, first.verdict) == ("accuracy", "within")
    assert (second.name, second.verdict, second.figure) == ("taste", "not-measured", None)
