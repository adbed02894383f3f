"""Train the fault detector: an autoencoder over twelve sensors of an invented pump drive; its error is the alarm."""

import csv
import sys
from pathlib import Path

import numpy as np
import torch
from sklearn.metrics import roc_auc_score
from torch import nn

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from artifacts import ETHER, Graph, Metric, Release, write_model

SEED = 41
FALSE_ALARMS = 0.01
HERE = Path(__file__).resolve().parent
SENSORS = [
    ("speed", "Speed", "rpm"),
    ("flow", "Flow", "m³/h"),
    ("pressure_in", "Pressure at the inlet", "bar"),
    ("pressure_out", "Pressure at the outlet", "bar"),
    ("power", "Electric power", "kW"),
    ("current", "Motor current", "A"),
    ("temperature_room", "Room temperature", "°C"),
    ("temperature_winding", "Winding temperature", "°C"),
    ("temperature_bearing", "Bearing temperature", "°C"),
    ("temperature_oil", "Oil temperature", "°C"),
    ("vibration_axial", "Vibration, axial", "mm/s"),
    ("vibration_radial", "Vibration, radial", "mm/s"),
]
FAULTS = ("bearing wear", "clogged filter", "cavitation", "winding short", "sensor drift")


def readings(count: int, rng: np.random.Generator, fault: str | None = None) -> np.ndarray:
    """Invent steady states of a speed-controlled pump: load and room vary widely, everything else follows."""
    speed = rng.uniform(900, 3000, count)
    valve = rng.uniform(0.45, 1.0, count)
    room = rng.normal(20, 6, count).clip(2, 38)
    severity = rng.uniform(0.5, 1.5, count)
    s = speed / 3000
    wear = severity if fault == "bearing wear" else 0
    clog = severity if fault == "clogged filter" else 0
    cavity = severity if fault == "cavitation" else 0
    short = severity if fault == "winding short" else 0

    flow = 120 * s * valve * (1 - 0.10 * clog) * (1 - 0.06 * cavity)
    p_in = 1.6 - 0.35 * (flow / 120) ** 2 - 0.16 * clog
    p_out = p_in + 9.5 * s**2 * (1 - 0.45 * valve**2) * (1 - 0.05 * cavity)
    hydraulic = flow / 3600 * (p_out - p_in) * 100
    power = hydraulic / (0.74 - 0.1 * (1 - valve)) + 0.9 * s + 0.22 * wear * s
    current = power / (0.4 * 1.732 * 0.86) * (1 + 0.06 * short) + 2.2
    winding = room + 14 + 2.1 * current * 0.6 + 5.0 * short
    bearing = room + 10 + 24 * s**1.5 + 5.0 * wear * (0.4 + s)
    oil = room + 8 + 0.55 * (bearing - room - 10) + 6 * s
    resonance = 1.3 * np.exp(-(((speed - 2050) / 140) ** 2))
    axial = 0.5 + 0.9 * s**2 + 0.3 * resonance + 0.35 * cavity + 0.12 * wear
    radial = 0.7 + 1.4 * s**2 + resonance + 0.35 * wear * (0.4 + s) + 0.2 * cavity
    table = np.stack(
        [speed, flow, p_in, p_out, power, current, room, winding, bearing, oil, axial, radial], 1
    )
    noise = np.array([4, 0.8, 0.015, 0.04, 0.12, 0.25, 0.3, 0.9, 0.8, 0.7, 0.05, 0.06])
    table = table + noise * rng.normal(size=table.shape)
    if fault == "sensor drift":
        which = rng.choice([1, 3, 5, 7, 8, 9], count)
        sign = rng.choice([-1.0, 1.0], count)
        step = np.array([0, 7, 0, 0.4, 0, 2.2, 0, 7, 7, 6, 0, 0])
        table[np.arange(count), which] += sign * severity * step[which]
    return table.astype(np.float32)


class Net(nn.Module):
    """Twelve readings through three numbers and back; the score is the squared error in units of normal error."""

    def __init__(self, mean: np.ndarray, std: np.ndarray) -> None:
        super().__init__()
        self.register_buffer("mean", torch.tensor(mean))
        self.register_buffer("std", torch.tensor(std))
        self.register_buffer("whiten", torch.eye(len(mean)))
        self.register_buffer("centre", torch.zeros(len(mean)))
        self.a, self.b = nn.Linear(12, 64), nn.Linear(64, 3)
        self.c, self.d = nn.Linear(3, 64), nn.Linear(64, 12)

    def error(self, x: torch.Tensor) -> torch.Tensor:
        z = (x - self.mean) / self.std
        code = self.b(torch.tanh(self.a(z)))
        return z - self.d(torch.tanh(self.c(code)))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        whitened = (self.error(x) - self.centre) @ self.whiten
        return torch.sqrt((whitened**2).mean(1, keepdim=True))


def trained(x: torch.Tensor, held: torch.Tensor) -> Net:
    """Fit the autoencoder on normal states; the covariance of its errors on other normal states scales the score."""
    torch.manual_seed(SEED)
    net = Net(x.mean(0).numpy(), x.std(0).numpy())
    steps = 9000
    optimiser = torch.optim.AdamW(net.parameters(), lr=5e-3, weight_decay=1e-6)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, steps)
    for _ in range(steps):
        loss = (net.error(x[torch.randint(len(x), (512,))]) ** 2).mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
    with torch.no_grad():
        error = net.error(held)
        net.centre.copy_(error.mean(0))
        values, vectors = torch.linalg.eigh(torch.cov(error.T))
        # directions that normal states hardly use are not blown up without bound
        net.whiten.copy_(vectors / torch.sqrt(values.clamp(min=1e-6)))
    return net.eval()


def graph_of(net: Net) -> Graph:
    graph = Graph("machine-fault")
    value = graph.op("Sub", graph.input("readings", "FP32", ["batch", 12]), graph.weight("mean", net.mean))
    z = graph.op("Div", value, graph.weight("std", net.std))
    value = graph.linear(graph.op("Tanh", graph.linear(z, "a", net.a)), "b", net.b)
    value = graph.linear(graph.op("Tanh", graph.linear(value, "c", net.c)), "d", net.d)
    value = graph.op("Sub", graph.op("Sub", z, value), graph.weight("centre", net.centre))
    value = graph.op("MatMul", value, graph.weight("whiten", net.whiten))
    value = graph.op("ReduceMean", graph.op("Mul", value, value), axes=[1], keepdims=1)
    graph.output(graph.op("Sqrt", value), "score", ["batch", 1])
    return graph


def main() -> None:
    torch.set_num_threads(1)
    rng = np.random.default_rng(SEED)
    normal, held, tuning = readings(20_000, rng), readings(6_000, rng), readings(8_000, rng)
    net = trained(torch.from_numpy(normal), torch.from_numpy(held))
    with torch.no_grad():
        threshold = round(float(np.quantile(net(torch.from_numpy(tuning)).numpy(), 1 - FALSE_ALARMS)), 2)
    good = readings(5_000, rng)
    bad = {fault: readings(1_000, rng, fault) for fault in FAULTS}
    test = np.concatenate([good, *bad.values()])
    truth = np.repeat([0, 1], [len(good), len(test) - len(good)])
    with torch.no_grad():
        scores = net(torch.from_numpy(test)).numpy()
    s = scores[:, 0]

    mean, std = normal.mean(0), normal.std(0)
    q = np.abs((test - mean) / std).max(1)
    q_threshold = float(np.quantile(np.abs((tuning - mean) / std).max(1), 1 - FALSE_ALARMS))
    inverse = np.linalg.inv(np.cov(normal.T))

    def mahalanobis(x: np.ndarray) -> np.ndarray:
        return np.sqrt(np.einsum("ij,jk,ik->i", x - mean, inverse, x - mean))

    m, m_threshold = mahalanobis(test), float(np.quantile(mahalanobis(tuning), 1 - FALSE_ALARMS))
    found = {
        fault: float((s[5_000 + 1_000 * i :][:1_000] >= threshold).mean()) for i, fault in enumerate(FAULTS)
    }

    folder = HERE / "samples"
    folder.mkdir(exist_ok=True)
    with (folder / "shift.csv").open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow([*(name for name, _, _ in SENSORS), "what_it_was"])
        day = [(row, "normal") for row in good[:12]] + [(bad[fault][0], fault) for fault in FAULTS]
        for i in np.random.default_rng(2).permutation(len(day)):
            rows.writerow([*(f"{cell:.5g}" for cell in day[i][0]), day[i][1]])
    write_model(
        Release(
            slug="machine-fault",
            name="Machine fault alarm",
            version="1.0.0",
            summary="Raises an alarm when twelve sensors of a pump drive do not fit together, even if each is in its own range. An autoencoder "
            "that has only seen normal operation. Synthetic machine, realistic physics.",
            task="tabular-classification",
            licence="Apache-2.0",
            price_wei=ETHER * 6 // 100,
            tags=("predictive-maintenance", "anomaly-detection", "autoencoder", "synthetic-data"),
            graph=graph_of(net),
            spec={
                "inputs": [
                    {
                        "name": "readings",
                        "kind": "table",
                        "dtype": "FP32",
                        "axes": [{"type": "batch"}, {"type": "column", "size": 12}],
                        "preprocess": [{"op": "columns", "args": {}}],
                        "columns": [
                            {
                                "name": name,
                                "label": label,
                                "type": "number",
                                "unit": unit,
                                "min": float(f"{normal[:, i].min():.4g}"),
                                "max": float(f"{normal[:, i].max():.4g}"),
                                "default": float(f"{good[0, i]:.4g}"),
                            }
                            for i, (name, label, unit) in enumerate(SENSORS)
                        ],
                    }
                ],
                "outputs": [{"name": "score", "role": "anomaly", "postprocess": []}],
                "head": {"type": "anomaly", "threshold": threshold, "unit": "times the usual error"},
                "params": [
                    {
                        "name": "threshold",
                        "type": "number",
                        "default": threshold,
                        "min": 0.5,
                        "max": 10.0,
                        "help": "Alarm from this score on. The default lets about 1 of 100 normal states through as an alarm.",
                    }
                ],
            },
            metrics=(
                Metric("ROC AUC", roc_auc_score(truth, s), roc_auc_score(truth, q)),
                Metric(
                    "faults found at 1 % false alarms",
                    float((s[truth == 1] >= threshold).mean()),
                    float((q[truth == 1] >= q_threshold).mean()),
                ),
            ),
            baseline="the largest deviation of any one sensor from its own mean, in standard deviations",
            test_set="5,000 normal states and 1,000 of each of five faults, none of them trained on",
            test_size=len(test),
            card={
                "What it is for": "Trying out condition monitoring: one row of readings, or a CSV file of a shift, gives a score per row.",
                "Data": "**Synthetic.** `train.py` invents a speed-controlled pump with its hydraulics, losses, temperatures and a resonance of the frame. "
                "20,000 normal states train the autoencoder, 6,000 more scale its errors, 8,000 more set the threshold at 1 % false alarms. "
                "Faults were never seen in training; they only measure.",
                "Limits": "It knows this invented pump and no real one. Steady states only: starting and stopping look strange to it. It says that something is "
                "wrong, not what. Faults of low severity hide in the noise, as the numbers by fault show.",
            },
            vectors={"readings": test[[0, 1, 5000, 6000, 7000, 8000, 9000]]},
            check_inputs={"readings": test},
            reference={"score": scores},
            rtol=5e-3,
            atol=5e-3,
            notes={
                "false alarms on the normal test states": f"{float((s[truth == 0] >= threshold).mean()):.4f}",
                "found by fault": ", ".join(f"{fault} {share:.3f}" for fault, share in found.items()),
                "Mahalanobis distance of the raw readings": f"ROC AUC {roc_auc_score(truth, m):.4f}, "
                f"faults found {float((m[truth == 1] >= m_threshold).mean()):.4f}",
            },
        )
    )


if __name__ == "__main__":
    main()
