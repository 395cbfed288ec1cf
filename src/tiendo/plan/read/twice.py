"""Text in UTF-8 that somebody opened as Windows-1252 and saved as UTF-8 once more ("Káº¿ hoáº¡ch"), put right.

>>> undone("Káº¿ hoáº¡ch trá»“ng rá»«ng"), undone("Kế hoạch") is None
('Kế hoạch trồng rừng', True)
"""

from __future__ import annotations

import re

from tiendo.plan.read.legacy import UNICODE_ONLY

# Two of the three bytes of most accented letters of Vietnamese, and both of "đ" and "ư", as they are shown then.
_SIGNS = re.compile("á»|áº|Ä‘|Ä\u0091|Æ°|Ã[\u0080-\u00bf ]")
_LEAST = 4
_SAMPLE = 50_000
_DAMAGE = "\ufffd"
# The signs of Windows-1252 to the bytes they stand for; the five that it leaves open are passed on as they are.
_BYTES = str.maketrans(
    {
        bytes([code]).decode("cp1252"): chr(code)
        for code in range(0x80, 0xA0)
        if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
    }
)


def undone(text: str) -> str | None:
    """The text as it was before, line by line; None where it does not look so."""
    sample = text[:_SAMPLE]
    signs = len(_SIGNS.findall(sample)) if "á»" in sample or "áº" in sample else 0
    if signs < _LEAST or signs < 2 * len(UNICODE_ONLY.findall(sample)):
        return None
    return "\n".join(map(_line, text.split("\n")))


def _line(line: str) -> str:
    """One line; as it is where it holds what no byte stands for, or would lose by it."""
    try:
        # The second byte of "à" is shown as a no-break space, of which many programs make a plain one.
        data = line.translate(_BYTES).encode("latin-1").replace(b"\xc3 ", b"\xc3\xa0")
    except UnicodeEncodeError:
        return line
    mended = data.decode("utf-8", "replace")
    return line if mended.count(_DAMAGE) * 2 > sum(char > "\x7f" for char in mended) else mended
