"""How the days came about that stand beside a duty's own: by when an answer or a report is asked for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tiendo.inquiry import InquiryKind, StepKind
from tiendo.setday import How, RuleDay, SetDay
from tiendo_web.core.access import Viewer
from tiendo_web.duties import inquiries, letters
from tiendo_web.duties.models import InquiryStep


@dataclass(frozen=True, slots=True)
class Told:
    """Who set a day, and what the rules say of it; None where they have nothing to do with it."""

    set_day: SetDay
    by_rule: RuleDay | None = None


def of_inquiry(*, inquiry_id: int, viewer: Viewer, on: dt.date) -> Told:
    """By when an inquiry is to be answered, as its page says it; raises as ``inquiries.of`` does."""
    row = inquiries.of(inquiry_id, viewer, on)
    steps = InquiryStep.objects.filter(jurisdiction_id=viewer.jurisdiction_id, inquiry_id=row.pk)
    backs = list(steps.filter(kind=StepKind.SENT_BACK.value).order_by("-pk")[:2])
    if backs:
        before = backs[1].due_on if len(backs) > 1 else row.due_on
        return Told(SetDay(How.AGAIN, row.answer_by, before, backs[0].recorded_on))
    if row.due_on is None:
        asked = SetDay(How.TASK, row.answer_by, row.answer_by, row.recorded_on)
    else:
        asked = SetDay(How.ANSWER, row.due_on, None, row.recorded_on)
    if row.kind != InquiryKind.CONTRIBUTION.value:
        return Told(asked)
    return Told(asked, inquiries.by_silence(row.duty, row.recorded_on, until=row.act))


def of_letter(*, letter_id: int, viewer: Viewer) -> Told:
    """By when a letter asks for a report; raises ``letters.NoLetter``."""
    shown = letters.letter(letter_id=letter_id, viewer=viewer)
    return Told(SetDay(How.REPORT, shown.draft.report_by, None, shown.on))
