"""Keep the translations complete: ``check`` says what is missing, ``fix`` writes the files anew.

Message ids are Vietnamese, so only other languages have a catalogue of ours; the Vietnamese one, written by hand, says
better what Django says of a wrong field. Positions and dates are left out of the files: they would change with every
line of code and say nothing to a translator.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

WEB = Path(__file__).resolve().parent.parent / "src" / "tiendo_web"
LANGUAGES = ("en",)
# Whose catalogue is written by hand: Django's words, said as an office would say them.
BY_HAND = "vi"


def gathered(language: str) -> polib.POFile:
    """The catalogue as the sources want it now, with the translations that are there."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "web"
        shutil.copytree(WEB, copy, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
        (copy / "locale").mkdir(exist_ok=True)
        command = [sys.executable, "-m", "django", "makemessages", "-l", language, "--no-location", "--no-obsolete"]
        # Without settings makemessages looks only at the folder it stands in.
        env = {"PATH": "/usr/local/bin:/usr/bin:/bin"}
        subprocess.run(command, cwd=copy, env=env, check=True, stdout=subprocess.DEVNULL)
        path = copy / "locale" / language / "LC_MESSAGES" / "django.po"
        if not path.exists():
            return polib.POFile()
        catalogue = polib.pofile(str(path))
    for entry in catalogue:
        # A format flag is guessed from the text; kept, or msgfmt could not hold both sides against each other.
        entry.occurrences = []
    catalogue.metadata = {"Language": language, "MIME-Version": "1.0", "Content-Type": "text/plain; charset=UTF-8"}
    catalogue.metadata |= {"Content-Transfer-Encoding": "8bit", "Plural-Forms": "nplurals=2; plural=(n != 1);"}
    catalogue.header, catalogue.metadata_is_fuzzy = "", False
    catalogue.sort(key=lambda entry: entry.msgid)
    return catalogue


def faults(language: str) -> list[str]:
    """What is wrong with the committed catalogue of a language."""
    wanted = gathered(language)
    folder = WEB / "locale" / language / "LC_MESSAGES"
    if not len(wanted):
        return []
    if not (folder / "django.po").exists() or not (folder / "django.mo").exists():
        return [f"{language}: no catalogue; run ./dev fix"]
    there = polib.pofile(str(folder / "django.po"))
    new = {entry.msgid for entry in wanted} - {entry.msgid for entry in there if not entry.obsolete}
    old = {entry.msgid for entry in there if not entry.obsolete} - {entry.msgid for entry in wanted}
    found = [f"{language}: not in the catalogue: {msgid!r}" for msgid in sorted(new)]
    found += [f"{language}: no longer used: {msgid!r}" for msgid in sorted(old)]
    found += [f"{language}: not translated: {entry.msgid!r}" for entry in there.untranslated_entries()]
    found += [f"{language}: to be looked over: {entry.msgid!r}" for entry in there.fuzzy_entries()]
    return found + stale(language)


def stale(language: str) -> list[str]:
    """That the compiled form of a catalogue is not what the catalogue says."""
    folder = WEB / "locale" / language / "LC_MESSAGES"
    compiled = folder / "django.mo"
    if compiled.exists() and compiled.read_bytes() == polib.pofile(str(folder / "django.po")).to_binary():
        return []
    return [f"{language}: django.mo is older than django.po; run ./dev fix"]


def write(language: str) -> None:
    """Write the catalogue and its compiled form."""
    catalogue = gathered(language)
    if not len(catalogue):
        return
    folder = WEB / "locale" / language / "LC_MESSAGES"
    folder.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(folder / "django.po"))
    compile_(language)


def compile_(language: str) -> None:
    """Write the compiled form of a catalogue as it stands."""
    folder = WEB / "locale" / language / "LC_MESSAGES"
    polib.pofile(str(folder / "django.po")).save_as_mofile(str(folder / "django.mo"))


def main(verb: str) -> int:
    """``check`` or ``fix`` every language; 1 where something is left to a person."""
    if verb == "fix":
        for language in LANGUAGES:
            write(language)
        compile_(BY_HAND)
    found = [*(fault for language in LANGUAGES for fault in faults(language)), *stale(BY_HAND)]
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "check"))
