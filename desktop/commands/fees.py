"""How commands let a fee be chosen: one of three speeds, or numbers of one's own."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from desktop.core.errors import InvalidAmount
from desktop.core.money import parse_amount
from desktop.core.transactions import CustomFee, FeeChoice, FeeLevel

F = TypeVar("F", bound=Callable[..., Any])
_GWEI_DECIMALS = 9


def fee_options(command: F) -> F:
    """``--speed``, or ``--max-fee`` and ``--tip`` together."""
    for option in (
        click.option("--tip", help="Tip per gas, in gwei."),
        click.option("--max-fee", help="Most per gas, in gwei; with --tip instead of --speed."),
        click.option("--speed", type=click.Choice([level.value for level in FeeLevel]), default="normal"),
    ):
        command = option(command)
    return command


def fee_choice(speed: str, max_fee: str | None, tip: str | None) -> FeeChoice:
    """What the options say; raises ``click.UsageError`` where they say nothing that could be."""
    if max_fee is None and tip is None:
        return FeeLevel(speed)
    if max_fee is None or tip is None:
        raise click.UsageError("--max-fee and --tip belong together")
    fee = CustomFee(_gwei(max_fee, "--max-fee"), _gwei(tip, "--tip"))
    if not fee.is_possible:
        raise click.UsageError("--tip is a part of --max-fee, so it cannot be above it")
    return fee


def _gwei(text: str, name: str) -> int:
    try:
        return parse_amount(text, _GWEI_DECIMALS)
    except InvalidAmount as error:
        raise click.UsageError(f"{name} is no amount") from error
