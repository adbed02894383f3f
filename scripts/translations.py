"""Collect the sentences of desktop/, keep resources/translations, and compile them.

    scripts/translations.py            add new sentences to the .ts files, drop old ones, compile the .qm files
    scripts/translations.py --check    change nothing; fail if a sentence is missing, untranslated or not compiled

lupdate knows no Qt-free ``tr``, so the sentences are read from the syntax tree: every text given to ``tr``, ``mark``
and ``trn``. The .ts files are Qt's own format, so that Qt Linguist opens them.
"""

import argparse
import ast
import shutil
import string
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
CONTEXT = "licet"
LANGUAGES = ("zh_CN",)
ARGUMENTS = {"tr": 1, "mark": 1, "trn": 2}


def sentences() -> dict[str, list[str]]:
    """Each sentence and the files that say it."""
    found: dict[str, list[str]] = {}
    for path in sorted((ROOT / "desktop").rglob("*.py")):
        place = path.relative_to(ROOT).as_posix()
        for text in _marked(ast.parse(path.read_text("utf-8"))):
            places = found.setdefault(text, [])
            if place not in places:
                places.append(place)
    return found


def _marked(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            for argument in node.args[: ARGUMENTS.get(node.func.id, 0)]:
                for part in ast.walk(argument) if isinstance(argument, ast.IfExp) else (argument,):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value.strip():
                        yield part.value


def translations(language: str) -> dict[str, str]:
    """Sentence to translation, as the .ts file has them; unfinished ones are empty."""
    path = FOLDER / f"licet_{language}.ts"
    if not path.exists():
        return {}
    known = {}
    for message in ElementTree.parse(path).getroot().iter("message"):
        translation = message.find("translation")
        text = translation.text if translation is not None and translation.get("type") is None else ""
        known[message.findtext("source", "")] = text or ""
    return known


def write(language: str, found: dict[str, list[str]], known: dict[str, str]) -> None:
    """Write the .ts file, sentences in alphabetical order."""
    root = ElementTree.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context = ElementTree.SubElement(root, "context")
    ElementTree.SubElement(context, "name").text = CONTEXT
    for source in sorted(found):
        message = ElementTree.SubElement(context, "message")
        for place in found[source]:
            ElementTree.SubElement(message, "location", filename=f"../../{place}")
        ElementTree.SubElement(message, "source").text = source
        translation = ElementTree.SubElement(message, "translation")
        translation.text = known.get(source, "")
        if not translation.text:
            translation.set("type", "unfinished")
    ElementTree.indent(root, " ")
    body = ElementTree.tostring(root, encoding="unicode")
    path = FOLDER / f"licet_{language}.ts"
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', "utf-8")


def compile_to(language: str, target: Path) -> None:
    """Make the .qm file with Qt's lrelease, which PySide6 brings."""
    program = shutil.which("pyside6-lrelease", path=str(Path(sys.executable).parent)) or "pyside6-lrelease"
    source = FOLDER / f"licet_{language}.ts"
    subprocess.run([program, "-silent", str(source), "-qm", str(target)], check=True)


def problems(language: str, found: dict[str, list[str]]) -> list[str]:
    """What is missing, left over, or does not fit its sentence."""
    known = translations(language)
    told = [f"not in the file: {source!r}" for source in found if source not in known]
    told += [f"no longer said: {source!r}" for source in known if source not in found]
    for source, text in known.items():
        if not text:
            told.append(f"not translated: {source!r}")
        elif fields(source) != fields(text):
            told.append(f"other fields than its sentence: {source!r} -> {text!r}")
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder, "fresh.qm")
        compile_to(language, fresh)
        kept = FOLDER / f"licet_{language}.qm"
        if not kept.exists() or kept.read_bytes() != fresh.read_bytes():
            told.append(f"{kept.name} is not compiled from its .ts file")
    return told


def fields(text: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def main() -> int:
    """Update or check; the exit code says whether all is complete."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="change nothing, fail if something is missing")
    check = parser.parse_args().check
    found = sentences()
    told: list[str] = []
    for language in LANGUAGES:
        if not check:
            write(language, found, translations(language))
            compile_to(language, FOLDER / f"licet_{language}.qm")
        told += [f"{language}: {line}" for line in problems(language, found)]
    print(
        "\n".join(told) if told else f"{len(found)} sentences, complete in {', '.join(('en', *LANGUAGES))}."
    )
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
