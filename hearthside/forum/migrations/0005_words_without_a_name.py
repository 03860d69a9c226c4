# SPDX-License-Identifier: AGPL-3.0-or-later
"""Find each place by a blind key, and let voices speak without a name.

A place knew its membership in the clear. What it keeps stays; its membership is sealed into it,
and what somebody follows or hid goes onto a sealed shelf, because no query can ask for it any more.
"""

from __future__ import annotations

import json
import uuid
from typing import Any

from django.db import migrations, models

import hearthside.core.crypto.fields
from hearthside.core.crypto.keyring import keyring


def blind_places(apps: Any, schema_editor: Any) -> None:
    """Give each place its key and its sealed owner, and each member their shelf."""
    Place, Voice = apps.get_model("forum", "Place"), apps.get_model("forum", "Voice")
    followed: dict[uuid.UUID, set[str]] = {}
    hidden: dict[uuid.UUID, set[str]] = {}
    batch: list[Any] = []
    for place in Place.objects.order_by("id").iterator(chunk_size=500):
        member = place.membership_id
        place.key = keyring().blind("place", member, place.thread_id)
        place.owner = f"{member} {member}"
        if place.hidden:
            hidden.setdefault(member, set()).add(place.thread_id.hex)
        elif place.followed:
            followed.setdefault(member, set()).add(place.thread_id.hex)
        batch.append(place)
        if len(batch) == 500:
            Place.objects.bulk_update(batch, ["key", "owner"])
            batch = []
    Place.objects.bulk_update(batch, ["key", "owner"])
    for member in followed.keys() | hidden.keys():
        speaks = Voice.objects.filter(membership_id=member).values_list("thread_id", flat=True)
        only_followed = followed.get(member, set()) - {each.hex for each in speaks}
        _fill_shelf(apps, member, only_followed | hidden.get(member, set()))


def _fill_shelf(apps: Any, member: uuid.UUID, threads: set[str]) -> None:
    text, size = json.dumps(sorted(threads)), 1024
    while size < len(text):
        size *= 2
    apps.get_model("forum", "Shelf").objects.create(
        key=keyring().blind("shelf", member), kept=text.ljust(size)
    )


class Migration(migrations.Migration):
    dependencies = [("forum", "0004_draft_form"), ("spaces", "0003_other_faces")]
    operations = [
        migrations.CreateModel(
            name="Shelf",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("key", models.BinaryField(max_length=32, unique=True)),
                (
                    "kept",
                    hearthside.core.crypto.fields.SealedTextField(blank=True, default=""),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="Going",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kept",
                    hearthside.core.crypto.fields.SealedTextField(blank=True, default=""),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.AddField(
            model_name="draft",
            name="choices",
            field=hearthside.core.crypto.fields.SealedTextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="voice",
            name="key",
            field=models.BinaryField(max_length=32, null=True, unique=True),
        ),
        migrations.AddField(
            model_name="voice",
            name="owner",
            field=hearthside.core.crypto.fields.SealedTextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="voice",
            name="unnamed",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddConstraint(
            model_name="voice",
            constraint=models.CheckConstraint(
                condition=models.Q(("key", None), ("unnamed", False))
                | models.Q(("membership", None), ("unnamed", True)),
                name="voice_without_a_name_joins_to_nobody",
            ),
        ),
        migrations.AddField(
            model_name="place",
            name="away",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="place",
            name="key",
            field=models.BinaryField(max_length=32, null=True),
        ),
        migrations.AddField(
            model_name="place",
            name="owner",
            field=hearthside.core.crypto.fields.SealedTextField(blank=True, default=""),
        ),
        migrations.RunPython(blind_places, migrations.RunPython.noop),
        migrations.RemoveConstraint(model_name="place", name="place_once_per_thread"),
        migrations.RemoveField(model_name="place", name="membership"),
        migrations.AlterField(
            model_name="place",
            name="key",
            field=models.BinaryField(max_length=32, unique=True),
        ),
    ]
