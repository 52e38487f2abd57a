"""Which duty may do what, read off the rules themselves.

A rule is made of predicates. One that looks at duties names them in its code
(`user.units(OFFICER)`, or `user.units()` for any); one that does not is a condition: on the state
of the thing, or on whose it is. A duty may do what some state of some thing allows it.
"""

from __future__ import annotations

import ast
import inspect
import json
import sys
import textwrap
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import rules
from django.utils.translation import get_language
from rules.permissions import permissions
from rules.predicates import Predicate

from banjie.people.models import Membership, SiteDuty

IN_UNITS = tuple(Membership.Duty.values)
DUTIES = (*IN_UNITS, *SiteDuty.Duty.values)
_WORDS = Path(__file__).parent / "data" / "permissions.json"
_LANGUAGES = ("zh-hans", "zh-hant")


class Row(NamedTuple):
    """A permission, its words, and the duties that may have it."""

    name: str
    words: str
    duties: frozenset[str]


def matrix() -> dict[str, list[Row]]:
    """Room → its permissions, in the order in which the rules name them; without the steps that
    nobody takes but the calendar (no words).
    """
    rooms: dict[str, list[Row]] = {}
    for name in (each for each in permissions if _known_words().get(each) != []):
        row = Row(name, words(name), allowed(name))
        rooms.setdefault(name.partition(".")[0], []).append(row)
    return rooms


def words(permission: str) -> str:
    """What a permission lets do, or what a room is called, in the language of the page."""
    known = _known_words().get(permission, ())
    said = dict(zip(_LANGUAGES, known, strict=False))
    return said.get(get_language() or "", permission.rpartition(".")[2].replace("_", " "))


@cache
def _known_words() -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads(_WORDS.read_text("utf-8"))
    return found


@cache
def allowed(permission: str) -> frozenset[str]:
    """The duties for which some thing in some state passes the rule; empty for an unknown name."""
    if not rules.perm_exists(permission):
        return frozenset()
    room = sys.modules[f"banjie.{permission.partition('.')[0]}.rules"]
    tree = ast.parse(permissions[permission].name, mode="eval").body
    return frozenset(duty for duty in DUTIES if _passes(tree, duty, vars(room)))


def _passes(node: ast.expr, duty: str, room: dict[str, Any]) -> bool:
    match node:
        case ast.BinOp(left, ast.BitAnd(), right):
            return _passes(left, duty, room) and _passes(right, duty, room)
        case ast.BinOp(left, ast.BitOr(), right):
            return _passes(left, duty, room) or _passes(right, duty, room)
        case ast.Name(name):
            asked = duties_of(room.get(name))
            return not asked or duty in asked
        case _:
            return True  # a negation: some thing will do


@cache
def duties_of(predicate: Any) -> frozenset[str]:
    """The duties a predicate, or a helper of one, looks at; empty for a condition."""
    function = predicate.fn if isinstance(predicate, Predicate) else predicate
    if not inspect.isfunction(function) or not function.__module__.startswith("banjie."):
        return frozenset()
    body = ast.parse(textwrap.dedent(inspect.getsource(function)))
    names = [node for node in _affirmed(body) if isinstance(node, ast.Name | ast.Attribute)]
    known = [_value(node, function.__globals__) for node in names]
    named = frozenset[str]().union(*(_as_duties(value) for value in known))
    if named:  # what it names itself says more than what it calls
        return named
    any_duty = any(isinstance(n, ast.Attribute) and n.attr in ("units", "duties") for n in names)
    called = [duties_of(value) for value in known if callable(value) and value is not function]
    called += [allowed(permission) for permission in _asked(body)]
    return frozenset(IN_UNITS if any_duty else ()).union(*called)


def _affirmed(node: ast.AST) -> Iterator[ast.AST]:
    """Every node but those below a negation."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return
    yield node
    for child in ast.iter_child_nodes(node):
        yield from _affirmed(child)


def _asked(body: ast.AST) -> Iterator[str]:
    """The permissions that are asked for by name: `user.may("programme.revise", …)`."""
    for node in _affirmed(body):
        match node:
            case ast.Call(ast.Attribute(attr="may"), [ast.Constant(str(permission)), *_others]):
                yield permission


def _value(node: ast.expr, known: dict[str, Any]) -> Any:
    """What a name, or a name with points in it, stands for; None for a local one."""
    if isinstance(node, ast.Attribute):
        return getattr(_value(node.value, known), node.attr, None)
    return known.get(node.id) if isinstance(node, ast.Name) else None


def _as_duties(value: Any) -> frozenset[str]:
    if isinstance(value, Membership.Duty | SiteDuty.Duty):
        return frozenset({value.value})
    if isinstance(value, tuple):
        return frozenset[str]().union(*(_as_duties(each) for each in value))
    return frozenset()
