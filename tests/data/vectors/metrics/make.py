"""Makes expected.json: what scikit-learn and SciPy say of small cases. Needs both, so it is run by hand, not by tests.

Made with scikit-learn 1.9.1 and SciPy 1.17.1: ``python tests/data/vectors/metrics/make.py``.
"""

import json
from pathlib import Path

import numpy as np
from scipy.stats import bootstrap
from sklearn import metrics


def classes_case(name, seed, classes, items, never=()):
    random = np.random.default_rng(seed)
    truth = random.choice([c for c in range(classes) if c not in never], size=items)
    said = np.where(random.random(items) < 0.7, truth, random.integers(0, classes, items))
    raw = random.random((items, classes)) + 2.0 * np.eye(classes)[said] + 0.5 * np.eye(classes)[truth]
    scores = raw / raw.sum(axis=1, keepdims=True)
    said = scores.argmax(axis=1)
    labels = sorted(set(truth) | set(said))
    keep = {"labels": labels, "zero_division": 0}
    expected = {
        "accuracy": metrics.accuracy_score(truth, said),
        "balanced_accuracy": float(np.mean([np.mean(said[truth == c] == c) for c in sorted(set(truth))])),
        "confusion": metrics.confusion_matrix(truth, said, labels=range(classes)).tolist(),
        "kappa": metrics.cohen_kappa_score(truth, said),
        "log_loss": metrics.log_loss(truth, scores, labels=range(classes)),
    }
    for mean in ("macro", "weighted"):
        p, r, f, _ = metrics.precision_recall_fscore_support(truth, said, average=mean, **keep)
        expected |= {f"precision_{mean}": p, f"recall_{mean}": r, f"f1_{mean}": f}
    p, r, f, _ = metrics.precision_recall_fscore_support(
        truth, said, labels=range(classes), average=None, zero_division=0
    )
    expected["per_class"] = np.stack([p, r, f], axis=1).tolist()
    expected["top_3"] = (
        metrics.top_k_accuracy_score(truth, scores, k=3, labels=range(classes)) if classes > 3 else None
    )
    if classes == 2:
        expected["roc_auc"] = metrics.roc_auc_score(truth, scores[:, 1])
        expected["average_precision"] = metrics.average_precision_score(truth, scores[:, 1])
        expected["brier"] = metrics.brier_score_loss(truth, scores[:, 1])
    else:
        expected["brier"] = metrics.brier_score_loss(
            truth, scores, labels=range(classes), scale_by_half=False
        )
    return {
        "name": name,
        "classes": classes,
        "truth": truth.tolist(),
        "scores": scores.tolist(),
        "expected": expected,
    }


def ties_case():
    truth = [0, 0, 1, 1, 1, 0, 1, 0]
    scores = [0.5, 0.5, 0.5, 0.8, 0.2, 0.2, 0.8, 0.1]
    return {
        "truth": truth,
        "scores": scores,
        "roc_auc": metrics.roc_auc_score(truth, scores),
        "average_precision": metrics.average_precision_score(truth, scores),
    }


def numbers_case():
    random = np.random.default_rng(5)
    truth = random.normal(10, 3, 40)
    said = truth + random.normal(0.2, 1, 40)
    return {
        "truth": truth.tolist(),
        "said": said.tolist(),
        "expected": {
            "mae": metrics.mean_absolute_error(truth, said),
            "rmse": metrics.root_mean_squared_error(truth, said),
            "r2": metrics.r2_score(truth, said),
            "mape": metrics.mean_absolute_percentage_error(truth, said),
            "bias": float(np.mean(said - truth)),
            "pinball_10": metrics.mean_pinball_loss(truth, said, alpha=0.1),
            "pinball_90": metrics.mean_pinball_loss(truth, said, alpha=0.9),
        },
    }


def bca_case():
    """BCa of a mean and of a ratio, from so many resamples that chance hardly shows."""
    random = np.random.default_rng(11)
    values = random.lognormal(0, 1, 60)
    found = bootstrap((values,), np.mean, n_resamples=200_000, method="BCa", rng=1, vectorized=True)
    low, high = found.confidence_interval
    return {"values": values.tolist(), "low": float(low), "high": float(high)}


def main():
    made = {
        "classes": [
            classes_case("two classes", 1, 2, 60),
            classes_case("five classes", 2, 5, 120),
            classes_case("a class that never occurs", 3, 6, 50, never=(2, 4)),
            classes_case("one class only", 4, 3, 12, never=(1, 2)),
        ],
        "ties": ties_case(),
        "numbers": numbers_case(),
        "bca": bca_case(),
    }
    Path(__file__).with_name("expected.json").write_text(json.dumps(made), "utf-8")


if __name__ == "__main__":
    main()
