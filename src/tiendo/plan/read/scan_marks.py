"""What stands on a scanned page and is not the document: stamps, page numbers, running heads, specks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from tiendo.plan import kinds, secrecy
from tiendo.plan.read import scan_lines, scan_tables
from tiendo.plan.read.scan_engine import Token
from tiendo.plan.read.scan_lines import Line
from tiendo.plan.read.scan_view import View
from tiendo.plan.read.syllable import is_syllable
from tiendo.viet import fold

_NUMBER = re.compile(r"[-–—.\s]*(?:trang\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?[-–—.\s]*", re.IGNORECASE)
_EDGE = 0.1
_RUNNING = 3
_SPECK = re.compile(r"[_|~=,'`^°*¬—–-]{2,}|[—_|~¬]+")
_BULLET = re.compile(r"[-–+*•]")
_SURE = 60
_LONE_LETTER = 80
# The name of a kind of document stands alone in large letters, which the engine doubts or runs together.
_KINDS = {fold(name).replace(" ", "") for name in kinds.NAMES}
# A stamp of entry is a small frame with such words, mostly on the first page.
_ENTRY = re.compile(r"\b(?:den|cong van den|gio|kinh chuyen|chuyen)\b")
_STAMP_SHARE = 0.4
# The visible stamp of a digital signature, as the programs of the state print it.
_SIGNER = "nguoi ky|ky boi|ngay ky|thoi gian ky|digitally signed|signature valid|signed by"
_SIGNATURE = re.compile(_SIGNER)
_SIGNED = re.compile(rf"(?:{_SIGNER}|ky ngay|email|co quan|to chuc|chuc vu|date)\s*[:.]")


@dataclass(slots=True)
class LeftOut:
    """What was left out: how many stamps, signature stamps, page numbers, running lines and specks."""

    entry_stamps: int = 0
    signatures: list[str] = field(default_factory=list)
    running: int = 0
    specks: int = 0


def kept(views: Sequence[View], out: LeftOut) -> list[list[Token]]:
    """The words of each view that are the document's; the others are noted in ``out``."""
    pages = [_within(view, out) for view in views]
    found = [scan_lines.lines(tokens, scan_lines.height(tokens)) for tokens in pages]
    running = _running(found, views)
    return [
        _of_document(lines, tokens, view, running, out) for lines, tokens, view in zip(found, pages, views, strict=True)
    ]


def _of_document(lines: list[Line], tokens: list[Token], view: View, running: set[str], out: LeftOut) -> list[Token]:
    gone: set[int] = set()
    for line in lines:
        edge = _is_at_edge(line, view) and not secrecy.is_mark(line.text)
        if edge and (_NUMBER.fullmatch(line.text) or _key(line) in running):
            out.running += 1
            gone.update(map(id, line.tokens))
        elif _is_speck(line):
            out.specks += 1
            gone.update(map(id, line.tokens))
    for block in _signatures(lines):
        out.signatures.append(" ".join(line.text for line in block)[:200])
        gone.update(id(token) for line in block for token in line.tokens)
    return [token for token in tokens if id(token) not in gone]


def _within(view: View, out: LeftOut) -> list[Token]:
    """The words of a view without specks and without stamps of entry."""
    usual = scan_lines.height(view.tokens)
    tokens = [token for token in view.tokens if not _is_mark(token, usual)]
    for frame in scan_tables.frames(view.rules):
        if frame.right - frame.left > _STAMP_SHARE * view.frame.width:
            continue
        lines = scan_lines.lines(tokens, usual)
        inside = [line for line in lines if sum(map(frame.holds, line.tokens)) > 0.7 * len(line.tokens)]
        if _ENTRY.search(fold(" ".join(line.text for line in inside))):
            out.entry_stamps += 1
            gone = {id(token) for line in inside for token in line.tokens}
            tokens = [token for token in tokens if id(token) not in gone]
    return tokens


def _is_mark(token: Token, usual: float) -> bool:
    """Whether a word is no word: a rule, a speck, a stroke of a pen."""
    if _BULLET.fullmatch(token.text) and token.right - token.left < 3 * usual:
        return False
    if _SPECK.fullmatch(token.text) and not token.text.startswith(("...", "…")):
        return True
    if token.height > 5 * usual:
        return True
    return token.confidence < _SURE and not any(map(str.isalnum, token.text))


def _is_speck(line: Line) -> bool:
    """Whether no word of a line can be believed: none sure, and not two of them built as syllables are."""
    if not any(map(str.isalnum, line.text)):
        return True
    if len(line.tokens) == 1 and len(line.text) == 1:
        return line.text.isalpha() and line.tokens[0].confidence < _LONE_LETTER
    if any(token.confidence >= _SURE and sum(map(str.isalpha, token.text)) > 2 for token in line.tokens):
        return False
    words = [word for token in line.tokens if len(word := token.text.strip(".,;:()")) > 1]
    if sum(map(is_syllable, words)) > 1 or fold(line.text).replace(" ", "") in _KINDS:
        return False
    return sum(token.confidence for token in line.tokens) < _SURE * len(line.tokens)


def _is_at_edge(line: Line, view: View) -> bool:
    return not _EDGE * view.frame.height < line.middle < (1 - _EDGE) * view.frame.height


def _key(line: Line) -> str:
    """The words of a line with any number in them alike."""
    return re.sub(r"\d+", "#", fold(line.text))


def _running(pages: Sequence[list[Line]], views: Sequence[View]) -> set[str]:
    """Lines that stand at the edge of most pages."""
    seen = Counter(
        key
        for lines, view in zip(pages, views, strict=True)
        for key in {_key(line) for line in lines if _is_at_edge(line, view)}
    )
    return {key for key, count in seen.items() if count >= max(_RUNNING, len(pages) // 2)}


def _signatures(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines that follow each other and are the stamp of a digital signature, with what is wrapped between them."""
    labelled = [line for line in lines if _SIGNED.match(fold(line.text))]
    blocks: list[list[Line]] = []
    for line in labelled:
        block = next((one for one in blocks if _is_next(one[-1], line)), None)
        if block is None:
            blocks.append([line])
        else:
            block.append(line)
    real = [block for block in blocks if len(block) > 1 and any(_SIGNATURE.match(fold(line.text)) for line in block)]
    return [_with_wrapped(block, lines) for block in real]


def _is_next(above: Line, below: Line) -> bool:
    high = max(token.height for token in above.tokens)
    return abs(above.left - below.left) < 2 * high and 0 < below.middle - above.middle < 4 * high


def _with_wrapped(block: list[Line], lines: Sequence[Line]) -> list[Line]:
    top, bottom = block[0].middle, block[-1].middle
    left, right = min(line.left for line in block), max(line.right for line in block)
    high = max(token.height for token in block[0].tokens)
    return [
        line
        for line in lines
        if line in block or (top <= line.middle <= bottom and left - high <= line.left and line.right <= right + high)
    ]
