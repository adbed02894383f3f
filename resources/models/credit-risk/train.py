"""Train the credit model: chance that a loan is not repaid, on synthetic applications to an invented bank."""

import csv
import sys
from pathlib import Path

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from torch import nn

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from artifacts import ETHER, Graph, Metric, Release, write_model

SEED = 31
HERE = Path(__file__).resolve().parent
PURPOSES = ("car", "education", "home", "business", "other")
HOUSING = ("rent", "own", "mortgage")
COLUMNS = [
    {"name": "income", "label": "Net income per month", "type": "number", "unit": "EUR", "min": 600, "max": 15000, "default": 2400},
    {"name": "amount", "label": "Loan", "type": "number", "unit": "EUR", "min": 500, "max": 60000, "default": 12000},
    {"name": "months", "label": "Term", "type": "number", "unit": "months", "min": 6, "max": 96, "default": 48},
    {"name": "existing_debt", "label": "Existing instalments per month", "type": "number", "unit": "EUR", "min": 0, "max": 4000,
     "default": 200},
    {"name": "years_employed", "label": "Years in the present job", "type": "number", "unit": "years", "min": 0, "max": 40,
     "default": 4},
    {"name": "late_payments", "label": "Late payments in two years", "type": "number", "min": 0, "max": 12, "default": 0},
    {"name": "history_years", "label": "Years of credit history", "type": "number", "unit": "years", "min": 0, "max": 40,
     "default": 8},
    {"name": "card_use", "label": "Use of card limits", "type": "number", "unit": "%", "min": 0, "max": 100, "default": 30,
     "help": "What is drawn of all card limits together."},
    {"name": "purpose", "label": "Purpose", "type": "category", "choices": list(PURPOSES), "default": "car"},
    {"name": "housing", "label": "Housing", "type": "category", "choices": list(HOUSING), "default": "rent"},
]  # fmt: skip
NUMBERS = 8
WIDTH = NUMBERS + len(PURPOSES) + len(HOUSING)


def applications(count: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Invent applications; return the raw columns, the outcome (1 = default) and the true chance."""
    income = np.clip(np.exp(rng.normal(7.75, 0.5, count)), 600, 15000)
    amount = np.clip(income * np.exp(rng.normal(1.4, 0.7, count)), 500, 60000)
    months = rng.choice([12, 24, 36, 48, 60, 72, 84], count)
    debt = np.clip(income * rng.beta(1.2, 7, count), 0, 4000)
    years = np.clip(rng.gamma(1.3, 5, count), 0, 40)
    late = np.minimum(rng.poisson(rng.gamma(0.5, 1.2, count)), 12)
    history = np.clip(years * 0.5 + rng.gamma(2, 4, count), 0, 40)
    card = np.clip(100 * rng.beta(1.1, 2.0, count) + 3 * late, 0, 100)
    purpose, housing = (
        rng.choice(5, count, p=[0.35, 0.1, 0.25, 0.12, 0.18]),
        rng.choice(3, count, p=[0.5, 0.2, 0.3]),
    )

    burden = (amount / months * 1.15 + debt) / income  # share of income that goes to instalments
    logit = -3.7 + 5.5 * np.maximum(burden - 0.28, 0) ** 1.2 * 2
    logit += 0.9 * np.sqrt(late) + 1.1 * (late >= 3) * (card > 60)
    logit += 1.6 * np.maximum(card / 100 - 0.55, 0) * 2 - 0.35 * np.log1p(years) + 0.7 * (history < 2)
    logit += np.array([0, -0.1, -0.25, 0.55, 0.1])[purpose] + np.array([0.15, -0.3, -0.1])[housing]
    logit += 1.0 * (purpose == 3) * (years < 2) + 0.6 * (months > 60) * (burden > 0.35)
    logit += 0.35 * rng.normal(size=count)  # what no application shows
    chance = 1 / (1 + np.exp(-logit))
    table = np.stack([income, amount, months, debt, years, late, history, card, purpose, housing], 1)
    return table.astype(np.float32), (rng.random(count) < chance).astype(np.int64), chance


def vector(table: np.ndarray) -> np.ndarray:
    """Do what the spec's operations `columns` and `one_hot` do: two categories become eight places."""
    return np.concatenate(
        [table[:, :NUMBERS], np.eye(5)[table[:, 8].astype(int)], np.eye(3)[table[:, 9].astype(int)]], 1
    ).astype(np.float32)


class Net(nn.Module):
    """A network over logarithms of money and over the burden; two probabilities."""

    def __init__(self, mean: torch.Tensor, std: torch.Tensor) -> None:
        super().__init__()
        self.register_buffer("mean", mean)
        self.register_buffer("std", std)
        self.a = nn.Linear(WIDTH + 1, 48)
        self.b = nn.Linear(48, 32)
        self.out = nn.Linear(32, 1)

    @staticmethod
    def features(x: torch.Tensor) -> torch.Tensor:
        income, amount, months, debt = x[:, :4].split(1, 1)
        burden = (amount / months + debt) / income
        return torch.cat([torch.log1p(x[:, :NUMBERS]), x[:, NUMBERS:], burden], 1)

    def logit(self, x: torch.Tensor) -> torch.Tensor:
        z = torch.clamp((self.features(x) - self.mean) / self.std, -6, 6)
        return self.out(torch.relu(self.b(torch.relu(self.a(z)))))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        default = torch.sigmoid(self.logit(x))
        return torch.cat([1 - default, default], 1)


def trained(x: torch.Tensor, y: torch.Tensor) -> Net:
    torch.manual_seed(SEED)
    features = Net.features(x)
    net = Net(features.mean(0), features.std(0))
    steps = 2500
    optimiser = torch.optim.AdamW(net.parameters(), lr=2e-3, weight_decay=3e-2)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, steps)
    for _ in range(steps):
        rows = torch.randint(len(x), (1024,))
        loss = nn.functional.binary_cross_entropy_with_logits(net.logit(x[rows])[:, 0], y[rows].float())
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
    return net.eval()


def graph_of(net: Net) -> Graph:
    graph = Graph("credit-risk")
    table = graph.input("application", "FP32", ["batch", WIDTH])

    def picked(name: str, columns: list[int]) -> str:
        return graph.op("Gather", table, graph.weight(name, columns, np.int64), axis=1)

    income, amount, months, debt = (picked(f"column_{i}", [i]) for i in range(4))
    burden = graph.op("Div", graph.op("Add", graph.op("Div", amount, months), debt), income)
    numbers = graph.op(
        "Log", graph.op("Add", picked("numbers", list(range(NUMBERS))), graph.weight("one", 1.0))
    )
    value = graph.op("Concat", numbers, picked("categories", list(range(NUMBERS, WIDTH))), burden, axis=1)
    value = graph.op(
        "Div", graph.op("Sub", value, graph.weight("mean", net.mean)), graph.weight("std", net.std)
    )
    value = graph.op("Clip", value, graph.weight("low", -6.0), graph.weight("high", 6.0))
    value = graph.op("Relu", graph.linear(value, "a", net.a))
    value = graph.op("Relu", graph.linear(value, "b", net.b))
    default = graph.op("Sigmoid", graph.linear(value, "out", net.out))
    repaid = graph.op("Sub", graph.weight("whole", 1.0), default)
    graph.output(graph.op("Concat", repaid, default, axis=1), "probabilities", ["batch", 2])
    return graph


def main() -> None:
    torch.set_num_threads(1)
    rng = np.random.default_rng(SEED)
    table, y, chance = applications(50_000, rng)
    x = vector(table)
    train, test = slice(0, 40_000), slice(40_000, None)
    net = trained(torch.from_numpy(x[train]), torch.from_numpy(y[train]))
    with torch.no_grad():
        scores = net(torch.from_numpy(x[test])).numpy()
    p, truth = scores[:, 1], y[test]
    plain = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000)).fit(x[train], y[train])
    q = plain.predict_proba(x[test])[:, 1]
    tenth = np.argsort(-p)[: len(p) // 10]
    plain_tenth = np.argsort(-q)[: len(p) // 10]
    bins = np.array_split(np.argsort(p), 10)

    folder = HERE / "samples"
    folder.mkdir(exist_ok=True)
    with (folder / "applications.csv").open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow([*(column["name"] for column in COLUMNS), "outcome"])
        for row, outcome in list(zip(table[test], truth, strict=True))[:20]:
            cells = [f"{round(float(cell), 1):g}" for cell in row[:NUMBERS]]
            rows.writerow(
                [*cells, PURPOSES[int(row[8])], HOUSING[int(row[9])], ("repaid", "default")[outcome]]
            )
    write_model(
        Release(
            slug="credit-risk",
            name="Credit risk",
            version="1.0.0",
            summary="Estimates the chance that a consumer loan is not repaid from ten facts of the application, with calibrated "
            "probabilities. Trained on synthetic applications to an invented bank: for learning, never for deciding about people.",
            task="tabular-classification",
            licence="MIT",
            price_wei=ETHER * 4 // 100,
            tags=("finance", "table", "calibrated", "synthetic-data"),
            graph=graph_of(net),
            spec={
                "inputs": [
                    {
                        "name": "application",
                        "kind": "table",
                        "dtype": "FP32",
                        "axes": [{"type": "batch"}, {"type": "column", "size": WIDTH}],
                        "preprocess": [
                            {"op": "columns", "args": {}},
                            {"op": "one_hot", "args": {"column": "purpose", "choices": list(PURPOSES)}},
                            {"op": "one_hot", "args": {"column": "housing", "choices": list(HOUSING)}},
                        ],
                        "columns": COLUMNS,
                    }
                ],
                "outputs": [{"name": "probabilities", "role": "scores", "postprocess": []}],
                "head": {
                    "type": "table-classification",
                    "labels": "labels.txt",
                    "positive": "default",
                    "threshold": 0.2,
                    "top": 2,
                },
                "params": [
                    {
                        "name": "threshold",
                        "type": "number",
                        "default": 0.2,
                        "min": 0.02,
                        "max": 0.9,
                        "help": "Call an application risky from this chance of default on.",
                    }
                ],
            },
            metrics=(
                Metric("ROC AUC", roc_auc_score(truth, p), roc_auc_score(truth, q)),
                Metric("Brier score", brier_score_loss(truth, p), brier_score_loss(truth, q), "lower"),
                Metric(
                    "share of all defaults in the riskiest tenth",
                    float(truth[tenth].sum() / truth.sum()),
                    float(truth[plain_tenth].sum() / truth.sum()),
                ),
            ),
            baseline="logistic regression on the same columns",
            test_set="10,000 invented applications from the same process, none of them trained on",
            test_size=len(truth),
            labels=("repaid", "default"),
            card={
                "What it is for": "Learning how a calibrated risk model behaves, trying out thresholds and reports. **It must not decide about "
                "a person**: no real loan was ever in its data.",
                "Data": "**Synthetic.** `train.py` invents 50,000 applications with plausible ranges. The chance of default follows a rule "
                "with thresholds and interactions (burden of instalments, late payments together with full cards, young businesses), plus "
                "a part that no application shows. Age, sex, origin and address are not in the data at all.",
                "Limits": "The numbers say how well the network learns an invented rule. Because the rule is known, its ceiling is known too: the true chances themselves "
                "reach the ROC AUC that stands below. Real portfolios are harder, change with the economy, and are regulated.",
            },
            vectors={"application": x[test][:6]},
            check_inputs={"application": x[test]},
            reference={"probabilities": scores},
            rtol=1e-3,
            atol=1e-5,
            notes={
                "share of defaults": round(float(truth.mean()), 4),
                "ceiling: ROC AUC of the true chances": round(float(roc_auc_score(truth, chance[test])), 4),
                "calibration by tenths (said, seen)": ", ".join(
                    f"{p[b].mean():.3f} {truth[b].mean():.3f}" for b in bins
                ),
            },
        )
    )


if __name__ == "__main__":
    main()
