"""What the page of the day asks at once is what its lists say one by one."""

import datetime as dt
import random

import pytest

from tests import make
from tests.web.growth import Growing
from tests.web.rights_stage import stage
from tiendo_web.core import now
from tiendo_web.core.access import Role
from tiendo_web.duties import inquiry_queries, queries
from tiendo_web.duties.models import Duty
from tiendo_web.duties.queries import Which

LISTS = [which for which in Which if which not in (Which.COORDINATING, Which.MINE, Which.UNNAMED)]


@pytest.mark.parametrize("size", [1, 2, 50])
def test_lists_asked_together_are_what_they_are_alone(db, size):
    growing = Growing(stage())
    growing.grow()
    home = growing.stage.home
    head = home.viewer("truong", role=Role.HEAD, body="health")
    known = inquiry_queries.known(head)
    assert known is not None and known.owed is not None
    # On the day itself and years later, when all that is open is late.
    for on in (now.today(), make.AT.date(), now.today() + dt.timedelta(days=1100)):
        lists = random.Random(size).sample(LISTS, len(LISTS))
        together = dict(queries.firsts(viewer=head, on=on, which=lists, size=size, known=known))
        assert list(together) == lists
        for which, page in together.items():
            assert page == queries.duties(viewer=head, on=on, which=which, size=size), (which, on)
        if size == 50:
            assert sum(1 for page in together.values() if page.lines) > 3
    assert Duty.objects.filter(jurisdiction_id=home.id, due_on=None).exists(), "what has no day stands last"
