"""What a rule set proposes for a task that recurs, and how the periods that were chosen stand to it.

>>> from tiendo import ruleset_text
>>> from tiendo.occurrence import AfterEnd
>>> from tiendo.period import Window
>>> common = ruleset_text.shipped()[0]
>>> propose(common, Report.INSPECTION, Kind.QUARTER).send
OnDay(day=17, month=None)
>>> ground(common, Report.ROUTINE, Rhythm(Kind.MONTH, Window.CALENDAR), AfterEnd(1)).vi.partition(":")[0]
'Kỳ chọn tay, khác quy tắc “Mẫu chung theo quy định trung ương” về báo cáo định kỳ'
"""

from __future__ import annotations

from types import MappingProxyType

from tiendo import reporting, ruleset_text
from tiendo.occurrence import When
from tiendo.period import Kind, Rhythm
from tiendo.reporting import Report, Reporting
from tiendo.rulebook import Lang, Words
from tiendo.ruleset import RuleSet

REPORTS = MappingProxyType(
    {
        Report.ROUTINE: Words("báo cáo định kỳ", "routine reports"),
        Report.INSPECTION: Words(
            "báo cáo thanh tra, tiếp công dân, khiếu nại, tố cáo", "reports on inspection and petitions"
        ),
        Report.INVESTMENT: Words("báo cáo giám sát đầu tư", "reports on investment"),
    }
)
_BY_RULE = Words(
    "Kỳ theo quy tắc “{rules}” về {report}: {value} ({citation}; {trust}).",
    "Periods by the rule of “{rules}” on {report}: {value} ({citation}; {trust}).",
)
_BY_HAND = Words(
    "Kỳ chọn tay, khác quy tắc “{rules}” về {report}: {value} ({citation}; {trust}).",
    "Periods chosen by hand, other than the rule of “{rules}” on {report}: {value} ({citation}; {trust}).",
)
_NO_RULE = Words(
    "Kỳ chọn tay: “{rules}” không quy định kỳ này cho {report} ({citation}; {trust}).",
    "Periods chosen by hand: “{rules}” has no rule on such a period for {report} ({citation}; {trust}).",
)


def propose(rules: RuleSet, report: Report, kind: Kind) -> Reporting | None:
    """The window and the day of sending that the rules have for such periods; None where they have none."""
    return reporting.of(rules.reporting(report).value, kind)


def ground(rules: RuleSet, report: Report, rhythm: Rhythm, when: When) -> Words:
    """By which rule the periods of a series lie where they do and its reports are due; or that a hand chose them."""
    clause, found = rules.reporting(report), propose(rules, report, rhythm.kind)
    words = _NO_RULE if found is None else _BY_RULE if _follows(found, rhythm, when) else _BY_HAND
    told = [
        {
            "rules": rules.name,
            "report": REPORTS[report].say(lang),
            "value": reporting.say([found] if found else []).say(lang),
            "citation": clause.ground.citation,
            "trust": ruleset_text.TRUST[clause.ground.trust].say(lang),
        }
        for lang in (Lang.VI, Lang.EN)
    ]
    return Words(words.say(Lang.VI, told[0]), words.say(Lang.EN, told[1]))


def _follows(rule: Reporting, rhythm: Rhythm, when: When) -> bool:
    return rhythm.window is rule.window and rule.send in (None, when)
