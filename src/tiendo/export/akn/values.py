"""JSON values as XML and back, in the vocabulary of the W3C (XPath and XQuery Functions 3.1, section 17.5).

>>> made = element({"tasks": [1, None, "a\\x00"]})
>>> value(made)
{'tasks': [1, None, 'a\\x00']}
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from lxml import etree

from tiendo.plan.wire import Json

NAMESPACE = "http://www.w3.org/2005/xpath-functions"
# What XML 1.0 cannot hold (section 2.2), and the carriage return, which parsers turn into a line end.
ILLEGAL = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WHOLE = re.compile(r"-?\d+")


def element(data: Json, key: str | None = None) -> etree._Element:
    """``data`` as an element; strings that XML cannot hold are written with the escapes of JSON."""
    match data:
        case None:
            made = _made("null")
        case bool():
            made = _made("boolean", "true" if data else "false")
        case int() | float():
            made = _made("number", repr(data))
        case str():
            made = _string(data)
        case Mapping():
            made = _made("map")
            made.extend(element(child, name) for name, child in data.items())
        case _:
            made = _made("array")
            made.extend(element(child) for child in data)
    if key is not None:
        made.set("key", key)
    return made


def value(found: etree._Element) -> Json:
    """The JSON value of an element; raises ValueError where it is none."""
    text = found.text or ""
    match etree.QName(found).localname:
        case "null":
            return None
        case "boolean":
            return text == "true"
        case "number":
            return int(text) if _WHOLE.fullmatch(text) else float(text)
        case "string":
            return str(json.loads(f'"{text}"')) if found.get("escaped") == "true" else text
        case "map":
            return {child.get("key", ""): value(child) for child in found}
        case "array":
            return [value(child) for child in found]
        case other:
            raise ValueError(f"not JSON in XML: {other}")


def legal(text: str) -> str:
    """``text`` with a replacement mark for each character that XML cannot hold; no place in it moves."""
    return ILLEGAL.sub("\ufffd", text)


def _made(name: str, text: str | None = None) -> etree._Element:
    made = etree.Element(f"{{{NAMESPACE}}}{name}", nsmap={"j": NAMESPACE})
    made.text = text
    return made


def _string(text: str) -> etree._Element:
    if not ILLEGAL.search(text):
        return _made("string", text)
    made = _made("string", json.dumps(text)[1:-1])
    made.set("escaped", "true")
    return made
