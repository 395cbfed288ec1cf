"""The evening before the anchor: the office urges what is late and asks why; some bodies have answered by then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from tiendo import duty as rules
from tiendo import urging
from tiendo.inquiry import StepKind
from tiendo_web.core.access import Viewer
from tiendo_web.demo import story, words
from tiendo_web.duties import inquiries, letters, queries
from tiendo_web.orgs import queries as orgs

DAY = dt.timedelta(days=1)
ASKED = 6


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
    questioned = sorted(urged[:ASKED])
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
