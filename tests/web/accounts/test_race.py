"""At once: of those who use one link, join one identity or take one table over, exactly one does."""

import threading

from django.db import connection, connections

from tests import make
from tiendo.errors import Refused
from tiendo_web.accounts import actions as accounts
from tiendo_web.accounts.models import SignIn, User
from tiendo_web.accounts.queries import Identity
from tiendo_web.core.access import SYSTEM, Role
from tiendo_web.invitations import actions, queries
from tiendo_web.invitations.models import LinkUse
from tiendo_web.ledger import queries as ledger


def at_once(*acts):
    """Each act in a thread of its own, let go together: how many were done, and why the others were refused."""
    start, done, refused = threading.Barrier(len(acts)), [], []

    def run(act):
        start.wait()
        try:
            act()
            done.append(act)
        except Refused as fault:
            refused.append(type(fault).__name__)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(done), refused


# As in the race of duties: on SQLite the threads of a test share one connection.
if connection.vendor == "postgresql":
    import pytest

    pytestmark = pytest.mark.django_db(transaction=True)

    @pytest.fixture
    def home():
        return make.province("dua-nhau")

    def test_of_four_who_hold_one_invitation_one_gets_in(home):
        told = {"role": Role.OFFICER, "body_id": home.bodies["health"], "holds_from": make.FOUNDED, "holds_to": None}
        told |= {"jurisdiction_id": home.id, "by": SYSTEM, "at": make.AT}
        ticket = queries.ticket(actions.invite(person=accounts.Person("Lan", "lan"), **told).secret)
        words = [f"nam cay so {n} con duong" for n in range(3)]
        acts = [
            lambda word=word: actions.use_link(ticket=ticket, password=word, words=(), at=make.AT) for word in words
        ]
        identity = Identity("sso", "1", "lan")
        acts.append(lambda: actions.use_link_to_join(ticket=ticket, identity=identity, at=make.AT, address=None))
        assert at_once(*acts) == (1, ["LinkDead"] * 3)
        assert LinkUse.objects.filter(jurisdiction_id=home.id).count() == 1
        lan = User.objects.get(username="lan")
        assert sum(lan.check_password(word) for word in words) + lan.socialaccount_set.count() == 1
        assert list(ledger.breaks(jurisdiction_id=home.id)) == []

    def test_of_four_accounts_that_join_one_identity_one_does(home):
        users = [home.viewer(f"u{n}", role=Role.OFFICER).user_id for n in range(4)]
        identity = Identity("sso", "1", "ai")
        told = {"identity": identity, "at": make.AT, "address": None}
        assert at_once(*(lambda one=one: accounts.join(user_id=one, **told) for one in users)) == (1, ["Joined"] * 3)
        assert SignIn.objects.filter(outcome="joined").count() == 1

    def test_of_three_who_take_one_table_over_one_does(home):
        data = "Tên đăng nhập;Họ và tên;Vai trò;Cơ quan\nhoa;Hoa;officer;SYT\nlan;Lan;leader;STC\n".encode()
        told = {"jurisdiction_id": home.id, "data": data, "name": "a.csv", "on": make.AT.date(), "names": {}}
        acts = [lambda: actions.import_people(**told, by=SYSTEM, at=make.AT)] * 3
        assert at_once(*acts) == (1, ["ImportRefused"] * 2)
        assert User.objects.filter(username__in=["hoa", "lan"]).count() == 2
