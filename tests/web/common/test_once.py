from __future__ import annotations

import pytest
from django.db import transaction

from banjie.common import once
from tests.web.cast import Cast


def test_key_of_another_account_is_no_obstacle(cast: Cast) -> None:
    with transaction.atomic():
        once.settle(once.claim("one", by=cast.liaison), "7")
        once.settle(once.claim("one", by=cast.stranger), "8")
    with pytest.raises(once.AlreadyDone) as done, transaction.atomic():
        once.claim("one", by=cast.liaison)
    assert done.value.result == "7"
