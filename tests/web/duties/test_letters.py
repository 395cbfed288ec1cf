"""Urging letters: one act over many bodies, from facts, into Word; on the duties, in the ledger, within one's reach."""

import datetime as dt
import io
import re

import docx
import pytest

from tests import make
from tests.web.duties.test_inquiries import instant
from tests.web.duties.test_life import duty_of, move
from tests.web.inspect import Browser
from tiendo import duty as rules
from tiendo import urging
from tiendo.errors import Refused
from tiendo.inquiry import InquiryKind
from tiendo.reform import Decision, Step, Terms, Verb
from tiendo_web.core.access import Role
from tiendo_web.duties import actions, inquiries, letters, queries, shares
from tiendo_web.duties import inquiry_queries as asked
from tiendo_web.duties.models import Duty, Inquiry, Letter, LetterLine
from tiendo_web.ledger import queries as ledger
from tiendo_web.ledger.models import Entry
from tiendo_web.pages import picked
from tiendo_web.reforms import actions as reforms

LATE = dt.date(2026, 4, 20)
DRAFT = letters.Draft(urging.ABOUT, urging.PROPOSED, "Sơn Hải", dt.date(2026, 4, 30), each=True, number="12/VP")


@pytest.fixture
def duty(province, an):
    actions.issue(plan_id=make.plan(an), viewer=an, at=make.AT)
    return duty_of(province, "health")


def urge(ids, viewer, draft=DRAFT, day=LATE):
    return letters.urge(duty_ids=ids, draft=draft, viewer=viewer, at=instant(day))


def everybody(province):
    return [duty_of(province, body) for body in ("health", "finance", "thuan", "binh")]


def test_one_act_urges_many_bodies_and_keeps_how_each_duty_stood(province, an, dung, duty):
    before = Entry.objects.filter(jurisdiction_id=province.id).count()
    number = urge(everybody(province), an)
    assert Entry.objects.filter(jurisdiction_id=province.id).count() == before + 1
    assert Entry.objects.filter(jurisdiction_id=province.id).latest("seq").subject == f"duties.Letter:{number}"
    shown = letters.letter(letter_id=number, viewer=an)
    assert [(body.name, body.situation) for body in shown.bodies] == [
        ("Sở Y tế", "1 nhiệm vụ quá hạn"),
        ("Sở Tài chính", "1 nhiệm vụ quá hạn"),
        ("Xã Hải Thuận", "1 nhiệm vụ không có thời hạn"),
        ("Phường Sơn Bình", "1 nhiệm vụ không có thời hạn"),
    ]
    assert [line.state for line in shown.lines] == [
        "Quá hạn 5 ngày",
        "Quá hạn 20 ngày",
        "Không có thời hạn, 49 ngày chưa có báo cáo",
        "Không có thời hạn, 49 ngày chưa có báo cáo",
    ]
    move(duty, rules.EventKind.REPORTED, dung, dt.date(2026, 4, 22))
    assert letters.letter(letter_id=number, viewer=an).lines[0].state == "Quá hạn 5 ngày"
    urge([duty_of(province, "finance")], an, day=dt.date(2026, 4, 28))
    (line,) = [one for one in queries.duties(viewer=an, on=LATE).lines if one.id == duty_of(province, "finance")]
    assert (line.urged, line.urged_on) == (2, dt.date(2026, 4, 28))
    assert queries.drift(province.id) == [] and list(ledger.breaks(jurisdiction_id=province.id)) == []
    Duty.objects.filter(jurisdiction_id=province.id, pk=duty).update(urged=0, urged_on=None)
    assert queries.drift(province.id) == [f"urgings of duty {duty}"]


def test_word_holds_one_letter_for_each_body_or_one_for_all(province, an, duty):
    ids = everybody(province)
    each, one = urge(ids, an), urge(ids, an, letters.Draft(**as_dict(DRAFT) | {"each": False}))
    book = docx.Document(io.BytesIO(letters.word(letter_id=each, viewer=an)))
    assert [p.text for p in book.paragraphs if p.text.startswith("Kính gửi")] == [
        "Kính gửi: Sở Y tế",
        "Kính gửi: Sở Tài chính",
        "Kính gửi: Xã Hải Thuận",
        "Kính gửi: Phường Sơn Bình",
    ]
    assert any("Sở Y tế còn 1 nhiệm vụ quá hạn (" in p.text for p in book.paragraphs)
    book = docx.Document(io.BytesIO(letters.word(letter_id=one, viewer=an)))
    said = [p.text for p in book.paragraphs]
    assert said.count("Kính gửi: ") == 1 and "- Sở Y tế;" in said
    assert any("các cơ quan còn 2 nhiệm vụ quá hạn, 2 nhiệm vụ không có thời hạn" in words for words in said)
    own = letters.word(letter_id=one, viewer=an, body_id=province.bodies["finance"])
    assert "Kính gửi: Sở Tài chính" in [p.text for p in docx.Document(io.BytesIO(own)).paragraphs]


def as_dict(draft):
    return {name: getattr(draft, name) for name in letters.Draft.__slots__}


def test_a_body_sees_the_letter_as_far_as_it_is_its_own(province, an, dung, chi, duty):
    number = urge(everybody(province), an)
    shown = letters.letter(letter_id=number, viewer=dung)
    assert [body.name for body in shown.bodies] == ["Sở Y tế"]
    (heads, _more) = letters.letters(viewer=dung, on=LATE)
    assert [(one.duties, one.bodies) for one in heads] == [(1, 1)]
    for viewer, body in ((chi, None), (dung, province.bodies["finance"])):
        with pytest.raises(letters.NoLetter):
            letters.word(letter_id=number, viewer=viewer, body_id=body)
    only_finance = urge([duty_of(province, "finance")], an)
    with pytest.raises(letters.NoLetter):
        letters.letter(letter_id=only_finance, viewer=dung)
    with pytest.raises(Refused):
        urge([duty], dung)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"text": "Gửi {co quan}"}, "text"),
        ({"text": " "}, "text"),
        ({"about": " "}, "about"),
        ({"place": ""}, "place"),
        ({"report_by": LATE - dt.timedelta(days=1)}, "report_by"),
    ],
)
def test_what_a_letter_cannot_say_is_refused_beside_its_field(province, an, duty, change, field):
    with pytest.raises(Refused) as refused:
        urge([duty], an, letters.Draft(**as_dict(DRAFT) | change))
    assert refused.value.field == field
    assert not Letter.objects.filter(jurisdiction_id=province.id)


def test_what_is_in_term_or_no_longer_with_the_doer_is_not_urged(province, an, dung, duty):
    with pytest.raises(Refused, match="còn trong hạn"):
        urge([duty], an, day=dt.date(2026, 3, 10))
    move(duty, rules.EventKind.REPORTED, dung, LATE)
    with pytest.raises(Refused, match="không còn ở"):
        urge([duty], an)
    with pytest.raises(Refused, match="Chưa chọn"):
        urge([], an)


def test_a_letter_from_a_whole_list_with_its_filter(province, an, dung):
    at = dt.datetime.now(dt.UTC) - dt.timedelta(days=20)
    text = make.PLAN.replace("15/4/2026", f"{at.date() + dt.timedelta(days=5):%d/%m/%Y}")
    actions.issue(plan_id=make.plan(an, text, at=at), viewer=an, at=at)
    clerk, health = Browser().wearing(an), duty_of(province, "health")
    address = f"/letters/new/?all=1&which=overdue&body={province.bodies['health']}"
    page = clerk.get(address).content.decode()
    assert "Sở Y tế còn 1 nhiệm vụ quá hạn" in page
    data = clerk.form(address) | {"each": "each"}
    assert data["duties"] == str(health) and data["place"] == "Sơn Hải"
    wrong = clerk.post("/letters/new/", data | {"text": "Đã đổi {xyz}"})
    assert wrong.status_code == 422 and "Đã đổi {xyz}" in wrong.content.decode() and "{xyz}." in wrong.content.decode()
    assert clerk.post("/letters/new/", data | {"duties": "x,,"}).status_code == 422
    sent = clerk.post("/letters/new/", data | {"text": "{cơ quan} cần làm ngay."})
    number = LetterLine.objects.get(jurisdiction_id=province.id, duty_id=health).letter_id
    assert sent["Location"] == f"/letters/{number}/"
    assert clerk.post("/letters/new/", data)["Location"] == "/letters/", "sent twice, urged once"
    page = Browser().wearing(dung).get(f"/letters/{number}/").content.decode()
    assert "Sở Y tế cần làm ngay." in page
    answer = clerk.get(f"/letters/{number}/word/")
    assert answer.status_code == 200 and docx.Document(io.BytesIO(answer.content)).paragraphs
    assert "đôn đốc 1 lần" in clerk.get("/duties/").content.decode()
    assert f"/letters/{number}/" in clerk.get(f"/duties/{health}/").content.decode()
    assert "Đôn đốc" in clerk.get("/ledger/").content.decode()
    assert Browser().wearing(dung).get("/letters/").status_code == 200
    assert clerk.get("/letters/new/?all=1&which=near&page=9").status_code == 200


def test_an_officer_of_the_line_reads_no_more_than_his_reach(province, an, duty):
    ly = province.viewer("ly", role=Role.OFFICER, body="thuan")
    urge([duty], an)
    assert letters.letters(viewer=ly, on=LATE) == ((), False)


def test_a_letter_says_what_it_said_whatever_its_bodies_are_called_later(province, an, duty):
    finance = province.bodies["finance"]
    number = urge([duty_of(province, "finance")], an)
    together = urge(everybody(province), an, letters.Draft(**as_dict(DRAFT) | {"each": False}))
    before = [letters.letter(letter_id=one, viewer=an) for one in (number, together)]
    assert "Sở Tài chính còn 1 nhiệm vụ quá hạn" in before[0].paragraphs[0]
    day = dt.date(2026, 4, 22)
    rename = Step(Verb.RENAME, (finance,), name="Sở Tài chính và Đầu tư", abbreviation="STCĐT")
    key = reforms.begin(terms=Terms(Decision("1/QĐ", "", day, day), steps=(rename,)), viewer=an, at=instant(day))
    reforms.decide(key=key, seen=1, viewer=an, at=instant(day))
    assert [letters.letter(letter_id=one, viewer=an) for one in (number, together)] == before
    paper = docx.Document(io.BytesIO(letters.word(letter_id=number, viewer=an)))
    assert "Đầu tư" not in "\n".join(one.text for one in paper.paragraphs)
    reader = province.viewer("tai", role=Role.OFFICER, body="finance", at=instant(day))
    assert letters.letter(letter_id=together, viewer=reader).paragraphs == before[1].paragraphs, "the text that all got"
    assert list(ledger.breaks(jurisdiction_id=province.id)) == []


def test_who_urged_a_part_reads_the_letter_after_the_part_moved_away(province, an, dung, duty):
    share = shares.Part(province.bodies["clinic"], "Rà soát cơ số thuốc", dt.date(2026, 4, 10))
    (part,) = shares.break_down(duty_id=duty, parts=[share], viewer=dung, at=make.AT)
    day = dt.date(2026, 4, 12)
    move_away = Step(Verb.MOVE, (province.bodies["clinic"],), parent=province.bodies["finance"])
    key = reforms.begin(terms=Terms(Decision("1/QĐ", "", day, day), steps=(move_away,)), viewer=an, at=instant(day))
    reforms.decide(key=key, seen=1, viewer=an, at=instant(day))
    head = province.viewer("truong", role=Role.HEAD, body="health", at=instant(LATE))
    number = urge([part], head)
    assert letters.letter(letter_id=number, viewer=head).bodies[0].name == "Trung tâm Kiểm soát bệnh tật"
    (heads, _more) = letters.letters(viewer=head, on=LATE)
    assert [one.id for one in heads] == [number]
    (asked_id,) = inquiries.ask_explanations(
        duty_ids=[part], text="Vì sao?", due_on=dt.date(2026, 4, 30), viewer=head, at=instant(LATE)
    )
    lines, _more = asked.inquiries_of(viewer=head, on=LATE)
    # Beside it stands what was asked at issue of whoever coordinates.
    assert [line.id for line in lines if line.kind is InquiryKind.EXPLANATION] == [asked_id]


def test_what_changed_while_a_letter_was_written_is_left_out_and_the_rest_is_sent(province, an, dung):
    at = dt.datetime.now(dt.UTC) - dt.timedelta(days=60)
    text = make.PLAN.replace("15/4/2026", f"{at.date() + dt.timedelta(days=5):%d/%m/%Y}")
    text = text.replace("31/3/2026", f"{at.date() + dt.timedelta(days=5):%d/%m/%Y}")
    actions.issue(plan_id=make.plan(an, text, at=at), viewer=an, at=at)
    health, finance = duty_of(province, "health"), duty_of(province, "finance")
    clerk = Browser().wearing(an)
    for address, many in (("/letters/new/", Letter), ("/inquiries/new/", Inquiry)):
        data = clerk.form(f"{address}?duty={health}&duty={finance}") | {
            "text": "Đề nghị khẩn trương.",
            "place": "Sơn Hải",
        }
        words = actions.Words(text="Xong.")
        if many is Letter:
            now = dt.datetime.now(dt.UTC)
            actions.move(duty_id=health, kind=rules.EventKind.REPORTED, words=words, viewer=dung, at=now)
        else:
            data["duties"] = f"{data['duties']},{duty_of(province, 'thuan')}"
        refused = clerk.post(address, data)
        assert refused.status_code == 422 and "Đề nghị khẩn trương." in refused.content.decode()
        again = re.search(r'name="duties" value="([\d,]*)"', refused.content.decode())[1]
        once = re.search(r'name="once" value="([^"]*)"', refused.content.decode())[1]
        assert clerk.post(address, data | {"duties": again, "once": once}).status_code == 302
        assert many.objects.filter(jurisdiction_id=province.id).exists()


def test_a_list_that_is_cut_says_so(province, an, monkeypatch):
    actions.issue(plan_id=make.plan(an), viewer=an, at=make.AT)
    monkeypatch.setattr(picked, "MOST", 2)
    for address in ("/letters/new/", "/inquiries/new/"):
        page = Browser().wearing(an).get(f"{address}?which=all&all=1").content.decode()
        assert "dài hơn 2 nhiệm vụ" in page
        assert "dài hơn" not in Browser().wearing(an).get(f"{address}?which=returned&all=1").content.decode()


def test_the_day_of_a_letter_says_who_set_it(province, an, dung, duty, chi):
    number = urge(everybody(province), an)
    office = Browser().wearing(an)
    assert (
        "do cơ quan đôn đốc đặt ngày 20/04/2026: hết ngày 30/04/2026"
        in office.get(f"/letters/{number}/").content.decode()
    )
    told = Browser().wearing(dung).get(f"/letters/{number}/day/").json()
    assert (told["steps"]["how"], told["steps"]["set_on"], told["due_on"]) == ("report", "2026-04-20", "2026-04-30")
    assert Browser().wearing(chi).get(f"/letters/{number}/day/").status_code == 404


def test_a_long_list_shows_its_first_duties_and_acts_on_all(province, an, monkeypatch):
    at = dt.datetime.now(dt.UTC) - dt.timedelta(days=60)
    day = f"{at.date() + dt.timedelta(days=5):%d/%m/%Y}"
    text = make.PLAN.replace("15/4/2026", day).replace("31/3/2026", day)
    actions.issue(plan_id=make.plan(an, text, at=at), viewer=an, at=at)
    monkeypatch.setattr(picked, "SHOWN", 1)
    late = {duty_of(province, "health"), duty_of(province, "finance")}
    clerk = Browser().wearing(an)
    for address in ("/letters/new/", "/inquiries/new/"):
        page = clerk.get(f"{address}?which=overdue&all=1").content.decode()
        assert "1 nhiệm vụ đầu trong số 2" in page and page.count("data-row") == 1
        assert {*map(int, clerk.form(f"{address}?which=overdue&all=1")["duties"].split(","))} == late
    left_out = clerk.get("/inquiries/new/?all=1").content.decode()
    assert "và 1 nhiệm vụ nữa" in left_out, "two without a deadline are left out, one of them by name"


def test_every_page_with_figures_says_what_they_count_and_until_when(province, an):
    actions.issue(plan_id=make.plan(an), viewer=an, at=make.AT)
    letters.urge(duty_ids=[duty_of(province, "health")], draft=DRAFT, viewer=an, at=instant(LATE))
    clerk, health = Browser().wearing(an), province.bodies["health"]
    addresses = (
        "/",
        "/scorecard/",
        "/scorecard/structures/",
        "/duties/?which=no-deadline",
        "/inquiries/",
        "/letters/",
        f"/bodies/{health}/",
    )
    told = {address: clerk.get(address).content.decode() for address in addresses}
    assert [
        one for one, page in told.items() if "ính theo những gì đã ghi đến" not in page and "Mẫu số" not in page
    ] == []
    csv = clerk.get("/scorecard/csv/").getvalue().decode()
    assert "Tính đến" in csv and "Tổng" in csv
