# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from itertools import product

import pytest

from hearthside.moderation.models import Report
from hearthside.moderation.rules.desk import may_see
from hearthside.moderation.tests.builders import make_leaf, make_report_of
from hearthside.spaces.models import Role
from hearthside.spaces.tests.builders import (
    make_keeper,
    make_member,
    make_person,
    make_space,
    make_steward,
    standing_in_space,
)


@pytest.mark.django_db
def test_the_twins_agree() -> None:
    here, there = make_space(), make_space(name="Elsewhere")
    stewards = [make_steward(space) for space in (here, here, there)]
    keeper = make_keeper(organisation=there.organisation)
    people = [
        *(steward.person for steward in stewards),
        make_member(here).person,
        make_member(here, role=Role.FACILITATOR).person,
        keeper.person,
        make_person(),
    ]
    reports = [make_report_of(make_leaf(author)) for author in (*stewards, make_member(here))]
    gone = make_report_of(make_leaf(make_member(here)))
    Report.objects.filter(id=gone.id).update(about=None)
    reports.append(Report.objects.get(id=gone.id))

    for person, space in product(people, (here, there)):
        standing = standing_in_space(space, person)
        seen = set(Report.objects.visible_to(standing))
        assert seen == {report for report in reports if may_see(standing, report)}
