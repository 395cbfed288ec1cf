"""The worker and time: it wakes when something is due, survives a kill, a second worker, and a clock set back."""

import datetime as dt
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests import make, waiting
from tests.web.recurring.test_recurring import begun
from tiendo.reform import Decision, Step, Terms, Verb
from tiendo_web.core import now, when
from tiendo_web.duties import actions as duties
from tiendo_web.duties.models import Duty
from tiendo_web.jobs import checks, work
from tiendo_web.ledger import queries as ledger
from tiendo_web.ledger.models import Entry
from tiendo_web.plans.models import Task
from tiendo_web.recurring.models import Occurrence
from tiendo_web.reforms import actions as reforms
from tiendo_web.work import actions
from tiendo_web.work import queries as jobs

DAY = dt.timedelta(days=1)
APRIL = dt.date(2026, 4, 1)
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def series(province, an):
    """A task of two communes that recurs each month from April 2026 on."""
    duties.issue(plan_id=make.plan(an), viewer=an, at=make.AT)
    return begun(an, Task.objects.get(jurisdiction_id=province.id, position=3).pk)


def issued(province):
    return [row.number for row in Occurrence.objects.filter(jurisdiction_id=province.id).order_by("pk")]


def test_the_next_moment_is_the_first_of_what_time_will_change(province, an, series):
    assert work.next_moment(province.id) == when.begin_of(APRIL)
    renamed = Step(Verb.RENAME, (province.bodies["clinic"],), name="Trung tâm Y tế dự phòng")
    decision = Decision("9/2026/QĐ-UBND", "Đổi tên", make.AT.date(), APRIL - 3 * DAY)
    key = reforms.begin(terms=Terms(decision, steps=(renamed,)), viewer=an, at=make.AT)
    reform = reforms.decide(key=key, seen=1, viewer=an, at=make.AT)
    assert work.next_moment(province.id) == when.begin_of(APRIL - 3 * DAY)
    night = make.AT + dt.timedelta(hours=17)
    actions.ask(jurisdiction_id=province.id, kind=checks.KIND, at=night)
    assert work.next_moment(province.id) == night
    reforms.undo(reform_id=reform, reason="Hoãn", viewer=an, at=make.AT)
    work.do_due_in(province.id, night)
    assert night < work.next_moment(province.id) <= night + 2 * DAY, "the next night"


def test_the_worker_waits_no_longer_than_until_the_next_moment(province, an, monkeypatch):
    assert work.until_next() == work.PAUSE, "nothing is due by time alone"
    actions.ask(jurisdiction_id=province.id, kind=checks.KIND, at=now.now() + dt.timedelta(seconds=9))
    assert 5 < work.until_next() <= 9
    actions.done(jurisdiction_id=province.id, kind=checks.KIND, at=make.AT, outcome="ok", next_at=make.AT)
    assert work.until_next() == work.PAUSE, "what failed is not tried without a pause"


def test_a_clock_set_back_loses_nothing_and_does_nothing_twice(province, an, series, capsys):
    first = when.begin_of(APRIL) + dt.timedelta(hours=3)
    work.do_due_in(province.id, first)
    before = issued(province), Entry.objects.filter(jurisdiction_id=province.id).count()
    for back in (1, 2, 300):
        work.do_due_in(province.id, first - back * DAY)
    assert (issued(province), Entry.objects.filter(jurisdiction_id=province.id).count()) == before
    times = [row.recorded_at for row in Entry.objects.filter(jurisdiction_id=province.id).order_by("seq")]
    assert times == sorted(times)
    work.do_due_in(province.id, when.begin_of(dt.date(2026, 5, 1)))
    assert len(issued(province)) == 2


def test_what_is_due_by_the_ledger_is_done_though_the_clock_was_set_back(province, an, series):
    duty = Duty.objects.get(jurisdiction_id=province.id, owner_id=province.bodies["thuan"]).pk
    said = duties.Words(text="Gia hạn.", reason=duties.moves.rules.Closing.OTHER)
    at = when.begin_of(APRIL) + dt.timedelta(hours=9)
    duties.move(duty_id=duty, kind=duties.KIND.CLOSED, words=said, viewer=an, at=at)
    work.do_due_in(province.id, at - DAY)
    assert len(issued(province)) == 1, "the day of the ledger is April the 1st"
    assert ledger.last_recorded(jurisdiction_id=province.id) == at
    assert list(ledger.breaks(jurisdiction_id=province.id)) == []


def test_a_check_whose_worker_was_killed_is_done_by_the_next(province, an):
    actions.ask(jurisdiction_id=province.id, kind=checks.KIND, at=make.AT)
    lease = make.AT + checks.LEASE
    assert actions.claim(jurisdiction_id=province.id, kind=checks.KIND, due=make.AT, next_at=lease)
    work.do_due_in(province.id, make.AT + checks.LEASE / 2)
    assert jobs.latest(jurisdiction_id=province.id, kind=checks.KIND).last_at is None, "its worker may live"
    work.do_due_in(province.id, lease)
    assert jobs.latest(jurisdiction_id=province.id, kind=checks.KIND).outcome == "ok"


def test_what_was_made_up_for_takes_nothing_from_the_time_of_the_check(db):
    begun = now.now() - 3 * checks.LEASE
    assert checks.lease(make.AT, begun) >= make.AT + 4 * checks.LEASE


BATCH = 90
# What the other process is told to do: a province whose task recurs each day, and a worker that was away for ninety.
SET_UP = """
import sys
import django; django.setup()
import datetime as dt
from tests import make
from tests.web.recurring.test_recurring import begun
from tiendo.period import Kind, Rhythm
from tiendo.term import Length, Unit
from tiendo_web.core import now, when
from tiendo_web.core.access import Role
from tiendo_web.duties import actions as duties
from tiendo_web.plans.models import Task
at = now.now() - dt.timedelta(days=int(sys.argv[1]))
home = make.province(); an = home.viewer("an", role=Role.CLERK)
duties.issue(plan_id=make.plan(an), viewer=an, at=at)
daily = Rhythm(Kind.CUSTOM, every=Length(1, Unit.DAY), anchor=when.day_of(at))
begun(an, Task.objects.get(position=3).pk, daily, first_on=when.day_of(at), at=at)
"""
LOOK = """
import django; django.setup()
from tiendo_web.core import queries
from tiendo_web.duties import queries as duties
from tiendo_web.duties.models import Duty
from tiendo_web.ledger import queries as ledger
from tiendo_web.recurring import queries as recurring
from tiendo_web.recurring.models import Occurrence
here = queries.jurisdictions()[0].id
numbers = sorted(Occurrence.objects.values_list("number", flat=True))
made = Duty.objects.exclude(parent=None)
assert numbers == list(range(len(numbers))), numbers
assert made.count() == 2 * len(numbers) == len({(one.owner_id, one.text) for one in made})
assert duties.drift(here) == [] == recurring.drift(here)
assert list(ledger.breaks(jurisdiction_id=here)) == []
print(len(numbers))
"""


@pytest.fixture
def elsewhere(migrated_url, tmp_path):
    """The environment of other processes with a database of their own, and a way to look into that."""
    env = os.environ | {"TIENDO_DATA": str(tmp_path), "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    env["DATABASE_URL"] = migrated_url
    if migrated_url.startswith("sqlite:///"):
        file = migrated_url.removeprefix("sqlite:///")
        return env, lambda: sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    return env, lambda: psycopg.connect(migrated_url)


def python(env, code):
    done = subprocess.run(
        [sys.executable, "-c", code, str(BATCH)], env=env, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def worker(env):
    return subprocess.Popen([sys.executable, "-m", "tiendo_web.cli", "work", "--once"], env=env, cwd=ROOT)


def count(connect):
    with connect() as database:
        return database.execute("SELECT count(*) FROM recurring_occurrence").fetchone()[0]


def test_a_killed_worker_and_two_at_once_issue_each_period_once(elsewhere):
    env, connect = elsewhere
    python(env, SET_UP)
    killed = worker(env)
    waiting.until(lambda: count(connect) >= 5 or killed.poll() is not None)
    killed.kill()
    assert killed.wait() == -9, "it was in the middle of the batch"
    left = int(python(env, LOOK))
    two = [worker(env), worker(env)]
    assert [one.wait() for one in two] == [0, 0]
    # Another one where the test runs over midnight.
    assert 5 <= left < BATCH and int(python(env, LOOK)) in (BATCH + 1, BATCH + 2)
