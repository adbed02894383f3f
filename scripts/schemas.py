#!/usr/bin/env python3
"""Write docs/schema/*.json from the structs and rules; ``--check`` only compares (exit 1 where they differ)."""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "schema"


def main() -> int:
    """Write or compare both files."""
    sys.path.insert(0, str(ROOT))
    from desktop.runtime.schemas import manifest_schema, spec_schema

    stale = []
    for name, made in (("manifest", manifest_schema()), ("spec", spec_schema())):
        path = FOLDER / f"{name}.schema.json"
        text = json.dumps(made, indent=1, ensure_ascii=False) + "\n"
        if "--check" in sys.argv:
            stale += [] if path.exists() and path.read_text("utf-8") == text else [path.name]
        else:
            FOLDER.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
    if stale:
        print(f"stale: {', '.join(stale)}; run scripts/schemas.py")
    return bool(stale)


if __name__ == "__main__":
    sys.exit(main())
