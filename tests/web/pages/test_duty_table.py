"""A list of duties as a file: what the page shows, with its filter, in the order of the page."""

import csv
import io

from openpyxl import load_workbook

from tests import make
from tests.web.duties.test_life import duty_of
from tests.web.inspect import Browser
from tiendo.duty import Part
from tiendo_web.core.access import Level
from tiendo_web.duties import actions, marking, naming
from tiendo_web.pages import picked


def rows_of(answer):
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def test_the_list_goes_out_as_it_is_filtered_with_who_looks_after_what(province, an, dung):
    actions.issue(plan_id=make.plan(an), viewer=an, at=make.AT)
    health, finance = duty_of(province, "health"), duty_of(province, "finance")
    naming.name(duty_ids=[health], part=Part.DOER, user_id=dung.user_id, viewer=dung, at=make.AT)
    naming.name(duty_ids=[health, finance], part=Part.GIVER, user_id=an.user_id, viewer=an, at=make.AT)
    marking.mark_duty(duty_id=finance, level=Level.INTERNAL, reason="Nội bộ", viewer=an, at=make.AT)
    clerk = Browser().wearing(an)
    page = clerk.get("/duties/?which=overdue").content.decode()
    assert 'href="/duties/csv/?which=overdue"' in page and 'href="/duties/xlsx/?which=overdue"' in page
    answer = clerk.get("/duties/csv/?which=overdue")
    assert "nhiem-vu-overdue-" in answer["Content-Disposition"]
    heads, first, second = rows_of(answer)
    told = [dict(zip(heads, row, strict=True)) for row in (first, second)]
    assert [(one["Cơ quan"], one["Hạn"]) for one in told] == [("Sở Tài chính", "31/03/2026"), ("Sở Y tế", "15/04/2026")]
    assert (told[1]["Người phụ trách"], told[1]["Người theo dõi"]) == ("Dung", "An")
    hidden = (told[0]["Nhiệm vụ"], told[0]["Người theo dõi"], told[0]["Mức bảo mật"])
    assert hidden == (f"Nhiệm vụ số {finance}", "", "Nội bộ"), "its words are read on its page"
    book = load_workbook(io.BytesIO(clerk.get("/duties/xlsx/?which=overdue").content))
    assert [row[0].value for row in book.active.iter_rows(min_row=2)] == [finance, health]
    assert len(rows_of(Browser().wearing(dung).get("/duties/csv/"))) == 2, "an officer has his own"


def test_a_list_that_is_longer_than_the_file_says_so(an, monkeypatch):
    actions.issue(plan_id=make.plan(an), viewer=an, at=make.AT)
    monkeypatch.setattr(picked, "MOST", 2)
    rows = rows_of(Browser().wearing(an).get("/duties/csv/"))
    assert len(rows) == 4 and "chỉ có 2 nhiệm vụ đầu" in rows[-1][0]
