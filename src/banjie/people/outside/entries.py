"""The log-ins at other sites that this site takes: the file that `BANJIE_LOGIN_PROVIDERS` names."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.core.validators import validate_slug

_SHIPPED = Path(__file__).parent.parent / "data" / "outside.json"


class Entry(NamedTuple):
    """One of them: `kind` as in the data, `id` in addresses, `name` on buttons; `agent` is WeCom's
    number of the application, `issuer` OpenID Connect's address; `hosts` are called beside those
    of the kind; `scope` and `authorize` replace what the kind asks for, and where.
    """

    kind: str
    name: str
    client: str
    secret: str
    id: str = ""
    issuer: str = ""
    agent: str = ""
    scope: tuple[str, ...] = ()
    authorize: str = ""
    hosts: tuple[str, ...] = ()

    @property
    def place(self) -> tuple[str, ...]:
        """All that says whose numbers its subjects are."""
        return (self.kind, self.id, self.issuer.removesuffix("/"), self.client)


@cache
def kinds() -> dict[str, tuple[str, ...]]:
    """Every kind, with the hosts it lives at."""
    shipped = json.loads(_SHIPPED.read_text("utf-8"))
    return {kind: tuple(told["hosts"]) for kind, told in shipped.items()}


def read(path: str) -> list[Entry]:
    """The entries of this file, none without one; raises ValueError or TypeError for a wrong one,
    so that the site does not start with a log-in other than what was meant.
    """
    rows = json.loads(Path(path).read_text("utf-8")) if path else []
    found = [Entry(**row) for row in rows]
    found = [entry._replace(id=entry.id or entry.kind) for entry in found]
    for entry in found:
        of_another = entry.id in kinds().keys() - {entry.kind}
        if (
            entry.kind not in kinds()
            or of_another
            or (entry.kind == "openid_connect") != bool(entry.issuer)
        ):
            raise ValueError(f"{path}: {entry.id}")
        validate_slug(entry.id)
    if len({entry.id for entry in found}) < len(found):
        raise ValueError(f"{path}: two of one id")
    return found


def entries() -> list[Entry]:
    """Those of this site."""
    taken: list[Entry] = settings.BANJIE_LOGINS
    return taken


def entry(name: str) -> Entry:
    """The one of this id, which somebody goes to or comes back from."""
    return next(one for one in entries() if one.id == name)


def hosts() -> frozenset[str]:
    """Where the site may call for the sake of signing in, and may send people."""
    return frozenset(
        host
        for entry in entries()
        for host in (*kinds()[entry.kind], *entry.hosts, urlsplit(entry.issuer).netloc)
        if host
    )
