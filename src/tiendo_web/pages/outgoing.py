"""The one line to the outside: calls to the issuer of single sign-on, bounded in place, time and size.

No redirect is followed, whoever else is named is not called, and an answer that drips in slowly is dropped.
"""

from __future__ import annotations

import time
import urllib.parse
from typing import Any

import requests
from requests.packages.urllib3.exceptions import HTTPError

# Somebody waits before the screen, and a thread of the server with him.
CONNECT, BETWEEN, ALTOGETHER = 3.0, 5.0, 8.0
LARGEST = 1024 * 1024


class Unreachable(Exception):
    """The issuer could not be asked, or gave no answer within the bounds."""


def origin(url: str) -> str:
    """Scheme, host and port of an address.

    >>> origin("https://id.example.vn/realms/x")
    'https://id.example.vn'
    """
    parts = urllib.parse.urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _as_it_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """A request with nothing added."""
    return request


class Line(requests.Session):
    """A session of requests that reaches one origin."""

    def __init__(self, reaches: str) -> None:
        """Reach ``reaches``, an origin, and nothing else."""
        super().__init__()
        self._reaches = reaches
        # Else requests would look for words of sign-in in the .netrc of whoever runs the server.
        self.auth = _as_it_is

    def send(self, request: requests.PreparedRequest, **more: Any) -> requests.Response:
        """Ask within the bounds; raises :class:`Unreachable`."""
        if origin(request.url or "") != self._reaches:
            raise Unreachable("the address is not the issuer's")
        bounds = {"timeout": (CONNECT, BETWEEN), "allow_redirects": False, "stream": True}
        until = time.monotonic() + ALTOGETHER
        try:
            response = super().send(request, **(more | bounds))
            response._content = _read(response, until)
        except (requests.RequestException, HTTPError, OSError) as fault:
            raise Unreachable(f"not reached ({type(fault).__name__})") from fault
        if response.status_code >= 500:
            raise Unreachable(f"answered {response.status_code}")
        return response


def _read(response: requests.Response, until: float) -> bytes:
    """The body, piece by piece as it comes in, so that the bounds hold between the pieces."""
    body = b""
    with response:
        while piece := response.raw.read1(65536, decode_content=True):
            body += piece
            if len(body) > LARGEST or time.monotonic() > until:
                raise Unreachable("too much, or too slowly")
    return body
