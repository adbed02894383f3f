"""Every error of the wallet has words, crosses the pipe, and shows no secret."""

import dataclasses
from typing import get_type_hints

import pytest

from desktop.core.errors import AppError, EnvironmentFault, UserError
from desktop.processes import _rebuild, error_data
from desktop.text import describe
from desktop.text.cases import CASES
from desktop.wallet import errors

CLASSES = [
    value
    for value in vars(errors).values()
    if isinstance(value, type) and issubclass(value, AppError) and value.__module__ == errors.__name__
]
SAMPLES = {str: "a reason", int: 2**70, bytes: b"\x01" * 32}


def sample(cls: type[AppError]) -> AppError:
    hints = get_type_hints(cls)
    return cls(**{field.name: SAMPLES[hints[field.name]] for field in dataclasses.fields(cls)})  # type: ignore[arg-type]


@pytest.mark.parametrize("cls", CLASSES)
def test_every_error_is_somebodys(cls: type[AppError]) -> None:
    assert issubclass(cls, UserError | EnvironmentFault)


@pytest.mark.parametrize("cls", CLASSES)
def test_every_error_has_a_title_a_body_and_a_remedy(cls: type[AppError]) -> None:
    words = describe(sample(cls))

    assert cls.__name__ in CASES
    assert words.title
    assert words.body
    assert words.remedy
    assert "{" not in words.body + words.remedy


@pytest.mark.parametrize("cls", [c for c in CLASSES if c is not errors.KdfTooCostly])
def test_every_error_crosses_the_pipe(cls: type[AppError]) -> None:
    error = cls(*({str: "r", int: 5, bytes: b"\x01"}[h] for h in get_type_hints(cls).values()))

    again = _rebuild(cls.__name__, error_data(error))

    assert type(again) is cls
    assert error_data(again) == error_data(error)
