"""A text field that is stored encrypted with the key of its dossier."""

import uuid
from typing import Any

from django.core.exceptions import FieldError
from django.db import models

from rundblick.access import crypto

GONE = "[gelöscht]"


class _Sealed:
    """A value as it came from the database, not opened yet."""

    __slots__ = ("data",)

    def __init__(self, data: bytes) -> None:
        self.data = data


class _SealedAttribute:
    """Opens the text when it is read, and keeps the sealed bytes so that unchanged text is not sealed anew."""

    def __init__(self, field: "EncryptedTextField") -> None:
        self.field = field

    def __get__(self, instance: models.Model | None, owner: type | None = None) -> Any:
        if instance is None:
            return self
        name = self.field.attname
        if name not in instance.__dict__:
            instance.refresh_from_db(fields=[name])
        value = instance.__dict__[name]
        if isinstance(value, _Sealed):
            text = self.field.open(instance, value.data)
            instance.__dict__[f"_{name}_sealed"] = (text, value.data)
            instance.__dict__[name] = text
            return text
        return value

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class EncryptedTextField(models.TextField):
    """Prose about people: AES-GCM with the dossier's key, bound to dossier, model, field and object.

    The model must have `dossier_id` and a uuid primary key made in Python. The field cannot be searched or
    ordered by. Reading raises nothing when the key was destroyed: it yields "[gelöscht]".
    """

    description = "Encrypted text"

    def get_internal_type(self) -> str:
        return "BinaryField"

    def db_type(self, connection: Any) -> str:
        return "bytea"

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, _SealedAttribute(self))

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> _Sealed | None:
        return None if value is None else _Sealed(bytes(value))

    def place(self, instance: models.Model) -> str:
        """The associated data: the only place where the sealed value may be opened."""
        source = getattr(instance, "pgh_tracked_model", None)
        label = source._meta.label_lower if source else instance._meta.label_lower
        key = instance.pgh_obj_id if source else instance.pk  # type: ignore[attr-defined]
        return f"{instance.dossier_id}:{label}:{self.attname}:{key}"  # type: ignore[attr-defined]

    def open(self, instance: models.Model, sealed: bytes) -> str:
        """Decrypt for this instance."""
        dossier_id: uuid.UUID = instance.dossier_id  # type: ignore[attr-defined]
        try:
            key = crypto.dossier_key(dossier_id)
        except crypto.KeyGone:
            return GONE
        return crypto.unseal(key, sealed, self.place(instance)).decode()

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = model_instance.__dict__.get(self.attname)
        if value is None or isinstance(value, _Sealed):
            return value
        opened = model_instance.__dict__.get(f"_{self.attname}_sealed")
        if opened and opened[0] == value:
            return _Sealed(opened[1])
        dossier_id: uuid.UUID = model_instance.dossier_id  # type: ignore[attr-defined]
        sealed = crypto.seal(crypto.dossier_key(dossier_id), str(value), self.place(model_instance))
        model_instance.__dict__[f"_{self.attname}_sealed"] = (value, sealed)
        return _Sealed(sealed)

    def get_prep_value(self, value: Any) -> Any:
        if value is None or isinstance(value, bytes):
            return value
        if isinstance(value, _Sealed):
            return value.data
        raise FieldError(
            "Verschlüsselte Texte werden nur über das Objekt geschrieben, nicht über update() oder filter()."
        )

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        data = self.get_prep_value(value)
        return None if data is None else connection.Database.Binary(data)

    def get_lookup(self, lookup_name: str) -> Any:
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def value_to_string(self, obj: models.Model) -> str:
        raise FieldError("Verschlüsselte Texte werden nicht serialisiert.")
