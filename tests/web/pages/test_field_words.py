"""What is wrong with a field, said in good Vietnamese: our words in the place of the ones that come with Django."""

import datetime as dt
import re
from pathlib import Path

import django
import polib
import pytest
from django import forms
from django.utils import translation

from tests import make
from tests.web.inspect import Browser
from tiendo_web import settings as ours
from tiendo_web.duties import actions
from tiendo_web.duties.models import Duty
from tiendo_web.pages.forms import DayField

CATALOGUE = polib.pofile(str(Path(ours.HERE) / "locale" / "vi" / "LC_MESSAGES" / "django.po"))
PLACE = re.compile(r"%\(\w+\)[sd]")


@pytest.mark.parametrize("entry", CATALOGUE, ids=lambda entry: entry.msgid[:30])
def test_each_of_ours_stands_for_one_that_django_says_and_fills_the_same_places(entry):
    theirs = polib.pofile(str(Path(django.__file__).parent / "conf" / "locale" / "vi" / "LC_MESSAGES" / "django.po"))
    said = entry.msgstr or entry.msgstr_plural[0]
    assert theirs.find(entry.msgid) is not None, "Django no longer says it"
    assert set(PLACE.findall(said)) == set(PLACE.findall(entry.msgid))
    with translation.override("vi"):
        plural = translation.ngettext(entry.msgid, entry.msgid_plural, 2) if entry.msgid_plural else ""
        assert said == (plural or translation.gettext(entry.msgid))
    with translation.override("en"):
        assert translation.gettext(entry.msgid) == entry.msgid, "English stays as it is"


def test_a_form_says_them_beside_the_field(province, an):
    actions.issue(plan_id=make.plan(an), viewer=an, at=make.AT)
    clerk = Browser().wearing(an)
    data = clerk.form("/documents/typed/")
    wrong = {"kind": "oral", "title": " ", "issuer": "x" * 5000, "said_on": "30/02/2026", "tasks": "Làm."}
    page = clerk.post("/documents/typed/", data | wrong).content.decode()
    for words in ("Phần này không để trống được.", "hãy ghi như 25/12/2026", "ký tự; đang có 5000."):
        assert words in page
    assert 'value="30/02/2026"' in page, "what was typed stands there still"


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("typed", ["05/12/2026", "5-12-2026", "05.12.2026", "2026-12-05"])
def test_a_day_is_typed_as_days_are_written_here_in_every_language(typed, language):
    with translation.override(language):
        assert DayField().clean(typed) == dt.date(2026, 12, 5)


@pytest.mark.parametrize("typed", ["12/25/2026", "31/04/2026", "05/12/26", "hôm qua"])
def test_a_day_that_can_be_read_in_no_way_is_refused(typed):
    with pytest.raises(forms.ValidationError):
        DayField().clean(typed)


def test_no_form_reads_days_in_another_way():
    asked = [form for form in _forms(forms.Form) if form.__module__.startswith("tiendo_web.")]
    days = {
        (form.__name__, name): type(field)
        for form in asked
        for name, field in form.base_fields.items()
        if isinstance(field, forms.DateField)
    }
    assert len(days) > 10
    assert set(days.values()) == {DayField}


def _forms(parent):
    return [found for child in parent.__subclasses__() for found in (child, *_forms(child))]


def test_a_slip_of_the_year_and_a_reason_without_end_are_refused_beside_their_fields(province, an):
    actions.issue(plan_id=make.plan(an), viewer=an, at=make.AT)
    duty = Duty.objects.filter(jurisdiction_id=an.jurisdiction_id, due_on__isnull=False)[0]
    clerk, url = Browser().wearing(an), f"/duties/{duty.pk}/"
    data = clerk.form(url, f"{url}extended/") | {"extended-until": "31/12/9999", "extended-text": "a" * 20_001}
    page = clerk.post(f"{url}extended/", data).content.decode()
    assert "Ngày 31/12/9999 chắc là gõ nhầm năm" in page
    assert "đang có 20001" in page
    assert Duty.objects.filter(jurisdiction_id=an.jurisdiction_id, pk=duty.pk, due_on=duty.due_on).exists()
