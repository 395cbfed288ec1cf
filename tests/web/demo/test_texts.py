"""The sample's words and its year of life, for any anchor; no database."""

import datetime as dt
import re
from collections import Counter
from importlib import resources

from hypothesis import given, settings
from hypothesis import strategies as st

from tiendo import duty as rules
from tiendo import viet, workdays
from tiendo.clock import Standing
from tiendo.orgtree import BodyKind
from tiendo.ruleset import Basis
from tiendo_web.core import when
from tiendo_web.demo import directives, province, story, turns, words
from tiendo_web.rulesets import queries as rulesets

DAY = dt.timedelta(days=1)
ANCHOR = dt.date(2026, 11, 24)
ANCHORS = st.dates(dt.date(2026, 6, 1), dt.date(2029, 12, 31))
# What no text of the sample may be about, folded. A plan on security tempts to each of them.
THEMES = (
    "ton giao", "tin nguong", "giao phan", "dan toc thieu so", "bieu tinh", "tu tap", "lap hoi", "phan dong",
    "thu dich", "dien bien hoa binh", "tu dien bien", "tu tuong", "quan diem sai trai", "du luan", "mang xa hoi",
    "tin gia", "doi tuong chong doi", "bat man", "khung bo", "theo doi doi tuong", "nhan than", "can cuoc", "dinh cong",
    "kich dong", "to chuc phi chinh phu", "chinh tri", "tin do", "phat ngon",
)  # fmt: skip

BASIS = Basis(rulesets.common(), workdays.shipped())


def everything():
    """Each text that the sample shows to anybody."""
    for path in resources.files("tiendo_web.demo").joinpath("texts").iterdir():
        yield path.read_text(encoding="utf-8")
    yield from province.NAMES.values()
    yield from (body.name for body in province.other_bodies(ANCHOR))
    yield from (person.name for person in (*province.CAST, province.CHI, *province.officers()))
    yield from (sample.title for sample in directives.SAMPLES)
    yield from (
        *words.RETURNED,
        *(text for _reason, text in words.CLOSED),
        *words.PAUSED,
        words.SUPPLEMENT,
        words.LATE,
        words.DONE_PART,
    )
    yield from (one.text for life in turns.LIVES.values() for one in life)
    yield from (owed.handed.text for sample in directives.SAMPLES for owed in sample.owed if owed.handed)
    for said in words.SAID.values():
        yield from (*said.progress, *said.done, *(count.name for count in said.counts))


def test_the_sample_is_about_duties_and_never_about_what_people_think():
    text = viet.fold("\n".join(everything()))
    assert [theme for theme in THEMES if re.search(rf"\b{theme}\b", text)] == []


def test_no_real_province_is_named(shared):
    rows = (shared / "domain" / "units_2025.tsv").read_text(encoding="utf-8").splitlines()[1:]
    real = {re.sub(r"^(Tỉnh|Thành phố) ", "", row.split("\t")[1]) for row in rows}
    assert len(real) == 34
    text = "\n".join(everything())
    assert [name for name in sorted(real) if name in text] == []


def test_every_sort_of_work_has_its_words():
    assert set(words.SAID) == set(words.Sort)


def test_bodies_have_parents_names_and_codes_of_their_own():
    bodies = province.bodies(ANCHOR)
    kinds = [body.kind for body in bodies]
    assert (len(bodies), kinds.count(BodyKind.COMMUNE), kinds.count(BodyKind.DEPARTMENT)) == (66, 38, 18)
    refs = {body.ref for body in bodies}
    assert len(refs) == len({body.name for body in bodies}) == len(bodies)
    assert {body.parent for body in bodies} - {None} <= refs
    codes = [body.code for body in bodies if body.code]
    assert len(set(codes)) == 38 and all(re.fullmatch(r"9\d{4}", code) for code in codes)


@given(ANCHORS)
@settings(max_examples=40)
def test_a_directive_is_whole_and_its_days_come_after_it(anchor):
    for sample in directives.SAMPLES:
        text = directives.written(sample, anchor)
        assert "{" not in text.text and sample.symbol in text.text
        assert all(line.endswith((".", text.lines[n][-1])) and owed.words in line
                   for n, (owed, line) in enumerate(zip(sample.owed, text.lines, strict=True)))  # fmt: skip
        assert all(text.day < due for due in text.due if due)


@given(ANCHORS)
@settings(max_examples=8)
def test_lives_are_lawful_end_before_the_anchor_and_leave_a_bit_of_everything(anchor):
    standings = Counter()
    for sample in (directives.SECURITY, directives.DISASTERS):
        text = directives.written(sample, anchor)
        acts = story.acts(text, anchor)
        assert acts == story.acts(text, anchor)
        assert acts == sorted(acts, key=lambda act: act.at)
        states = issued(text)
        for act in acts:
            day = when.day_of(act.at)
            assert text.day < day < anchor
            owner = act.task, act.body
            states[owner] = rules.apply(states[owner], event(act, day, states[owner]))
        standings.update(rules.timeline(state).at(anchor) for state in states.values())
    assert set(standings) == set(Standing) - {Standing.UNDATED}
    assert 0.05 <= standings[Standing.OVERDUE] / standings.total() <= 0.10


def event(act, day, before):
    """An act as the rules know it; what is resumed or opened again has its day a month on."""
    if act.kind in (rules.EventKind.RESUMED, rules.EventKind.REOPENED) and before.due_on:
        return rules.Event(act.kind, day, max(before.due_on, day) + 30 * DAY)
    return rules.Event(act.kind, day, act.words.until)


def issued(text):
    """Every duty of a directive as it begins, by its task's place and its body."""
    found = {}
    for number, (owed, due) in enumerate(zip(text.sample.owed, text.due, strict=True)):
        handed = [(owed.handed.body, directives.handed_due(text, number))] if owed.handed else []
        for body, until in [*((lead, due) for lead in owed.leads), *handed]:
            near = BASIS.near_on(until) if until else None
            found[number, body] = rules.replay([rules.Event(rules.EventKind.ISSUED, text.day, until, near)])
    return found
