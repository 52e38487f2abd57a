"""Words that mean something to a browser, a template, a spreadsheet, a mail, a log; and the same
words without it: letters, figures and breaks stay, every other sign becomes a harmless one. Whatever they
bring about has `hit` in its name.
"""

from __future__ import annotations

import re

OPENERS = ("=", "+", "-", "@", "\t=", "\r\n", "'", "\u202e", "\x00", "\ufeff=", "<")
"""What one of them begins with: a formula, a line of a header, the end of a quotation."""

_WHOLE = (
    "读书\"><script>window.__hit=1</script>'onmouseover='window.__hit=2'<img src=x "
    "onerror=window.__hit=3>javascript:window.__hit=4//</title></textarea></script><svg/onload="
    "window.__hit=5>{{7*7}}{% debug %}${7*7}\r\nBcc: hit@banjie.example\r\nX-Hit: 1%0d%0aX-Hit: 2"
    "\nBEGIN:VALARM\nEND:VEVENT\n]]>--><!--&lt;hit&gt;&#60;\x0b\x1b\u2028\u202e\u2066"
    'HYPERLINK("https://hit.example/","hit")cmd|\'/C calc\'!A0 SUM(1+1)*'
)
_SHORTER = (
    '读书"><svg/onload=window.__hit=6>\r\nX-Hit: 3{{7*7}}]]>\u202e',
    "\"'><hit>\r\nX:1",
    "\"'><hit>",
    "<hit",
    "<",
    "",
)
_HARMLESS = re.compile(r"[^\w \r\n]")


def hostile(opener: str, most: int | None) -> str:
    """The longest of them that a column of so many signs holds."""
    return next(
        opener + words for words in (_WHOLE, *_SHORTER) if most is None or len(words) < most - 2
    )


def harmless(words: str) -> str:
    return _HARMLESS.sub("词", words)
