"""Words that mean something to a browser, a template, a spreadsheet, a mail, a log; and the same
words without it: letters, figures and breaks stay, every other sign becomes a harmless one. Whatever they
bring about has `hit` in its name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import count

OPENERS = (
    "=", "+", "-", "@", "\t=", "\r\n", "'", "\u202e", "\x00", "\ufeff=", "<",
    "javascript:window.__hit=0//", "data:text/html,<script>parent.__hit=0</script>",
)  # fmt: skip
"""What one of them begins with: a formula, a line of a header, the end of a quotation, an address."""

_LONG = (
    "读书\"><script>window.__hit=1</script>'onmouseover='window.__hit=2'<img src=x "
    "onerror=window.__hit=3>javascript:window.__hit=4//</title></textarea></script><svg/onload="
    "window.__hit=5>{{7*7}}{% debug %}${7*7}\r\nBcc: hit@banjie.example\r\nX-Hit: 1%0d%0aX-Hit: 2"
    "\nBEGIN:VALARM\nEND:VEVENT\n]]>--><!--&lt;hit&gt;&#60;\x0b\x1b\u2028\u202e\u2066"
    'HYPERLINK("https://hit.example/","hit")cmd|\'/C calc\'!A0 SUM(1+1)*'
)
_WHOLE = (
    f"{_LONG}\" onfocus=window.__hit=7 autofocus x=' onfocus=window.__hit=8 autofocus x=`</style>"
    "</select></template></noscript><details open ontoggle=window.__hit=9><iframe srcdoc="
    '"<script>parent.__hit=10</script>"></iframe><a href=javascript:window.__hit=11>x</a><form '
    "action=javascript:window.__hit=12><button>x</button></form><meta http-equiv=refresh content="
    '"0;url=javascript:window.__hit=13"><base href=https://hit.example/><link rel=stylesheet href='
    "https://hit.example/x.css><object data=data:text/html,<script>parent.__hit=14</script>>"
    r"\u003cimg src=x onerror=window.__hit=15\u003e\";window.__hit=16;//"
    "';window.__hit=17;//{{constructor.constructor('window.__hit=18')()}}<!--<script>"
)
_SHORTER = (
    _LONG,
    "读书\"><script>window.__hit=19</script>'onfocus=window.__hit=20 autofocus '<img src=x onerror="
    "window.__hit=21></title></textarea></script><svg/onload=window.__hit=22>\r\nX-Hit: 3{{7*7}}",
    '读书"><svg/onload=window.__hit=6>\r\nX-Hit: 3{{7*7}}]]>\u202e',
    "\"'><svg/onload=window.__hit=23>",
    "\"'><hit>\r\nX:1",
    "\"'><hit>",
    "<hit",
    "<",
    "",
)
_HARMLESS = re.compile(r"[^\w \r\n]")


def hostile(opener: str, most: int | None) -> str:
    """The longest of them that a column of so many signs holds, its opener included."""
    if most is None:
        return opener + _WHOLE
    if len(opener) > most:
        opener = ""
    return opener + next(w for w in (_WHOLE, *_SHORTER) if len(opener + w) <= most)


def every_opener() -> Callable[[int | None], str]:
    """The words, each time with another opener: one page has them all."""
    number = count()
    return lambda most: hostile(OPENERS[next(number) % len(OPENERS)], most)


def harmless(words: str) -> str:
    return _HARMLESS.sub("词", words)
