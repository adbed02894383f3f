"""Cuts the test cases of ethers.js (npm: @ethersproject/testcases 5.8.0) to what one test run can afford.

Whole cases are taken, unchanged. Usage: ``python cut.py FOLDER-OF-THE-PACKAGE``.
"""

import gzip
import json
import sys
from pathlib import Path
from typing import Any

SOURCE = Path(sys.argv[1]) / "testcases"
HERE = Path(__file__).parent


def cases(name: str) -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = json.loads(gzip.decompress((SOURCE / f"{name}.json.gz").read_bytes()))
    return read


def keep(name: str, kept: list[dict[str, Any]]) -> None:
    (HERE / f"{name}.json").write_text(json.dumps(kept, ensure_ascii=False, indent=0) + "\n", "utf-8")


def main() -> None:
    phrases = cases("hdnode")
    languages = sorted({case["locale"] for case in phrases})
    by_language = {code: [c for c in phrases if c["locale"] == code] for code in languages}
    some = [case for code in languages for case in by_language[code][:: 30 if code == "en" else 8]]
    keep("hdnode", some)
    keep("wallets", cases("wallets"))
    keep("accounts", cases("accounts")[::12])
    typed = cases("typed-transactions")
    keep("transactions", [case for kind in (1, 2) for case in typed if case["tx"]["type"] == kind][::14])
    keep(
        "legacy-transactions",
        [case for case in cases("transactions")[::12] if case.get("signedTransactionChainId5")],
    )


if __name__ == "__main__":
    main()
