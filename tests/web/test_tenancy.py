"""The guard that every web test runs under does catch a query that could cross jurisdictions."""

import pytest

from tests.web.conftest import untenanted
from tiendo_web.duties.models import Duty


def test_a_query_without_its_jurisdiction_fails_the_test(db):
    with pytest.raises(AssertionError, match="without its jurisdiction"):
        Duty.objects.filter(stage="done").count()
    with pytest.raises(AssertionError, match="without its jurisdiction"):
        Duty.objects.filter(pk=1).update(stage="done")


def test_a_query_with_it_passes(province):
    assert Duty.objects.filter(jurisdiction_id=province.id, stage="done").count() == 0


@pytest.mark.parametrize(
    ("sql", "crosses"),
    [
        ('SELECT * FROM "duties_duty"', True),
        ('SELECT * FROM "duties_duty" WHERE "duties_duty"."jurisdiction_id" = 1', False),
        ('DELETE FROM "duties_duty" WHERE "id" = 1', True),
        ('INSERT INTO "duties_duty" ("id") VALUES (1)', False),
        ('SELECT * FROM "django_session"', False),
    ],
)
def test_what_counts_as_crossing(sql, crosses):
    assert untenanted(sql, ["duties_duty"]) is crosses
