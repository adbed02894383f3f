"""More than two hundred hostile files, opened as the app opens them: each ends soon, in words, and hurts nobody else."""

import logging
from collections import Counter
from collections.abc import Iterator

import pytest

from desktop.bootstrap.hostile.corpus import corpus
from desktop.bootstrap.hostile.trying import Case, Ground
from desktop.runtime.errors import RunFailed
from desktop.runtime.workers import Limits
from desktop.text import describe
from tests.helpers.words import assert_readable

CASES = corpus()
SOON = Limits(verify_s=6.0, load_s=1.0, run_s=1.5, memory_bytes=1 << 30)

# Harmless where they are opened: they are answered, or fit, and that is their clear end.
HARMLESS = {
    "png_that_is_just_not_too_large", "png_with_many_chunks", "png_with_two_billion_frames",
    "png_whose_palette_is_missing", "png_with_a_profile_bomb", "gif_with_a_million_frames", "jpeg_with_a_thousand_scans",
    "jpeg_whose_notes_turn_in_a_circle", "wav_that_says_four_gigabytes", "wav_at_the_lowest_rate",
    "wav_of_numbers_that_are_none", "wav_of_one_sample", "wav_with_a_million_chunks", "chunks_that_are_others",
    "a_pool_larger_than_everything", "png_that_has_more_than_it_says", "tiff_whose_pages_turn_in_a_circle",
    "bmp_with_runs_beyond_its_end",
}  # fmt: skip
MAY_ANSWER = {
    "labels",
    "tokenizer",
    "text",
    "series",
    "table",
    "text file",
    "table file",
    "series file",
    "test vectors",
}


@pytest.fixture(scope="module")
def ground() -> Iterator[Ground]:
    # What a panicking library writes to a worker's stderr is logged when it comes, perhaps during the next test.
    log = logging.getLogger("licet.process")
    log.setLevel(logging.ERROR)
    with Ground(SOON, shares_worker=True) as ground:
        yield ground
    log.setLevel(logging.NOTSET)


@pytest.mark.parametrize("case", CASES, ids=[f"{case.room}: {case.name}" for case in CASES])
def test_it_ends_in_words_and_the_app_goes_on(case: Case, ground: Ground) -> None:
    ending = ground.end(case)

    if not ending.is_refused:
        assert case.name in HARMLESS or case.room in MAY_ANSWER
        assert ending.body.isprintable()
        return
    assert ending.error != "Bug"
    assert_readable(ending.title, ending.body)


def test_there_are_enough_of_each_kind() -> None:
    rooms = Counter(case.room for case in CASES)

    assert len(CASES) >= 200
    assert len({(case.room, case.name) for case in CASES}) == len(CASES)
    assert rooms.most_common()[0][1] >= 40
    assert {
        "model",
        "running model",
        "package",
        "zip",
        "tokenizer",
        "labels",
        "picture",
        "sound",
        "licence",
    } <= rooms.keys()


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("[ONNXRuntimeError] : 1 : FAIL : Node (a) Op (Conv) bad", "Node (a) Op (Conv) bad"),
        (
            "[ONNXRuntimeError] : 6 : RUNTIME_EXCEPTION : /onnxruntime_src/onnxruntime/core/x.cc:14 "
            "void onnxruntime::F(int) it broke",
            "it broke",
        ),
        (
            "[ONNXRuntimeError] : 1 : FAIL : Non-zero status code returned while running Reshape node. Name:'<b>' "
            "Status Message: /x/y.h:38 F::F(size_t) a == b was false. It cannot be reshaped",
            "Reshape: It cannot be reshaped",
        ),
        ("", "it gave no reason"),
        ("a\nsecond line", "a"),
        ("\u202e\x1b[2J", "  [2J"),
    ],
)
def test_what_onnxruntime_says_is_told_without_places_in_its_source(raw: str, told: str) -> None:
    from desktop.runtime.worker.reasons import told_reason

    assert told_reason(raw) == told
    assert describe(RunFailed(told_reason(raw))).body
