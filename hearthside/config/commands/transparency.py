# SPDX-License-Identifier: AGPL-3.0-or-later
"""`hearthside transparency`."""

from __future__ import annotations

import click

from hearthside.config.commands.groundwork import set_up_django, trouble_said


@click.command()
@click.argument("spaces", nargs=-1, metavar="[SPACE]...")
def command(spaces: tuple[str, ...]) -> None:
    """Print what the stewards of each space did, counted from the ledger alone.

    The same numbers as on the page /s/SPACE/transparency/: the last finished half
    of a year, and nothing where there are fewer than five.

    \b
    Example:
      hearthside transparency
      hearthside transparency riverside
    """
    set_up_django()
    from hearthside.core import clock
    from hearthside.moderation.queries.transparency import numbers_of
    from hearthside.moderation.rules.numbers import named, period_of
    from hearthside.spaces.models import Space

    with trouble_said():
        now = clock.now()
        since, until = period_of(now)
        found = Space.objects.filter(slug__in=spaces) if spaces else Space.objects.all()
        for space in found.order_by("slug"):
            click.echo(f"{space.slug}  {since:%Y-%m} to before {until:%Y-%m}")
            for table in named(numbers_of(space.id, now)):
                click.echo(f"  {table.title}")
                for name, cell in table.rows:
                    click.echo(f"    {name}: {_said(cell.count, cell.median_minutes)}")


def _said(count: int | None, minutes: int | None) -> str:
    if count is None:
        return "too few to show"
    return str(count) if minutes is None else f"{count}, half within {minutes} minutes"
