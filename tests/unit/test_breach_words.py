"""Every rule of the package profile is a sentence for a person, with its place and what was found there."""

import ast
import re
import string
from functools import cache
from pathlib import Path

import pytest

from desktop.core.errors import Breach, Bug, InvalidPackage
from desktop.runtime.rules import RULES, breach
from desktop.text import breach_text, describe
from desktop.text.cases import rules as words

ROOT = Path(__file__).resolve().parents[2]
WHERE, FOUND = "graph/node 7", "Banana"


def zip_rules() -> set[str]:
    """Those that the ZIP reader names itself: the first argument of its ``_invalid``."""
    tree = ast.parse((ROOT / "desktop" / "core" / "zips.py").read_text("utf-8"))
    return {
        call.args[0].value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "_invalid"
        if isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)
    }


@cache
def named_breaches() -> set[str]:
    """Rules that anything in desktop/ puts into a ``Breach`` or gives to ``breach`` and ``say``."""
    found: set[str] = set()
    for path in (ROOT / "desktop").rglob("*.py"):
        if path.parts[-2] in {"pages", "widgets"}:
            continue  # pages judge nothing
        text = path.read_text("utf-8")
        if not re.search(r"\b([Bb]reach|say)\b", text):
            continue  # parsing everything takes seconds
        for call in ast.walk(ast.parse(text)):
            if isinstance(call, ast.Call) and len(call.args) == 3 and isinstance(call.args[0], ast.Constant):
                name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
                if name in {"Breach", "breach", "say"} and isinstance(call.args[0].value, str):
                    found.add(call.args[0].value)
    return found - {"warning", "danger", "success", "info"}  # a banner's ``say`` begins with its tone


def test_no_rule_is_without_a_sentence_and_no_sentence_without_a_rule() -> None:
    assert words.RULES.keys() == RULES | zip_rules() | {"unreadable", "format"}


def test_nothing_names_a_rule_that_is_not_listed() -> None:
    assert named_breaches() <= words.RULES.keys()
    assert len(named_breaches()) > 30


@pytest.mark.parametrize("rule", sorted(words.RULES))
def test_a_sentence_names_the_place_and_what_was_found(rule: str) -> None:
    said = breach_text(Breach(rule, WHERE, FOUND))

    assert {name for _, name, _, _ in string.Formatter().parse(words.RULES[rule]) if name} == {
        "where",
        "found",
    }
    assert WHERE in said
    assert FOUND in said
    assert said[0].isupper() or said.startswith((WHERE, "spec.json"))
    assert said.endswith(".")
    assert len(said) < 160


def test_a_rule_of_a_later_version_is_a_sentence_too() -> None:
    assert breach_text(Breach("watermark", WHERE, FOUND)) == (
        "graph/node 7 breaks a rule that this version does not know: Banana."
    )


def test_what_a_stranger_wrote_is_never_formatted_again() -> None:
    assert "{where}{0.__class__}" in breach_text(Breach("operator", "graph", "{where}{0.__class__}"))


def test_a_refused_package_says_all_its_breaches_in_sentences() -> None:
    said = describe(InvalidPackage((breach("operator", "graph/3", "Loop"), breach("opset", "ai.onnx", "99"))))

    assert "\ngraph/3 uses an operator that is not allowed: Loop.\nThe operators of ai.onnx have" in said.body


def test_many_breaches_are_counted_and_not_all_read_out() -> None:
    said = describe(InvalidPackage(tuple(breach("operator", f"graph/{n}", "Loop") for n in range(50))))

    assert said.body.count("\n") == 4
    assert said.body.endswith("And 47 more things.")


def test_an_unknown_rule_cannot_be_named_by_mistake() -> None:
    with pytest.raises(Bug):
        breach("operatr", "graph", "Loop")
