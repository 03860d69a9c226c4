# SPDX-License-Identifier: AGPL-3.0-or-later
"""What somebody who has everything said, with their name and without, and keeps for themselves."""

from __future__ import annotations

from datetime import timedelta

from hearthside.core import clock
from hearthside.forum.actions.bookmarks import keep_bookmark
from hearthside.forum.actions.drafts import Unsent, keep_draft
from hearthside.forum.actions.helping import (
    Promise,
    add_word,
    offer_to_answer,
    promise,
    say_what_about,
)
from hearthside.forum.actions.notes import keep_wishes as keep_note_wishes
from hearthside.forum.actions.notes import set_notes, suggest_note
from hearthside.forum.actions.places import hide_thread
from hearthside.forum.actions.posts import change_post, withdraw_post
from hearthside.forum.actions.questions import ask_for_answer
from hearthside.forum.actions.reactions import give_reaction
from hearthside.forum.actions.threads import pin_thread, say_what_is_wanted
from hearthside.forum.models import Level, Meet, Note, Post, Reaction, Thread, WaitKind, Wanted
from hearthside.forum.tests.builders import (
    go_round,
    make_board,
    make_post,
    make_thread,
    unnamed_post,
    unnamed_thread,
    words,
)
from hearthside.forum.tests.question_builders import make_answer, make_question
from hearthside.privacy.actions.seals import Seal, ask_to_open, second_opening
from hearthside.privacy.rules.seals import Unsealer
from hearthside.spaces.actions.distances import keep_apart
from hearthside.spaces.actions.invitations import Offer, make_invitation
from hearthside.spaces.actions.stewarding import look_at_member
from hearthside.spaces.models import Distance, Grant, Membership, Role
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_keeper,
    make_member,
    make_steward,
    standing_of,
)
from tests.somebody.marked import Somebody


def said_here(me: Somebody, other: Membership, steward: Membership) -> tuple[Thread, Post]:
    """Conversations, answers, changed and withdrawn words, with all that hangs on them."""
    now, member, by = clock.now(), me.member, standing_of(me.member)
    board = make_board(member.space)
    own = make_thread(board, by=member, source=me.says("begin"), title=me.says("title")[:60])
    say_what_is_wanted(by=by, thread=own, wanted=Wanted.LISTEN, now=now)
    word = add_word(by=standing_of(steward), space=member.space, name="Long nights", now=now)
    say_what_about(by=by, thread=own, words=[word.word], now=now)
    usual = Promise(WaitKind.CONVERSATION, Level.ORDINARY, 90)
    promise(by=standing_of(steward), space=member.space, what=usual, now=now)
    make_post(own, by=other, source="I am here")
    elsewhere = make_thread(board, by=other)
    make_answer(make_question(elsewhere, by=steward, now=now), by=member, now=now)
    post = make_post(elsewhere, by=member, source=me.keeps("before"))
    go_round()  # the search has taken it in
    said = f"{me.says('after')}. {me.says('folded')}"
    post = change_post(by=by, post=post, words=words(said), now=now)
    ask_for_answer(by=by, post=post, now=now)
    set_notes(by=by, post=post, notes=[Note.GRIEF], now=now)
    suggest_note(by=standing_of(other), post=post, note=Note.SELF_HARM, now=now)
    give_reaction(by=standing_of(other), post=post, kind=Reaction.WITH_YOU, now=now)
    taken = make_post(elsewhere, by=member, source=me.says("withdrawn"))
    withdraw_post(by=by, post=taken, now=now)
    make_thread(make_board(me.members[1].space), by=me.members[1], source=me.says("second"))
    only = make_thread(board, by=member, source=me.says("alone"))
    pin_thread(by=standing_of(steward), thread=only, now=now)
    return own, post


def said_without_a_name(me: Somebody, other: Membership, steward: Membership) -> None:
    """Words without a name; somebody opens who it is."""
    now = clock.now()
    own = unnamed_thread(me.member, me.says("unnamed"))
    make_post(own, by=other)
    unnamed_post(make_thread(own.board, by=other), me.member, me.says("unnamedanswer"))
    assert own.author is not None
    seal = Seal("voice", own.author.id, own.space_id, own.author.name)
    by = Unsealer(steward.id, steward.person_id, "steward")
    reason = me.reads("opened") + " for a good reason."
    opening = ask_to_open(by=by, seal=seal, reason=reason, now=now)
    keeper = make_keeper()
    assert keeper.person_id is not None
    second = Unsealer(keeper.person_id, keeper.person_id, "keeper")
    second_opening(by=second, opening=opening, now=now)


def kept_for_themselves(me: Somebody, other: Membership, own: Thread) -> None:
    """Drafts in every form, what helped, what they fold, hide, follow; whom they keep away."""
    now, by, post = clock.now(), standing_of(me.member), own.posts.exclude(voice=own.author)[0]
    places = (f"thread:{own.id}", f"board:{own.board_id}", "letter:new", f"post:{post.id}")
    for place in places:
        unsent = Unsent(me.keeps("draft"), place, unnamed=True, wanted=Wanted.IDEAS)
        keep_draft(by=by, unsent=unsent, now=now)
    keep_bookmark(by=by, post=post, note=me.keeps("bookmark"), now=now)
    keep_note_wishes(by=by, wishes={Note.GRIEF: Meet.HIDE}, now=now)
    give_reaction(by=by, post=post, kind=Reaction.HOPE, now=now)
    suggest_note(by=by, post=post, note=Note.GRIEF, now=now)
    hide_thread(by=by, thread=make_thread(own.board, by=other), now=now)
    keep_apart(by=by, other=make_member(me.member.space), distance=Distance.MUTE, now=now)
    keep_apart(by=standing_of(other), other=me.members[0], distance=Distance.MUTE, now=now)
    offer_to_answer(by=by, words=["sleep"], now=now)
    link = Offer(uses=3, expires_at=now + timedelta(days=7))
    Grant.objects.create(membership=me.member, role=Role.STEWARD, since=SIX_PM)
    make_invitation(by=standing_of(me.member), space=me.member.space, offer=link, now=now)
    look_at_member(by=standing_of(make_steward(me.member.space)), member=me.member, now=now)
    waits = make_thread(own.board, by=other, now=now - timedelta(hours=1))
    say_what_about(by=standing_of(other), thread=waits, words=["sleep"], now=now)
