"""Every form that takes something of a person says what, why, who sees it, how long, how out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from django import forms
from django.template.loader import render_to_string
from django.utils import translation

import banjie
from banjie.common import privacy
from banjie.people.models import User

ROOT = Path(banjie.__file__).parent
LANGUAGES = ("zh-hans", "zh-hant", "en")
OF_A_PERSON = {"contact", "phone", "mobile", "email", "address", "full_name"}
ABOUT_WORK = {
    "banjie.consultation.forms.channels.ChannelForm": "the office's own telephone, on its poster",
    "banjie.people.forms.accounts.LendForm": "a log-in name that exists, looked up and not kept",
}
COMPARED = {
    "consultation/code.html": "a code is compared and forgotten",
    "consultation/published.html": "words looked for are not kept",
}
"""Pages for everybody whose form keeps nothing."""


def all_forms() -> set[type[forms.BaseForm]]:
    """Every form of the site."""
    for module in walk_packages([str(ROOT)], "banjie."):
        if re.search(r"\.forms(\.|$)", module.name):
            import_module(module.name)

    def below(kind: type[forms.BaseForm]) -> Iterator[type[forms.BaseForm]]:
        for each in kind.__subclasses__():
            yield from (each, *below(each))

    return {each for each in below(forms.BaseForm) if each.__module__.startswith("banjie.")}


def takes(kind: type[forms.BaseForm]) -> bool:
    """It has a field for something of a person: how to reach one, a name, a log-in."""
    fields = getattr(kind, "base_fields", {})
    names = set(fields) & OF_A_PERSON or {"login"} & set(fields)
    mail = any(isinstance(field, forms.EmailField) for field in fields.values())
    model = getattr(getattr(kind, "_meta", None), "model", None)
    return bool(names or mail or model is User)


def path(kind: type[forms.BaseForm]) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"


def lacking(kinds: set[type[forms.BaseForm]]) -> set[str]:
    """Those that take something and have no notice."""
    known = {name for row in privacy.shipped()["notices"].values() for name in row["forms"]}
    return {path(kind) for kind in kinds if takes(kind)} - known - set(ABOUT_WORK)


def test_form_that_takes_something_of_a_person_has_its_notice() -> None:
    kinds = all_forms()
    assert lacking(kinds) == set()
    known = {name for row in privacy.shipped()["notices"].values() for name in row["forms"]}
    assert known | set(ABOUT_WORK) <= {path(kind) for kind in kinds}

    class Careless(forms.Form):
        contact = forms.CharField()

    assert lacking({Careless}) == {path(Careless)}


@pytest.mark.parametrize("name", privacy.shipped()["notices"])
def test_notice_stands_on_its_page(name: str) -> None:
    for page in privacy.shipped()["notices"][name]["templates"]:
        room = page.partition("/")[0]
        text = (ROOT / room / "templates" / page).read_text("utf-8")
        assert f'{{% privacy "{name}"' in text


def test_every_form_for_everybody_has_one() -> None:
    silent = []
    for page in ROOT.glob("*/templates/**/*.html"):
        text = page.read_text("utf-8")
        asks = "<form" in text and re.search(r"parts/(field|form_fields)\.html|<textarea|<input (?!type=.hidden)", text)  # fmt: skip
        if "public" in text.partition("%}")[0] and asks and "{% privacy" not in text:
            silent.append(page.relative_to(ROOT).as_posix().partition("/templates/")[2])
    assert sorted(silent) == sorted(COMPARED)


@pytest.mark.django_db
@pytest.mark.any_database
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", privacy.shipped()["notices"])
def test_notice_is_whole_in_every_language(name: str, language: str) -> None:
    row = privacy.shipped()["notices"][name]
    assert all(set(row[point]) == set(LANGUAGES) for point in privacy.POINTS)
    with translation.override(language):
        said = privacy.notice(name, office="临湖市协作办公室", value=3, unit="个月")
        drawn = render_to_string("common/parts/privacy.html", {"privacy": said})
    assert [words for _label, words in said.points if "{" in words or len(words) < 8] == []
    assert drawn.count("<dt>") == len(privacy.POINTS)
