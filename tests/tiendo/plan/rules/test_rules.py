"""Laws about every rule: it is listed, and explains itself in both languages."""

import re
import string
from pathlib import Path

import pytest

from tiendo.plan import rules
from tiendo.rulebook import Lang, explain


def test_every_file_of_the_folder_that_holds_a_rule_is_listed():
    folder = Path(rules.__file__).parent
    holding = {path.stem for path in folder.glob("*.py") if "\nRULE = Rule(" in path.read_text("utf-8")}
    assert holding == {module.__name__.rsplit(".", 1)[1] for module in rules.MODULES}


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.code)
class TestEveryRule:
    def test_speaks_both_languages(self, rule):
        for words in (rule.message, rule.help, rule.explanation, *rule.labels.values()):
            assert words.vi.strip() and words.en.strip() and words.vi != words.en

    def test_explains_itself_and_gives_an_example_and_a_basis(self, rule):
        for lang in Lang:
            page = explain(rule, lang)
            assert rule.basis
            assert rule.basis in page
            assert rule.explanation.say(lang) in page
            assert rule.examples[0].bad.splitlines()[0] in page

    def test_asks_for_the_same_arguments_in_both_languages(self, rule):
        # "why_vi" and "why_en" are one argument in two languages.
        def asked(text):
            names = {name for _, name, _, _ in string.Formatter().parse(text) if name}
            return {re.sub(r"_(vi|en)$", "", name) for name in names}

        for words in (rule.message, rule.help, *rule.labels.values()):
            assert asked(words.vi) == asked(words.en)
