"""A pytest plugin for the library suite: no Django to import, no socket to connect.

pytest -p no:django -p tests.bare tests/tiendo
"""

import importlib.abc
import sys

ABSENT = {"django", "tiendo_web"}


class Absent(importlib.abc.MetaPathFinder):
    """Says that the web half is not installed."""

    def find_spec(self, fullname, path=None, target=None):
        if fullname.partition(".")[0] in ABSENT:
            raise ModuleNotFoundError(f"no {fullname} in the library suite", name=fullname)


def no_network(event, args):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.bind"):
        raise RuntimeError(f"the library reached for the network: {event} {args!r}")


sys.meta_path.insert(0, Absent())
sys.addaudithook(no_network)
