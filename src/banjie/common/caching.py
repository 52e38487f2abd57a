"""What the workers of several machines remember together for a moment, in Redis or Valkey.

Nothing that must last is kept there. While it is away, each worker remembers by itself.
"""

from __future__ import annotations

import logging
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

# A page does not wait for a cache.
_QUICK = {"socket_connect_timeout": 0.5, "socket_timeout": 0.5, "retry": Retry(NoBackoff(), 0)}


class SharedCache(BaseCache):
    """Asks Redis, and the memory of this worker where that fails."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self._shared = RedisCache(server, params | {"OPTIONS": _QUICK})
        self._own = LocMemCache("own", params)

    def _ask(self, verb: str, *said: Any) -> Any:
        try:
            return getattr(self._shared, verb)(*said)
        except RedisError as error:
            logging.getLogger(__name__).warning("the shared cache is away: %s", error)
            return getattr(self._own, verb)(*said)

    def add(
        self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None
    ) -> bool:
        return bool(self._ask("add", key, value, timeout, version))

    def get(self, key: Any, default: Any = None, version: Any = None) -> Any:
        return self._ask("get", key, default, version)

    def set(
        self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None
    ) -> None:
        self._ask("set", key, value, timeout, version)

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> bool:
        return bool(self._ask("touch", key, timeout, version))

    def delete(self, key: Any, version: Any = None) -> bool:
        return bool(self._ask("delete", key, version))

    def clear(self) -> None:
        self._ask("clear")
