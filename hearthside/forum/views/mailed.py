# SPDX-License-Identifier: AGPL-3.0-or-later
"""Mails of one's own that were not posted at once: looked at, posted, let go of."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from hearthside.core import clock
from hearthside.core.verdicts import Refused
from hearthside.forum.actions.mailed import let_kept_mail_go, send_kept_mail
from hearthside.forum.forms import WordsForm, sent_words
from hearthside.forum.models import Thread
from hearthside.forum.queries.mailed import KeptMail, kept_mails
from hearthside.forum.rules.mailed import why_kept
from hearthside.notices.actions.notices import clear_for_page
from hearthside.spaces.http import MemberRequest, member_view


@dataclass(frozen=True, slots=True)
class MailShown:
    """One mail that waits, with its form and the reason."""

    mail: KeptMail
    form: WordsForm
    why: object


@require_safe
@member_view
def mails(request: MemberRequest) -> HttpResponse:
    """The mails that wait for their author's look."""
    if request.standing.has_notices:
        clear_for_page(recipient_id=request.member_id, path=request.path, now=clock.now())
    return _page(request)


@require_POST
@member_view
def posting(request: MemberRequest, draft_id: UUID) -> HttpResponse:
    """Post a mail as it stands in its form now; what cannot be posted stays there."""
    mail = _mail_or_404(request, draft_id)
    if not mail.heading:  # they do not meet the conversation any more; the words stay here
        raise Http404
    words = sent_words(request.POST, get_language() or request.space.language)
    words = words.without_a_name() if mail.unnamed else words
    here = Thread(id=mail.thread_id, space_id=request.space.id)
    try:
        post = send_kept_mail(
            by=request.standing, thread=here, words=words, draft_id=mail.id, now=clock.now()
        )
    except Refused as refused:
        form = WordsForm(request.POST)
        if form.is_valid():
            form.add_error("text", str(refused.verdict.reason))
        return _page(request, sent=(mail.id, form))
    return HttpResponseRedirect(reverse("forum:post", args=[request.space.slug, post.id]))


@require_POST
@member_view
def letting_go(request: MemberRequest, draft_id: UUID) -> HttpResponse:
    """Delete a mail that waits."""
    mail = _mail_or_404(request, draft_id)
    let_kept_mail_go(by=request.standing, draft_id=mail.id, now=clock.now())
    return HttpResponseRedirect(reverse("forum:kept_mails", args=[request.space.slug]))


def _page(request: MemberRequest, sent: tuple[UUID, WordsForm] | None = None) -> HttpResponse:
    shown = []
    for mail in kept_mails(request.standing):
        form = WordsForm(
            auto_id=f"id_{mail.id.hex}_%s",
            initial={"text": mail.words, "idempotency_key": mail.form},
        )
        if sent and sent[0] == mail.id:
            form = sent[1]
            form.auto_id = f"id_{mail.id.hex}_%s"
        shown.append(MailShown(mail, form, why_kept(mail.why)))
    context = {"mails": shown}
    return render(request, "forum/kept_mails.html", context, status=422 if sent else 200)


def _mail_or_404(request: MemberRequest, draft_id: UUID) -> KeptMail:
    found = (mail for mail in kept_mails(request.standing) if mail.id == draft_id)
    mail = next(found, None)
    if mail is None:
        raise Http404
    return mail
