r"""How a Vietnamese syllable may be spelt, and words of a text that lost their marks.

>>> [is_impossible(word) for word in ("thưc", "viec", "quoc", "thực", "việc", "ban")]
[True, True, True, False, False, False]
>>> [(found.word, found.likely) for found in lost("Sở Y tế trình quy trinh; Sơ Y tế thưc hiện.", {"Sở Y tế"})]
[('trinh', 'trình'), ('Sơ', 'sở'), ('thưc', 'thực')]
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tiendo import data
from tiendo.plan.model import Plan
from tiendo.plan.rules import page
from tiendo.source import Span
from tiendo.viet import any_of

_ONSET = "(?:ngh|ng|nh|kh|gh|gi|ph|th|tr|ch|qu|[bcdđghklmnprstvx])?"
#: A syllable closed by c, ch, p, t without a tone; four letters or a mark of a vowel make it Vietnamese.
_CLOSED = rf"(?=[a-zđ]*[ăâêôơưđ]|\w{{4}}){_ONSET}[aăâeêioôơuưy]{{1,3}}(?:ch|c|p|t)"
#: The rimes ie, ye, uo before a final always have a hat or a horn.
_BARE = rf"{_ONSET}(?:(?:i|uy|y)e(?:ng|n|m|u|c|t|p)|uo(?:ng|n|m|i|u|c|t|p))"
_IMPOSSIBLE = re.compile(rf"(?:{_CLOSED}|{_BARE})")
#: The same with a tone ("triẻn"); behind "gi" the i belongs to the onset ("giẻn").
_TONED = re.compile(rf"(?!gi){_BARE}")
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_TOKEN = re.compile(r"[^\W\d_]+")
#: Behind or before these a word is part of a symbol, an address or a name of several parts.
_JOINED = frozenset("/@&-_")
_LAST_WORD = re.compile(r"[^\W\d_]+\Z")
_WORD_AFTER = re.compile(r" ([^\W\d_]+)")
_LONGEST = 40
#: Small words that may follow any other: "văn bản do", which is no "bản đồ".
_FREE = frozenset(
    _TOKEN.findall("do cho ra trên trong theo qua sau khi nên hay mang thay lên đi nhau ngay đang chưa không thêm xem")
)
#: Small words that are another word, and a rare one in such texts, without their mark.
_SMALL = {"va": "và", "cac": "các", "cua": "của", "vơi": "với", "voi": "với", "vê": "về"}
_MANY = 10
#: To each ending with its tone on the first vowel, the same with it on the second (óa, oá).
_PLACES = {
    unicodedata.normalize("NFC", f"{first}{tone}{second}"): unicodedata.normalize("NFC", f"{first}{second}{tone}")
    for tone in "\u0300\u0301\u0303\u0309\u0323"
    for first, second in ("oa", "oe", "uy")
}
# The small letters of Latin, Greek and Cyrillic, by their code points: looked up at once, which "a letter" is not.
_SMALL_LETTER = "[a-z\u00df-\u00f6\u00f8-\u02af\u0370-\u052f\u1e00-\u1fff]"
# A word alone is a run too: what fails behind a long word would be tried again from each of its letters.
_RUN = re.compile(f"{_SMALL_LETTER}++(?: {_SMALL_LETTER}++)*+")
_LEAST = 2
_TWO = 2
_RARER = 3


#: Two words that stand side by side.
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Lost:
    """A word without its marks, and what it probably is ("" where that is not known)."""

    word: str
    span: Span
    likely: str


@lru_cache(maxsize=50_000)
def is_impossible(word: str) -> bool:
    """Whether no Vietnamese syllable is spelt like this word in small letters, though it is built like one."""
    return bool(_IMPOSSIBLE.fullmatch(word) or (not word.isascii() and _TONED.fullmatch(toneless(word))))


@lru_cache(maxsize=50_000)
def toneless(word: str) -> str:
    """The word without its tone: ``thực`` as ``thưc``."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).translate(_TONES))


@lru_cache(maxsize=50_000)
def markless(word: str) -> str:
    """The word without any mark, ``đ`` as ``d``."""
    bare = "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))
    return bare.replace("đ", "d").replace("Đ", "D")


def lost(text: str, phrases: Iterable[str] = (), start: int = 0, end: int | None = None) -> Iterator[Lost]:
    """The words of ``text[start:end]`` that lost their marks, in order.

    A word has lost them where it can be no syllable, or where it stands beside a neighbour that has the marked
    word in common phrases, in ``phrases`` or twice elsewhere in the text.
    """
    lowered, stop = page.small(text), len(text) if end is None else end
    spoken, counts = words(lowered, start, stop), counted(lowered, start, stop)
    marked = _marked(counts)
    pairs = _common() | {pair for phrase in phrases for pair in _pairs(phrase.lower())}
    suspected = {*filter(is_impossible, counts), *(word for word in marked if _is_rare(word, counts, marked))}
    compounds = _compounds(counts)
    wanted = {*suspected, *_variants(suspected, marked), *(min(pair, key=counts.__getitem__) for pair in compounds)}
    places = [at for at, word in enumerate(spoken) if word in wanted]
    beside = _beside(spoken, places)
    threes = {(spoken[at - 1], spoken[at], spoken[at + 1]) for at in places if spoken[at] in suspected}
    likely = {three: _likely(beside, counts, marked.get(three[1], ()), three, pairs) for three in threes}
    # Where such a word stands is looked for only where there is one, which most texts do not have.
    wrong = {three[1] for three, word in likely.items() if word or is_impossible(three[1])}
    broken = {
        Span(*here.span()): word
        for found in (
            _small(lowered, counts, start, stop, pairs),
            _in_compounds(lowered, filter(beside.__contains__, compounds), start, stop, pairs),
        )
        for here, word in found
    }
    for left, here, right in _triples(lowered, start, stop, wrong):
        span, meant = Span(*here.span()), likely.get((left, here[0], right), "")
        if meant or (is_impossible(here[0]) and not _is_foreign(text, span, left, right)):
            broken.setdefault(span, meant)
    for span in sorted(broken):
        if not _is_part(text, span):
            yield Lost(text[span.start : span.end], span, broken[span])


def _in_compounds(
    text: str, compounds: Iterable[Pair], start: int, end: int, pairs: frozenset[Pair]
) -> Iterator[tuple[re.Match[str], str]]:
    """Each word that is a compound's without its marks, with what it was, unless it goes with its other neighbour."""
    known = pairs | _right()
    for pair in sorted(compounds):
        at, likely = _broken()[pair]
        for found in _any_whole([" ".join(pair)]).finditer(text, start, end):
            first = found.start() if at == 0 else found.end() - len(pair[1])
            here = _TOKEN.match(text, first)
            before, after = neighbours(text, found, start, end)
            right = (likely, pair[1]) if at == 0 else (pair[0], likely)
            other = (before, pair[0]) if at == 0 else (pair[1], after)
            if here and ((before, *right) if at == 0 else (*right, after)) in _threes():
                yield here, likely
                continue
            is_phrase = (before, *right) in _threes() or (*right, after) in _threes()
            # An everyday word is doubted where no other stands beside it, or the text has the compound.
            is_doubted = is_phrase or pair[at] not in _everyday() or not all(other) or " ".join(right) in text
            if here and is_doubted and other not in known and (is_phrase or right in _twos()):
                yield here, likely


def _small(
    text: str, counts: Mapping[str, int], start: int, end: int, pairs: frozenset[Pair]
) -> Iterator[tuple[re.Match[str], str]]:
    """Each small word that stands once without its mark between words, where the text has it many times with it."""
    for word in sorted(_SMALL.keys() & counts.keys()):
        if counts[word] > 1 or counts.get(_SMALL[word], 0) < _MANY:
            continue
        for found in _any_whole([word]).finditer(text, start, end):
            before, after = neighbours(text, found, start, end)
            if before and after and not (before + after).isascii() and not {(before, word), (word, after)} & pairs:
                yield found, _SMALL[word]


def _any_whole(words: Iterable[str]) -> re.Pattern[str]:
    """What finds any of these words or phrases where no letter stands before or behind it."""
    return re.compile(any_of(words, not_behind=r"[^\W\d_]") + r"(?![^\W\d_])")


def neighbours(text: str, here: re.Match[str], start: int, end: int) -> tuple[str, str]:
    """The words that one space alone divides a place from, "" where there is none."""
    before, space, _ = text[max(start, here.start() - _LONGEST) : here.start()].rpartition(" ")
    left = _LAST_WORD.search(before.rpartition(" ")[2]) if space and text[here.start() - 1] == " " else None
    right = _WORD_AFTER.match(text, here.end(), end)
    return left[0] if left else "", right[1] if right else ""


def said(plan: Plan) -> Sequence[str]:
    """The words that the document says, as :func:`words` has them, in small letters."""
    place = page.said(plan)
    return words(page.small(plan.source.text), place.start, place.end)


def vocabulary(plan: Plan) -> Mapping[str, int]:
    """How often the document says each word, in small letters."""
    place = page.said(plan)
    return counted(page.small(plan.source.text), place.start, place.end)


@lru_cache(maxsize=1)
def words(text: str, start: int, end: int) -> Sequence[str]:
    """The words of ``text[start:end]`` in order, an empty one where more than a space divides two, and at both ends.

    >>> words("sở y tế, ubnd xã", 0, 16)
    ['', 'sở', 'y', 'tế', '', 'ubnd', 'xã', '']
    """
    return f" {'  '.join(_RUN.findall(text, start, end))} ".split(" ")


@lru_cache(maxsize=1)
def counted(text: str, start: int, end: int) -> Mapping[str, int]:
    """How often each word stands in ``text[start:end]``."""
    counts = Counter(words(text, start, end))
    del counts[""]
    return counts


def _beside(spoken: Sequence[str], places: Sequence[int]) -> Counter[Pair]:
    """How often the words at these places stand side by side with the same neighbour."""
    return Counter((spoken[at], spoken[at + 1]) for at in {*places, *(at - 1 for at in places)})


def _variants(suspected: Iterable[str], marked: Mapping[str, list[str]]) -> Iterator[str]:
    """What the suspected words may have been."""
    return itertools.chain.from_iterable(marked.get(word, ()) for word in suspected)


def _compounds(counts: Mapping[str, int]) -> list[Pair]:
    """The compounds without their marks both of whose words the text has."""
    seconds = _broken_by_first()
    firsts = seconds.keys() & counts.keys()
    return [(first, second) for first in firsts for second in seconds[first] if second in counts]


def _is_rare(word: str, counts: Mapping[str, int], marked: Mapping[str, list[str]]) -> bool:
    """Whether a word without a tone is met once or twice, or far less often than it is with its marks."""
    if toneless(word) != word:
        return False
    return counts[word] <= _LEAST or any(counts[word] * _RARER <= counts.get(one, 0) for one in marked[word])


def _marked(counts: Mapping[str, int]) -> dict[str, list[str]]:
    """To words of the text without marks, those of the text and of common phrases that lose theirs to become them."""
    pairs = [(plain, word) for word in counts for plain in _plain(word) if plain in counts]
    pairs += [(plain, word) for plain in _common_plain().keys() & counts.keys() for word in _common_plain()[plain]]
    return _grouped(pairs)


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, set[str]] = {}
    for plain, word in pairs:
        found.setdefault(plain, set()).add(word)
    return {plain: sorted(words) for plain, words in found.items()}


@lru_cache(maxsize=50_000)
def _plain(word: str) -> tuple[str, ...]:
    """What the word becomes without its tone and without any mark, where that is another word."""
    return () if word.isascii() else tuple({toneless(word), markless(word)} - {word})


def _triples(text: str, start: int, end: int, wanted: set[str]) -> Iterator[tuple[str, re.Match[str], str]]:
    """Each wanted word with the words that one space alone divides it from, "" where there is none."""
    if not wanted:
        return
    for here in _any_whole(wanted).finditer(text, start, end):
        left, right = neighbours(text, here, start, end)
        yield left, here, right


def _likely(
    beside: Counter[Pair],
    counts: Mapping[str, int],
    variants: Iterable[str],
    three: tuple[str, str, str],
    pairs: frozenset[Pair],
) -> str:
    """The marked word that its neighbours have; "" where the word stands rightly, or they have none."""
    left, word, right = three
    for variant in variants:
        wanted = _withneighbours(left, variant, right)
        known = [pair in pairs for pair in wanted]
        # Where no common phrase speaks for it, a word must stand once only, beside what goes with its variant.
        is_once = counts[word] < _LEAST and counts.get(variant, 0) >= _LEAST
        if not any(known) and not (is_once and any(beside[pair] >= _LEAST for pair in wanted)):
            continue
        # A word that is right in itself is only doubted where both neighbours speak against it.
        if word not in _whole() or all(one or beside[pair] for pair, one in zip(wanted, known, strict=True)):
            return "" if _stands_rightly(beside, three, pairs) else variant
    return ""


def _stands_rightly(beside: Counter[Pair], three: tuple[str, str, str], pairs: frozenset[Pair]) -> bool:
    """Whether the word as it is printed goes with a neighbour in a common phrase or twice in the text."""
    return any(pair in pairs or pair in _right() or beside[pair] > 1 for pair in _withneighbours(*three))


def _withneighbours(left: str, word: str, right: str) -> list[Pair]:
    return [pair for pair in ((left, word), (word, right)) if all(pair)]


def goes_with(first: str, second: str) -> bool:
    """Whether two words stand side by side in a common phrase, or are right as they stand.

    >>> goes_with("lịch", "sử"), goes_with("cần", "sử")
    (True, False)
    """
    return (first, second) in _common() or (first, second) in _right()


def _is_part(text: str, span: Span) -> bool:
    """Whether a word is a part of a symbol or of an address; a full stop joins where no space follows."""
    before, after = text[max(0, span.start - 2) : span.start], text[span.end : span.end + 2]
    if {before[-1:], after[:1]} & _JOINED:
        return True
    return (before[-1:] == "." and before[:1].isalnum()) or (after[:1] == "." and after[1:].isalnum())


def _is_foreign(text: str, span: Span, left: str, right: str) -> bool:
    """Whether a word is an abbreviation, or stands among words without marks as a foreign one does."""
    word = text[span.start : span.end]
    if not word.isascii():
        return False
    if not (word.islower() or word.istitle()):
        return True
    around = [one for one in (left, right) if one]
    if word.istitle():
        return not around or any(one.isascii() for one in around)
    return bool(around) and all(one.isascii() for one in around)


def _pairs(phrase: str) -> Iterator[Pair]:
    return itertools.pairwise(_TOKEN.findall(phrase))


@lru_cache(maxsize=1)
def _lines() -> tuple[str, ...]:
    return tuple(line for line in data.text("phrases.txt").splitlines() if not line.startswith("#"))


@lru_cache(maxsize=1)
def _phrases() -> tuple[str, ...]:
    return tuple(phrase.strip() for line in _lines() if line[:1] not in "=~*" for phrase in line.lstrip("+").split(","))


@lru_cache(maxsize=1)
def _broken() -> Mapping[Pair, tuple[int, str]]:
    """Compounds that speak alone, one word of them without its tone or any mark: which word, and what it was."""
    found: dict[Pair, tuple[int, str]] = {}
    for first, second in sorted({pair for phrase in _alone() for pair in itertools.pairwise(phrase)}):
        for one, two in itertools.product(_placed(first), _placed(second)):
            found |= {(plain, two): (0, one) for plain in _plain(one)}
            found |= {(one, plain): (1, two) for plain in _plain(two) if plain not in _FREE}
    return {pair: lost for pair, lost in found.items() if pair not in _common() and pair not in _right()}


@lru_cache(maxsize=1)
def _broken_by_first() -> Mapping[str, tuple[str, ...]]:
    """The same compounds: to each first word the second ones."""
    found: dict[str, tuple[str, ...]] = {}
    for first, second in _broken():
        found[first] = (*found.get(first, ()), second)
    return found


def _placed(word: str) -> tuple[str, ...]:
    """The word with its tone on either vowel of a bare oa, oe or uy (``hóa`` and ``hoá``), last as it is given."""
    other = _PLACES.get(word[-2:])
    return (word[:-2] + other, word) if other else (word,)


@lru_cache(maxsize=1)
def _whole() -> frozenset[str]:
    """Words that are right without a tone."""
    return frozenset(word for line in _lines() if line[:1] == "=" for word in line[1:].split())


@lru_cache(maxsize=1)
def _everyday() -> frozenset[str]:
    """Of these, the words that everybody writes all the time."""
    return frozenset(word for line in _lines() if line[:1] == "*" for word in line[1:].split())


@lru_cache(maxsize=1)
def _common() -> frozenset[Pair]:
    """Pairs of words that stand together all the time (``data/phrases.txt``)."""
    pairs = {pair for phrase in _phrases() for pair in _pairs(phrase)}
    return frozenset((one, two) for first, second in pairs for one in _placed(first) for two in _placed(second))


@lru_cache(maxsize=1)
def _twos() -> frozenset[Pair]:
    """Compounds of two words that speak alone."""
    pairs = {tuple(phrase) for phrase in _alone() if len(phrase) == _TWO}
    return frozenset((one, two) for first, second in pairs for one in _placed(first) for two in _placed(second))


@lru_cache(maxsize=1)
def _right() -> frozenset[Pair]:
    """Pairs that are right as they stand, with a word that another compound has with its tone."""
    return frozenset(
        pair for line in _lines() if line[:1] == "~" for words in line[1:].split(",") for pair in _pairs(words)
    )


@lru_cache(maxsize=1)
def _alone() -> tuple[list[str], ...]:
    lines = [line[1:] for line in _lines() if line[:1] == "+"]
    return tuple(_TOKEN.findall(phrase) for line in lines for phrase in line.split(","))


@lru_cache(maxsize=1)
def _threes() -> frozenset[tuple[str, ...]]:
    """Three words that stand together in a compound of more than two."""
    return frozenset(three for phrase in _alone() for three in zip(phrase, phrase[1:], phrase[2:], strict=False))


@lru_cache(maxsize=1)
def _common_plain() -> dict[str, list[str]]:
    """To what words of common phrases become without marks, those words."""
    words = (word for phrase in _phrases() for word in _TOKEN.findall(phrase))
    return _grouped((plain, word) for word in words for plain in _plain(word))
