import hashlib

import pytest

from tiendo.diagnostic import Edit, Fix, FixKind, Label, Severity, ordered
from tiendo.render import File
from tiendo.rulebook import Example, Rule, Rulebook, Words
from tiendo.source import Source, Span

NOUN = Rule(
    code="Z001",
    name="word-misspelt",
    severity=Severity.WARNING,
    message=Words(vi="Từ “{word}” viết sai", en="The word “{word}” is misspelt"),
    help=Words(vi="Viết lại.", en="Write it again."),
    explanation=Words(vi="Vì sao.", en="Why."),
    examples=(Example(bad="sai", good="đúng"),),
    basis="Từ điển",
    labels={"also": Words(vi="ở đây cũng vậy", en="here as well")},
)
EMPTY = Rule(
    code="Z002",
    name="nothing-said",
    severity=Severity.ERROR,
    message=Words(vi="Không có gì", en="Nothing there"),
    help=Words(vi="Viết vào.", en="Write."),
    explanation=Words(vi="Vì sao.", en="Why."),
    examples=(Example(bad="", good="a"),),
    basis="Lẽ thường",
)


def source(text, name="thử.txt"):
    return Source(name, text, (), "text/plain", hashlib.sha256(text.encode()).hexdigest())


def at(text, words):
    start = text.index(words)
    return Span(start, start + len(words))


@pytest.fixture
def book():
    return Rulebook([NOUN, EMPTY])


@pytest.fixture
def mark():
    """A file with one fault at the given words, labels at others, and a fix if one is given."""

    def make(text, words, *, labels=(), fix=None, kind=FixKind.SAFE, name="thử.txt"):
        span = at(text, words)
        mended = Fix(kind, (Edit(span, fix),)) if fix else None
        others = tuple(Label(at(text, other), "also") for other in labels)
        return File(name, source(text, name), (NOUN.found(name, span, labels=others, fix=mended, word=words),))

    return make


@pytest.fixture
def whole():
    """A file that could not be read."""
    return File("trống.docx", None, ordered([EMPTY.found("trống.docx", None)]))
