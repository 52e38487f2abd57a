"""What is drawn once for everybody takes nothing from the page that was drawn first."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from banjie.people.models import User
from banjie.programme.models import Activity
from tests.web.cast import Cast


@pytest.mark.django_db
@pytest.mark.any_database
def test_words_of_trouble_are_the_same_on_every_page(
    cast: Cast, signed_in: Callable[[User], Client], activity: Activity
) -> None:
    client = signed_in(cast.officer)
    found = set()
    for first in ("drop-activity", "activity"):  # the one has a title that notices would show
        caches["template_fragments"].clear()
        address = reverse(f"programme:{first}", args=(activity.pk,))
        assert client.get(address).status_code == 200
        page = client.get("/").content.decode()
        found.add(page[page.index('<template id="notice-offline"') : page.rindex("</template>")])
    assert len(found) == 1
