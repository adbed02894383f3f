"""``python -m tests.helpers.fuzzing --minutes 10``: every target in turns, and a table of what came of it."""

import argparse
import sys
import time
from pathlib import Path
from random import Random

from tests.helpers.fuzzing.campaign import Campaign
from tests.helpers.fuzzing.targets import targets

FOLDER = Path(__file__).resolve().parents[3] / "build" / "fuzz"
_TURN_S = 5.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=None, help="The same seed makes the same changes.")
    parser.add_argument("--only", default="", help="Targets whose name contains this.")
    given = parser.parse_args()
    seed = int(time.time()) if given.seed is None else given.seed
    chosen = [target for target in targets() if given.only in target.name]
    campaigns = {target.name: Campaign(target, Random(seed), FOLDER) for target in chosen}
    end = time.monotonic() + 60 * given.minutes
    while time.monotonic() < end:
        for campaign in campaigns.values():
            campaign.run(min(_TURN_S, max(0.0, end - time.monotonic())))
    crashes = {place: path for c in campaigns.values() for place, path in c.found.crashes.items()}
    executions = sum(c.found.executions for c in campaigns.values())
    lines = [f"{name:14} {campaign.found.row}" for name, campaign in campaigns.items()]
    lines += [f"seed {seed}: {executions:,} executions, {len(crashes)} crashes"]
    lines += [f"{place}: {path}" for place, path in crashes.items()]
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if crashes else 0


if __name__ == "__main__":
    sys.exit(main())
