"""Every error that a person can meet has words of its own, and none of them shows what a stranger wrote as markup."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest

import desktop
from desktop.core.errors import AppError, Bug, Cancelled, EnvironmentFault, UserError
from desktop.text import describe
from desktop.text.cases import CASES

GENERAL = {UserError, EnvironmentFault}
ONLY_INSIDE = {"RpcFault"}  # becomes a JSON-RPC answer in the chain's process and never leaves it


def descendants(cls: type[AppError]) -> Iterator[type[AppError]]:
    for child in cls.__subclasses__():
        yield child
        yield from descendants(child)


def test_every_error_for_people_has_its_words() -> None:
    for module in pkgutil.walk_packages(desktop.__path__, "desktop."):
        # The user interface and what measures it import Qt, which unit tests must not.
        if ".ui" not in module.name and ".bench" not in module.name and not module.name.endswith("__main__"):
            importlib.import_module(module.name)

    found = {cls for root in (UserError, EnvironmentFault) for cls in descendants(root)}
    nameless = {cls.__name__ for cls in found if not any(parent.__name__ in CASES for parent in cls.__mro__)}

    assert nameless - ONLY_INSIDE - {cls.__name__ for cls in GENERAL} == set()


def test_no_two_errors_share_a_name() -> None:
    """Errors cross between processes by name, and their words are found by it."""
    ours = {cls for cls in descendants(AppError) if cls.__module__.startswith("desktop.")}
    names = [cls.__name__ for cls in ours]

    assert [name for name in names if names.count(name) > 1] == []


@pytest.mark.parametrize(
    "error", [Bug("at file.py:3"), Cancelled(), ValueError("secret"), UserError(), EnvironmentFault()]
)
def test_general_words_never_show_a_class_name_or_a_traceback(error: BaseException) -> None:
    said = describe(error)

    text = " ".join((said.title, said.body, said.remedy))
    assert said.title
    assert "Traceback" not in text
    assert type(error).__name__ not in text.split()
