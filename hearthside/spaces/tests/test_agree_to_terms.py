# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import pytest

from hearthside.core.verdicts import Refused
from hearthside.privacy.models import Consent
from hearthside.spaces.actions.memberships import agree_to_terms
from hearthside.spaces.models import Space
from hearthside.spaces.tests.builders import SIX_PM, make_member, standing_of

pytestmark = pytest.mark.django_db


def test_agreeing_again_is_kept_with_the_version() -> None:
    member = make_member()
    Space.objects.update(terms_version=2)
    assert not standing_of(member).has_agreed

    agree_to_terms(by=standing_of(member), space=member.space, version=2, now=SIX_PM)

    assert standing_of(member).has_agreed
    assert set(Consent.objects.values_list("holder_id", "kind", "version")) == {
        (member.id, "norms", 2),
        (member.id, "limits", 2),
    }


def test_agreeing_to_words_that_changed_meanwhile_counts_for_nothing() -> None:
    member = make_member()
    Space.objects.update(terms_version=3)

    with pytest.raises(Refused) as refused:
        agree_to_terms(by=standing_of(member), space=member.space, version=2, now=SIX_PM)

    assert refused.value.code == "terms-changed"
    assert not Consent.objects.exists()
