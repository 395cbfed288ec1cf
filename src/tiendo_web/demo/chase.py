"""The evening before the anchor: the office urges what is late and asks why; some bodies have answered by then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from tiendo import duty as rules
from tiendo import urging
from tiendo.inquiry import StepKind
from tiendo_web.core import when
from tiendo_web.core.access import Viewer
from tiendo_web.demo import story, words
from tiendo_web.duties import inquiries, letters, naming, queries
from tiendo_web.duties.models import Inquiry
from tiendo_web.orgs import queries as orgs

DAY = dt.timedelta(days=1)
ASKED = 6
# About so much of what was late a month before the office asked, and nobody answered.
SILENT = 2
# So many of them An follows herself.
FOLLOWED = 5


def earlier(an: Viewer, at: dt.datetime) -> None:
    """Ask why some of what is late is, by a day that will be over when the sample is opened."""
    on = when.day_of(at)
    late = queries.duties(viewer=an, on=on, which=queries.Which.OVERDUE, size=SILENT).lines
    inquiries.ask_explanations(
        duty_ids=[line.id for line in late], text=words.WHY, due_on=on + 5 * DAY, viewer=an, at=at
    )


def load(viewers: Mapping[str, Viewer], today: dt.date) -> None:
    """One letter over everything that is late, some explanations, one contribution for each lead who can ask for it."""
    an, on = viewers["an"], today - DAY
    by_body = {viewer.body_id: viewer for viewer in viewers.values() if not viewer.office}
    late = queries.duties(viewer=an, on=on, which=queries.Which.OVERDUE, size=letters.MOST).lines
    urged = [line.id for line in late if line.stage in queries.OPEN]
    draft = letters.Draft(
        about=urging.ABOUT,
        text=urging.PROPOSED,
        place=letters.place_of(an, on),
        report_by=today + 5 * DAY,
        each=True,
        number="412/VP-TH",
        signed_as="TL. Chủ tịch\nChánh Văn phòng",
    )
    letters.urge(duty_ids=urged, draft=draft, viewer=an, at=story.instant(on, 17, 5))
    owners = {line.id: line.body_id for line in late}
    faults = dict(inquiries.explainable(queries.rows(viewer=an, duty_ids=urged), an, on))
    questioned = [duty_id for duty_id in sorted(urged) if not faults[duty_id]][:ASKED]
    asked = inquiries.ask_explanations(
        duty_ids=questioned, text=words.WHY, due_on=today + DAY, viewer=an, at=story.instant(on, 17, 10)
    )
    for duty_id, inquiry_id in list(zip(questioned, asked, strict=True))[::2]:
        inquiries.step(
            inquiry_id=inquiry_id,
            kind=StepKind.ANSWERED,
            text=words.BECAUSE,
            viewer=by_body[owners[duty_id]],
            at=story.instant(on, 17, 20),
        )
    _contributions(an, by_body, on)
    _answers(an, by_body, on)
    _named(viewers, on)


def _named(viewers: Mapping[str, Viewer], on: dt.date) -> None:
    """An follows what is late; whoever leads Sở Y tế has named who sees to what it owes."""
    an, head, at = viewers["an"], viewers["dau"], story.instant(on, 17, 50)
    late = queries.duties(viewer=an, on=on, which=queries.Which.OVERDUE, size=FOLLOWED).lines
    owed = [line.id for line in queries.duties(viewer=head, on=on, which=queries.Which.UNNAMED).lines]
    user_id = viewers["syt"].user_id
    naming.name(duty_ids=[line.id for line in late], part=rules.Part.GIVER, user_id=an.user_id, viewer=an, at=at)
    naming.name(duty_ids=owed, part=rules.Part.DOER, user_id=user_id, viewer=head, at=at)


def _answers(an: Viewer, by_body: Mapping[int, Viewer], on: dt.date) -> None:
    """Of what the directives ask of those who coordinate, every other question is answered."""
    rows = Inquiry.objects.filter(jurisdiction_id=an.jurisdiction_id, task__isnull=False, live=True)
    for inquiry_id, body_id in list(rows.order_by("pk").values_list("pk", "body_id"))[::2]:
        at, viewer = story.instant(on, 17, 40), by_body[body_id]
        inquiries.step(inquiry_id=inquiry_id, kind=StepKind.ANSWERED, text=words.DONE_PART, viewer=viewer, at=at)


def _contributions(an: Viewer, by_body: Mapping[int, Viewer], on: dt.date) -> None:
    """Leads ask those who coordinate, each on a record of its own."""
    tree = orgs.tree(jurisdiction_id=an.jurisdiction_id, on=on)
    lines = queries.duties(viewer=an, on=on, which=queries.Which.NEAR, size=letters.MOST).lines
    rows = queries.rows(viewer=an, duty_ids=[line.id for line in lines if line.stage is rules.Stage.DOING])
    for row in rows:
        bodies = inquiries.coordinating(row, tree)
        lead = by_body.get(row.owner_id)
        day = inquiries.by_silence(row, on).until
        if bodies and lead is not None and day is not None:
            inquiries.ask_contributions(
                duty_id=row.pk,
                body_ids=bodies,
                text=words.PART,
                due_on=day,
                viewer=lead,
                at=story.instant(on, 17, 30),
            )
