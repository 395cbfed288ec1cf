"""The history that pages are measured on is one that the product could have written: its proofs pass on it."""

from django.db import connection

from tests import make
from tiendo_web.core.access import Role
from tiendo_web.duties import queries
from tiendo_web.duties.models import Duty, Event, Inquiry, InquiryStep, Letter, LetterLine
from tiendo_web.ledger import queries as ledger
from tiendo_web.plans import columns
from tiendo_web.plans.models import Plan
from tiendo_web.recurring import queries as recurring
from tiendo_web.recurring.models import Occurrence
from tiendo_web.scorecards import queries as scorecards

# It is written by COPY, which only PostgreSQL has.
if connection.vendor == "postgresql":
    import psycopg
    import pytest

    from tests.bench.years import load, stories

    @pytest.mark.django_db(transaction=True)
    def test_what_copy_wrote_is_proved_by_recount_and_verify():
        province = make.province("nhieu-nam")
        an = province.viewer("an", role=Role.CLERK)
        plan_id = make.plan(an)
        end = ledger.head(jurisdiction_id=province.id)
        read = Plan.objects.get(jurisdiction_id=province.id, pk=plan_id)
        bodies = [province.bodies[name] for name in ("health", "finance", "thuan", "binh")]
        ground = load.Ground(
            jurisdiction_id=province.id,
            bodies=bodies,
            holders=dict.fromkeys(bodies, an.holder_id),
            clerk=an.holder_id,
            office=province.bodies["province"],
            document_id=read.document_id,
            compiled=read.compiled,
            plans=plan_id,
            seq=end.seq,
            hash=end.hash,
        )
        size = load.Size(60, tasks=5, bodies=3, a_day=1, today=make.AT.date() + 120 * stories.DAY)
        events = load.fill(lambda: psycopg.connect(**_where()), ground, size)
        assert events == Event.objects.filter(jurisdiction_id=province.id).count() > 3 * 60 * size.duties
        rows = Duty.objects.filter(jurisdiction_id=province.id)
        assert rows.filter(parent=None).count() == 60 * size.duties < rows.count()
        assert queries.drift(province.id) == columns.drift(province.id) == recurring.drift(province.id) == []
        told = set(Event.objects.filter(jurisdiction_id=province.id).values_list("kind", flat=True))
        assert told == {step.kind.value for tale in stories.STORIES for step in tale.steps} | {"issued"}
        for model in (Inquiry, InquiryStep, Letter, LetterLine, Occurrence):
            assert model.objects.filter(jurisdiction_id=province.id).exists(), model
        assert list(ledger.breaks(jurisdiction_id=province.id)) == []
        card = scorecards.scorecard(viewer=an, on=size.today)
        assert card.total.total == rows.count()
        # Acts go on where the chain ends, and ids where the tables end.
        make.plan(an, at=make.AT + stories.DAY * 121)
        assert list(ledger.breaks(jurisdiction_id=province.id)) == []

    def _where():
        known = connection.settings_dict
        return {
            "dbname": known["NAME"],
            "user": known["USER"],
            "password": known["PASSWORD"],
            "host": known["HOST"],
            "port": known["PORT"],
        }
