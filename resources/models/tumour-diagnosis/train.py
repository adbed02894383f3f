"""Train the tumour classifier: an ensemble of small networks on the Wisconsin breast cancer table of scikit-learn."""

import csv
import sys
from pathlib import Path

import numpy as np
import torch
from sklearn.calibration import calibration_curve
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, brier_score_loss, confusion_matrix, roc_auc_score
from sklearn.model_selection import StratifiedKFold, train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from torch import nn

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from artifacts import ETHER, Graph, Metric, Release, write_model

SEED = 11
MEMBERS = 7
HERE = Path(__file__).resolve().parent
MEANING = {
    "radius": "Distance from the centre of a cell nucleus to its edge, in pixels of the digitised slide.",
    "texture": "Spread of the grey values inside the nucleus.",
    "perimeter": "Length of the outline of the nucleus, in pixels.",
    "area": "Area of the nucleus, in pixels.",
    "smoothness": "How much the radius changes from point to point.",
    "compactness": "Perimeter squared over area, minus one.",
    "concavity": "How deep the dents of the outline are.",
    "concave points": "How much of the outline is dented.",
    "symmetry": "How unlike both halves of the nucleus are.",
    "fractal dimension": "How rough the outline is, as coastlines are measured, minus one.",
}


class Member(nn.Module):
    """A straight path and a small bent one, added: logistic regression that may bend where the data ask for it."""

    def __init__(self, columns: int) -> None:
        super().__init__()
        self.straight = nn.Linear(columns, 1)
        self.hidden = nn.Linear(columns, 12)
        self.out = nn.Linear(12, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.straight(x) + self.out(torch.tanh(self.hidden(x)))


class Ensemble(nn.Module):
    """The mean logit of all members, divided by a temperature fitted on rows that no member was trained on."""

    def __init__(self, mean: np.ndarray, std: np.ndarray, members: list[Member], temperature: float) -> None:
        super().__init__()
        self.register_buffer("mean", torch.tensor(mean, dtype=torch.float32))
        self.register_buffer("std", torch.tensor(std, dtype=torch.float32))
        self.members = nn.ModuleList(members)
        self.temperature = temperature

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        z = (x - self.mean) / self.std
        logit = torch.stack([member(z) for member in self.members]).mean(0) / self.temperature
        malignant = torch.sigmoid(logit)
        return torch.cat([1 - malignant, malignant], 1)


def fitted(x: torch.Tensor, y: torch.Tensor, seed: int) -> Member:
    torch.manual_seed(seed)
    member = Member(x.shape[1])
    optimiser = torch.optim.AdamW(member.parameters(), lr=1e-2, weight_decay=0.3)
    for _ in range(300):
        noisy = x + 0.15 * torch.randn(x.shape)
        loss = nn.functional.binary_cross_entropy_with_logits(member(noisy)[:, 0], y)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    return member.eval()


def trained(x: np.ndarray, y: np.ndarray) -> Ensemble:
    """Fit one member per fold; the rows left out of each fold set the common temperature."""
    mean, std = x.mean(0), x.std(0)
    z, target = torch.tensor((x - mean) / std, dtype=torch.float32), torch.tensor(y, dtype=torch.float32)
    members, logits, truth = [], [], []
    for fold, (inside, outside) in enumerate(
        StratifiedKFold(MEMBERS, shuffle=True, random_state=SEED).split(x, y)
    ):
        member = fitted(z[inside], target[inside], SEED + fold)
        members.append(member)
        logits.append(member(z[outside]).detach()[:, 0])
        truth.append(target[outside])
    logit, target = torch.cat(logits), torch.cat(truth)
    losses = {
        t: float(nn.functional.binary_cross_entropy_with_logits(logit / t, target))
        for t in np.arange(0.4, 3.01, 0.05)
    }
    return Ensemble(mean, std, members, float(min(losses, key=losses.__getitem__)))


def graph_of(net: Ensemble, columns: int) -> Graph:
    graph = Graph("tumour-diagnosis")
    value = graph.op(
        "Sub", graph.input("measurements", "FP32", ["batch", columns]), graph.weight("mean", net.mean)
    )
    value = graph.op("Div", value, graph.weight("std", net.std))
    logits = []
    for i, member in enumerate(net.members):
        bent = graph.linear(
            graph.op("Tanh", graph.linear(value, f"{i}.hidden", member.hidden)), f"{i}.out", member.out
        )
        logits.append(graph.op("Add", graph.linear(value, f"{i}.straight", member.straight), bent))
    logit = graph.op("Div", graph.op("Mean", *logits), graph.weight("temperature", net.temperature))
    malignant = graph.op("Sigmoid", logit)
    benign = graph.op("Sub", graph.weight("one", 1.0), malignant)
    graph.output(graph.op("Concat", benign, malignant, axis=1), "probabilities", ["batch", 2])
    return graph


def column_specs(names: list[str], x: np.ndarray) -> list[dict[str, object]]:
    specs = []
    for i, name in enumerate(names):
        kind = name.removeprefix("mean ").removeprefix("worst ").removesuffix(" error")
        how = "Standard error over the nuclei." if name.endswith(" error") else "Mean over the nuclei."
        if name.startswith("worst "):
            how = "Mean of the three largest nuclei."
        specs.append(
            {
                "name": name.replace(" ", "_"),
                "label": name.capitalize(),
                "type": "number",
                "min": float(f"{x[:, i].min():.4g}"),
                "max": float(f"{x[:, i].max():.4g}"),
                "default": float(f"{np.median(x[:, i]):.4g}"),
                "help": f"{MEANING[kind]} {how}",
            }
        )
    return specs


def main() -> None:
    torch.set_num_threads(1)
    data = load_breast_cancer()
    names = [str(name) for name in data.feature_names]
    x, y = np.float32(data.data), 1 - data.target  # 1 = malignant
    train, test = train_test_split(np.arange(len(y)), test_size=0.3, stratify=y, random_state=SEED)
    net = trained(x[train], y[train])
    with torch.no_grad():
        scores = net(torch.from_numpy(x[test])).numpy()
    p = scores[:, 1]
    one = [names.index("worst perimeter")]
    simple = make_pipeline(StandardScaler(), LogisticRegression()).fit(x[train][:, one], y[train])
    q = simple.predict_proba(x[test][:, one])[:, 1]
    full = make_pipeline(StandardScaler(), LogisticRegression(max_iter=5000)).fit(x[train], y[train])
    f = full.predict_proba(x[test])[:, 1]
    (tn, fp), (fn, tp) = confusion_matrix(y[test], p >= 0.5)
    bins, means = calibration_curve(y[test], p, n_bins=5)
    columns = column_specs(names, x[train])
    folder = HERE / "samples"
    folder.mkdir(exist_ok=True)
    with (folder / "patients.csv").open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow([*(column["name"] for column in columns), "known_diagnosis"])
        for row in test[:12]:
            rows.writerow([*(f"{value:.6g}" for value in x[row]), ("benign", "malignant")[y[row]]])
    write_model(
        Release(
            slug="tumour-diagnosis",
            name="Tumour diagnosis",
            version="1.0.0",
            summary="Says from 30 measurements of cell nuclei (fine needle aspirate) how likely a breast tumour is malignant, with "
            "calibrated probabilities. For teaching and research on tables; not a medical device.",
            task="tabular-classification",
            licence="MIT",
            price_wei=ETHER * 3 // 100,
            tags=("medicine", "table", "calibrated", "ensemble"),
            graph=graph_of(net, len(names)),
            spec={
                "inputs": [
                    {
                        "name": "measurements",
                        "kind": "table",
                        "dtype": "FP32",
                        "axes": [{"type": "batch"}, {"type": "column", "size": len(names)}],
                        "preprocess": [{"op": "columns", "args": {}}],
                        "columns": columns,
                    }
                ],
                "outputs": [{"name": "probabilities", "role": "scores", "postprocess": []}],
                "head": {
                    "type": "table-classification",
                    "labels": "labels.txt",
                    "positive": "malignant",
                    "threshold": 0.5,
                    "top": 2,
                },
                "params": [
                    {
                        "name": "threshold",
                        "type": "number",
                        "default": 0.5,
                        "min": 0.05,
                        "max": 0.95,
                        "help": "Call a tumour malignant from this probability on. Lower finds more and alarms more.",
                    }
                ],
            },
            metrics=(
                Metric("accuracy", accuracy_score(y[test], p >= 0.5), accuracy_score(y[test], q >= 0.5)),
                Metric("ROC AUC", roc_auc_score(y[test], p), roc_auc_score(y[test], q)),
                Metric("Brier score", brier_score_loss(y[test], p), brier_score_loss(y[test], q), "lower"),
            ),
            baseline="logistic regression on the single best measurement (worst perimeter)",
            test_set="171 of the 569 patients, drawn at random with the same share of malignant tumours",
            test_size=len(test),
            labels=("benign", "malignant"),
            card={
                "What it is for": "Teaching, and trying out how a calibrated table model behaves in your own tools. "
                "**It is not a medical device and must not decide about a person.**",
                "Data": "`sklearn.datasets.load_breast_cancer`: 569 patients, 30 measurements each (UCI *Breast Cancer Wisconsin "
                "Diagnostic*, W. Wolberg, N. Street, O. Mangasarian, 1995, CC BY 4.0). Seven members were fitted on seven "
                "folds of the 398 training rows; the rows left out set the temperature. Measured on 171 rows.",
                "Limits": "One hospital, one way of taking pictures, the early 1990s. On this table a plain logistic regression over all 30 columns is as "
                "good within the error of 171 patients: its numbers stand below. Values far outside the range shown in the "
                "form are computed, but nobody has measured how well.",
            },
            vectors={"measurements": x[test][:6]},
            check_inputs={"measurements": x[test]},
            reference={"probabilities": scores},
            rtol=1e-3,
            atol=1e-5,
            notes={
                "at probability 0.5": f"{tp} of {tp + fn} malignant found, {fp} false alarms among {tn + fp} benign",
                "logistic regression over all 30 columns": f"accuracy {accuracy_score(y[test], f >= 0.5):.4f}, "
                f"ROC AUC {roc_auc_score(y[test], f):.4f}, Brier score {brier_score_loss(y[test], f):.4f}",
                "calibration in five bins (said, seen; the three middle ones hold few patients)": ", ".join(
                    f"{a:.2f} {b:.2f}" for a, b in zip(means, bins, strict=True)
                ),
                "always saying benign": f"accuracy {1 - y[test].mean():.4f}",
            },
        )
    )


if __name__ == "__main__":
    main()
