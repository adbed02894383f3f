"""Train the language recogniser: embedding, one strided convolution and a bidirectional GRU over bytes."""

import random
import sys
from pathlib import Path

import numpy as np
import torch
from corpus import LENGTH, collected, divided, languages, snippet
from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.linear_model import LogisticRegression, SGDClassifier
from sklearn.metrics import f1_score
from sklearn.preprocessing import normalize
from torch import nn

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from artifacts import ETHER, Graph, Metric, Release, write_model

SEED = 5
STEPS = 2600
BATCH = 64
TEST_EACH = 250
WIDTH, HIDDEN, STRIDE = 128, 64, 8
HERE = Path(__file__).resolve().parent
SAMPLES = {
    "invoice.txt": "from decimal import Decimal\n\n\ndef total(lines: list[dict]) -> Decimal:\n"
    '    """Sum of an invoice, tax included."""\n    net = sum(Decimal(line["price"]) * line["count"] for line in lines)\n'
    '    return net * Decimal("1.19")\n\n\nif __name__ == "__main__":\n    print(total([{"price": "4.20", "count": 3}]))\n',
    "report.txt": "SELECT c.name, COUNT(o.id) AS orders, SUM(o.amount) AS turnover\nFROM customers c\n"
    "LEFT JOIN orders o ON o.customer_id = c.id\nWHERE o.created_at >= DATE '2026-01-01'\nGROUP BY c.name\n"
    "HAVING SUM(o.amount) > 1000\nORDER BY turnover DESC;\n\nCREATE INDEX orders_by_customer ON orders (customer_id);\n",
    "backup.txt": '#!/bin/sh\nset -eu\ntarget="$1"\nif [ ! -d "$target" ]; then\n    echo "no such folder: $target" >&2\n'
    '    exit 1\nfi\nfor name in "$HOME"/notes/*.md; do\n    cp -p "$name" "$target/" && echo "saved ${name##*/}"\ndone\n',
    "button.txt": "const button = document.querySelector('#save');\n\nasync function save(note) {\n"
    "  const reply = await fetch('/notes', { method: 'POST', body: JSON.stringify(note) });\n"
    "  if (!reply.ok) {\n    throw new Error(`not saved: ${reply.status}`);\n  }\n  return reply.json();\n}\n\n"
    "button.addEventListener('click', () => save({ text: 'hello' }));\n",
}


class Net(nn.Module):
    """Bytes to scores: 512 bytes are read in steps of eight, forwards and backwards."""

    def __init__(self, labels: int) -> None:
        super().__init__()
        self.embed = nn.Embedding(257, 32)
        self.conv = nn.Conv1d(32, WIDTH, 11, stride=STRIDE, padding=4)
        self.gru = nn.GRU(WIDTH, HIDDEN, batch_first=True, bidirectional=True)
        self.drop = nn.Dropout(0.3)
        self.out = nn.Linear(4 * HIDDEN, labels)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        there = (ids != 0).float()[:, None]
        x = self.embed(ids).transpose(1, 2) * there
        there = nn.functional.max_pool1d(there, STRIDE)
        x = torch.relu(self.conv(x)) * there
        y = self.gru(x.transpose(1, 2))[0].transpose(1, 2)
        mean = (y * there).sum(2) / there.sum(2)
        peak = (y + (there - 1) * 4).amax(2)
        return self.out(self.drop(torch.cat([mean, peak], 1)))


def ids_of(texts: list[bytes]) -> torch.Tensor:
    rows = np.zeros((len(texts), LENGTH), np.int64)
    for row, text in zip(rows, texts, strict=True):
        row[: len(text)] = np.frombuffer(text, np.uint8).astype(np.int64) + 1
    return torch.from_numpy(rows)


def trained(training: list[list[bytes]]) -> Net:
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    net = Net(len(training))
    optimiser = torch.optim.AdamW(net.parameters(), lr=3e-3, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 4e-3, total_steps=STEPS, pct_start=0.2)
    for step in range(STEPS):
        y = [rng.randrange(len(training)) for _ in range(BATCH)]
        x = ids_of([snippet(rng.choice(training[label]), rng) for label in y])
        loss = nn.functional.cross_entropy(net(x), torch.tensor(y), label_smoothing=0.03)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        if step % 100 == 0:
            print(f"step {step}: loss {float(loss.detach()):.3f}", flush=True)
    return net.eval()


def onnx_gates(weight: torch.Tensor) -> np.ndarray:
    """Reorder the gates of PyTorch (reset, update, new) as ONNX wants them (update, reset, hidden)."""
    r, z, n = weight.detach().chunk(3)
    return torch.cat([z, r, n]).numpy()


def graph_of(net: Net, labels: int) -> Graph:
    graph = Graph("programming-language")
    ids = graph.input("ids", "INT64", ["batch", LENGTH])
    there = graph.op("Not", graph.op("Equal", ids, graph.weight("pad", 0, np.int64)))
    there = graph.op("Unsqueeze", graph.op("Cast", there, to=1), graph.weight("channel_axis", [1], np.int64))
    value = graph.op("Gather", graph.weight("embed.weight", net.embed.weight), ids)
    value = graph.op("Mul", graph.op("Transpose", value, perm=[0, 2, 1]), there)
    there = graph.op("MaxPool", there, kernel_shape=[STRIDE], strides=[STRIDE])
    value = graph.op("Mul", graph.op("Relu", graph.conv(value, "conv", net.conv)), there)
    weights = {}
    for part in ("weight_ih", "weight_hh", "bias_ih", "bias_hh"):
        ways = [getattr(net.gru, f"{part}_l0{way}") for way in ("", "_reverse")]
        weights[part] = np.stack([onnx_gates(way) for way in ways])
    states = graph.op(
        "GRU",
        graph.op("Transpose", value, perm=[2, 0, 1]),
        graph.weight("gru.input", weights["weight_ih"]),
        graph.weight("gru.state", weights["weight_hh"]),
        graph.weight("gru.bias", np.concatenate([weights["bias_ih"], weights["bias_hh"]], 1)),
        hidden_size=HIDDEN,
        direction="bidirectional",
        linear_before_reset=1,
    )  # time, direction, batch, hidden
    states = graph.op("Transpose", states, perm=[2, 1, 3, 0])
    states = graph.op("Reshape", states, graph.weight("merge", [0, 2 * HIDDEN, -1], np.int64))
    time = graph.weight("time_axis", [2], np.int64)
    mean = graph.op(
        "Div",
        graph.op("ReduceSum", graph.op("Mul", states, there), time, keepdims=0),
        graph.op("ReduceSum", there, time, keepdims=0),
    )
    absent = graph.op("Mul", graph.op("Sub", there, graph.weight("one", 1.0)), graph.weight("far_below", 4.0))
    peak = graph.op("ReduceMax", graph.op("Add", states, absent), axes=[2], keepdims=0)
    graph.output(
        graph.linear(graph.op("Concat", mean, peak, axis=1), "out", net.out), "logits", ["batch", labels]
    )
    return graph


def histogram(texts: list[bytes]) -> np.ndarray:
    return np.sqrt(
        normalize(np.array([np.bincount(np.frombuffer(t, np.uint8), minlength=256) for t in texts]), "l1")
    )


def main() -> None:
    torch.set_num_threads(1)
    labels = languages()
    rng = random.Random(SEED + 1)
    training, test_texts, test_labels, counts = [], [], [], {}
    for label, (language, files) in enumerate(collected().items()):
        train, test = divided(files)
        counts[language] = f"{len(train)}+{len(test)}"
        training.append(train)
        test_texts += [snippet(rng.choice(test), rng) for _ in range(TEST_EACH)]
        test_labels += [label] * TEST_EACH
    print(counts, flush=True)
    net = trained(training)
    y = np.array(test_labels)
    x = ids_of(test_texts)
    with torch.no_grad():
        logits = torch.cat([net(part) for part in x.split(250)]).numpy()
    said = logits.argmax(1)
    sizes = np.array([len(text) for text in test_texts])

    some = [snippet(rng.choice(training[i]), rng) for i in range(len(labels)) for _ in range(700)]
    some_labels = np.repeat(np.arange(len(labels)), 700)
    simple = LogisticRegression(max_iter=300, C=300).fit(histogram(some), some_labels)
    simple_said = simple.predict(histogram(test_texts))
    grams = HashingVectorizer(
        analyzer="char", ngram_range=(1, 3), n_features=2**15, norm="l2", lowercase=False
    )
    texts = [text.decode("latin-1") for text in some]
    strong = SGDClassifier(loss="log_loss", alpha=3e-6, random_state=SEED).fit(
        grams.transform(texts), some_labels
    )
    strong_score = strong.score(grams.transform([text.decode("latin-1") for text in test_texts]), y)

    folder = HERE / "samples"
    folder.mkdir(exist_ok=True)
    for name, text in SAMPLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    recalls = {language: round(float((said[y == i] == i).mean()), 3) for i, language in enumerate(labels)}
    own = ids_of([text.encode()[:LENGTH] for text in SAMPLES.values()])
    write_model(
        Release(
            slug="programming-language",
            name="Programming language",
            version="1.0.0",
            summary=f"Names the language of a piece of source text out of {len(labels)}, from its first 512 bytes: Python, C, C++, "
            "JavaScript, Shell, SQL, HTML and more. A small recurrent network that reads bytes; no tokenizer needed.",
            task="text-classification",
            licence="Apache-2.0",
            price_wei=ETHER * 2 // 100,
            tags=("source-code", "language-identification", "gru", "bytes"),
            graph=graph_of(net, len(labels)),
            spec={
                "inputs": [
                    {
                        "name": "ids",
                        "kind": "text",
                        "dtype": "INT64",
                        "axes": [{"type": "batch"}, {"type": "time", "size": LENGTH}],
                        "preprocess": [
                            {"op": "utf8_bytes", "args": {"length": LENGTH, "pad": 0, "offset": 1}}
                        ],
                    }
                ],
                "outputs": [
                    {"name": "logits", "role": "scores", "postprocess": [{"op": "softmax", "args": {}}]}
                ],
                "head": {"type": "text-classification", "labels": "labels.txt", "top": 5},
                "params": [
                    {
                        "name": "top",
                        "type": "integer",
                        "default": 5,
                        "min": 1,
                        "max": len(labels),
                        "help": "How many languages to show.",
                    }
                ],
            },
            metrics=(
                Metric("accuracy", float((said == y).mean()), float((simple_said == y).mean())),
                Metric(
                    "macro F1", f1_score(y, said, average="macro"), f1_score(y, simple_said, average="macro")
                ),
            ),
            baseline="logistic regression on the histogram of the bytes",
            test_set=f"{TEST_EACH} snippets of 60 to 512 bytes for each of {len(labels)} languages, cut from files of folders "
            "that gave nothing to training",
            test_size=len(y),
            labels=labels,
            card={
                "What it is for": "Choosing a highlighter, sorting pasted text, finding mislabelled files. It reads the first 512 bytes.",
                "Data": "Real source files that a Debian 12 system with Python has on its disk: /usr/include, /usr/share, "
                "/usr/lib, the Perl and Tcl libraries, Vim's runtime, npm's own packages, CMake's modules, PostgreSQL's SQL, manual pages and "
                "the Python packages of the training environment (`corpus.py` lists the folders). Whole folders, or whole families of files "
                "where there are few folders, are held out. Files (training+test): "
                + ", ".join(f"{language} {count}" for language, count in counts.items())
                + ". Another system holds other files: training there gives other weights.",
                "Limits": f"It knows {len(labels)} languages and always names one of them: Go, Rust, Java or prose come out as something else. "
                "Short pieces, comments alone and mixed files (scripts inside HTML) are hard. C and C++ share headers and are the most often "
                "confused. SQL is PostgreSQL's dialect from one project, CSS comes from few files; their numbers are the least "
                "sure. A logistic regression on character n-grams is a strong rival: its accuracy stands below.",
            },
            vectors={"ids": torch.cat([own, x[:: len(x) // 4][:4]]).numpy()},
            check_inputs={"ids": x.numpy()},
            reference={"logits": logits},
            notes={
                "accuracy on snippets of 300 bytes and more": round(
                    float((said == y)[sizes >= 300].mean()), 4
                ),
                "accuracy on snippets under 150 bytes": round(float((said == y)[sizes < 150].mean()), 4),
                "logistic regression on character 1- to 3-grams (32,768 hashed columns, four times the weights)": f"accuracy {strong_score:.4f}",
                "recall by language": ", ".join(
                    f"{language} {recall}" for language, recall in recalls.items()
                ),
            },
            rtol=1e-3,
            atol=1e-3,
        )
    )


if __name__ == "__main__":
    main()
