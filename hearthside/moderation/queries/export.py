# SPDX-License-Identifier: AGPL-3.0-or-later
"""What moderation keeps about one person, for that person, as plain rows."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from hearthside.moderation.models import (
    Appeal,
    Look,
    Measure,
    Note,
    Proposal,
    ProposalState,
    Report,
)
from hearthside.privacy.hooks import Part


def exported(membership_ids: Sequence[UUID], faces: Sequence[UUID]) -> list[Part]:
    """Return every part, for these memberships and the faces that are theirs."""
    both = _("You and the stewards of that space.")
    leaving = _("A year from the decision on; sooner when you leave for good.")
    return [
        Part(
            "reports_made",
            _("Reports you made"),
            reports_made(membership_ids, faces),
            read_by=_("You and the stewards of that space. Never the person it was about."),
            kept=_("Your name goes when you leave for good; your words go too if you choose so."),
        ),
        Part(
            "decisions_about",
            _("Decisions about you"),
            decisions_about(faces),
            both,
            leaving,
        ),
        Part("appeals_made", _("Your appeals"), appeals_made(faces), both, leaving),
        Part(
            "notes_written",
            _("What you wrote as a steward"),
            notes_written(membership_ids),
            read_by=_("The stewards who open that file."),
            kept=_("A year from the decision on. They are the space's when you leave."),
        ),
    ]


def reports_made(
    membership_ids: Collection[UUID], faces: Collection[UUID]
) -> list[dict[str, object]]:
    """Return what these memberships reported, and what their voices without a name did."""
    own = Q(reporter_id__in=membership_ids) | Q(reporter_face__in=faces)
    made = Report.objects.filter(own).select_related("space")
    return [
        {
            "space": report.space.name,
            "made_at": report.made_at,
            "path": report.path,
            "concerning": str(report.get_concerning_display()),
            "words": report.words,
            "state": str(report.get_state_display()),
            "decision": str(report.get_decision_display()),
            "answer": report.answer,
        }
        for report in made.order_by("made_at", "id")
    ]


def decisions_about(faces: Collection[UUID]) -> list[dict[str, object]]:
    """Return what was decided about these faces.

    Without the report itself: its time, its words and what it was about would lead to
    the person who made it.
    """
    decided = Measure.objects.filter(about_face__in=faces).select_related("space", "proposal")
    return [
        {
            "space": measure.space.name,
            "decided_on": measure.decided_at.date(),
            "path": measure.path,
            "decision": str(measure.get_kind_display()),
            "state": str(measure.get_state_display()),
            "words": measure.words,
            "reason": measure.reason,
            "rests": _rests(measure),
            "until": _until(measure),
        }
        for measure in decided.order_by("decided_at", "id")
    ]


def appeals_made(faces: Collection[UUID]) -> list[dict[str, object]]:
    """Return what was appealed against, and the answer."""
    appeals = Appeal.objects.filter(about_face__in=faces).select_related("space")
    return [
        {
            "space": appeal.space.name,
            "made_at": appeal.made_at,
            "words": appeal.words,
            "state": str(appeal.get_state_display()),
            "decision": str(appeal.get_decision_display()),
            "answer": appeal.answer,
        }
        for appeal in appeals.order_by("made_at", "id")
    ]


def notes_written(membership_ids: Collection[UUID]) -> list[dict[str, object]]:
    """Return the notes and second looks these memberships wrote as stewards."""
    notes = Note.objects.filter(by_id__in=membership_ids).select_related("space")
    told: list[dict[str, object]] = [
        {
            "space": note.space.name,
            "written_at": note.written_at,
            "kind": str(note.get_kind_display()),
            "words": note.words,
        }
        for note in notes.order_by("written_at", "id")
    ]
    asked = Look.objects.filter(asked_by_id__in=membership_ids).select_related("space")
    for look in asked.order_by("asked_at", "id"):
        said = {"kind": _("Asked for a second look"), "words": look.question}
        told.append({"space": look.space.name, "written_at": look.asked_at, **said})
    looks = Look.objects.filter(given_by_id__in=membership_ids).select_related("space")
    for look in looks.order_by("asked_at", "id"):
        said = {"written_at": look.given_at, "kind": _("A second look"), "words": look.seen}
        told.append({"space": look.space.name, **said})
    return told


def _rests(measure: Measure) -> str:
    resting = Proposal.objects.filter(measure=measure).first()
    return str(resting.get_covers_display()) if resting else ""


def _until(measure: Measure) -> object:
    resting = Proposal.objects.filter(measure=measure, state=ProposalState.IN_EFFECT).first()
    return resting.ends_at if resting else None
