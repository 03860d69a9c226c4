# SPDX-License-Identifier: AGPL-3.0-or-later
"""Steps that take a decision back, each inside its caller's transaction."""

from __future__ import annotations

from datetime import datetime

from hearthside.core.verdicts import Refused
from hearthside.ledger.models import Verb
from hearthside.moderation import hooks
from hearthside.moderation.actions._steps import Step, enter, promise_kept
from hearthside.moderation.models import Measure, MeasureKind, MeasureState, Proposal, ProposalState
from hearthside.moderation.rules.desk import NOT_HERE
from hearthside.spaces.rules.standing import Standing


def take_back(by: Standing, measure: Measure, now: datetime) -> None:
    """Undo what was decided: words are shown again, a restriction ends."""
    if measure.kind == MeasureKind.RESTRICTED:
        resting = Proposal.objects.filter(measure=measure, state=ProposalState.IN_EFFECT)
        resting.update(state=ProposalState.ENDED)
        step = Step(Verb.RESTRICTION_ENDED, measure.about_face, measure.space_id)
        enter(by, step, now)
    elif measure.kind != MeasureKind.SPOKEN:
        put_back(by, measure, now)
    promise_kept(measure.id)
    set_state(measure, MeasureState.PUT_BACK)


def put_back(by: Standing, measure: Measure, now: datetime) -> None:
    """Ask whoever holds the words to show them again."""
    if measure.content_id is None:
        raise Refused(NOT_HERE)
    back = hooks.PuttingBack(measure.space_id, by, measure.id, measure.kind, now)
    if any(hooks.put_back.ask(measure.content_kind, measure.content_id, back)):
        step = Step(Verb.POST_PUT_BACK, measure.about_face, measure.space_id)
        enter(by, step, now)


def set_state(measure: Measure, state: MeasureState) -> None:
    """Keep how a decision stands now."""
    measure.state = state
    measure.save(update_fields=["state", "answer_by", "late_at"])
