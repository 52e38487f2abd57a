"""The words that give a role to the names before them: A牵头，B、C配合; 由A主办."""

from __future__ import annotations

import re

from banjie_reader.model import Phrase, Span
from banjie_reader.parties.found import Parties
from banjie_reader.parties.names import names_in
from banjie_reader.parties.units import is_unit
from banjie_reader.wordlists import any_of, simplified, wordlist

_WORDS = wordlist("roles")
ROLE_OF = {word: role for role, words in _WORDS["verbs"].items() for word in words}
_BY = {word: role for role, words in _WORDS["by"].items() for word in words}
_ANY_ROLE_OF = _BY | ROLE_OF
_OFFICES = ROLE_OF | {"责任": "responsible"}
_INSIDE = "(?<!政(?=协办))"  # 市政协办公室 is a body
_VERBS = re.compile(
    rf"{_INSIDE}(?P<verb>{any_of([*ROLE_OF, *_WORDS['support']])})(?P<with>部门|单位|工作)?"
)
_BY_X = re.compile(  # 由市委组织部牵头: the verb is not inside a name
    rf"由(?P<names>[^，。；：,;:\n（()）由]{{2,120}}?){_INSIDE}(?P<verb>{any_of(list(_BY))})(?!(?<=组织)[部处科股室联委])"
)
_AND_BY = re.compile(
    rf"[^，,。；;：:（()）\n]{{0,6}}[，,、](?P<names>[^。；;，,：:\n]{{2,60}}?){_INSIDE}(?P<verb>主办|承办|协办|配合|协助|参与|具体负责|负责)(?=[。；;，,、）)的]|$)"
)
_HOSTED = re.compile(
    r"(?<![^。，；：:,\n])(?P<names>[^，。；：,;:\n由]{2,30}?)(?P<verb>(?:主办|牵头)(?=[、，,。；])|牵头(?=成立|组织|组建|制[定订]|开展|举办|召开|实施|推进|建立|会同)|(?:共同|分别|具体)?负责(?=[。；]|$))"
)
_HOSTS = ("主办", "牵头", "负责")  # what the last is about: quick to see that there is none
_DOING = any_of([*wordlist("activities")["doing"], *wordlist("activities")["setting_to_work"]])
_DOER = re.compile(  # 区科协要组织, 各镇（街道）发动
    r"(?P<name>[^，。；：、,;:\n“”《》（()）]{1,20}?(?:[（(][^（()）]{1,6}[)）])?)"
    rf"(?:[要将拟特须应]|负责|牵头)?(?:{_DOING})"
)
_EACH = re.compile("各(?![项类种界方])[一-龥]{1,6}(?=[（(]|$)")  # 各班
_WITH = re.compile("|".join(_WORDS["with"]))
_OFFICE = r"(?P<verb>[牵责主承配协](?:头|任|办|合))(?:单位|部门|科室|处室)"
_NAMED_AS = re.compile(  # 市文旅局是牵头部门; 责任单位为市文旅局
    rf"{_OFFICE}(?:(?:分别)?[为是](?P<names>[^，。；,;\n（()）]{{2,60}})|(?<=[是为].{{4}})(?=[，。；,;）)]|$))"
)
_BEHIND = "，,；;。、 　等"  # what may follow a verb that ends its stretch of names


def names_doer(words: str) -> bool:
    """Whether a sentence opens with the unit that does what it tells of."""
    doer = _DOER.match(words)
    return doer is not None and (
        is_unit(simplified(doer["name"])) or bool(_EACH.match(doer["name"]))
    )


def tells_roles(plain: str, span: Span) -> bool:
    return _VERBS.search(plain, *span) is not None


def add_by_verbs(found: Parties, plain: str, span: Span, rule: str) -> None:
    """A牵头，B、C配合: each stretch of names belongs to the verb behind it."""
    begin = span.start
    for verb in _VERBS.finditer(plain, *span):
        if begin > verb.start():
            continue
        after = plain[verb.end() : verb.end() + 1] if verb.end() < span.end else ""
        if after and after not in _BEHIND:
            continue
        role = ROLE_OF.get(verb["verb"])
        names = _with_partners(found, plain, Span(begin, verb.start()), rule)
        if role and names:
            found.add(role, names)
        begin = verb.end()


def add_prose(found: Parties, plain: str, start: int, end: int) -> None:
    """由X牵头、Y配合 in running text; only names that end like a body count."""
    hosted = any(plain.find(host, start, end) >= 0 for host in _HOSTS)
    held = _HOSTED.finditer(plain, start, end) if hosted else ()
    for by in (*_BY_X.finditer(plain, start, end), *held):
        clause: re.Match[str] | None = by
        while clause:
            names = _with_partners(found, plain, Span(*clause.span("names")), "prose")
            role = _ANY_ROLE_OF[clause["verb"]]
            found.add(role, [name for name in names if is_unit(name.text)])
            clause = _AND_BY.match(plain, clause.end(), end)


def add_named(found: Parties, plain: str, start: int, end: int) -> None:
    """A是牵头部门，B是配合部门; 责任单位为A."""
    begin = start
    for named in _NAMED_AS.finditer(plain, start, end):
        before = max(begin, *(plain.rfind(mark, start, named.start()) + 1 for mark in "，。；,;\n"))
        span = Span(*named.span("names")) if named["names"] else Span(before, named.start() - 1)
        names = names_in(plain, span, "prose")
        found.add(_OFFICES[named["verb"]], [name for name in names if is_unit(name.text)])
        begin = named.end()


def _with_partners(found: Parties, plain: str, span: Span, rule: str) -> list[Phrase]:
    """A会同B: B co-operates."""
    words = plain[slice(*span)]
    for join in _WITH.finditer(words):
        at = join.start()
        if at > 1 and is_unit(words[:at]):
            partners = Span(span.start + join.end(), span.end)
            found.add("cooperating", names_in(plain, partners, rule))
            return names_in(plain, Span(span.start, span.start + at), rule)
    return names_in(plain, span, rule)
