"""Patterns that are compiled when they are first used, not when their module is imported.

A command reads one document and ends; compiling every pattern that any document might need would take longer than
reading the document does. For what few documents need and what takes a while to compile; the patterns that every line
meets are better off with :func:`re.compile`, which answers a little sooner.

>>> found = pattern(r"(?P<digits>[0-9]+) %").search("tăng 12 %")
>>> found["digits"]
'12'
"""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("match", "fullmatch", "search", "finditer", "findall", "sub", "subn", "split")


def pattern(words: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """The pattern that :func:`re.compile` makes, which is also what raises :class:`re.error`, at its first use."""
    return cast("re.Pattern[str]", _Late(words, flags))


class _Late:
    """Stands where the pattern will, and hands on its methods once there is one."""

    def __init__(self, words: str, flags: re.RegexFlag) -> None:
        self._words, self._flags = words, flags

    def __getattr__(self, name: str) -> Any:
        """Python asks here for what is not there yet: the first time only, for then the methods are kept."""
        compiled = re.compile(self._words, self._flags)
        vars(self).update({method: getattr(compiled, method) for method in _METHODS})
        return getattr(compiled, name)
