"""The command line: names mapped to modules that are loaded when they are used."""

import importlib
import sys
from pathlib import Path

import click

from desktop.bootstrap.garbage import collect_rarely
from desktop.core.errors import AppError, Cancelled

COMMANDS = {
    "app": "window:app",
    "demo": "window:demo",
    "tour": "window:tour",
    "screenshots": "window:screenshots",
    "chain": "networks:chain",
    "deploy": "networks:deploy",
    "network": "choosing_networks:network",
    "seller": "selling:seller",
    "seed": "keeping:seed",
    "library": "keeping:library",
    "pack": "packing:pack",
    "publish": "selling:publish",
    "buy": "buying:buy",
    "licence": "licences:licence",
    "rate": "reviewing:rate",
    "licences": "rights:licences",
    "renew": "rights:renew",
    "request-key": "rights:request_key",
    "transfer": "rights:transfer",
    "run": "models:run",
    "verify": "models:verify",
    "judge": "judging:judge",
    "compare": "judging:compare",
    "search": "finding:search",
    "search-folder": "searching:search_folder",
    "fit": "fitting:fit",
    "records": "records:records",
    "snapshot": "snapshots:snapshot",
    "list": "lists:block_list",
    "watch": "watching:watch",
    "wallet": "wallets:wallet",
    "bench": "benchmarks:bench",
}


class LateGroup(click.Group):
    """A group whose commands live in ``desktop.commands`` and are imported by name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        place = COMMANDS.get(cmd_name)
        if place is None:
            return None
        module, name = place.split(":")
        if module != "window":  # which lives for hours, and has its own rule
            collect_rarely()
        command: click.Command = getattr(importlib.import_module(f"desktop.commands.{module}"), name)
        return command


@click.group(
    cls=LateGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.option(
    "--data-dir",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where everything is kept; the platform's own place if not given.",
)
@click.version_option(package_name="licet-desktop", prog_name="licet", message="%(prog)s %(version)s")
@click.pass_context
def licet(ctx: click.Context, data_dir: Path | None) -> None:
    """Licet: a wallet and market for AI models. Without a command it opens the app."""
    ctx.obj = data_dir
    if ctx.invoked_subcommand is None:
        command = ctx.command.get_command(ctx, "app") if isinstance(ctx.command, click.Group) else None
        if command is not None:
            ctx.invoke(command)


def main() -> None:
    """Run a command; a known error is one clear sentence on stderr and exit code 1 (or the command's own)."""
    _forbid_core_files()
    try:
        licet.main(prog_name="licet", standalone_mode=False)
    except Cancelled:
        sys.exit(130)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.exceptions.Exit as leaving:
        sys.exit(leaving.exit_code)
    except AppError as error:
        _say(error)
        sys.exit(1)
    except Exception as error:  # noqa: BLE001 - the boundary of the process: a person sees words, no traceback
        _say(error)
        if not isinstance(error, OSError):
            click.echo(f"[{type(error).__name__}{_places(error)}]", err=True)
        sys.exit(1)


def _forbid_core_files() -> None:
    """A crash leaves no memory on the disk: this process sees the password typed, and the phrase when it is shown."""
    try:
        import resource
    except ImportError:  # Windows writes none by itself
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _say(error: BaseException) -> None:
    """What happened, what it means and what to do, in one line on stderr."""
    from desktop.text import describe

    said = describe(error)
    click.echo(" ".join(part for part in (said.title + ".", said.body, said.remedy) if part), err=True)


def _places(error: BaseException) -> str:
    """Where it happened, for the makers; without the message, which may hold what must not be shown."""
    trace, places = error.__traceback__, []
    while trace is not None:
        places.append(f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return "".join(f" {place}" for place in places[-4:])
