"""The sample loaded whole, through the actions: what stands there, and that the ledger holds."""

import datetime as dt
import time
from collections import Counter

import pytest
from django.conf import global_settings

from tiendo import duty as rules
from tiendo.clock import Standing
from tiendo_web.accounts import queries as accounts
from tiendo_web.core.access import HATS
from tiendo_web.core.models import Jurisdiction
from tiendo_web.demo import directives, load, province, start
from tiendo_web.duties import inquiry_queries as inquiries
from tiendo_web.duties import letters
from tiendo_web.duties import queries as duties
from tiendo_web.duties.models import Duty, Event, Evidence
from tiendo_web.ledger import queries as ledger
from tiendo_web.orgs import holders, viewers
from tiendo_web.orgs import queries as orgs
from tiendo_web.plans import issued
from tiendo_web.plans import queries as plans
from tiendo_web.scorecards import queries as scorecards

TODAY = dt.date(2026, 11, 24)
AT = dt.datetime(2026, 11, 24, 3, 0, tzinfo=dt.UTC)
URL = "http://127.0.0.1:8000/"


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.FILES = tmp_path
    settings.PASSWORD_HASHERS = global_settings.PASSWORD_HASHERS


def viewer(username):
    user = accounts.by_username(username)
    (hat,) = holders.hats(user_id=user.pk, on=TODAY)
    return viewers.viewer(user_id=user.pk, jurisdiction_id=hat.jurisdiction_id, holder_id=hat.id, on=TODAY)


@pytest.mark.django_db
def test_a_year_in_the_sample(tmp_path, capsys):
    began = time.process_time()
    load.load(TODAY)
    assert time.process_time() - began < 60, "of the processor, whoever else uses the machine"
    an = load.an(TODAY)

    for jurisdiction in Jurisdiction.objects.all():
        assert duties.drift(jurisdiction.pk) == []
        assert list(ledger.breaks(jurisdiction_id=jurisdiction.pk)) == []

    total = Counter()
    scorecard = scorecards.scorecard(viewer=an, on=TODAY)
    for body in province_bodies(an):
        counts = scorecard.row(body)
        total.update({standing: counts[standing] for standing in Standing})
    assert set(+total) == set(Standing)
    assert total.total() == Duty.objects.filter(jurisdiction_id=an.jurisdiction_id).count() == 306
    assert 0.4 < total[Standing.DONE_ON_TIME] / total.total() < 0.6
    assert 0.05 <= total[Standing.OVERDUE] / total.total() <= 0.10
    assert 1000 < Event.objects.filter(jurisdiction_id=an.jurisdiction_id).count() < 1500
    assert Evidence.objects.filter(jurisdiction_id=an.jurisdiction_id).count() > 30

    assert Duty.objects.filter(jurisdiction_id=an.jurisdiction_id).exclude(parent=None).count() == 4
    check_turns(an)
    check_chase(an)
    check_deadlines(an)
    check_draft(an)
    check_accounts()
    check_door(tmp_path, capsys)


def province_bodies(an):
    return [body.id for body in orgs.tree(jurisdiction_id=an.jurisdiction_id, on=TODAY)]


def check_turns(an):
    """Whatever can happen to a duty has happened to one; a body that ends and a late calendar are other stories."""
    told = Event.objects.filter(jurisdiction_id=an.jurisdiction_id)
    left = {rules.EventKind.PASSED, rules.EventKind.RECKONED, rules.EventKind.BEGAN}
    assert {kind.value for kind in set(rules.EventKind) - left} == set(told.values_list("kind", flat=True))
    assert told.filter(kind="revoked", reason="abolished").exists() and told.filter(kind="replaced").exists()
    (amending,) = [one for one in issued.directives(viewer=an, on=TODAY) if one.symbol == directives.AMENDED.symbol]
    (amended,) = issued.amended(viewer=an, directive_id=amending.id)
    assert amended.symbol == directives.DISASTERS.symbol
    shown = {which for which in duties.Which if duties.duties(viewer=an, on=TODAY, which=which).lines}
    empty = {duties.Which.COORDINATING, duties.Which.LATELY, duties.Which.UNNAMED}
    assert set(duties.Which) - shown == empty, "the seat owes and coordinates nothing"


def check_chase(an):
    """What is late was urged, and some said why: the page of the day has something to show."""
    late = Duty.objects.filter(jurisdiction_id=an.jurisdiction_id, late_from__lte=TODAY)
    assert late.filter(urged=1).count() > 10
    waiting = inquiries.waiting(viewer=an, on=TODAY)
    assert waiting.answered == 5 and waiting.silent >= 2
    (heads, _more) = letters.letters(viewer=an, on=TODAY)
    assert [head.number for head in heads] == ["412/VP-TH"]


def check_deadlines(an):
    """Whatever the compiler read, each task has the day that its text was written with."""
    rows = Duty.objects.filter(jurisdiction_id=an.jurisdiction_id, parent=None).select_related("task")
    held = {(row.task.text, row.first_due_on) for row in rows}
    for sample in (directives.SECURITY, directives.DISASTERS):
        text = directives.written(sample, TODAY)
        for owed, due in zip(sample.owed, text.due, strict=True):
            assert [day for words, day in held if owed.words in words] == [due], owed.words


def check_draft(an):
    """The third plan lies in the workbench, half mended, with its diagnostics."""
    (draft,) = [plan for plan in plans.plans(viewer=an, on=TODAY) if plan.directive_id is None]
    assert draft.symbol == directives.SERVICES.symbol
    held = plans.plan_draft(plan_id=draft.id, viewer=an, on=TODAY)
    assert held.number > 0 and any(not task.seen for task in held.kept)
    assert "C002" in {one["code"] for one in held.diagnostics}, "the slip in a citation is found"


def check_accounts():
    """Everybody signs in with the one password; Chi sees nothing of this province."""
    roles = {person.role for person in (*province.CAST, *province.officers())}
    assert roles == set(HATS)
    for person in (*province.CAST, province.CHI, *province.officers()):
        assert load.CheapHasher().verify(province.PASSWORD, accounts.by_username(person.username).password)
    an = accounts.by_username("an")
    cheap = an.password
    assert an.check_password(province.PASSWORD)
    assert an.password != cheap, "the hash is renewed with all its rounds when the account signs in"
    chi = viewer("chi")
    assert duties.duties(viewer=chi, on=TODAY).lines == ()
    assert plans.plans(viewer=chi, on=TODAY) == []
    assert 0 < len(duties.duties(viewer=viewer("hai-thuan"), on=TODAY).lines) < 10


def check_door(tmp_path, capsys):
    """A file comes into the workbench once; one that is refused is explained."""
    good, bad = tmp_path / "ke-hoach.txt", tmp_path / "hong.docx"
    good.write_text("1. Sở Y tế chuẩn bị thuốc trước ngày 15/12/2026.", encoding="utf-8")
    bad.write_bytes(b"PK\x03\x04 this is no document")
    start.drop(good, URL, at=AT)
    start.drop(good, URL, at=AT)
    start.drop(bad, URL, at=AT)
    start.drop(tmp_path / "missing.txt", URL, at=AT)
    said = capsys.readouterr().out
    assert said.count(f"{URL}plans/") == 2
    assert "hong.docx không đọc được:\n  - " in said
    assert "Không có tệp" in said
