"""A reform drafted and decided in the sample province, and what must hold after it."""

import datetime as dt

from tests import make
from tiendo.reform import Decision, Terms
from tiendo_web.duties import queries as duty_queries
from tiendo_web.duties.models import Duty
from tiendo_web.ledger import queries as ledger
from tiendo_web.reforms import actions

DAY = dt.timedelta(days=1)
NOW = make.AT + 10 * DAY
TODAY = NOW.date()
LATER = TODAY + 20 * DAY


def decision(effect_on=TODAY, symbol="12/2026/QĐ-UBND"):
    return Decision(symbol, "Sắp xếp các sở", min(TODAY, effect_on), effect_on)


def drafted(an, *steps, effect_on=TODAY, symbol="12/2026/QĐ-UBND", **more):
    return actions.begin(terms=Terms(decision(effect_on, symbol), steps=steps, **more), viewer=an, at=NOW)


def decided(an, *steps, at=NOW, **more):
    return actions.decide(key=drafted(an, *steps, **more), seen=1, viewer=an, at=at)


def owners(province):
    refs = {pk: ref for ref, pk in province.bodies.items()}
    rows = Duty.objects.filter(jurisdiction_id=province.id).order_by("pk")
    return [refs.get(pk, pk) for pk in rows.values_list("owner_id", flat=True)]


def holds(province):
    """Totals, columns and ledger hold."""
    assert duty_queries.drift(province.id) == []
    assert list(ledger.breaks(jurisdiction_id=province.id)) == []
