"""The console command ``tiendo``: the library's commands, and demo, serve, work, manage.

The library's commands work where Django is not installed; the others say what is missing.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from tiendo import cli as library

CLEAN, COULD_NOT_RUN = 0, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit code: 0 clean, 1 findings, 2 could not run."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] == ["manage"]:
        return _manage(words[1:])
    return library.run(parser(), words)


def parser() -> argparse.ArgumentParser:
    """The parser with every command, the library's and the product's."""
    made = library.parser()
    _add_web_commands(made)
    return made


def _add_web_commands(parser: argparse.ArgumentParser) -> None:
    commands = library.commands_of(parser)
    demo = commands.add_parser(
        "demo",
        help="open the product on a sample province (SQLite, no service)",
        epilog="tiendo demo\ntiendo demo --with plan.docx\ntiendo demo --port 9000 --no-browser",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    demo.add_argument("--with", dest="file", type=Path, help="a document to drop into the workbench")
    demo.add_argument("--port", type=int, default=8000)
    demo.add_argument("--data", type=Path, default=Path("var/demo"), help="folder of the sample (default var/demo)")
    demo.add_argument("--fresh", action="store_true", help="forget an earlier sample and begin again")
    demo.add_argument("--no-browser", action="store_true", help="do not open a browser")
    demo.set_defaults(run=_demo)
    serve = commands.add_parser(
        "serve",
        help="serve the product (settings from the environment)",
        epilog="tiendo serve --bind 127.0.0.1:8000 --workers 2",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    serve.add_argument("--bind", default="127.0.0.1:8000")
    serve.add_argument("--workers", type=int, default=2)
    serve.add_argument("--threads", type=int, default=4)
    serve.set_defaults(run=_serve)
    work = commands.add_parser(
        "work",
        help="do the background work: read scans, let reforms take effect, check the ledger each night",
        epilog="tiendo work\ntiendo work --once",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    work.add_argument("--once", action="store_true", help="do what is due and stop")
    work.set_defaults(run=_work)
    commands.add_parser("manage", help="operator's commands: migrate, verify, recount, export_ledger, ...")


def _manage(words: Sequence[str]) -> int:
    if not _web_is_there():
        return COULD_NOT_RUN
    from django.core.management import CommandError, execute_from_command_line

    try:
        execute_from_command_line(["tiendo manage", *words])
    except CommandError as fault:
        print(fault, file=sys.stderr)
        return fault.returncode
    return CLEAN


def _web_is_there() -> bool:
    """Whether the web part can run here; says what to install where it cannot."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tiendo_web.settings")
    try:
        import django  # noqa: F401
    except ImportError:
        print("this command needs the web part: pip install 'tiendo[web]'", file=sys.stderr)
        return False
    return True


def _demo(arguments: argparse.Namespace) -> int:
    if not _web_is_there():
        return COULD_NOT_RUN
    data: Path = arguments.data.resolve()
    data.mkdir(parents=True, exist_ok=True)
    os.environ["TIENDO_DATA"] = str(data)
    os.environ["TIENDO_SECRET_KEY"] = _kept_key(data / "secret-key")
    os.environ["TIENDO_INSECURE_HTTP"] = "1"
    os.environ.pop("DATABASE_URL", None)
    from tiendo_web.demo import start

    return start.run(
        file=arguments.file,
        port=arguments.port,
        fresh=arguments.fresh,
        browser=not arguments.no_browser,
    )


def _kept_key(path: Path) -> str:
    """The sample's own secret key, made once, readable by its owner only."""
    if not path.exists():
        import secrets

        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), "ascii")
    return path.read_text("ascii")


def _serve(arguments: argparse.Namespace) -> int:
    if not _web_is_there():
        return COULD_NOT_RUN
    from tiendo_web import server

    return server.serve(bind=arguments.bind, workers=arguments.workers, threads=arguments.threads)


def _work(arguments: argparse.Namespace) -> int:
    if not _web_is_there():
        return COULD_NOT_RUN
    from tiendo_web.jobs import work

    return work.run(once=arguments.once)


if __name__ == "__main__":
    sys.exit(main())
