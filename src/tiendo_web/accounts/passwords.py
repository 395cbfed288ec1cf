"""What a password may not be made of: the words that everybody here knows."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tiendo import viet
from tiendo_web.accounts.models import User

# As long as Django's list of common passwords has its entries: what is left beside known words has to be a password.
LEAST_BESIDE = 8
# A word shorter than this stands in many a good password by chance.
LEAST_WORD = 4
# Words that stand in Vietnamese lists of stolen passwords more than any other, and the product's own.
EVERYWHERE = ("mật khẩu", "password", "Tiến Độ", "Việt Nam", "anh yêu em", "em yêu anh", "qwerty", "admin")


def squeezed(text: str) -> str:
    """Letters and digits only, without case and diacritics.

    >>> squeezed("Sở Y-tế 2026")
    'soyte2026'
    """
    return re.sub(r"[^0-9a-z]", "", viet.fold(text))


def known_word(password: str, words: Iterable[str]) -> str | None:
    """The longest of ``words`` that a password leans on: beside all of them too little is left; None for a good one.

    >>> known_word("SonHai@2026!!", ["Tỉnh Sơn Hải", "Sơn Hải"])
    'Sơn Hải'
    >>> known_word("son hai mua ca luc nam gio", ["Sơn Hải"]) is None
    True
    """
    left, found = squeezed(password), list[str]()
    for word in sorted(words, key=lambda word: -len(squeezed(word))):
        bare = squeezed(word)
        if len(bare) >= LEAST_WORD and bare in left:
            left = left.replace(bare, "")
            found.append(word)
    return found[0] if found and len(left) < LEAST_BESIDE else None


class KnownWords:
    """A password validator for Django: refuses what leans on the user's name or on words that are everywhere.

    The names of bodies are known further up; whoever sets a password there hands them in (``actions``).
    """

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError with the word in it."""
        refuse_known(password, (*EVERYWHERE, *((user.name, user.username) if user is not None else ())))

    def get_help_text(self) -> str:
        """What a user is told beforehand."""
        return _("Không dựa vào tên của bạn, tên cơ quan hay tên tỉnh.")


def refuse_known(password: str, words: Iterable[str]) -> None:
    """Raise ValidationError where a password leans on one of ``words``."""
    word = known_word(password, words)
    if word is not None:
        raise ValidationError(
            _("Mật khẩu dựa vào “%(word)s”, người khác dễ đoán ra. Hãy thêm nhiều chữ khác.") % {"word": word},
            code="known-word",
        )
