"""Where static files are named."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Files by the hash of their content, each address made once: a page asks for a hundred.

    The names hold for as long as the process runs; `collectstatic` comes before it serves.
    """

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._addresses: dict[str, str] = {}

    def url(self, name: str | None, force: bool = False) -> str:
        found = self._addresses.get(name or "")
        if found is None:
            found = super().url(name, force)
            self._addresses[name or ""] = found
        return found
