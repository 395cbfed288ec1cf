"""The chain of acts: every break is found, and checking never raises."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiendo import ledger
from tiendo.errors import Broken
from tiendo.ledger import Entry, Head, Reason
from tiendo.rulebook import Lang


def chain(length: int, jurisdiction: str = "Sơn Hải") -> list[Entry]:
    entries: list[Entry] = []
    for number in range(1, length + 1):
        at = datetime(2026, 11, 2, tzinfo=UTC) + timedelta(seconds=number // 2)
        entries.append(
            ledger.append(
                entries[-1] if entries else ledger.genesis(jurisdiction),
                kind="duty.report",
                actor=f"holder:{number % 3}",
                recorded_at=at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
                subject=f"duties.Duty:{number}",
                facts=ledger.act_digest([ledger.row_digest(b"salt", "duty", number, {"tên": "Đề án"})]),
            )
        )
    return entries


def export(length: int) -> list[str]:
    return list(ledger.dump("Sơn Hải", chain(length)))


def check_bytes(data: bytes) -> ledger.Verdict:
    return ledger.verify(ledger.lines(io.BytesIO(data)))


@pytest.mark.parametrize("length", [0, 1, 5])
def test_what_was_written_is_whole(length: int) -> None:
    verdict = ledger.verify(export(length))
    assert (verdict.ok, verdict.checked) == (True, length)
    assert verdict.head == Head(length, (chain(length) or [None])[-1].hash if length else ledger.genesis("Sơn Hải"))


WHOLE = "".join(export(4)).encode()


@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
def test_any_flipped_byte_breaks_the_chain(place: int, mask: int) -> None:
    data = bytearray(WHOLE)
    data[place] ^= mask
    verdict = check_bytes(bytes(data))
    assert not verdict.ok
    assert verdict.line is not None
    # Only the header is believed until a later line contradicts it.
    assert verdict.line == data[:place].count(b"\n") + 1 or b"\n" not in data[:place]


@given(st.binary())
def test_no_bytes_make_it_raise(data: bytes) -> None:
    assert not check_bytes(data).ok
    assert not check_bytes(WHOLE + data + b"\n").ok


def test_an_endless_line_is_not_gathered() -> None:
    parts = ledger.lines(io.BytesIO(b"7" * 3_000_000))
    assert max(len(part) for part in parts) < 300_000
    assert check_bytes(b"7" * 3_000_000).checked == 0


@given(st.integers(0, len(WHOLE) - 2))
def test_any_cut_is_found(length: int) -> None:
    assert not check_bytes(WHOLE[:length]).ok


@given(st.lists(st.text() | st.sampled_from(export(3))))
def test_no_text_makes_it_raise(lines: list[str]) -> None:
    assert ledger.verify(lines).ok == (lines == export(3))


@pytest.mark.parametrize("line", ["[" * 60_000, "9" * 5_000, "NaN", '"\\ud800"', "\ud800", "", "{}", "7", "x" * 99_999])
def test_hostile_lines_are_told_apart_from_entries(line: str) -> None:
    for lines in ([line], [export(0)[0], line]):
        assert not ledger.verify(lines).ok


def test_each_break_is_named() -> None:
    lines, entries = export(3), chain(3)

    def with_third(entry: Entry) -> list[str]:
        return [*lines[:3], *list(ledger.dump("Sơn Hải", [entry]))[1:]]

    resealed = replace(entries[2], recorded_at="2026-11-01T00:00:00.000000Z")
    fields = {name: getattr(resealed, name) for name in Entry.__slots__ if name != "hash"}
    early = replace(resealed, hash=ledger.link(**fields))
    found = {
        "header": ledger.verify(lines[1:]).reason,
        "sequence": ledger.verify([lines[0], lines[2]]).reason,
        "link": ledger.verify(with_third(replace(entries[2], prev="0" * 64))).reason,
        "hash": ledger.verify(with_third(replace(entries[2], actor="system"))).reason,
        "time": ledger.verify(with_third(early)).reason,
        "truncated": ledger.verify(lines[:-1]).reason,
        "head": ledger.verify([next(ledger.dump("Sơn Hải", [], Head(2, entries[1].hash))), *lines[1:]]).reason,
        "not_json": ledger.verify([*lines[:2], "x"]).reason,
        "not_canonical": ledger.verify([lines[0].replace(":", ": ")]).reason,
        "shape": ledger.verify([lines[0], "{}"]).reason,
    }
    assert {name: reason.value if reason else None for name, reason in found.items()} == {name: name for name in Reason}


def test_a_rewritten_chain_does_not_pass_a_noted_head() -> None:
    noted = Head(2, chain(2)[-1].hash)
    assert ledger.verify(export(4), noted).ok
    other = list(ledger.dump("Sơn Hải", [replace(entry) for entry in chain(1)]))
    assert ledger.verify(other, noted).reason is Reason.TRUNCATED
    forged = chain(3, "Nơi khác")
    assert ledger.verify(ledger.dump("Nơi khác", forged), noted).reason is Reason.HEAD


@given(st.permutations([ledger.row_digest(b"s", "t", key, {}) for key in range(5)]))
def test_an_act_is_the_same_whatever_order_its_rows_come_in(digests: list[str]) -> None:
    assert ledger.act_digest(digests) == ledger.act_digest(sorted(digests))
    assert ledger.act_digest(digests[1:]) != ledger.act_digest(digests)


@given(st.binary(max_size=4), st.text("ab", max_size=4), st.binary(max_size=4), st.text("ab", max_size=4))
def test_salt_and_table_do_not_run_into_each_other(a: bytes, b: str, c: bytes, d: str) -> None:
    same = ledger.row_digest(a, b, 1, {}) == ledger.row_digest(c, d, 1, {})
    assert same == ((a, b) == (c, d))


def test_the_digest_does_not_depend_on_the_order_of_fields_but_on_letters() -> None:
    one = ledger.row_digest(b"s", "t", 1, {"a": 1, "b": "Hòa"})
    assert one == ledger.row_digest(b"s", "t", 1, {"b": "Hòa", "a": 1})
    assert one != ledger.row_digest(b"s", "t", 1, {"a": 1, "b": "Ho\u0300a"})


@pytest.mark.parametrize(
    "at", ["2026-11-02T00:00:00Z", "2026-13-02T00:00:00.000000Z", "", "2026-10-01T00:00:00.000000Z"]
)
def test_times_have_one_form_and_do_not_go_back(at: str) -> None:
    with pytest.raises(Broken):
        ledger.append(chain(1)[0], kind="k", actor="system", recorded_at=at, subject="s", facts="0" * 64)


def test_a_chain_goes_on_from_a_head_as_from_its_entry() -> None:
    last = chain(2)[-1]
    rest = {"kind": "k", "actor": "public", "recorded_at": last.recorded_at, "subject": "s", "facts": "0" * 64}
    assert ledger.append(last, **rest) == ledger.append(Head(last.seq, last.hash), **rest)


@pytest.mark.parametrize("lang", list(Lang))
def test_every_verdict_has_words(lang: Lang) -> None:
    for reason in (None, *Reason):
        assert "{" not in ledger.say(ledger.Verdict(3, None, reason, 4), lang)
