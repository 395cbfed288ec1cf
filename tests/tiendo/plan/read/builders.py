"""Small .docx packages written by hand, so that a test shows the XML it is about."""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def package(parts: dict[str, str | bytes]) -> bytes:
    """A zip of parts as they are."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {"[Content_Types].xml": _TYPES, **parts}.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(body: str, *, numbering: str = "", styles: str = "", footnotes: str = "") -> bytes:
    """A .docx with this body and these parts, each without its root element."""
    parts = {"word/document.xml": f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>"}
    for name, inner in (("numbering", numbering), ("styles", styles), ("footnotes", footnotes)):
        if inner:
            parts[f"word/{name}.xml"] = f"<w:{name} {_SPACES}>{inner}</w:{name}>"
    return package(dict(parts))


def p(text: str = "", *, properties: str = "", run: str = "") -> str:
    """A paragraph of one run."""
    before = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    look = f"<w:rPr>{run}</w:rPr>" if run else ""
    return f'<w:p>{before}<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def item(text: str, num: int = 1, level: int = 0) -> str:
    """A paragraph that is numbered automatically."""
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def level(index: int, form: str, text: str, start: int = 1, extra: str = "") -> str:
    """One level of an abstract list."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{extra}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(number: int, *levels: str, extra: str = "") -> str:
    """An abstract list."""
    return f'<w:abstractNum w:abstractNumId="{number}">{extra}{"".join(levels)}</w:abstractNum>'


def num(number: int, of: int, overrides: str = "") -> str:
    """A list that paragraphs can name."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def restart(index: int, start: int = 1) -> str:
    """An override that begins a level anew."""
    return f'<w:lvlOverride w:ilvl="{index}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def cell(*content: str, properties: str = "") -> str:
    """A table cell."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(content)}</w:tc>"


def table(*rows: tuple[str, ...]) -> str:
    """A table of rows of cells."""
    inner = "".join("<w:tr>" + "".join(row) + "</w:tr>" for row in rows)
    return f"<w:tbl>{inner}</w:tbl>"
