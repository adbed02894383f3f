"""Train the demand model: pieces sold per day with an 80 % band, on synthetic sales of an invented chain of shops."""

import csv
import sys
from pathlib import Path

import numpy as np
import torch
from torch import nn

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from artifacts import ETHER, Graph, Metric, Release, write_model

SEED = 23
BAND = 0.8
HERE = Path(__file__).resolve().parent
GROUPS = ("bakery", "beverages", "dairy", "frozen", "household")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
PROMOTIONS = ("none", "shelf", "flyer")
COLUMNS = [
    {"name": "product_group", "label": "Product group", "type": "category", "choices": list(GROUPS), "default": "dairy"},
    {"name": "weekday", "label": "Weekday", "type": "category", "choices": list(WEEKDAYS), "default": "Fri"},
    {"name": "promotion", "label": "Promotion", "type": "category", "choices": list(PROMOTIONS), "default": "none",
     "help": "Shown on the shelf only, or also in the weekly flyer."},
    {"name": "month", "label": "Month", "type": "number", "min": 1, "max": 12, "default": 6},
    {"name": "price_ratio", "label": "Price / usual price", "type": "number", "min": 0.5, "max": 1.3, "default": 1.0,
     "help": "0.8 means 20 % off."},
    {"name": "temperature", "label": "Temperature", "type": "number", "unit": "°C", "min": -12, "max": 38, "default": 15},
    {"name": "shop_area", "label": "Shop area", "type": "number", "unit": "m²", "min": 150, "max": 3000, "default": 800},
    {"name": "sold_last_week", "label": "Sold a week ago", "type": "number", "unit": "pieces", "min": 0, "max": 1200,
     "default": 60, "help": "Pieces sold on the same weekday of the week before."},
    {"name": "is_holiday_tomorrow", "label": "Holiday tomorrow", "type": "category", "choices": ["no", "yes"],
     "default": "no"},
]  # fmt: skip
CATEGORIES = {0: len(GROUPS), 1: len(WEEKDAYS), 2: len(PROMOTIONS), 8: 2}  # column -> number of choices


def sales(count: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Invent shop days: multiplicative effects, a hidden appeal of each product, and overdispersed counts."""
    group, weekday = rng.integers(0, 5, count), rng.integers(0, 7, count)
    month, holiday = rng.integers(1, 13, count), rng.random(count) < 0.06
    promotion = rng.choice(3, count, p=[0.75, 0.15, 0.10])
    cut = np.where(promotion > 0, rng.uniform(0.05, 0.45, count), rng.normal(0, 0.04, count))
    ratio = np.clip(1 - cut, 0.5, 1.3)
    season = np.cos((month - 7) / 12 * 2 * np.pi)
    temperature = np.clip(11 + 11 * season + rng.normal(0, 5, count), -12, 38)
    area = np.clip(np.exp(rng.normal(6.6, 0.6, count)), 150, 3000)
    appeal = rng.normal(0, 0.55, count)  # hidden, but last week's sales tell most of it

    base = np.array([4.1, 3.9, 4.0, 3.2, 2.8])[group] + 0.7 * np.log(area / 800) + appeal
    week = np.array([0.0, -0.08, -0.03, 0.02, 0.25, 0.4, -0.9])[weekday]
    week = week + np.where((group == 0) & (weekday == 6), 0.8, 0)  # bread sells on Sundays
    warm = np.array([-0.005, 0.035, 0.0, 0.03, 0.0])[group] * (temperature - 12)
    warm = warm + np.where((group == 1) & (temperature > 26), 0.06 * (temperature - 26), 0)
    elastic = np.array([1.1, 2.4, 1.3, 2.0, 2.8])[group]
    log_mean = base + week + warm - elastic * np.log(ratio) + np.array([0, 0.12, 0.38])[promotion]
    log_mean = log_mean + np.where(holiday, 0.45, 0) + 0.08 * season * (group == 3)
    before = np.exp(base + week + warm * rng.uniform(0.6, 1.2, count))
    shape = np.where(promotion > 0, 5.0, 14.0)  # promotions sell less predictably

    def counted(mean: np.ndarray) -> np.ndarray:
        return rng.poisson(rng.gamma(shape, mean / shape))

    columns = [group, weekday, promotion, month, ratio, temperature, area, counted(before), holiday]
    return np.stack(columns, 1).astype(np.float32), counted(np.exp(log_mean)).astype(np.float32)


class Net(nn.Module):
    """Three quantiles of log(1 + pieces) that cannot cross: the middle, and two steps away from it."""

    def __init__(self, mean: np.ndarray, std: np.ndarray) -> None:
        super().__init__()
        self.register_buffer("mean", torch.tensor(mean, dtype=torch.float32))
        self.register_buffer("std", torch.tensor(std, dtype=torch.float32))
        self.register_buffer("margin", torch.zeros(2))
        self.a = nn.Linear(len(mean), 64)
        self.b = nn.Linear(64, 64)
        self.out = nn.Linear(64, 3)

    def encode(self, x: torch.Tensor) -> torch.Tensor:
        parts = []
        for column in range(len(COLUMNS)):
            value = x[:, column : column + 1]
            if column in CATEGORIES:
                parts.append((value == torch.arange(CATEGORIES[column])).float())
            else:
                parts.append(torch.log1p(value) if column in (6, 7) else value)
        return torch.cat(parts, 1)

    def quantiles(self, x: torch.Tensor) -> torch.Tensor:
        z = (self.encode(x) - self.mean) / self.std
        middle, down, up = self.out(torch.relu(self.b(torch.relu(self.a(z))))).split(1, 1)
        softplus = nn.functional.softplus
        return torch.cat([middle - softplus(down), middle, middle + softplus(up)], 1)

    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        lower, value, upper = self.quantiles(x).split(1, 1)
        lower, upper = lower - self.margin[0], upper + self.margin[1]
        return tuple(
            torch.relu(torch.exp(v) - 1)
            for v in (torch.minimum(lower, value), value, torch.maximum(upper, value))
        )  # type: ignore[return-value]


def pinball(q: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    levels = torch.tensor([(1 - BAND) / 2, 0.5, (1 + BAND) / 2])
    error = y[:, None] - q
    return torch.maximum(levels * error, (levels - 1) * error).mean()


def trained(x: torch.Tensor, y: torch.Tensor, calibration: tuple[torch.Tensor, torch.Tensor]) -> Net:
    torch.manual_seed(SEED)
    net = Net(np.zeros(1), np.ones(1))
    encoded = net.encode(x)
    net = Net(encoded.mean(0).numpy(), np.maximum(encoded.std(0).numpy(), 0.05))
    target = torch.log1p(y)
    steps = 2500
    optimiser = torch.optim.AdamW(net.parameters(), lr=3e-3, weight_decay=1e-3)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, steps)
    for _ in range(steps):
        rows = torch.randint(len(x), (512,))
        loss = pinball(net.quantiles(x[rows]), target[rows])
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
    with torch.no_grad():  # conformal: move each edge until it holds on rows that were not trained on
        q, seen = net.quantiles(calibration[0]), torch.log1p(calibration[1])
        level = (1 + BAND) / 2
        net.margin[0] = torch.quantile(q[:, 0] - seen, level)
        net.margin[1] = torch.quantile(seen - q[:, 2], level)
    return net.eval()


def graph_of(net: Net) -> Graph:
    graph = Graph("retail-demand")
    table = graph.input("rows", "FP32", ["batch", len(COLUMNS)])
    parts = []
    for column in range(len(COLUMNS)):
        value = graph.op("Gather", table, graph.weight(f"column_{column}", [column], np.int64), axis=1)
        if column in CATEGORIES:
            choices = graph.weight(f"choices_{column}", [list(range(CATEGORIES[column]))])
            parts.append(graph.op("Cast", graph.op("Equal", value, choices), to=1))
        elif column in (6, 7):
            parts.append(graph.op("Log", graph.op("Add", value, graph.weight(f"one_{column}", 1.0))))
        else:
            parts.append(value)
    value = graph.op("Concat", *parts, axis=1)
    value = graph.op(
        "Div", graph.op("Sub", value, graph.weight("mean", net.mean)), graph.weight("std", net.std)
    )
    value = graph.op("Relu", graph.linear(value, "a", net.a))
    value = graph.op("Relu", graph.linear(value, "b", net.b))
    value = graph.linear(value, "out", net.out)
    middle, down, up = (
        graph.op("Gather", value, graph.weight(f"part_{i}", [i], np.int64), axis=1) for i in range(3)
    )
    lower = graph.op("Sub", middle, graph.op("Softplus", down))
    lower = graph.op("Min", graph.op("Sub", lower, graph.weight("margin_lower", net.margin[0])), middle)
    upper = graph.op("Add", middle, graph.op("Softplus", up))
    upper = graph.op("Max", graph.op("Add", upper, graph.weight("margin_upper", net.margin[1])), middle)
    for name, log in (("lower", lower), ("value", middle), ("upper", upper)):
        pieces = graph.op("Sub", graph.op("Exp", log), graph.weight(f"one_{name}", 1.0))
        graph.output(graph.op("Relu", pieces), name, ["batch", 1])
    return graph


def score(
    lower: np.ndarray, value: np.ndarray, upper: np.ndarray, y: np.ndarray
) -> tuple[float, float, float]:
    """Return the mean absolute error, the coverage and the interval (Winkler) score."""
    alpha = 1 - BAND
    winkler = (upper - lower) + 2 / alpha * (np.maximum(lower - y, 0) + np.maximum(y - upper, 0))
    return float(np.abs(y - value).mean()), float(((y >= lower) & (y <= upper)).mean()), float(winkler.mean())


def main() -> None:
    torch.set_num_threads(1)
    rng = np.random.default_rng(SEED)
    x, y = sales(40_000, rng)
    train, calibration, test = slice(0, 28_000), slice(28_000, 34_000), slice(34_000, None)
    tx, ty = torch.from_numpy(x), torch.from_numpy(y)
    net = trained(tx[train], ty[train], (tx[calibration], ty[calibration]))
    with torch.no_grad():
        lower, value, upper = (part.numpy() for part in net(tx[test]))
    error, coverage, winkler = score(lower[:, 0], value[:, 0], upper[:, 0], y[test])

    # the baseline: last week's sales, with a band of the ratios seen in training
    ratio = (y[train] + 1) / (x[train, 7] + 1)
    low, mid, high = np.quantile(ratio, [(1 - BAND) / 2, 0.5, (1 + BAND) / 2])
    last = x[test, 7] + 1
    b_error, b_coverage, b_winkler = score(last * low - 1, last * mid - 1, last * high - 1, y[test])

    folder = HERE / "samples"
    folder.mkdir(exist_ok=True)
    with (folder / "shop-days.csv").open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow([*(column["name"] for column in COLUMNS), "really_sold"])
        for row, sold in list(zip(x[test], y[test], strict=True))[:16]:
            cells = [
                column["choices"][int(cell)] if column["type"] == "category" else f"{cell:.4g}"  # type: ignore[index]
                for column, cell in zip(COLUMNS, row, strict=True)
            ]
            rows.writerow([*cells, int(sold)])
    write_model(
        Release(
            slug="retail-demand",
            name="Retail demand with bands",
            version="1.0.0",
            summary="Forecasts how many pieces of a product a shop sells in a day, with an 80 % band that was checked on held-out days. "
            "Trained on synthetic sales of an invented chain: for learning and for trying out planning.",
            task="tabular-regression",
            licence="Apache-2.0",
            price_wei=ETHER * 25 // 1000,
            tags=("retail", "table", "prediction-interval", "conformal", "synthetic-data"),
            graph=graph_of(net),
            spec={
                "inputs": [
                    {
                        "name": "rows",
                        "kind": "table",
                        "dtype": "FP32",
                        "axes": [{"type": "batch"}, {"type": "column", "size": len(COLUMNS)}],
                        "preprocess": [{"op": "columns", "args": {}}],
                        "columns": COLUMNS,
                    }
                ],
                "outputs": [
                    {"name": name, "role": name, "postprocess": []} for name in ("lower", "value", "upper")
                ],
                "head": {
                    "type": "table-regression",
                    "target": "pieces sold",
                    "unit": "pieces",
                    "interval": BAND,
                },
                "params": [],
            },
            metrics=(
                Metric("mean absolute error", error, b_error, "lower"),
                Metric("interval score of the 80 % band", winkler, b_winkler, "lower"),
            ),
            baseline="sales of the same weekday a week ago, times the usual change, with the band of the changes seen",
            test_set="6,000 invented shop days, drawn after the training days from the same process",
            test_size=len(y[test]),
            card={
                "What it is for": "Learning how a model with honest bands behaves, and trying out planning tools. The form asks for one "
                "shop day; a CSV file may hold many.",
                "Data": "**Synthetic.** `train.py` invents a chain of shops: five product groups with their own price elasticity, weekday "
                "profile and sensitivity to weather, promotions that sell more and less predictably, and a hidden appeal of each "
                "product that only last week's sales betray; counts are negative binomial. 28,000 days train a network of three quantiles, "
                "6,000 more move the edges of the band (conformal calibration), 6,000 others measure.",
                "Limits": "No real shop was measured, so the numbers say how well the network learns this process, not how well it plans "
                "your shop. The band covers single days, not sums over days. Stock-outs, new products and cannibalisation are "
                "not in the process.",
            },
            vectors={"rows": x[test][:6]},
            check_inputs={"rows": x[test]},
            reference={"lower": lower, "value": value, "upper": upper},
            rtol=1e-3,
            atol=1e-2,
            notes={
                "days inside the 80 % band": f"{coverage:.3f} (baseline {b_coverage:.3f})",
                "mean width of the band, pieces": f"{float((upper - lower).mean()):.1f}",
                "mean sales, pieces": f"{float(y[test].mean()):.1f}",
            },
        )
    )


if __name__ == "__main__":
    main()
