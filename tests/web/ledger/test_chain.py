"""Acts in a chain: what is written is sealed, what is changed behind the product's back is found."""

import datetime as dt

import pytest
from django.db import connection

from tests import make
from tiendo import ledger as chain
from tiendo_web.core.access import SYSTEM, Role
from tiendo_web.ledger import actions, queries
from tiendo_web.ledger.models import Entry
from tiendo_web.orgs.models import BodyName, Holder


def breaks(province):
    return list(queries.breaks(jurisdiction_id=province.id))


def behind_the_back(sql, *params):
    """Change a table as somebody with the database password would."""
    with connection.cursor() as cursor:
        cursor.execute(sql + ' -- "jurisdiction_id" = all', params)


def test_what_acts_wrote_holds(province, an):
    assert breaks(province) == []


def test_an_export_is_verified_without_the_database(province, an):
    lines = list(queries.export(jurisdiction_id=province.id))
    verdict = chain.verify(lines)
    assert verdict.ok and verdict.checked == queries.head(jurisdiction_id=province.id).seq == 2


def test_a_changed_fact_is_found(province, an):
    behind_the_back("UPDATE orgs_bodyname SET name = %s WHERE name = %s", "Sở Khác", "Sở Y tế")
    row = BodyName.objects.get(jurisdiction_id=province.id, name="Sở Khác")
    assert breaks(province) == [f"orgs.BodyName {row.pk}: changed after it was written"]


def test_a_deleted_fact_is_found(province, an):
    key = Holder.objects.get(jurisdiction_id=province.id).pk
    behind_the_back("DELETE FROM orgs_holder WHERE id = %s", key)
    assert breaks(province) == [f"orgs.Holder {key}: deleted after it was written"]


def test_a_fact_slipped_in_is_found(province, an):
    row = BodyName.objects.filter(jurisdiction_id=province.id).first()
    row.pk, row.starts_on = None, dt.date(2026, 1, 1)
    row.save(force_insert=True)
    assert breaks(province) == [f"orgs.BodyName {row.pk}: written outside of any act"]


def test_a_changed_seal_is_found(province, an):
    behind_the_back("UPDATE ledger_seal SET digest = %s WHERE act = 1", "0" * 64)
    assert breaks(province)[0] == "entry 1: the seals of its rows are not those it was written with"


def test_a_changed_entry_is_found(province, an):
    behind_the_back("UPDATE ledger_entry SET by_id = 999, by_kind = 'holder' WHERE seq = 1")
    assert breaks(province)


def test_the_same_form_acts_once(province, an):
    give = {"jurisdiction_id": province.id, "user_id": an.user_id, "role": Role.LEADER, "holds_from": make.FOUNDED}
    token = "t" * 32
    make.orgs.give_hat(**give, body_id=province.bodies["health"], at=make.AT, once=token)
    with pytest.raises(actions.Repeated) as repeated:
        make.orgs.give_hat(**give, body_id=province.bodies["health"], at=make.AT, once=token)
    assert repeated.value.subject.startswith("orgs.Holder:")
    assert Holder.objects.filter(jurisdiction_id=province.id, role=Role.LEADER.value).count() == 1


def test_time_never_runs_backwards(province):
    for hours in (5, 1, 3):
        with actions.act(
            jurisdiction_id=province.id, kind="test", by=SYSTEM, at=make.AT + dt.timedelta(hours=hours)
        ) as act:
            assert act.at == make.AT + dt.timedelta(hours=5)


def test_what_fails_leaves_no_trace(province):
    before = queries.head(jurisdiction_id=province.id)
    with pytest.raises(RuntimeError), actions.act(jurisdiction_id=province.id, kind="test", by=SYSTEM, at=make.AT):
        raise RuntimeError
    assert queries.head(jurisdiction_id=province.id) == before
    assert Entry.objects.filter(jurisdiction_id=province.id).count() == before.seq
