"""The count of failed tries as a pure function."""

import datetime as dt

from django.core.cache import cache
from hypothesis import given
from hypothesis import strategies as st

from tiendo_web.accounts import limits

AT = dt.datetime(2026, 3, 2, 8, 0, tzinfo=dt.UTC)
SECONDS = st.integers(0, 1200)
TRIES = st.lists(
    st.builds(
        lambda ago, *more: limits.Try(AT - dt.timedelta(seconds=ago), *more),
        SECONDS,
        st.sampled_from(["a", "b"]),
        st.sampled_from(["192.0.2.1", "192.0.2.2"]),
        st.sampled_from(["", "d"]),
        st.booleans(),
    ),
    max_size=80,
)


def asked(tries, *, tried="a", address="192.0.2.1", device="", at=AT):
    return limits.lifts_at(tries, tried=tried, address=address, device=device, at=at)


@given(TRIES)
def test_nobody_waits_longer_than_the_longest_period(tries):
    wait = asked(tries)
    assert wait is None or AT < wait <= AT + limits.LONGEST


@given(TRIES)
def test_the_moment_that_is_named_is_the_first_at_which_one_may_try(tries):
    wait = asked(tries)
    if wait is not None:
        assert asked(tries, at=wait - dt.timedelta(microseconds=1)) is not None
        assert asked(tries, at=wait) is None


@given(TRIES)
def test_a_known_browser_does_not_wait_for_strangers(tries):
    strange = [one for one in tries if not one.device]
    assert asked(strange, device="d") is None


@given(TRIES, TRIES)
def test_more_tries_never_shorten_the_wait(tries, more):
    before, after = asked(tries), asked([*tries, *more])
    assert before is None or (after is not None and after >= before)


def entries(number, every, **more):
    told = {"tried": "a", "address": "192.0.2.1", "device": "", "failed": False} | more
    return [limits.Try(AT - dt.timedelta(seconds=every * n), **told) for n in range(number)]


def test_where_the_clock_was_set_back_a_day_nobody_waits_for_it_to_come_round():
    tries = entries(400, 0.1, failed=True)
    assert asked(tries) is not None
    assert asked(tries, at=AT - dt.timedelta(days=1)) is None
    assert asked(tries, at=AT - dt.timedelta(seconds=30)) is not None, "two servers may be seconds apart"


def test_what_people_do_is_borne_and_what_programs_do_is_not():
    office = [one for n in range(250) for one in entries(1, 1, tried=f"user {n}")]
    assert asked(office, tried="somebody") is None, "an office of 250 people begins its day"
    assert asked(entries(29, 10)) is None and asked(entries(30, 10)) is not None
    crowd = [one for n in range(300) for one in entries(1, 1, tried=f"user {n}")]
    assert asked(crowd, tried="somebody") is not None
    assert asked(crowd, tried="somebody", address="192.0.2.2") is None
    assert asked(crowd, tried="somebody", device="d") is None
    assert asked(entries(30, 10), device="d") is None, "with a password that was stolen nobody keeps its owner out"


def test_strangers_do_not_flush_the_counts_of_tries(db):
    cache.set("login_failed:somebody", 5, 600)
    for number in range(400):
        cache.set(f"sso:{number}", 1, 600)
    assert cache.get("login_failed:somebody") == 5
