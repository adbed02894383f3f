"""Make resources/names/ensip15.json from the specification that web3 ships (ENSIP-15, spec.json and nf.json).

Sets of code points become ranges of hexadecimal numbers, so that the file is a tenth of its source and a change of it
can be read. What the algorithm needs and the specification leaves to be derived (the parts of every valid letter) is
worked out here.

Usage: .venv/bin/python scripts/ens_data.py
"""

import importlib.util
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from desktop.chain.ens.unicode_forms import UnicodeForms

OUT = Path(__file__).parents[1] / "resources" / "names" / "ensip15.json"


def main() -> None:
    """Write the file."""
    package = importlib.util.find_spec("ens")
    if package is None or not package.submodule_search_locations:
        raise SystemExit("web3's package ens is not installed")
    specs = Path(package.submodule_search_locations[0]) / "specs"
    spec = json.loads((specs / "normalization_spec.json").read_text("utf-8"))
    forms = json.loads((specs / "nf.json").read_text("utf-8"))
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(compact(spec, forms), ensure_ascii=True, indent=0) + "\n", "utf-8")
    print(
        f"{OUT}: {OUT.stat().st_size:,} bytes, Unicode {spec['unicode'].split()[0]}, made {spec['created']}"
    )


def compact(spec: dict[str, Any], nf: dict[str, Any]) -> dict[str, Any]:
    """The file's object; its fields are described where they are read (``desktop.chain.ens.spec``)."""
    forms: dict[str, Any] = {
        "ranks": [ranges(rank) for rank in nf["ranks"]],
        "exclusions": ranges(nf["exclusions"]),
        "decomposed": [[f"{cp:x}", text(parts)] for cp, parts in nf["decomp"]],
    }
    valid = {cp for group in spec["groups"] for cp in (*group["primary"], *group["secondary"])}
    unicode_forms = UnicodeForms.read(forms)
    parts = {ord(c) for cp in valid for c in unicode_forms.decomposed(chr(cp))}
    return {
        "source": "ENSIP-15, spec.json and nf.json of adraffy/ens-normalize.js (MIT), as web3.py ships them",
        "unicode": spec["unicode"],
        "created": spec["created"],
        "valid": ranges(valid | parts),
        "ignored": ranges(spec["ignored"]),
        "mapped": [[f"{cp:x}", text(to)] for cp, to in spec["mapped"]],
        "emoji": [text(emoji) for emoji in spec["emoji"]],
        "fenced": ranges(cp for cp, _ in spec["fenced"]),
        "marks": ranges(spec["cm"]),
        "non_spacing": ranges(spec["nsm"]),
        "most_non_spacing": spec["nsm_max"],
        "groups": [
            {
                "name": group["name"],
                "letters": ranges((*group["primary"], *group["secondary"])),
                "free_marks": "cm" in group,
            }
            for group in spec["groups"]
        ],
        "wholes": [[ranges(whole["valid"]), ranges(whole["confused"])] for whole in spec["wholes"]],
        "forms": forms,
    }


def ranges(code_points: Iterable[int]) -> str:
    """``61-7a 2d``: ranges and single code points, in order."""
    runs: list[list[int]] = []
    for cp in sorted(set(code_points)):
        if runs and cp == runs[-1][1] + 1:
            runs[-1][1] = cp
        else:
            runs.append([cp, cp])
    return " ".join(f"{a:x}" if a == b else f"{a:x}-{b:x}" for a, b in runs)


def text(code_points: Iterable[int]) -> str:
    """Code points as hexadecimal numbers, in their order."""
    return " ".join(f"{cp:x}" for cp in code_points)


if __name__ == "__main__":
    main()
