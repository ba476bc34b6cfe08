"""``rao controller claim``."""

from __future__ import annotations

import click

from controller.cli.api import Api
from controller.cli.options import calling, json_option
from controller.cli.places import unit_ids
from controller.cli.telling import tell, tell_json
from protocol.words import Words


@click.group()
def claim() -> None:
    """The right of one new board to enrol, once."""


@claim.command(
    epilog='Example: rao controller claim create --unit 25195-20250701 --profile bulletin-1080p --name "Bảng tin UBND"'
)
@click.option("--unit", required=True, help="The unit (id or name) the board stands in.")
@click.option("--profile", required=True, help="Its hardware model, such as bulletin-1080p.")
@click.option("--name", required=True, help="What people call it.")
@json_option
@calling
def create(api: Api, unit: str, profile: str, name: str, as_json: bool) -> None:
    """Make a claim, good for one day and one board. It is shown this once.

    \b
    JSON: {claim}.
    """
    [unit_id] = unit_ids(api, [unit])
    made = api.post("/api/v1/claims", {"unit_id": unit_id, "profile": profile, "name": name})
    if as_json:
        tell_json(made)
        return
    click.echo(made["claim"])
    tell(
        Words(
            "Trên thiết bị: rao agent enrol --url ĐỊA-CHỈ --claim MÃ",
            "On the board: rao agent enrol --url ADDRESS --claim CLAIM",
        )
    )
