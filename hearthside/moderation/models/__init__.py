# SPDX-License-Identifier: AGPL-3.0-or-later
"""The tables of moderation, one file for each noun. Import them from here."""

from hearthside.moderation.models.desk import FileState, Look, Note, NoteKind, OnDesk
from hearthside.moderation.models.keeping import LetterReview, OutsidePerson, Reader
from hearthside.moderation.models.measures import (
    Appeal,
    AppealDecision,
    File,
    Measure,
    MeasureKind,
    MeasureState,
)
from hearthside.moderation.models.proposals import Covers, Proposal, ProposalState
from hearthside.moderation.models.reports import Concerning, Decision, Report, ReportState

__all__ = [
    "Appeal",
    "AppealDecision",
    "Concerning",
    "Covers",
    "Decision",
    "File",
    "FileState",
    "LetterReview",
    "Look",
    "Measure",
    "MeasureKind",
    "MeasureState",
    "Note",
    "NoteKind",
    "OnDesk",
    "OutsidePerson",
    "Proposal",
    "ProposalState",
    "Reader",
    "Report",
    "ReportState",
]
