"""Two at once: of two officers who accept one report exactly one does, and a recount sees no act half done."""

import threading

from django.db import connection, connections

from tests import make
from tiendo import duty as rules
from tiendo_web.core.access import Role
from tiendo_web.core.snapshot import snapshot
from tiendo_web.duties import actions, queries
from tiendo_web.duties.models import Duty, Event
from tiendo_web.ledger import queries as ledger

# SQLite writes one at a time by its file lock, and the test database of its suite lives in memory, where
# two threads share one connection: the race can only be run on PostgreSQL.
if connection.vendor == "postgresql":
    import pytest

    @pytest.mark.django_db(transaction=True)
    def test_of_two_who_accept_one_does():
        province = make.province("dua-nhau")
        an = province.viewer("an", role=Role.CLERK)
        dung = province.viewer("dung", role=Role.OFFICER, body="health")
        actions.issue(plan_id=make.plan(an), viewer=an, at=make.AT)
        duty = Duty.objects.get(jurisdiction_id=province.id, body_id=province.bodies["health"]).pk
        report = actions.Words(text="Xong")
        actions.move(duty_id=duty, kind=rules.EventKind.REPORTED, words=report, viewer=dung, at=make.AT)
        start, outcomes = threading.Barrier(4), []

        def accept():
            start.wait()
            try:
                actions.move(duty_id=duty, kind=rules.EventKind.ACCEPTED, viewer=an, at=make.AT)
                outcomes.append("done")
            except rules.MoveRefused:
                outcomes.append("refused")
            finally:
                connections.close_all()

        threads = [threading.Thread(target=accept) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(outcomes) == ["done", "refused", "refused", "refused"]
        accepted = Event.objects.filter(jurisdiction_id=province.id, kind=rules.EventKind.ACCEPTED.value)
        assert accepted.count() == 1
        assert queries.drift(province.id) == []
        assert list(ledger.breaks(jurisdiction_id=province.id)) == []

    @pytest.mark.django_db(transaction=True)
    def test_an_act_between_two_statements_of_a_recount_is_no_fault():
        province = make.province("dem-lai")
        an = province.viewer("an", role=Role.CLERK)
        dung = province.viewer("dung", role=Role.OFFICER, body="health")
        actions.issue(plan_id=make.plan(an), viewer=an, at=make.AT)
        duty = Duty.objects.get(jurisdiction_id=province.id, body_id=province.bodies["health"]).pk
        done = []

        def report():
            words = actions.Words(text="Xong")
            actions.move(duty_id=duty, kind=rules.EventKind.REPORTED, words=words, viewer=dung, at=make.AT)
            connections.close_all()

        def meanwhile(execute, sql, params, many, context):
            """Before the totals are read, and after duties and events were: somebody reports."""
            if 'FROM "duties_tally"' in sql and not done:
                done.append(sql)
                thread = threading.Thread(target=report)
                thread.start()
                thread.join()
            return execute(sql, params, many, context)

        with connection.execute_wrapper(meanwhile), snapshot():
            assert queries.drift(province.id) == []
        assert done and Duty.objects.get(jurisdiction_id=province.id, pk=duty).stage == "reported"
        assert queries.drift(province.id) == []
