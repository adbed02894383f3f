"""macOS and Windows, which cannot be run here: the bytes that the system would get, and that nothing is claimed for free."""

import ctypes
import resource
import sys
from pathlib import Path
from typing import Any

import pytest

from desktop.sandbox import confine
from desktop.sandbox.confinement import level_of
from desktop.sandbox.macos import confine_macos, seatbelt_profile
from desktop.sandbox.windows import BasicLimits, ExtendedLimits, confine_windows, job_limits


class System:
    """A library whose calls all give one answer, and which remembers them."""

    def __init__(self, answer: int, **others: int) -> None:
        self.answer, self.others = answer, others
        self.calls: list[tuple[str, tuple[Any, ...]]] = []

    def __getattr__(self, name: str) -> Any:
        def call(*arguments: Any) -> int:
            self.calls.append((name, arguments))
            return self.others.get(name, self.answer)

        return call


@pytest.fixture
def limits(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The limits that were set, and not on this process."""
    found: list[int] = []
    monkeypatch.setattr(resource, "setrlimit", lambda limit, _values: found.append(limit))
    return found


def test_a_job_s_limits_have_the_size_that_windows_documents() -> None:
    """64 and 144 bytes on 64-bit Windows (winnt.h); another size is refused by SetInformationJobObject."""
    assert (ctypes.sizeof(BasicLimits), ctypes.sizeof(ExtendedLimits)) == (64, 144)


def test_a_job_holds_one_process_and_ends_with_it() -> None:
    limits = job_limits(1 << 30)

    assert limits.basic.active_processes == 1
    assert limits.basic.flags == 0x8 | 0x400 | 0x2000 | 0x100
    assert limits.process_memory == 1 << 30
    assert not job_limits(None).basic.flags & 0x100


def test_on_windows_each_step_is_claimed_that_the_system_confirms() -> None:
    active = confine_windows("worker", 1 << 30, System(1), System(1))

    assert active == ("job-object", "no-new-processes", "no-new-code", "low-integrity")
    assert level_of("worker", active, active).level == "reduced"


def test_on_windows_nothing_is_claimed_that_the_system_refuses() -> None:
    assert confine_windows("worker", None, System(0), System(0)) == ()
    refused = confine_windows(
        "worker", None, System(1, AssignProcessToJobObject=0), System(1, SetTokenInformation=0)
    )
    assert not {"job-object", "low-integrity"} & set(refused)


def test_on_windows_a_job_alone_is_no_wall() -> None:
    assert level_of("worker", ("job-object", "no-new-processes"), ()).level == "none"


def test_the_seatbelt_denies_by_default_and_opens_only_what_is_given(tmp_path: Path) -> None:
    odd = tmp_path / 'a "b" \\c'
    odd.mkdir()

    text = seatbelt_profile([odd], [tmp_path])

    assert text.startswith("(version 1)\n(deny default)\n")
    assert 'a \\"b\\" \\\\c' in text
    assert "network" not in text
    assert "process-exec" not in text
    assert seatbelt_profile([], []).count("file-") == 0


@pytest.mark.usefixtures("limits")
def test_on_macos_each_step_is_claimed_that_the_system_confirms() -> None:
    active = confine_macos("worker", (), (), 1 << 30, 5, System(0))

    assert active == ("no-debugger", "no-core", "limits", "seatbelt")
    assert level_of("worker", active, active).level == "reduced"


@pytest.mark.usefixtures("limits")
def test_on_macos_a_refused_profile_leaves_no_level() -> None:
    active = confine_macos("worker", (), (), None, None, System(-1))

    assert "seatbelt" not in active
    assert level_of("worker", active, active).level == "none"


@pytest.mark.usefixtures("limits")
def test_the_gpu_s_worker_gets_no_seatbelt_that_would_cut_off_its_driver() -> None:
    assert "seatbelt" not in confine_macos("worker-gpu", (), (), None, None, System(0))


def test_a_system_that_nobody_wrote_for_reports_that_nothing_is_confined(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "platform", "freebsd15")

    level = confine("worker")

    assert (level.level, level.active) == ("none", ())
    assert level.missing
