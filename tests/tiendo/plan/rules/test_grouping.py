"""What is missing is said once, and counts up, however many tasks there are."""

from hypothesis import given
from hypothesis import strategies as st

from tiendo import workdays
from tiendo.plan.compiler import compile
from tiendo.plan.context import Context
from tiendo.plan.model import BodyRef, Deadline, Head, Plan, Task
from tiendo.plan.rules import body_unknown, task_without_deadline, task_without_lead, vague_time
from tiendo.source import Source, Span

WORDS = [
    "Rà soát quỹ đất ven biển.",
    "Kịp thời chuẩn bị cây giống.",
    "Sớm hoàn thành trồng rừng.",
    "Phát hiện sớm cháy rừng.",
]
DEADLINES = [
    None,
    Deadline((), "kịp thời", ()),
    Deadline(("ongoing",), "thường xuyên", ()),
    Deadline(("2026-06-30",), "", ()),
]
LEADS = [(), ("Sở Xây dựng",), ("Sở Cũ", "Sở Xây dựng"), ("Các sở, ngành",)]
tasks = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(LEADS), st.sampled_from(DEADLINES)), max_size=30)


def plan_of(described):
    text, made = "", []
    for number, (words, leads, deadline) in enumerate(described, start=1):
        span = Span(len(text), len(text) + len(words))
        lead = tuple(BodyRef(name, None, inferred=True) for name in leads)
        made.append(Task(str(number), str(number), words, span, (span,), lead=lead, deadline=deadline))
        text += words + "\n"
    return Plan(Source("a.txt", text, (), "text/plain", ""), Head(), (), (), tuple(made))


def said(module, plan, context=None):
    return list(module.check(plan, context or Context()))


@given(tasks)
def test_tasks_without_owner_or_deadline_are_one_diagnostic_each(described):
    plan = plan_of(described)
    missing = {
        task_without_lead: [task for task in plan.tasks if not task.lead],
        task_without_deadline: [task for task in plan.tasks if not (task.deadline and task.deadline.values)],
    }
    for module, without in missing.items():
        found = said(module, plan)
        assert len(found) == bool(without)
        for one in found:
            args = dict(one.args)
            assert (args["missing"], args["total"]) == (str(len(without)), str(len(plan.tasks)))
            assert args["list"] == ", ".join(task.label for task in without)
            places = [one.span, *(label.span for label in one.labels)]
            assert [place.start for place in places] == [task.span.start for task in without]


@given(tasks)
def test_words_of_haste_are_one_diagnostic_and_only_where_no_day_stands(described):
    plan = plan_of(described)
    found = said(vague_time, plan)
    hasty = [
        task
        for task in plan.tasks
        if not (task.deadline and task.deadline.values) and task.text.startswith(("Kịp thời", "Sớm"))
    ]
    assert len(found) == bool(hasty)
    for one in found:
        words = [plan.source.slice(place) for place in (one.span, *(label.span for label in one.labels))]
        assert words == [task.text.split(" chuẩn")[0].split(" hoàn")[0] for task in hasty]


@given(tasks)
def test_a_name_that_nobody_bears_is_told_once_with_all_its_tasks(described):
    plan = plan_of(described)
    found = said(body_unknown, plan, Context(bodies=("Sở Xây Dựng", "Sở Tài chính")))
    led = [task.label for task in plan.tasks if any(lead.value == "Sở Cũ" for lead in task.lead)]
    assert [dict(one.args) for one in found] == ([{"body": "Sở Cũ", "tasks": ", ".join(led)}] if led else [])
    assert said(body_unknown, plan) == []


def test_of_several_times_the_one_that_is_off_is_pointed_at():
    text = (
        "Số: 45/KH-UBND\nSơn Hải, ngày 05 tháng 3 năm 2026\nKẾ HOẠCH\nTrồng rừng\n"
        "1. Sở Xây dựng báo cáo ngày 25 hằng tháng; báo cáo năm trước ngày 05/12.\n"
    )
    whole = Source("a.txt", text, (), "text/plain", "")
    _, told = compile(whole, Context(calendar=workdays.shipped()))
    assert [whole.slice(one.span) for one in told if one.code == "D003"] == ["trước ngày 05/12"]
