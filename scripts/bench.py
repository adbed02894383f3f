#!/usr/bin/env python3
"""Measures the groups of benchmarks (all, or those named) and writes build/bench/GROUP.json."""

import subprocess

import _setup

GROUPS = ("gas", "window", "runtime", "batch", "hostile", "transfer", "recommend", "wallet", "catalogue")


def work(arguments: list[str]) -> int:
    """Run each group in its own process, so that none warms another's caches."""
    unknown = [name for name in arguments if name not in GROUPS]
    if unknown:
        print(f"no such group: {' '.join(unknown)}; there are: {' '.join(GROUPS)}")
        return 2
    _setup.prepare("dev")
    if "catalogue" in (arguments or GROUPS):
        _setup.prepare_contracts()  # anvil is its node
    folder = _setup.BUILD / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    failed = []
    for group in arguments or GROUPS:
        command = [
            str(_setup.PYTHON),
            "-m",
            "desktop",
            "bench",
            group,
            "--json",
            str(folder / f"{group}.json"),
        ]
        environment = {**_setup.environment(), "QT_QPA_PLATFORM": "offscreen"}
        print(f"{group}:", flush=True)
        if subprocess.run(command, cwd=_setup.ROOT, env=environment, check=False).returncode:
            failed.append(group)
    if failed:
        print(f"not measured: {' '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    _setup.main(work)
