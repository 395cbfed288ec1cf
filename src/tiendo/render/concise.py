"""One line for each diagnostic: ``name:line:column: severity[code] message``, as editors read it."""

from __future__ import annotations

from collections.abc import Sequence

from tiendo.diagnostic import Diagnostic
from tiendo.render import File
from tiendo.rulebook import Lang, Rulebook


def render(files: Sequence[File], book: Rulebook, lang: Lang) -> str:
    """The lines of all files, each ended; empty where nothing was found."""
    return "".join(f"{_line(file, one, book, lang)}\n" for file in files for one in file.diagnostics)


def _line(file: File, one: Diagnostic, book: Rulebook, lang: Lang) -> str:
    at = one.span.start if one.span else None
    return f"{file.place(at)}: {one.severity.value}[{one.code}] {book.message(one, lang)}{file.found_at(at, lang)}"
