"""EncryptedText: text that only this installation can read, and only in its own row.

AES-256-GCM. What is stored is ``v1.<key id>.<base64 of nonce and ciphertext>``; the ciphertext is
bound to ``table.column:public_id``, so one moved to another row, column or table is refused.
Since binding needs the row, bulk writes of plain text are refused too.
"""

from __future__ import annotations

import base64
import os
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import models

from desist.casework.records.keys import key_ring

FORMAT = "v1"
NONCE_BYTES = 12


class NotOurs(ValueError):
    """A ciphertext that was altered, moved from another row, or made by an unknown key."""


class Sealed(str):
    """Text in the form in which it is stored, not yet opened."""

    __slots__ = ()


def seal(text: str, *, place: str) -> Sealed:
    """Encrypt ``text`` for one place (``table.column:public_id``) under the current key."""
    ring = key_ring()
    nonce = os.urandom(NONCE_BYTES)
    body = AESGCM(ring.fields[ring.current]).encrypt(nonce, text.encode(), place.encode())
    return Sealed(f"{FORMAT}.{ring.current}.{base64.b64encode(nonce + body).decode('ascii')}")


def unseal(sealed: str, *, place: str) -> str:
    """Decrypt what was sealed for this very place.

    Raises:
        NotOurs: it was altered, moved, or made by a key that is not in the ring.
    """
    try:
        form, key_id, body = sealed.split(".")
        raw = base64.b64decode(body, validate=True)
        key = key_ring().fields[key_id]
        if form != FORMAT:
            raise NotOurs(f"{place}: unknown format {form!r}")
        return AESGCM(key).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], place.encode()).decode()
    except (ValueError, KeyError, InvalidTag) as error:
        raise NotOurs(f"{place}: cannot be opened ({type(error).__name__})") from error


class _Opening:
    """The attribute of an instance: opens what is sealed when somebody looks at it."""

    def __init__(self, field: EncryptedText) -> None:
        self.field = field

    def __get__(self, instance: models.Model | None, owner: type | None = None) -> Any:
        if instance is None:
            return self
        name = self.field.attname
        if name not in instance.__dict__:
            instance.refresh_from_db(fields=[name])
        value = instance.__dict__[name]
        if isinstance(value, Sealed):
            value = unseal(value, place=self.field.place(instance))
            instance.__dict__[name] = value
        return value

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class EncryptedText(models.TextField):
    """A text column that holds ciphertext. It cannot be filtered or sorted by."""

    def place(self, instance: models.Model) -> str:
        """What a ciphertext is bound to."""
        return f"{self.model._meta.db_table}.{self.column}:{instance.public_id}"

    def contribute_to_class(self, cls: type[models.Model], name: str, **kwargs: Any) -> None:
        """Put the opening attribute on the model."""
        super().contribute_to_class(cls, name, **kwargs)
        if not cls._meta.abstract:
            setattr(cls, name, _Opening(self))

    def from_db_value(self, value: str | None, *_: Any) -> Sealed | None:
        """Mark what comes from the database as sealed."""
        return None if value is None else Sealed(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Sealed | None:
        """Seal the text for its row."""
        value = model_instance.__dict__.get(self.attname)
        if value is None or isinstance(value, Sealed):
            return value
        return seal(str(value), place=self.place(model_instance))

    def get_prep_value(self, value: Any) -> Any:
        """Let only sealed text through to the database."""
        if value is None or isinstance(value, Sealed):
            return None if value is None else str(value)
        raise TypeError(f"{self.name}: plain text cannot be written without its row")

    def get_lookup(self, lookup_name: str) -> Any:
        """Refuse every look-up but ``isnull``: ciphertext has no order and no equality."""
        if lookup_name != "isnull":
            raise TypeError(f"{self.name} is encrypted and cannot be searched")
        return super().get_lookup(lookup_name)
