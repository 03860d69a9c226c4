# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the stewards had to do with somebody who has everything, and they as a steward."""

from __future__ import annotations

from hearthside.core import clock
from hearthside.forum.models import Post
from hearthside.forum.tests.builders import make_board, make_thread
from hearthside.moderation.actions.decisions import Deciding, decide_report
from hearthside.moderation.actions.desk import ask_look, claim_file, give_look, write_note
from hearthside.moderation.actions.measures import make_appeal
from hearthside.moderation.actions.proposals import Proposing, end_wait, propose
from hearthside.moderation.actions.reports import Reporting, make_report
from hearthside.moderation.models import Concerning, Covers, Decision, Measure, NoteKind, Report
from hearthside.moderation.rules.proposals import LOOK_FIRST
from hearthside.spaces.models import Grant, Membership, Role
from hearthside.spaces.tests.builders import SIX_PM, make_member, make_steward, standing_of
from tests.somebody.marked import Somebody


def reported_and_folded(me: Somebody, other: Membership, post: Post, steward: Membership) -> None:
    """They report, are reported, folded, appeal; something rests for them."""
    now, by = clock.now(), standing_of(steward)
    answer = Post.objects.filter(voice__membership=other).exclude(state="withdrawn")[0]
    reporting = Reporting("post", answer.id, Concerning.OTHER, me.says("reports"))
    made = make_report(by=standing_of(me.member), about=reporting, now=now)
    claim_file(by=by, file=made, now=now)
    deciding = Deciding(Decision.NOTHING, "It is all right.", me.reads("reportanswer"))
    decide_report(by=by, report=made, deciding=deciding, now=now)
    about = Reporting("post", post.id, Concerning.UNSAFE)
    report = make_report(by=standing_of(other), about=about, now=now)
    claim_file(by=by, file=report, now=now)
    start = post.source.index(". ") + 2
    fold = Deciding(Decision.FOLDED, me.reads("decision"), "", ((start, len(post.source)),))
    decide_report(by=by, report=report, deciding=fold, now=now)
    measure = Measure.objects.get(report=report)
    appeal = make_appeal(
        by=standing_of(me.member), measure=measure, words=me.keeps("appeal"), now=now
    )
    claim_file(by=standing_of(make_steward(me.member.space)), file=appeal, now=now)
    later = Proposing(me.member.id, Covers.BEGINNING, me.reads("rests"), report=report)
    proposal = propose(by=by, what=later, now=now - LOOK_FIRST)
    end_wait(proposal_id=proposal.id, now=now)


def looked_after_the_desk(me: Somebody) -> None:
    """In their second space they look after the desk."""
    now, member = clock.now(), me.members[1]
    Grant.objects.create(membership=member, role=Role.STEWARD, since=SIX_PM)
    by, another = standing_of(member), make_steward(member.space)
    thread = make_thread(make_board(member.space))
    post = thread.posts.get()
    about = Reporting("post", post.id, Concerning.UNKIND, "This hurts.")
    report = make_report(by=standing_of(make_member(member.space)), about=about, now=now)
    claim_file(by=by, file=report, now=now)
    write_note(by=by, file=report, kind=NoteKind.HANDOVER, words=me.says("stewardnote"), now=now)
    look = ask_look(by=by, file=report, question=me.says("question"), now=now)
    give_look(by=standing_of(another), look=look, seen="I see it, too.", now=now)
    second = make_report(by=standing_of(make_member(member.space)), about=about, now=now)
    assert isinstance(second, Report)
    claim_file(by=standing_of(another), file=second, now=now)
    asked = ask_look(by=standing_of(another), file=second, question="What do you see?", now=now)
    give_look(by=by, look=asked, seen=me.says("seen"), now=now)
