"""Web pages."""

from __future__ import annotations

from collections.abc import Iterator

from tests.reader.inputs.build import PLAN, SENTENCE

_TEXT = f"<p>{PLAN}</p><p>{SENTENCE}</p>"


def page(body: str, head: str = '<meta charset="utf-8">') -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def files() -> Iterator[tuple[str, bytes, str | None]]:
    yield "empty.html", page(""), "empty"
    yield "tags-only.html", b"<html>", "empty"
    yield "scripts.html", page("<script>document.write('x')</script>"), "empty"
    yield "hidden.html", page('<div style="display:none">x</div>' + _TEXT), None
    yield "menus.html", page('<div class="menu"><a href="#">首页</a></div>' * 50), None
    yield "deep.html", page("<div>" * 100_000 + "市"), None
    yield "deep-inline.html", page("<b><i>" * 50_000 + "市"), None
    yield "deep-tables.html", page("<table><tr><td>" * 20_000 + "市"), None
    yield "marks.html", page("<br>" * 400_000), "over_limit"
    yield "inputs.html", page("<input>市" * 100_000), None
    yield "dropped.html", page('<b class="ads">a</b>市' * 100_000 + _TEXT), None
    yield "items.html", page("<ol>" + "<li>市" * 100_000 + "</ol>"), None
    yield "one-element.html", page("<p>" + "市" * 3_000_000), None
    wide = '<td colspan="999999999" rowspan="999999999">市</td>'
    yield "wide.html", page(f"<table><tr>{wide}{wide}</tr><tr>{wide}</tr></table>"), None
    zero = '<td colspan="0" rowspan="0">市</td>'
    yield "zero.html", page(f"<table><tr>{zero}{zero}</tr><tr>{zero}{zero}</tr></table>"), None
    rows = "<tr>" + "<td>市</td>" * 150 + "</tr>"
    yield "many-cells.html", page(f"<table>{rows * 800}</table>"), None
    tall = '<td colspan="200" rowspan="5000">市</td>'
    yield (
        "covered.html",
        page(f"<table><tr>{tall}<td>b</td></tr>{'<tr><td>a</td></tr>' * 4999}"),
        "over_limit",
    )
    yield "wrong-charset.html", page(_TEXT, '<meta charset="utf-16">'), None
    yield "charset-lies.html", page(_TEXT, '<meta charset="big5">'), None
    yield "no-such-charset.html", page(_TEXT, '<meta charset="no-such">'), None
    yield "charset-is-a-codec.html", page(_TEXT, '<meta charset="zlib_codec">'), None
    yield "charset-idna.html", page(_TEXT, '<meta charset="idna">'), None
    yield "charset-utf7.html", page(_TEXT, '<meta charset="utf-7">'), None
    yield "nul.html", page(_TEXT).replace(b"</p>", b"\0</p>"), None
    entity = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body>&x;'
    yield "entity.html", (entity + _TEXT).encode(), None
    yield "long-attribute.html", page(f'<p title="{"a" * 11_000_000}">市</p>'), None
    yield (
        "attributes.html",
        page(f"<p {' '.join(f'a{n}=1' for n in range(300_000))}>市"),
        "over_limit",
    )
    yield "unclosed-comment.html", page("<!--" + _TEXT), None
    yield "broken-tags.html", page("<" * 200_000 + _TEXT), None
    yield "character-references.html", page("&#x110000;&#0;&#xd800;" + _TEXT), None
    yield "controls.html", page("<script></script>&#1;&#8;<b class=ads></b>&#2;" + _TEXT), None
    yield "xhtml.html", b'<?xml version="1.0"?><html xmlns="a"><body>' + _TEXT.encode(), None
    blanks = " " * 2_000_000
    yield "blank-date.html", page(f"<p>日期{blanks}</p>" + _TEXT), None
    yield "blank-charset.html", page(_TEXT, f'<meta charset="{blanks}">'), None
    yield "blank-title.html", page(_TEXT, f"<title>市{blanks}局</title>"), None
    yield "dashes.html", page(_TEXT, f"<title>{'-' * 2_000_000}</title>"), None
    yield "frames.html", page('<iframe src="file:///etc/passwd"></iframe>' + _TEXT), None
