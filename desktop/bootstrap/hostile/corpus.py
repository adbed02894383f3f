"""Every hostile file, with the way it is opened."""

from collections.abc import Callable
from functools import cache, partial
from typing import Any

from desktop.bootstrap.hostile import (
    bases,
    contents,
    licences,
    models,
    packages,
    pictures,
    running,
    sounds,
    texts,
    tokenizers,
    vectors,
    zips,
)
from desktop.bootstrap.hostile.trying import Bought, Case, Ground, public_zip
from desktop.core.packages import LABELS, SAMPLES, TESTS, TOKENIZER
from desktop.core.runs import AudioInput, ImageInput, RunInput, SampleInput, TextInput
from desktop.runtime.packing import PackedModel

# For the tokenizers: a sentence that a bad pattern takes for ever to refuse.
_SENTENCE = TextInput("red blue " * 40 + "a" * 40 + "!")

# The verifier refuses these; they are also run as if nobody had asked it, as ``licet run`` does.
_UNVERIFIED = (
    "depth_to_space_2_32", "function_chain", "expansion_bomb", "endless_loop", "expand_bomb", "range_bomb",
    "constant_of_shape_bomb", "external_parent_directory", "external_memory_address", "dimensions_lie", "huge_group",
    "ort_format", "random_bytes",
)  # fmt: skip


def corpus() -> tuple[Case, ...]:
    """All of them, in the order in which a buyer meets them: verifier, package, content, inputs, licences."""
    unverified = {name: models.CORPUS[name] for name in _UNVERIFIED}
    return (
        *_cases("model", models.CORPUS, Ground.verify),
        *_cases("running model", running.RUNNING, Ground.run_plain),
        *_cases("unverified model", unverified, Ground.run_plain),
        *_cases("package", {name: partial(_package, name) for name in packages.CHANGES}, Ground.read_public),
        *_cases("zip", {name: partial(_zip, make) for name, make in zips.ZIPS.items()}, Ground.read_public),
        *_bought("labels", texts.LABELS, _with_labels),
        *_bought("tokenizer", tokenizers.TOKENIZERS, _with_tokenizer),
        *_bought("test vectors", vectors.VECTORS, _with_vectors),
        *_inputs("picture", "image", pictures.PICTURES, ImageInput),
        *_inputs("sound", "audio", sounds.SOUNDS, AudioInput),
        *(
            Case(name, kind, partial(_input, kind, make), Ground.run)
            for name, (kind, make) in texts.INPUTS.items()
        ),
        *(
            Case(name, f"{kind} file", partial(_with_sample, kind, make), Ground.open_package)
            for name, (kind, make) in texts.SAMPLES.items()
        ),
        *_cases("licence", licences.LICENCES, Ground.add_licence),
        *_cases("sealed content", contents.CONTENTS, contents.unseal),
    )


def _cases(room: str, makers: Any, opening: Callable[[Ground, Any], object]) -> tuple[Case, ...]:
    return tuple(Case(name, room, make, opening) for name, make in makers.items())


def _bought(room: str, makers: Any, package: Callable[[bytes], Bought]) -> tuple[Case, ...]:
    def made(make: Callable[[], bytes]) -> Bought:
        return package(make())

    return tuple(Case(name, room, partial(made, make), Ground.open_package) for name, make in makers.items())


def _inputs(room: str, kind: str, makers: Any, shape: Callable[[bytes], RunInput]) -> tuple[Case, ...]:
    def made(make: Callable[[], bytes]) -> tuple[str, RunInput]:
        return kind, shape(make())

    return tuple(Case(name, room, partial(made, make), Ground.run) for name, make in makers.items())


@cache
def _honest() -> PackedModel:
    return bases.packed("image")


def _package(change: str) -> bytes:
    return packages.rebuilt(_honest(), change)


def _zip(trick: zips.Make) -> bytes:
    return trick(public_zip(_honest()))


def _with_labels(labels: bytes) -> Bought:
    sample = next(name for name in _honest().public_files if name.startswith(SAMPLES))
    return Bought.of(bases.packed("image", public={LABELS: labels}), SampleInput(sample))


def _with_tokenizer(tokenizer: bytes) -> Bought:
    return Bought.of(bases.packed("text", sealed={TOKENIZER: tokenizer}), _SENTENCE)


def _with_vectors(tests: bytes) -> Bought:
    return Bought.of(bases.packed("image", sealed={TESTS: tests}))


def _with_sample(kind: str, make: Callable[[], bytes]) -> Bought:
    sample = f"{SAMPLES}sample.csv"
    return Bought.of(bases.packed(kind, public={sample: make()}), SampleInput(sample))


def _input(kind: str, make: Callable[[], RunInput]) -> tuple[str, RunInput]:
    return kind, make()
