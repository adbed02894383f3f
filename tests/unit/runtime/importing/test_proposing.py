"""What is proposed for real exports: each guess with its reason, each thing that nothing tells a question."""

import pytest

from desktop.core.importing import (
    BadAnswer,
    GeneratingModel,
    NoTokenizer,
    OneScore,
    OtherInputs,
    Unimportable,
)
from desktop.runtime.heads.spec_rules import check_spec
from desktop.runtime.importing.facts import Hint, ModelFacts, PortFacts
from desktop.runtime.importing.proposing import Outline, propose
from tests.unit.runtime.importing.conftest import ABOUT, Outlined, facts_of


def sources(outline: Outline) -> dict[str, str]:
    return {guess.key: guess.source for guess in outline.proposal.guesses}


def asked(outline: Outline) -> list[str]:
    return [question.key for question in outline.proposal.questions]


PICTURE = {"image__fit": "stretch", "image__values": "imagenet", "image__colour": "bgr"}
WHOLE = {
    "torch-script": {"task": "image-classification", "labels": ["a", "b", "c"], "scores__activation": "softmax", **PICTURE},
    "torch-export": {"task": "image-classification", "labels": ["a", "b", "c"], "scores__activation": "softmax", **PICTURE},
    "huggingface": {},
    "huggingface-picture": {},
    "openvino": {},
    "ultralytics": {},
    "ultralytics-pose": {},
    "keras": {"task": "image-classification", "labels": list("0123456789"), "image__fit": "stretch", "image__values": "0..1"},
    "keras-binary": {"task": "tabular-classification", "labels": ["no", "yes"], "table__columns": list("abcd")},
    "sklearn-iris": {"table__columns": list("abcd")},
    "sklearn-forest": {"table__columns": list("abcd")},
    "sklearn-anomaly": {"table__columns": list("abcd")},
    "sklearn-regression": {"table__columns": list("abcdefghij")},
}  # fmt: skip


@pytest.mark.parametrize("name", WHOLE)
def test_a_real_export_with_its_answers_gives_a_spec_that_the_verifier_accepts(
    name: str, outlined: Outlined
) -> None:
    outline = outlined(name, **WHOLE[name])

    assert asked(outline) == []
    assert outline.spec is not None
    assert list(check_spec(outline.spec)) == []


@pytest.mark.parametrize("name", WHOLE)
def test_without_answers_nothing_is_guessed_that_was_asked(name: str, outlined: Outlined) -> None:
    """Taking one answer away makes it a question again, and never a guess."""
    for key in WHOLE[name]:
        outline = outlined(name, **{k: v for k, v in WHOLE[name].items() if k != key})

        assert key.replace("__", ".") in asked(outline)
        assert outline.spec is None


def test_a_plain_export_of_pytorch_is_asked_for_all_that_it_does_not_tell(outlined: Outlined) -> None:
    outline = outlined("torch-script", task="image-classification")

    assert asked(outline) == ["image.fit", "image.values", "image.colour", "labels", "scores.activation"]
    assert sources(outline)["image.size"] == "shape"


def test_ultralytics_metadata_answers_all_but_what_people_read(outlined: Outlined) -> None:
    outline = outlined("ultralytics")

    told = sources(outline)
    assert {told[k] for k in ("task", "labels", "image.fit", "image.values", "detection.layout")} == {
        "ultralytics"
    }
    assert outline.labels == ("person", 'it\'s a "bicycle"', "car")
    assert outline.spec is not None
    assert [op.op for op in outline.spec.inputs[0].preprocess] == ["to_rgb", "letterbox", "scale", "layout"]


def test_hugging_faces_files_answer_what_a_text_needs(outlined: Outlined) -> None:
    outline = outlined("huggingface")

    assert outline.spec is not None
    assert [(p.name, p.source) for p in outline.spec.inputs] == [
        ("input_ids", None),
        ("attention_mask", "input_ids"),
    ]
    assert outline.spec.inputs[0].preprocess[0].args == {"part": "ids", "length": 64, "pad": -1}
    assert outline.labels == ("negative", "neutral", "positive")
    assert sources(outline)["scores.activation"] == "config.json"


def test_hugging_faces_preprocessor_becomes_operations(outlined: Outlined) -> None:
    outline = outlined("huggingface-picture")

    assert outline.spec is not None
    operations = {op.op: op.args for op in outline.spec.inputs[0].preprocess}
    assert operations["resize_short"] == {"size": 36, "mode": "bicubic"}
    assert operations["center_crop"] == {"height": 32, "width": 32}
    assert operations["normalize"] == {"mean": [0.5] * 3, "std": [0.5] * 3}


def test_scikit_learns_map_is_the_answer_and_its_labels_come_from_the_graph(outlined: Outlined) -> None:
    outline = outlined("sklearn-iris", **WHOLE["sklearn-iris"])

    assert outline.spec is not None
    assert [port.name for port in outline.spec.outputs] == ["output_probability"]
    assert outline.labels == ("setosa", "versicolor", "virginica")
    assert sources(outline)["scores.activation"] == "sklearn"


def test_an_isolation_forest_is_stranger_where_its_score_is_lower(outlined: Outlined) -> None:
    outline = outlined("sklearn-anomaly", **WHOLE["sklearn-anomaly"])

    assert outline.spec is not None
    assert outline.spec.outputs[0].postprocess[0].args == {"factor": -1.0, "offset": 0.0}
    assert outline.spec.head.threshold == 0.0


def test_keras_pictures_lie_with_their_channels_last(outlined: Outlined) -> None:
    outline = outlined("keras", **WHOLE["keras"])

    assert outline.spec is not None
    assert [axis.type for axis in outline.spec.inputs[0].axes] == ["batch", "y", "x", "channel"]
    assert outline.spec.inputs[0].preprocess[-1].args == {"to": "NHWC"}
    assert sources(outline)["scores.activation"] == "last-operator"


def test_one_probability_becomes_two_classes(outlined: Outlined) -> None:
    assert outlined("keras-binary", **WHOLE["keras-binary"]).two_sided == ("Identity:0",)


def test_one_score_without_a_sigmoid_is_refused() -> None:
    facts = ModelFacts(
        "",
        [PortFacts("x", "tensor", "FP32", [None, 4])],
        [PortFacts("y", "tensor", "FP32", [None, 1], "Gemm")],
        {"Gemm": 1},
        [],
        [],
    )

    with pytest.raises(OneScore):
        propose(facts, ABOUT | {"task": "tabular-classification"}, [], "n")


def test_two_files_that_contradict_each_other_make_a_question() -> None:
    facts, beside = facts_of("torch-script")
    told = [Hint("image.colour", "rgb", "config.json"), Hint("image.colour", "bgr", "openvino")]
    facts = ModelFacts(facts.exporter, facts.inputs, facts.outputs, facts.operators, [], told)

    outline = propose(facts, {"task": "image-classification"}, beside, "n")

    question = next(q for q in outline.proposal.questions if q.key == "image.colour")
    assert (question.reason, question.suggestion) == ("contradiction", "rgb")


def test_labels_that_do_not_fit_the_scores_are_asked_again() -> None:
    facts, beside = facts_of("torch-script")
    told = [Hint("labels", ["only", "two"], "config.json")]
    facts = ModelFacts(facts.exporter, facts.inputs, facts.outputs, facts.operators, [], told)

    outline = propose(facts, {"task": "image-classification"}, beside, "n")

    question = next(q for q in outline.proposal.questions if q.key == "labels")
    assert (question.reason, question.count) == ("count", 3)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("task", "mining"), ("labels", ["a", "b"]), ("labels", "a\nb"), ("image__fit", "squash"), ("name", ""),
        ("name", 7), ("licence", "../x"), ("summary", "x" * 1001), ("image__values", {"factor": "1"}),
        ("image__values", {"factor": 1, "offset": 0, "mean": [0], "std": [0]}), ("image__mode", 3),
    ],
)  # fmt: skip
def test_an_answer_of_another_kind_is_refused(key: str, value: object, outlined: Outlined) -> None:
    with pytest.raises(BadAnswer) as caught:
        outlined("torch-script", **{"task": "image-classification", "image__fit": "stretch", key: value})

    assert caught.value.key == key.replace("__", ".")


def test_answers_may_be_texts_of_a_form() -> None:
    facts = ModelFacts(
        "",
        [PortFacts("x", "tensor", "FP32", [1, 3, None, None])],
        [PortFacts("y", "tensor", "FP32", [1, 2], "Gemm")],
        {"Gemm": 1},
        [],
        [],
    )
    told = ABOUT | {
        "task": "image-classification", "image.any_size": "no", "image.size": "224 x 200", "image.fit": "letterbox",
        "image.fill": "0", "image.values": "-1..1", "image.colour": "rgb", "labels": "cat\ndog\n", "scores.activation": "none",
    }  # fmt: skip

    spec = propose(facts, told, [], "n").spec

    assert spec is not None
    assert spec.inputs[0].preprocess[1].args == {"height": 224, "width": 200, "mode": "bilinear", "fill": 0}


def test_a_text_model_without_a_tokenizer_is_refused() -> None:
    facts, _ = facts_of("huggingface")

    with pytest.raises(NoTokenizer):
        propose(facts, ABOUT, [], "n")


def test_a_generating_model_is_refused() -> None:
    facts = ModelFacts("", [], [], {}, [], [Hint("generates", True, "generation_config.json")])

    with pytest.raises(GeneratingModel):
        propose(facts, {}, [], "n")


def test_a_task_of_another_input_is_no_choice(outlined: Outlined) -> None:
    with pytest.raises((BadAnswer, OtherInputs, Unimportable)):
        outlined("sklearn-iris", task="image-classification")


def test_any_model_of_numbers_can_be_packed_as_it_is(outlined: Outlined) -> None:
    spec = outlined("torch-script", task="other").spec

    assert spec is not None
    assert spec.head.type == "tensor"
    assert list(check_spec(spec)) == []
