"""Every clause of a rule set acts somewhere: which test shows it, and that none is left out."""

import datetime as dt
from importlib import import_module

import pytest

from tests import make
from tests.web.inspect import Browser
from tests.web.pages.test_bodies import words
from tests.web.rulesets.test_in_use import adopt, issued
from tiendo import ruleset_text

IN_USE, RECURRING, HERE = "rulesets.test_in_use", "recurring.test_recurring", "rulesets.test_clauses"
LIMITS = (IN_USE, "test_an_extension_too_many_or_too_long_is_refused_with_its_rule")
POINTS = (IN_USE, "test_bodies_have_points_only_where_the_rules_give_weights_and_with_their_ground")
PERIODS = (RECURRING, "test_the_period_of_a_report_is_the_one_of_the_rules_unless_a_hand_chooses_another")
SHOWN_BY = {
    "deadline": (IN_USE, "test_a_deadline_that_nobody_set_is_the_one_of_the_rules_with_its_citation"),
    "chased_after": (IN_USE, "test_a_set_that_does_not_reach_open_duties_chases_none_of_them_sooner"),
    "near": (IN_USE, "test_near_due_is_counted_by_the_rules_of_the_day_of_issue"),
    "extensions": LIMITS,
    "longest": LIMITS,
    "approver": (IN_USE, "test_where_the_rules_want_a_leader_only_a_leader_answers"),
    "period_end": (IN_USE, "test_a_month_ends_as_the_rules_say_and_a_printed_day_stays"),
    "returned": (IN_USE, "test_what_a_return_does_is_said_with_its_ground_before_and_after"),
    "entry_urgent": (IN_USE, "test_an_urgent_document_is_entered_by_a_day_of_its_own"),
    "entry_ordinary": (HERE, "test_a_document_of_one_task_is_entered_by_the_rule_for_ordinary_ones"),
    "entry_many": (IN_USE, "test_a_document_that_is_entered_late_is_told"),
    "silence": ("duties.test_inquiries", "test_silence_goes_by_the_rules_of_who_gave_the_duty"),
    "late_points": POINTS,
    "coordinator_share": POINTS,
    "report_routine": PERIODS,
    "report_inspection": PERIODS,
    "report_investment": PERIODS,
}


def test_no_clause_is_only_kept():
    assert SHOWN_BY.keys() == {kind.field for kind in ruleset_text.KINDS}


@pytest.mark.parametrize("field", SHOWN_BY)
def test_a_test_shows_where_each_clause_acts(field):
    module, name = SHOWN_BY[field]
    assert callable(getattr(import_module(f"tests.web.{module}"), name))


def test_a_document_of_one_task_is_entered_by_the_rule_for_ordinary_ones(province, an):
    rule = "Cập nhật văn bản thường: không quy định\n  căn cứ: Quyết định 42/2014/QĐ-TTg: yêu cầu kịp thời"
    adopt(an, (rule, "Cập nhật văn bản thường: 1 ngày làm việc\n  căn cứ: Quy chế 9, Điều 6: yêu cầu kịp thời"))
    first, rest = make.PLAN.split("\n2. Sở Tài chính")
    text = first + "\nTM. ỦY BAN" + rest.split("TM. ỦY BAN")[1]
    soon, late = issued(an, text), issued(an, text.replace("15/KH-UBND", "16/KH-UBND"), days=1)
    clerk = Browser().wearing(an)
    assert "nhập ngày 03/03/2026, đúng hạn" in words(clerk.get(f"/directives/{soon}/"))
    told = words(clerk.get(f"/directives/{late}/"))
    assert "nhập ngày 04/03/2026, chậm nhất phải là 03/03/2026" in told and "Quy chế 9, Điều 6" in told
    assert clerk.get(f"/directives/{late}/entry/").json()["by_rule"]["until"] == dt.date(2026, 3, 3).isoformat()
