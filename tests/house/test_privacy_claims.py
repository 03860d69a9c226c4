# SPDX-License-Identifier: AGPL-3.0-or-later
"""Nothing about anybody is kept that they can neither read nor have erased."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from hearthside.privacy.hooks import claimed, exempt
from hearthside.privacy.rules.reading import COLUMNS
from tests.house.ground import named, sources

PEOPLE = {"people.Person", "spaces.Membership", "forum.Voice"}
STANDS_FOR_SOMEBODY = {
    "about_id", "author_id", "holder_id", "member_id", "membership_id", "owner_id", "person_id",
    "recipient_id", "reporter_id", "voice_id",
}  # fmt: skip
BLIND_KEYS = {"owner", "blind_owner"}


def reaches_somebody(model: type[models.Model], seen: frozenset[str] = frozenset()) -> str:
    """Return the name of the column that leads to a person, or empty text."""
    for field in model._meta.concrete_fields:
        if isinstance(field, models.UUIDField) and field.name in STANDS_FOR_SOMEBODY:
            return field.name
        if isinstance(field, models.BinaryField) and field.name in BLIND_KEYS:
            return field.name
        target = field.related_model
        if not isinstance(target, type) or target._meta.label in seen:
            continue
        if target._meta.label in PEOPLE or reaches_somebody(target, seen | {model._meta.label}):
            return field.name
    return ""


@pytest.mark.parametrize("model", apps.get_models(), ids=lambda model: model._meta.label)
def test_what_reaches_a_person_is_in_export_and_erasure(model: type[models.Model]) -> None:
    label = model._meta.label
    column = reaches_somebody(model) or (label in PEOPLE and "itself")
    if column:
        assert label in claimed or exempt.get(label), (
            f"{label}.{column} leads to a person: claim it in your listeners "
            f"(privacy.hooks.claims), or say why not (exempts)"
        )


def test_claims_name_models_that_exist() -> None:
    known = {model._meta.label for model in apps.get_models()}

    assert (claimed | exempt.keys()) <= known


def test_every_exemption_has_its_reason() -> None:
    assert all(len(reason) > 20 for reason in exempt.values())
    assert not claimed & exempt.keys(), "claimed or exempt, not both"


GIVES_ROWS = {"Part", "list[Part]", "list[dict[str, object]]"}


def exported_columns(path: Path) -> set[str]:
    """The columns of the rows that functions of one file give to an export."""
    return {
        key.value
        for function in ast.walk(ast.parse(path.read_text()))
        if isinstance(function, ast.FunctionDef) and function.returns
        if ast.unparse(function.returns) in GIVES_ROWS
        for row in ast.walk(function)
        if isinstance(row, ast.Dict)
        for key in row.keys
        if isinstance(key, ast.Constant) and isinstance(key.value, str)
    }


def test_exports_have_columns() -> None:
    found = set().union(*map(exported_columns, sources()))
    assert {"sign_in_name", "written_at", "ended_reason", "concerning"} <= found


@pytest.mark.parametrize("path", sources(), ids=named)
def test_every_column_of_an_export_has_words_in_every_language(path: Path) -> None:
    assert exported_columns(path) <= COLUMNS.keys(), "add it to hearthside/privacy/rules/reading.py"
