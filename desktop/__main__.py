"""``python -m desktop``: the command line, or one of the child processes."""

import sys


def main() -> None:
    """Start a child directly, without the command line's imports; else the command line."""
    if len(sys.argv) == 3 and sys.argv[1] == "--child":
        from desktop.bootstrap import run_child

        run_child(sys.argv[2])
    else:
        from desktop.cli import main as command_line

        command_line()


if __name__ == "__main__":
    main()
