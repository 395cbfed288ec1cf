"""The assignment table goes out as it was mended, and runs nothing in a spreadsheet."""

import io

import openpyxl

from tests import make
from tests.web.inspect import Browser
from tiendo_web.plans import actions as plans


def rows(response):
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    return [[cell for cell in row if cell is not None] for row in book.active.iter_rows(values_only=True)]


def test_the_table_says_what_the_workbench_says(province, an):
    plan = make.plan(an)
    first, second, _third = make.tasks(plan, an)
    make.lead(plan, first, [province.bodies["clinic"]], an)
    plans.mend_task(plan_id=plan, task=second, fields={"removed": True}, seen=99, viewer=an, at=make.AT)
    plans.add_task(plan_id=plan, text="=1+1", viewer=an, at=make.AT)
    clerk = Browser().wearing(an)
    response = clerk.get(f"/plans/{plan}/table/xlsx/")
    assert "15-KH-UBND.xlsx" in response["Content-Disposition"]
    table = rows(response)
    words = [cell for row in table for cell in row]
    assert "Trung tâm Kiểm soát bệnh tật" in words and "Ủy ban nhân dân các xã, phường" in words
    assert not any(isinstance(cell, str) and "bố trí kinh phí" in cell for cell in words)
    assert "=1+1" not in clerk.get(f"/plans/{plan}/table/csv/").content.decode("utf-8-sig").split(",")
    assert clerk.get(f"/plans/{plan}/table/exe/").status_code == 404


def test_only_who_drafts_sees_it(province, an, dung, chi):
    plan = make.plan(an)
    assert Browser().wearing(dung).get(f"/plans/{plan}/table/xlsx/").status_code == 403
    assert Browser().wearing(chi).get(f"/plans/{plan}/table/xlsx/").status_code == 404
