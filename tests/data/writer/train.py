"""Trains the tiny decoder of the tests and writes its files beside this script.

Needs torch==2.13.0, tokenizers, onnx and onnxruntime; about five minutes on two cores. The text is Python's own
documentation as every Python carries it (``pydoc_data.topics``, PSF licence). What PyTorch itself writes, greedily and
without any cache, is recorded in ``expected.json``.
"""

import json
import math
import sys
from pathlib import Path
from pydoc_data.topics import topics
from typing import Any

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from torch import nn
from torch.nn import functional

HERE = Path(__file__).parent
VOCABULARY, WIDTH, LAYERS, HEADS, KV_HEADS, HIDDEN, CONTEXT = 320, 56, 2, 4, 2, 112, 128
SIZE = WIDTH // HEADS
END = "<|end|>"
PROMPTS = ["The import statement", "A class definition", "If the expression", "def ", "Ä naïve € text: "]


def trained_tokenizer(text: str) -> Tokenizer:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(
        vocab_size=VOCABULARY, special_tokens=[END], initial_alphabet=alphabet, show_progress=False
    )
    tokenizer.train_from_iterator([text], trainer)
    return tokenizer


def turned(x: torch.Tensor, positions: torch.Tensor) -> torch.Tensor:
    """Rotary positions (arXiv:2104.09864), halves turned against each other."""
    rates = 10_000 ** -(torch.arange(SIZE // 2) / (SIZE // 2))
    angles = positions[:, None].float() * rates
    first, second = x.chunk(2, dim=-1)
    cos, sin = angles.cos(), angles.sin()
    return torch.cat([first * cos - second * sin, first * sin + second * cos], dim=-1)


def normed(x: torch.Tensor, gain: torch.Tensor) -> torch.Tensor:
    return x / (x.pow(2).mean(-1, keepdim=True) + 1e-6).sqrt() * gain


class Block(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.gain1, self.gain2 = nn.Parameter(torch.ones(WIDTH)), nn.Parameter(torch.ones(WIDTH))
        self.q = nn.Parameter(torch.randn(WIDTH, WIDTH) * 0.05)
        self.k = nn.Parameter(torch.randn(WIDTH, KV_HEADS * SIZE) * 0.05)
        self.v = nn.Parameter(torch.randn(WIDTH, KV_HEADS * SIZE) * 0.05)
        self.o = nn.Parameter(torch.randn(WIDTH, WIDTH) * 0.05)
        self.up = nn.Parameter(torch.randn(WIDTH, HIDDEN) * 0.05)
        self.down = nn.Parameter(torch.randn(HIDDEN, WIDTH) * 0.05)

    def forward(self, x: torch.Tensor, positions: torch.Tensor) -> torch.Tensor:
        y = normed(x, self.gain1)
        q, k, v = (
            (y @ w).unflatten(-1, (count, SIZE)).transpose(1, 2)
            for w, count in ((self.q, HEADS), (self.k, KV_HEADS), (self.v, KV_HEADS))
        )
        q, k = turned(q, positions), turned(k, positions)
        k, v = (part.repeat_interleave(HEADS // KV_HEADS, dim=1) for part in (k, v))
        mixed = functional.scaled_dot_product_attention(q, k, v, is_causal=True)
        x = x + mixed.transpose(1, 2).flatten(2) @ self.o
        return x + torch.relu(normed(x, self.gain2) @ self.up).pow(2) @ self.down


class Decoder(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Parameter(torch.randn(VOCABULARY, WIDTH) * 0.05)
        self.blocks = nn.ModuleList(Block() for _ in range(LAYERS))
        self.gain = nn.Parameter(torch.ones(WIDTH))

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        positions = torch.arange(ids.shape[1])
        x = self.words[ids]
        for block in self.blocks:
            x = block(x, positions)
        return normed(x, self.gain) @ self.words.T


def train(ids: torch.Tensor, steps: int) -> Decoder:
    torch.manual_seed(7)
    model = Decoder()
    optimiser = torch.optim.AdamW(model.parameters(), lr=4e-3, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 4e-3, total_steps=steps)
    for step in range(steps):
        at = torch.randint(0, len(ids) - CONTEXT - 1, (24,))
        batch = torch.stack([ids[i : i + CONTEXT + 1] for i in at])
        loss = functional.cross_entropy(model(batch[:, :-1]).flatten(0, 1), batch[:, 1:].flatten())
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        if step % 500 == 0:
            sys.stdout.write(f"{step} {loss.item():.3f}\n")
    return model.eval()


class Graph:
    """Collects nodes; each call names its output."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.weights: list[Any] = []

    def __call__(self, op: str, *inputs: str, to: str = "", **attributes: Any) -> str:
        out = to or f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(op, list(inputs), [out], **attributes))
        return out

    def weight(self, value: Any, name: str = "") -> str:
        name = name or f"w{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(np.asarray(value), name))
        return name


def exported(model: Decoder) -> onnx.ModelProto:
    """The decoder with its cache, under the names that Hugging Face's Optimum gives."""
    g, f32 = Graph(), np.float32
    numbers = {n: g.weight(np.array([n], dtype=np.int64)) for n in (0, 1, 2, 3, -1)}
    rates = 10_000.0 ** -(np.arange(SIZE // 2) / (SIZE // 2))
    angles = np.arange(CONTEXT)[:, None] * rates
    cos, sin = (
        g("Unsqueeze", g("Gather", g.weight(table.astype(f32)), "position_ids"), numbers[1])
        for table in (np.cos(angles), np.sin(angles))
    )
    total = g("Shape", "attention_mask", start=1, end=2)
    keys = g("Range", g.weight(np.int64(0)), g("Squeeze", total, numbers[0]), g.weight(np.int64(1)))
    later = g("Greater", keys, g("Unsqueeze", "position_ids", numbers[2]))
    masked = g("Equal", g("Unsqueeze", "attention_mask", numbers[1]), g.weight(np.int64(0)))
    hidden = g("Unsqueeze", g("Or", later, masked), numbers[1])

    def norm(x: str, gain: nn.Parameter) -> str:
        mean = g("ReduceMean", g("Mul", x, x), axes=[-1], keepdims=1)
        root = g("Sqrt", g("Add", mean, g.weight(f32(1e-6))))
        return g("Mul", g("Div", x, root), g.weight(gain.detach().numpy()))

    def rotary(x: str) -> str:
        half = g.weight(np.array([SIZE // 2], dtype=np.int64))
        first = g("Slice", x, numbers[0], half, numbers[3])
        second = g("Slice", x, half, g.weight(np.array([SIZE], dtype=np.int64)), numbers[3])
        left = g("Sub", g("Mul", first, cos), g("Mul", second, sin))
        right = g("Add", g("Mul", first, sin), g("Mul", second, cos))
        return g("Concat", left, right, axis=-1)

    def heads(x: str, weight: nn.Parameter, count: int) -> str:
        shape = g.weight(np.array([1, -1, count, SIZE], dtype=np.int64))
        return g(
            "Transpose",
            g("Reshape", g("MatMul", x, g.weight(weight.detach().numpy())), shape),
            perm=[0, 2, 1, 3],
        )

    def repeated(x: str) -> str:
        shape = g("Concat", g.weight(np.array([1, KV_HEADS, HEADS // KV_HEADS], dtype=np.int64)), total,
                  g.weight(np.array([SIZE], dtype=np.int64)), axis=0)  # fmt: skip
        wide = g("Expand", g("Unsqueeze", x, numbers[2]), shape)
        return g("Reshape", wide, g.weight(np.array([1, HEADS, -1, SIZE], dtype=np.int64)))

    words = g.weight(model.words.detach().numpy(), "words")
    x = g("Gather", words, "input_ids")
    for number, block in enumerate(model.blocks):
        y = norm(x, block.gain1)
        q = rotary(heads(y, block.q, HEADS))
        now = {"key": rotary(heads(y, block.k, KV_HEADS)), "value": heads(y, block.v, KV_HEADS)}
        for name, fresh in list(now.items()):
            past = f"past_key_values.{number}.{name}"
            now[name] = g("Concat", past, fresh, axis=2, to=f"present.{number}.{name}")
        turned_keys = g("Transpose", repeated(now["key"]), perm=[0, 1, 3, 2])
        scores = g("Mul", g("MatMul", q, turned_keys), g.weight(f32(1 / math.sqrt(SIZE))))
        scores = g("Where", hidden, g.weight(f32(-1e9)), scores)
        mixed = g("MatMul", g("Softmax", scores, axis=-1), repeated(now["value"]))
        flat = g(
            "Reshape",
            g("Transpose", mixed, perm=[0, 2, 1, 3]),
            g.weight(np.array([1, -1, WIDTH], dtype=np.int64)),
        )
        x = g("Add", x, g("MatMul", flat, g.weight(block.o.detach().numpy())))
        up = g("Relu", g("MatMul", norm(x, block.gain2), g.weight(block.up.detach().numpy())))
        x = g("Add", x, g("MatMul", g("Mul", up, up), g.weight(block.down.detach().numpy())))
    g("MatMul", norm(x, model.gain), g("Transpose", words, perm=[1, 0]), to="logits")

    def port(name: str, kind: int, *shape: int | str) -> Any:
        return helper.make_tensor_value_info(name, kind, list(shape))

    names = [f"{n}.{part}" for n in range(LAYERS) for part in ("key", "value")]
    inputs = [
        port("input_ids", TensorProto.INT64, 1, "tokens"),
        port("attention_mask", TensorProto.INT64, 1, "total"),
        port("position_ids", TensorProto.INT64, 1, "tokens"),
        *(port(f"past_key_values.{n}", TensorProto.FLOAT, 1, KV_HEADS, "past", SIZE) for n in names),
    ]
    outputs = [
        port("logits", TensorProto.FLOAT, 1, "tokens", VOCABULARY),
        *(port(f"present.{n}", TensorProto.FLOAT, 1, KV_HEADS, "total", SIZE) for n in names),
    ]
    graph = helper.make_graph(g.nodes, "writer", inputs, outputs, g.weights)
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(made, full_check=True)
    return made


def greedy(model: Decoder, ids: list[int], count: int) -> list[int]:
    """PyTorch's own answer: the whole text is read again for each token."""
    ids = list(ids)
    begin = len(ids)
    with torch.no_grad():
        for _ in range(count):
            ids.append(int(model(torch.tensor([ids]))[0, -1].argmax()))
    return ids[begin:]


def main(steps: int) -> None:
    text = "\n\n".join(topics.values())
    tokenizer = trained_tokenizer(text)
    ids = torch.tensor(tokenizer.encode(text).ids)
    model = train(ids, steps)
    tokenizer.save(str(HERE / "tokenizer.json"), pretty=False)
    onnx.save(exported(model), HERE / "model.onnx")
    answers = []
    for prompt in PROMPTS:
        begin = tokenizer.encode(prompt).ids
        tokens = greedy(model, begin, 60)
        answers.append({"prompt": prompt, "ids": begin, "tokens": tokens, "text": tokenizer.decode(tokens)})
        sys.stdout.write(f"{prompt} -> {answers[-1]['text']!r}\n")
    (HERE / "expected.json").write_text(json.dumps(answers, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 6000)
