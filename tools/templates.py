"""Compile every template of the product; print the ones that do not and end with 1."""

from __future__ import annotations

import sys
from pathlib import Path

import django
from django.template import TemplateDoesNotExist, TemplateSyntaxError, engines

WEB = Path(__file__).resolve().parent.parent / "src" / "tiendo_web"


def main() -> int:
    """Load each ``templates/**`` file by its name, as pages do."""
    django.setup()
    engine = engines["django"]
    bad = 0
    for folder in (path for path in WEB.rglob("templates") if path.is_dir()):
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            name = file.relative_to(folder).as_posix()
            try:
                engine.get_template(name)
            except (TemplateSyntaxError, TemplateDoesNotExist) as fault:
                bad += 1
                print(f"{name}: {fault}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
