"""A real decoder behind the sandbox: what it writes is what PyTorch writes, and nothing makes it write for ever."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import onnx
import pytest
from onnx import helper, numpy_helper

from desktop.core.cancel import CancelToken
from desktop.core.errors import Cancelled
from desktop.core.packages import Spec
from desktop.core.runs import RunProgress, RunResult, TextInput
from desktop.runtime.errors import BadInput, RunFailed
from desktop.runtime.heads.feeding import Aids
from desktop.runtime.heads.tokens import read_tokenizer
from desktop.runtime.host import ModelHost
from desktop.runtime.models import PackageModel
from desktop.runtime.packing import open_packed, pack_directory
from desktop.runtime.worker.engine import Engine
from desktop.runtime.worker.generating import Generation
from tests.helpers.writer import CACHES, DATA, expected, spec_of, writer


@pytest.fixture(scope="module")
def model(host: ModelHost, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PackageModel]:
    """The decoder in its worker."""
    opened = open_packed(pack_directory(writer(tmp_path_factory.mktemp("m")), host), host)
    yield opened
    opened.close()


def say(model: PackageModel, text: str, **params: object) -> dict[str, Any]:
    answer: dict[str, Any] = run(model, text, **params).value[0]
    return answer


def run(model: PackageModel, text: str, **params: object) -> RunResult:
    return model.run({"input_ids": TextInput(text)}, params, CancelToken())


@pytest.mark.parametrize("known", expected(), ids=lambda known: known["prompt"][:12])
def test_the_greedy_answer_is_the_one_of_pytorch_without_a_cache(
    model: PackageModel, known: dict[str, Any]
) -> None:
    answer = say(model, known["prompt"], max_new_tokens=len(known["tokens"]))

    assert answer["generated_text"] == known["text"]
    assert (answer["tokens"], answer["prompt_tokens"]) == (len(known["tokens"]), len(known["ids"]))
    assert answer["stopped"] == "length"


def test_each_token_with_the_cache_is_the_one_without_it() -> None:
    engine = Engine((DATA / "model.onnx").read_bytes(), threads=1)
    ids = list(expected()[0]["ids"])
    empty = {f"past_key_values.{n}": np.zeros((1, 2, 0, 14), dtype=np.float32) for n in CACHES}
    cache: dict[str, Any] = {name: engine.value(array) for name, array in empty.items()}
    names = ["logits", *(f"present.{n}" for n in CACHES)]
    fresh = ids

    for _ in range(40):
        whole = engine.run(texts(ids, 0) | empty, ["logits"])["logits"][0, -1]
        values = {name: engine.value(array) for name, array in texts(fresh, len(ids) - len(fresh)).items()}
        out = engine.run_values(values | cache, names)
        cache = {f"past_key_values.{n}": out[f"present.{n}"] for n in CACHES}
        scores = out["logits"].numpy()[0, -1]
        assert np.abs(scores - whole).max() < 1e-3
        assert scores.argmax() == whole.argmax()
        fresh = [int(whole.argmax())]
        ids = ids + fresh


def texts(ids: list[int], begin: int) -> dict[str, Any]:
    end = begin + len(ids)
    return {
        "input_ids": np.array([ids]),
        "attention_mask": np.ones((1, end), dtype=np.int64),
        "position_ids": np.arange(begin, end)[np.newaxis],
    }


def test_the_text_comes_piece_by_piece(model: PackageModel) -> None:
    told: list[RunProgress] = []

    result = model.run({"input_ids": TextInput("The ")}, {}, CancelToken(), progress=told.append)

    assert len([step for step in told if step.text]) > 10
    assert "".join(step.text for step in told) == result.value[0]["generated_text"]
    assert {step.total for step in told} == {1 + 40}


def test_who_stops_it_keeps_what_was_said(model: PackageModel) -> None:
    cancel = CancelToken()
    said: list[str] = []

    def hear(step: RunProgress) -> None:
        said.append(step.text)
        if len(said) == 8:
            cancel.cancel()

    result = model.run({"input_ids": TextInput("The ")}, {"max_new_tokens": 4096}, cancel, progress=hear)

    assert result.value[0]["stopped"] in {"person", "context"}
    assert result.value[0]["generated_text"].startswith("".join(said[:8]))
    assert model.is_alive


def here(text: str, **head: Any) -> dict[str, Any]:
    """The answer of the same loop in this process: no worker has to start for each head."""
    spec = msgspec.convert(spec_of(**head), Spec)
    engine = Engine((DATA / "model.onnx").read_bytes(), threads=1)
    tokenizer = read_tokenizer((DATA / "tokenizer.json").read_bytes())
    loop = Generation(engine, spec, tokenizer, 1 << 30, lambda *_: None)
    inputs = {"input_ids": TextInput(text)}
    return loop.run(inputs, {"max_new_tokens": 60}, Aids(lambda _: b"", tokenizer))[0]


def test_a_stop_text_ends_it_and_is_not_shown() -> None:
    whole = expected()[0]
    stop = whole["text"][10:13]

    answer = here(whole["prompt"], stop=[stop])

    assert answer["generated_text"] == whole["text"][: whole["text"].index(stop)]
    assert answer["stopped"] == "stop"


def test_an_end_token_ends_it() -> None:
    known = expected()[0]
    end = known["tokens"][5]

    answer = here(known["prompt"], end_tokens=[end])

    assert answer["stopped"] == "end"
    assert answer["tokens"] == known["tokens"].index(end)


def test_the_template_of_the_package_is_read_with_the_text() -> None:
    known = expected()[0]
    prompt = known["prompt"]

    answer = here(prompt[4:], prompt=prompt[:4] + "{text}")

    assert answer["generated_text"] == known["text"]


def test_chance_is_the_seeds(model: PackageModel) -> None:
    one, same, other = (
        say(model, "The ", temperature=1.2, seed=seed)["generated_text"] for seed in (1, 1, 2)
    )

    assert one == same != other


def test_the_model_writes_no_more_than_it_can_read(model: PackageModel) -> None:
    answer = say(model, "The ", max_new_tokens=4096)

    assert answer["stopped"] == "context"
    assert answer["tokens"] + answer["prompt_tokens"] == 128 + 1


def test_a_text_longer_than_the_model_can_read_is_refused_and_not_cut(model: PackageModel) -> None:
    with pytest.raises(BadInput):
        say(model, "the long text goes on " * 200)


@pytest.mark.parametrize("text", ["", "  \n"])
def test_nothing_is_no_text(model: PackageModel, text: str) -> None:
    with pytest.raises(BadInput):
        say(model, text)


def test_a_setting_that_the_package_does_not_offer_is_refused(model: PackageModel) -> None:
    with pytest.raises(BadInput):
        say(model, "The ", top_p=0.5)


def test_a_token_that_was_cancelled_before_it_came_is_no_answer(model: PackageModel) -> None:
    cancel = CancelToken()
    cancel.cancel()

    with pytest.raises(Cancelled):
        model.run({"input_ids": TextInput("The ")}, {}, cancel)


def test_a_memory_of_another_size_than_promised_ends_it(host: ModelHost, tmp_path: Path) -> None:
    graph = onnx.load(DATA / "model.onnx")
    concat = next(node for node in graph.graph.node if "present.1.value" in node.output)
    concat.output[0] = "grown"
    graph.graph.node.append(helper.make_node("Tile", ["grown", "twice"], ["present.1.value"]))
    graph.graph.initializer.append(numpy_helper.from_array(np.array([1, 1, 2, 1]), "twice"))
    for node in graph.graph.node:
        if node.op_type != "Tile":
            for at, name in enumerate(node.input):
                node.input[at] = "grown" if name == "present.1.value" else name
    del graph.graph.value_info[:]
    value = next(port for port in graph.graph.output if port.name == "present.1.value")
    value.type.tensor_type.shape.dim[2].dim_param = "twice_as_many"

    model = open_packed(pack_directory(writer(tmp_path / "m", graph), host), host)
    try:
        with pytest.raises(RunFailed) as caught:
            say(model, "The ")
    finally:
        model.close()

    assert "a memory of shape" in caught.value.reason
