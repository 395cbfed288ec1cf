from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tiendo.registry import Document, Registry, Trust, key, shipped


def document(symbol, on, trust=Trust.HELD):
    return Document(symbol, "KH", on, None, trust)


def test_what_ships_holds_the_state_and_the_party():
    known = shipped()
    assert len(known) > 4000
    assert {one.trust for one in known} == {Trust.LISTED, Trust.ATTESTED, Trust.CITED}
    assert known.dates("57-NQ/TW") == (date(2024, 12, 22),)
    assert [one.issuer for one in known.named("30/2020/NĐ-CP")] == ["Chính phủ"]


def test_every_document_that_ships_is_found_by_its_own_symbol_and_day():
    known = shipped()
    assert all(known.find(one.symbol, one.on) == (one,) for one in known)
    assert all(date(1945, 9, 2) <= one.on <= date(2026, 12, 31) for one in known)


def test_one_symbol_may_be_borne_by_documents_of_several_terms():
    assert len(shipped().named("35-CT/TW")) == 3


def test_a_document_in_the_system_stands_before_what_is_only_listed():
    held = document("30/2020/NĐ-CP", date(2020, 3, 5))
    assert Registry([held, *shipped()]).find(held.symbol, held.on) == (held,)


def test_typing_makes_no_other_symbol():
    assert key("30 / 2020/nđ – cp") == key("30 / 2020/NĐ-CP")
    assert key("09-NQ/TƯ") == key("09-NQ/TW")


@given(st.lists(st.tuples(st.text(min_size=1), st.dates())))
def test_every_document_put_in_is_found(rows):
    known = Registry(document(symbol, on) for symbol, on in rows)
    for symbol, on in rows:
        assert known.find(symbol, on)
        assert on in known.dates(symbol)


@given(st.lists(st.tuples(st.integers(0, 120), st.sampled_from(["/2020/NĐ-CP", "/2020/QĐ-TTg", "-CT/TW"]))))
def test_the_numbers_of_a_series_are_those_of_its_documents(cited):
    known = Registry(document(f"{number:02}{series}", date(2020, 3, 5)) for number, series in cited)
    for series in ("/2020/NĐ-CP", "/2020/QĐ-TTg"):
        assert known.numbers(series.lower()) == tuple(sorted({number for number, one in cited if one == series}))
