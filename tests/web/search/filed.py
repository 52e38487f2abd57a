"""Things to be found, made without the reader: quick, and with any text."""

from __future__ import annotations

import hashlib
from itertools import count
from typing import Any

from django.test import Client

from banjie.documents.models import Document, Reading
from banjie.people.models import User
from banjie.search import queries
from banjie.search.models import Entry
from banjie.search.queries import Wanted
from banjie.search.splitting import terms
from tests.web.cast import Cast

_numbers = count()
NOTHING_READ: dict[str, list[object]] = {"coverage": [], "findings": [], "activities": []}


def file(cast: Cast, text: str, name: str = "文件", **values: Any) -> Document:
    """A document of the office that was read as this text."""
    document = Document.objects.create(
        **{
            "unit": cast.office,
            "name": name,
            "size": len(text),
            "sha256": hashlib.sha256(f"{next(_numbers)}".encode()).hexdigest(),
            "uploaded_by": cast.officer,
        }
        | values
    )
    Reading.objects.create(document=document, reader_version="0", text=text, result=NOTHING_READ)
    return document


def found(user: User, query: str, **narrowed: Any) -> list[Entry]:
    return queries.found(user, Wanted(terms(query), **narrowed)).entries


def numbers(user: User, query: str, **narrowed: Any) -> list[int]:
    return [entry.object_id for entry in found(user, query, **narrowed)]


def page(user: User, **asked: Any) -> str:
    """The page of answers as one string."""
    client = Client()
    client.force_login(user)
    answer = client.get("/search/", asked)
    assert answer.status_code == 200
    return answer.content.decode()
