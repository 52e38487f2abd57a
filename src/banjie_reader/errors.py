"""What can go wrong with a document, as one family.

    ReadingError
    ├── EmptyDocument        nothing in it: 0 bytes, 0 pages, only white space
    ├── UnknownFormat        not one of the kinds the reader knows
    ├── DamagedDocument      says it is one kind, and cannot be opened as that
    ├── EncryptedDocument    needs a password
    ├── NoTextLayer          pictures of pages; text recognition would be needed
    ├── UnreadableText       bytes in no encoding the reader knows
    ├── ForbiddenContent     macros, embedded objects, DOCTYPE or external entities
    └── OverLimit            larger than the one limit policy allows

Every error carries a `code` and the `values` its sentence needs; `say(language)` gives the
sentence: what is wrong, where, and how to mend it. The sentences are data
(`data/errors.*.json`), so the site and the command say the same.
"""

from __future__ import annotations

from banjie_reader.wording import sentence


class ReadingError(Exception):
    """A document cannot be read. Nothing else is raised by `read` for any bytes."""

    code = "unreadable"

    def __init__(self, **values: object) -> None:
        super().__init__(self.code, values)
        self.values = values

    def say(self, language: str = "zh-Hans") -> str:
        """What is wrong and how to mend it, in the reader's language (zh-Hans, zh-Hant or en).

        A value named `reason` picks the more precise sentence `error.<code>.<reason>`.
        """
        reason = self.values.get("reason")
        key = f"error.{self.code}.{reason}" if reason else f"error.{self.code}"
        return sentence(key, language, self.values)

    def __str__(self) -> str:
        return self.say()


class EmptyDocument(ReadingError):
    code = "empty"


class UnknownFormat(ReadingError):
    code = "unknown_format"


class DamagedDocument(ReadingError):
    code = "damaged"


class EncryptedDocument(ReadingError):
    code = "encrypted"


class NoTextLayer(ReadingError):
    code = "no_text_layer"


class UnreadableText(ReadingError):
    code = "unreadable_text"


class ForbiddenContent(ReadingError):
    code = "forbidden"


class OverLimit(ReadingError):
    code = "over_limit"
