"""The count of failed tries as a pure function."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from tiendo_web.accounts import limits

AT = dt.datetime(2026, 3, 2, 8, 0, tzinfo=dt.UTC)
SECONDS = st.integers(0, 1200)
FAILURES = st.lists(
    st.builds(
        lambda ago, tried, address, device: limits.Failure(AT - dt.timedelta(seconds=ago), tried, address, device),
        SECONDS,
        st.sampled_from(["a", "b"]),
        st.sampled_from(["192.0.2.1", "192.0.2.2"]),
        st.sampled_from(["", "d"]),
    ),
    max_size=80,
)


def asked(failures, *, tried="a", address="192.0.2.1", device="", at=AT):
    return limits.lifts_at(failures, tried=tried, address=address, device=device, at=at)


@given(FAILURES)
def test_nobody_waits_longer_than_the_longest_period(failures):
    wait = asked(failures)
    assert wait is None or AT < wait <= AT + limits.LONGEST


@given(FAILURES)
def test_the_moment_that_is_named_is_the_first_at_which_one_may_try(failures):
    wait = asked(failures)
    if wait is not None:
        assert asked(failures, at=wait - dt.timedelta(microseconds=1)) is not None
        assert asked(failures, at=wait) is None


@given(FAILURES)
def test_a_known_browser_does_not_wait_for_strangers(failures):
    strange = [one for one in failures if not one.device]
    assert asked(strange, device="d") is None


@given(FAILURES, FAILURES)
def test_more_failures_never_shorten_the_wait(failures, more):
    before, after = asked(failures), asked([*failures, *more])
    assert before is None or (after is not None and after >= before)
