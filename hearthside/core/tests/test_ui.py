# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from datetime import UTC, datetime

from django import forms
from django.template import Context, Template
from django.utils import timezone
from django.utils.safestring import SafeString

from hearthside.core.hooks import slot


class Questions(forms.Form):
    name = forms.CharField(help_text="Any name.")
    joining = forms.ChoiceField(choices=[("open", "Open")], widget=forms.RadioSelect)
    adult = forms.BooleanField(label="I am 18 or over")
    note = forms.CharField(required=False, label="A <b>note")


def shown(template: str, **context: object) -> str:
    return Template("{% load ui %}" + template).render(Context(context))


def test_a_field_is_tied_to_its_hint() -> None:
    html = shown("{% field form.name %}", form=Questions())
    assert '<label class="field-label" for="id_name">' in html
    assert 'aria-describedby="id_name_helptext"' in html
    assert 'id="id_name_helptext">Any name.' in html


def test_a_wrong_field_is_tied_to_what_was_wrong() -> None:
    html = shown("{% field form.name %}", form=Questions({}))
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_error"' in html


def test_choices_are_a_group_with_a_legend_and_explanations() -> None:
    form = Questions({})
    form.fields["joining"].choice_hints = {"open": "Anybody."}  # type: ignore[attr-defined]
    html = shown("{% field form.joining %}", form=form)
    assert '<fieldset class="field-group" aria-describedby="id_joining_error">' in html
    assert "Anybody." in html


def test_an_optional_question_says_so_and_is_escaped() -> None:
    html = shown("{% field form.note %}", form=Questions())
    assert "(optional)" in html
    assert "A &lt;b&gt;note" in html


def test_the_summary_leads_to_every_wrong_field() -> None:
    html = shown("{% form_errors form %}", form=Questions({}))
    for control in ("id_name", "id_joining_0", "id_adult"):
        assert f'href="#{control}"' in html


def test_nothing_is_said_where_nothing_is_wrong() -> None:
    assert shown("{% form_errors form %}", form=Questions()).strip() == ""


def test_the_pager_is_silent_on_a_single_page() -> None:
    assert shown("{% pager %}").strip() == ""
    assert 'rel="prev"' in shown("{% pager earlier='/a' %}")
    assert 'rel="next"' not in shown("{% pager earlier='/a' %}")


def test_a_moment_is_readable_and_exact() -> None:
    at = datetime(2026, 5, 1, 18, 0, tzinfo=UTC)
    with timezone.override("Europe/Madrid"):
        html = shown("{% moment at %}", at=at)
    assert 'datetime="2026-05-01T20:00:00+02:00"' in html
    assert "1 May 2026, 20:00 CEST" in html


def test_an_urgent_callout_is_announced() -> None:
    assert 'role="alert"' in shown("{% callout title='Now' tone='urgent' %}x{% endcallout %}")


def test_a_callout_escapes_its_title_and_keeps_its_content() -> None:
    html = shown("{% callout title=words %}<p>{{ words }}</p>{% endcallout %}", words="<i>")
    assert html.count("&lt;i&gt;") == 2
    assert "<p>" in html


def test_icons_are_hidden_from_screen_readers() -> None:
    assert 'aria-hidden="true"' in shown("{% icon 'bell' %}")


def test_a_slot_shows_what_those_above_answered() -> None:
    slot("tests.place").answer(lambda thing: SafeString(f"<b>{thing}</b>"))
    assert shown("{% slot 'tests.place' 7 %}{% slot 'tests.empty' %}") == "<b>7</b>"


def test_a_draft_keeper_speaks_in_the_pages_language() -> None:
    html = shown("{% draft_keeper save_to='/d/' %}<form></form>{% enddraft_keeper %}")
    assert 'save-to="/d/"' in html
    assert 'role="status"' in html
