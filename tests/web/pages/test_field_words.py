"""What is wrong with a field, said in good Vietnamese: our words in the place of the ones that come with Django."""

import re
from pathlib import Path

import django
import polib
import pytest
from django.utils import translation

from tests import make
from tests.web.inspect import Browser
from tiendo_web import settings as ours
from tiendo_web.duties import actions

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
