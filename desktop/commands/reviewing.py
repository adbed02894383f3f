"""``licet rate``."""

from pathlib import Path

import click

from desktop.commands.output import answer, as_json, read_password
from desktop.commands.selling import network_options
from desktop.text import amount


@click.command()
@click.argument("purchase_id")
@click.argument("stars", type=click.IntRange(1, 5))
@click.option("--text", default="", help="In your own words: at most 512 bytes of UTF-8. Public for ever.")
@network_options
@as_json
@click.pass_obj
def rate(
    data_dir: Path | None,
    purchase_id: str,
    stars: int,
    text: str,
    rpc_url: str | None,
    market: str | None,
    password_file: Path,
    *,
    own_node: bool,
    wants_json: bool,
) -> None:
    """Rate a final licence with 1 to 5 stars, or rate it again. Public for ever, with your account."""
    from desktop.bootstrap.headless import Network, headless

    with headless(data_dir, Network(rpc_url, market, own_node), read_password(password_file)) as services:
        most_wei = services.reviews.rating_cost(purchase_id)
        click.echo(f"At most {amount(most_wei, None)}.", err=True)
        made = services.reviews.rate(purchase_id, stars, text, most_wei)
    found = {
        "purchase": purchase_id,
        "token": f"0x{made.order_id:064x}",
        "listing": made.listing,
        "stars": made.stars,
        "text": made.text,
        "block": made.place.block,
    }
    answer(found, wants_json=wants_json, text=f"{purchase_id}: {made.stars} of 5")
