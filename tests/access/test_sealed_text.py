"""Texts about people are unreadable without the dossier's key, and cannot be moved to another place."""

import uuid
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rundblick.access import crypto, drafts
from rundblick.access.context import acting_as
from rundblick.access.models import DossierKey, Draft
from tests.house import House


@given(text=st.text(), place=st.text(max_size=80))
def test_what_is_sealed_opens_again_only_at_its_place(text: str, place: str) -> None:
    key = b"k" * 32
    sealed = crypto.seal(key, text, place)
    assert crypto.unseal(key, sealed, place).decode() == text
    with pytest.raises(crypto.Tampered):
        crypto.unseal(key, sealed, place + "x")


def test_a_changed_byte_is_noticed() -> None:
    sealed = bytearray(crypto.seal(b"k" * 32, "Guten Tag", "here"))
    sealed[-1] ^= 1
    with pytest.raises(crypto.Tampered):
        crypto.unseal(b"k" * 32, bytes(sealed), "here")


def test_the_key_is_out_of_reach_without_a_door(house: House) -> None:
    with acting_as(house.alma, "test"):
        dossier = house.dossier()
        assert len(crypto.dossier_key(dossier.pk)) == 32
    crypto.forget_keys()
    with acting_as(house.otto, "test"), pytest.raises(crypto.KeyGone):
        crypto.dossier_key(dossier.pk)


def test_a_list_opens_its_keys_with_one_query(house: House) -> None:
    from tests.queries import at_most

    with acting_as(house.alma, "test"):
        ids = [house.dossier().pk for _ in range(5)]
        crypto.forget_keys()
        with at_most(1):
            crypto.load_keys(ids)
            for dossier_id in ids:
                crypto.dossier_key(dossier_id)


def test_a_new_master_key_wraps_new_dossiers_and_old_ones_stay_readable(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.conf import settings

    with acting_as(house.alma, "test"):
        old = house.dossier()
        before = crypto.dossier_key(old.pk)
        path = tmp_path / "keys"
        path.write_text(Path(settings.RUNDBLICK.key_file).read_text("ascii") + crypto.new_master_key_line("m2"))
        monkeypatch.setattr(settings, "RUNDBLICK", settings.RUNDBLICK.model_copy(update={"key_file": path}))
        crypto.forget_keys()
        new = house.dossier()
        assert DossierKey.objects.get(dossier=new).master_id == "m2"
        assert crypto.dossier_key(old.pk) == before


def test_an_unusable_key_file_is_named_in_plain_words(tmp_path: Path) -> None:
    for content, said in (("", "leer"), ("m1:zz\n", "unlesbare"), ("m1:00\n", "256 Bit")):
        path = tmp_path / uuid.uuid4().hex
        path.write_text(content)
        with pytest.raises(RuntimeError, match=said):
            crypto.read_master_keys(str(path))
    with pytest.raises(RuntimeError, match="nicht lesbar"):
        crypto.read_master_keys(str(tmp_path / "missing"))


def test_a_draft_is_sealed_and_belongs_to_its_author(house: House) -> None:
    typed = {"summary": ["Frau Ö. möchte 🙂 arbeiten"]}
    with acting_as(house.alma, "test"):
        dossier = house.dossier()
        drafts.save(user_id=house.alma.pk, form_key="note", fields=typed, dossier_id=dossier.pk)
        found = drafts.load(user_id=house.alma.pk, form_key="note")
        assert found is not None and found[0] == typed
        assert b"arbeiten" not in bytes(Draft.objects.get().sealed)
    with acting_as(house.bert, "test"):
        assert Draft.objects.count() == 0
        assert drafts.load(user_id=house.alma.pk, form_key="note") is None


def test_a_draft_without_dossier_uses_the_authors_own_key(house: House) -> None:
    with acting_as(house.alma, "test"):
        drafts.save(user_id=house.alma.pk, form_key="intake", fields={"name": ["Şahin"]})
        drafts.save(user_id=house.alma.pk, form_key="intake", fields={"name": ["Şahin-Öz"]})
        assert Draft.objects.count() == 1
        found = drafts.load(user_id=house.alma.pk, form_key="intake")
        assert found is not None and found[0] == {"name": ["Şahin-Öz"]}
        drafts.discard(user_id=house.alma.pk, form_key="intake")
        assert drafts.load(user_id=house.alma.pk, form_key="intake") is None
