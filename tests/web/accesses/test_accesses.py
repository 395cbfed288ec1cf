"""The access log: no words of a confidential record go out without a line, and no line is changed unseen."""

import datetime as dt

import pytest

from tests import make
from tests.web import test_rights as rights
from tests.web.duties.test_levels import LATER, TEXT, take_in, the
from tests.web.inspect import Browser
from tests.web.rights_stage import stage
from tiendo_web.accesses import actions, queries
from tiendo_web.accesses.models import Digest, Seen
from tiendo_web.core.access import Level, Role, What
from tiendo_web.duties import actions as duties
from tiendo_web.duties import marking
from tiendo_web.duties.models import Duty
from tiendo_web.ledger import queries as ledger
from tiendo_web.ledger.models import Entry
from tiendo_web.plans.models import Plan

# Words of the first task of every document of the stage.
WORDS = "chuẩn bị thuốc"
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def record(province, an):
    """A confidential duty of the clinic, and its document."""
    plan = take_in(an, the(province, "clinic"), Level.INTERNAL)
    duties.issue(plan_id=plan, viewer=an, at=make.AT)
    return Duty.objects.filter(jurisdiction_id=province.id).order_by("pk")[0].pk, plan


def lines(province):
    return Seen.objects.filter(jurisdiction_id=province.id).order_by("pk")


def test_no_words_go_out_without_a_line(db):
    here = stage()
    home = here.home
    clerk = home.viewer("xem", role=Role.CLERK, body="office")
    for plan in Plan.objects.filter(jurisdiction_id=home.id, symbol__contains="/KH").values_list("pk", flat=True):
        marking.mark_document(plan_id=plan, level=Level.INTERNAL, reason="Nội bộ", viewer=clerk, at=LATER)
    told = [*rights.of_province(Role.CLERK, "office"), *rights.of_one_thing(Role.CLERK, "office", here.ids, here=True)]
    told += rights.of_a_body(Role.CLERK, "office", here.of_body["health"], "elsewhere")
    client, shown, bad = rights.signed_in(clerk), set(), []
    for case in told:
        if case.method != "get":
            continue
        lines(home).delete()
        response = client.get(case.path)
        data = b"".join(response.streaming_content) if response.streaming else response.content
        if WORDS.encode() in data and response.status_code == 200:
            shown.add(case.name)
            bad += [] if lines(home).exists() else [case.path]
    assert bad == [], "showed words and left no line"
    assert shown >= {"directive", "duty", "workbench", "document-file", "plan-table", "plan-task", "plan-issue"}


def test_a_letter_in_word_is_an_export_of_what_it_names(db):
    here = stage()
    clerk = here.home.viewer("xem", role=Role.CLERK, body="office")
    about = here.of_body["health"]
    marking.mark_duty(duty_id=about["duty_id"], level=Level.RESTRICTED, reason="Kín", viewer=clerk, at=LATER)
    client = rights.signed_in(clerk)
    assert WORDS not in client.get(f"/letters/{about['letter_id']}/").content.decode() and not lines(here.home)
    assert client.get(f"/letters/{about['letter_id']}/word/").status_code == 200
    assert [(row.key, row.what) for row in lines(here.home)] == [(about["duty_id"], What.EXPORT)]


def test_a_record_is_one_line_an_hour_for_each_form(province, an, record):
    duty, plan = record
    client = Browser().wearing(an)
    for _ in range(3):
        client.get(f"/duties/{duty}/")
    client.get(f"/plans/{plan}/file/")
    client.get("/duties/")
    client.get("/documents/")
    told = [(row.table, row.key, row.what, row.level, row.holder_id) for row in lines(province)]
    assert told == [
        ("duties.Duty", duty, What.PAGE, Level.INTERNAL, an.holder_id),
        ("plans.Plan", plan, What.FILE, Level.INTERNAL, an.holder_id),
    ]


def test_what_is_open_or_not_shown_leaves_no_line(province, an, record):
    duty, plan = record
    outside = Browser().wearing(province.viewer("thu", role=Role.CLERK, body="thuan"))
    for path in (f"/duties/{duty}/", f"/plans/{plan}/", f"/plans/{plan}/file/"):
        assert outside.get(path).status_code == 404
    marking.mark_document(plan_id=plan, level=Level.OPEN, reason="Đã công bố", viewer=an, at=make.AT)
    assert Browser().wearing(an).get(f"/duties/{duty}/").status_code == 200
    assert not lines(province)


def test_what_cannot_be_written_down_does_not_go_out(an, record, monkeypatch):
    def broken(**_told):
        raise OSError("no room")

    monkeypatch.setattr("tiendo_web.pages.doors.accesses.write", broken)
    with pytest.raises(OSError, match="no room"):
        Browser().wearing(an).get(f"/duties/{record[0]}/")


def noted(an, record, at):
    an.opened.clear()
    an.opens("duties.Duty", record[0], Level.INTERNAL)
    actions.write(viewer=an, at=at)


def test_the_lines_of_an_hour_are_sealed_when_it_has_passed(province, an, record):
    here = {"jurisdiction_id": province.id}
    noted(an, record, LATER)
    noted(an, record, LATER + HOUR)
    assert queries.next_over(**here) == LATER.replace(minute=0) + HOUR
    assert actions.seal(**here, at=LATER + HOUR) == 0, "a page of the last minute may still be written down"
    before = Entry.objects.filter(**here).count()
    assert actions.seal(**here, at=LATER + HOUR + actions.SETTLED) == 1
    assert actions.seal(**here, at=LATER + 2 * HOUR + actions.SETTLED) == 1
    assert actions.seal(**here, at=LATER + 3 * HOUR) == 0
    assert Entry.objects.filter(**here).count() == before + 2
    assert [row.count for row in Digest.objects.filter(**here)] == [1, 1]
    assert [*queries.breaks(**here)] == [] == [*ledger.breaks(**here)]
    noted(an, record, LATER + 5 * HOUR)
    assert [*queries.breaks(**here)] == [], "what is not sealed yet breaks nothing"


@pytest.mark.parametrize("what", ["deleted", "changed", "put in"])
def test_whoever_changes_a_sealed_line_is_found_out(province, an, record, what):
    here = {"jurisdiction_id": province.id}
    noted(an, record, LATER)
    actions.seal(**here, at=LATER + 2 * HOUR)
    match what:
        case "deleted":
            lines(province).delete()
        case "changed":
            lines(province).update(key=record[0] + 1)
        case "put in":
            an.opens("duties.Duty", record[0], Level.INTERNAL, What.EVIDENCE)
            actions.write(viewer=an, at=LATER)
    (told,) = queries.breaks(**here)
    assert "its lines are not those that were sealed" in told


def test_the_head_of_a_body_reads_who_saw_its_records(province, an, record):
    duty, _plan = record
    head = province.viewer("truong", role=Role.HEAD, body="clinic")
    path, client = f"/bodies/{province.bodies['clinic']}/accesses/", Browser().wearing(head)
    assert "Chưa có lượt xem nào" in client.get(path).content.decode()
    Browser().wearing(an).get(f"/duties/{duty}/")
    page = client.get(path).content.decode()
    assert f"Nhiệm vụ {duty}" in page and ">An<" in page and "xem nhật ký này" in page, "reading it is a line of it"
    assert TEXT.splitlines()[0] not in page
    one = client.get(f"{path}?record=duties.Duty:{duty}").content.decode()
    assert ">An<" in one and "xem nhật ký này" not in one
    assert ">An<" not in client.get(f"{path}?person={head.holder_id}").content.decode()
    for wrong in ("?record=duties.Duty:x", "?record=nichts", "?person=99999999999999999999", "?page=0"):
        assert client.get(path + wrong).status_code == 200
    assert f'href="{path}"' in client.get(f"/bodies/{province.bodies['clinic']}/").content.decode()


def test_a_head_reads_of_no_record_that_he_may_not_know_of(province, an, record):
    duty, _plan = record
    marking.mark_duty(duty_id=duty, level=Level.RESTRICTED, reason="Kín", viewer=an, at=make.AT)
    Browser().wearing(an).get(f"/duties/{duty}/")
    path = f"/bodies/{province.bodies['clinic']}/accesses/"
    above = Browser().wearing(province.viewer("so", role=Role.HEAD, body="health"))
    assert f"Nhiệm vụ {duty}" not in above.get(path).content.decode()
    beside = Browser().wearing(province.viewer("khac", role=Role.HEAD, body="finance"))
    assert beside.get(path).status_code == 404
    assert Browser().wearing(an).get(path).status_code == 403


def test_everybody_reads_his_own_lines(province, an, record):
    duty, _plan = record
    client = Browser().wearing(an)
    assert "Bạn chưa mở hồ sơ nào" in client.get("/account/accesses/").content.decode()
    client.get(f"/duties/{duty}/")
    assert f"Nhiệm vụ {duty}" in client.get("/account/accesses/").content.decode()
    other = Browser().wearing(province.viewer("khac", role=Role.CLERK))
    assert f"Nhiệm vụ {duty}" not in other.get("/account/accesses/").content.decode()
    assert "/account/accesses/" in client.get("/account/").content.decode()
