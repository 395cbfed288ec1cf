"""What the worker does beside its passes: clocks moved in batches, also by two or after a kill; the night's check."""

import os
import signal
import subprocess
import sys

import pytest

from tests import waiting
from tests.web.jobs.test_moments import ROOT, elsewhere, python, worker

__all__ = ["elsewhere"]

TASKS = 350
# A province with two plans of as many tasks, and a decision that moves each of their clocks, which was only entered.
SET_UP = f"""
import django; django.setup()
import datetime as dt
from tests import make
from tests.web.calendars.test_moving import many
from tiendo import workdays
from tiendo_web.calendars import actions
from tiendo_web.core import now
from tiendo_web.core.access import Role
from tiendo_web.duties import actions as duties
from tiendo_web.rulesets import queries as tables
home = make.province(); an = home.viewer("an", role=Role.CLERK); today = now.today()
for number in ("15", "16"):
    text = many({TASKS}, today).replace("15/KH-UBND", number + "/KH-UBND")
    duties.issue(plan_id=make.plan(an, text, at=now.now()), viewer=an, at=now.now())
day = tables.calendar(jurisdiction_id=home.id).add(today, 5)
actions.decide(jurisdiction_id=home.id, text=f"nghỉ {{day:%d/%m/%Y}}", basis="12/TB-BNV",
               status=workdays.Status.CONFIRMED, by=an, at=now.now())
"""
LOOK = """
import django; django.setup()
from tiendo_web.core import queries
from tiendo_web.duties import queries as duties
from tiendo_web.duties.models import Event
from tiendo_web.ledger import queries as ledger
here = queries.jurisdictions()[0].id
moved = list(Event.objects.filter(kind="reckoned").values_list("duty_id", flat=True))
assert len(moved) == len(set(moved)), "none is moved twice"
assert duties.drift(here) == []
assert list(ledger.breaks(jurisdiction_id=here)) == []
print(len(moved))
"""


def ask(connect, sql):
    with connect() as database:
        return database.execute(sql).fetchone()


def wait_for(connect, sql):
    """Until a row has something other than nothing in its first column; gives that."""
    return waiting.until(lambda: (ask(connect, sql) or (None,))[0])


def test_a_killed_worker_and_two_at_once_move_each_clock_once(elsewhere):
    env, connect = elsewhere
    python(env, SET_UP)
    killed = worker(env)
    wait_for(connect, "SELECT mark FROM work_job WHERE kind = 'calendars.move'")
    killed.kill()
    assert killed.wait() == -9, "it was in the middle of the batches"
    left = int(python(env, LOOK))
    two = [worker(env), worker(env)]
    assert [one.wait() for one in two] == [0, 0]
    assert 0 < left < 2 * TASKS and int(python(env, LOOK)) == 2 * TASKS
    assert ask(connect, "SELECT done, changed, outcome FROM work_job WHERE kind = 'calendars.move'") == (
        2 * TASKS,
        2 * TASKS,
        "ok",
    )


# A worker that looks every second, and a province with one document.
DOCUMENT = """
import django; django.setup()
from tests import make
from tiendo_web.core import now
from tiendo_web.core.access import Role
from tiendo_web.duties import actions as duties
home = make.province(); an = home.viewer("an", role=Role.CLERK)
duties.issue(plan_id=make.plan(an, at=now.now()), viewer=an, at=now.now())
"""
RECURS = """
import django; django.setup()
from tests.web.recurring.test_recurring import begun
from tiendo.period import Kind, Rhythm
from tiendo.term import Length, Unit
from tiendo_web.core import now, queries
from tiendo_web.orgs import viewers
from tiendo_web.orgs.models import Holder
from tiendo_web.plans.models import Task
hat = Holder.objects.get()
an = viewers.viewer(user_id=hat.user_id, jurisdiction_id=hat.jurisdiction_id, holder_id=hat.pk, on=now.today())
daily = Rhythm(Kind.CUSTOM, every=Length(1, Unit.DAY), anchor=now.today())
begun(an, Task.objects.get(position=3).pk, daily, first_on=now.today(), at=now.now())
"""
WORKER = "from tiendo_web.jobs import work; work.PAUSE = 1.0; raise SystemExit(work.run(once=False))"
CHECK = "SELECT {} FROM work_job WHERE kind = 'verify'"


@pytest.fixture
def held_up(elsewhere, tmp_path):
    """A worker whose check comes to a file that cannot be read to its end; with that file, and what stood in it."""
    env, _connect = elsewhere
    python(env, DOCUMENT)
    (file,) = (path for path in (tmp_path / "files").rglob("*") if path.is_file())
    data = file.read_bytes()
    file.unlink()
    os.mkfifo(file)
    with subprocess.Popen([sys.executable, "-c", WORKER], env=env, cwd=ROOT) as running:
        yield running, file, data
        running.kill()


def test_no_pass_waits_for_the_check(elsewhere, held_up):
    """What falls due meanwhile is done."""
    env, connect = elsewhere
    running, file, data = held_up
    # Opens once somebody reads it: the check is at it now, and gets nothing yet.
    with file.open("wb") as pipe:
        python(env, RECURS)
        assert wait_for(connect, "SELECT count(*) FROM recurring_occurrence") == 1
        assert ask(connect, CHECK.format("last_at")) == (None,), "it is still at the file"
        pipe.write(data)
    assert wait_for(connect, CHECK.format("outcome")) == "ok"
    running.send_signal(signal.SIGTERM)
    assert running.wait(120) == 0


def test_a_worker_that_is_told_to_end_gives_the_check_back(elsewhere, held_up):
    env, connect = elsewhere
    running, file, data = held_up
    with file.open("wb"):
        running.send_signal(signal.SIGTERM)
        assert running.wait(120) == 0, "it does not wait for the check"
    file.unlink()
    file.write_bytes(data)
    assert worker(env).wait() == 0
    assert ask(connect, CHECK.format("outcome")) == ("ok",), "the next one had not to wait for two hours"
