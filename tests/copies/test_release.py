"""Looking through, hiding, releasing for good, and handing over: what is hidden is in no file."""

import io
import json

import pytest
from pypdf import PdfReader

from rundblick.access.context import acting_as, reason
from rundblick.access.database import as_worker
from rundblick.access.hooks import erase, export, merge
from rundblick.calendar.errors import Refused
from rundblick.copies import services, working
from rundblick.copies.codes import Form, State
from rundblick.copies.models import Copy, Handing, Part, Redaction, file_id
from rundblick.files import storage
from rundblick.web.clock import now, today
from tests.cases.families import Family, haddad
from tests.copies.wishes import DAY, address, again, drafted, file_of, part_with, released
from tests.crisis.crises import begun
from tests.house import House


@pytest.fixture
def family(house: House) -> Family:
    family = haddad(house, opened_on=today() - 60 * DAY)
    family.note(
        family.amira,
        sentence="Der Kitaplatz ist zugesagt.",
        summary="Nachbarin Frau Kaya hat angerufen. Karim kocht.",
        agreements="Frau Kayas Nummer notiert",
    )
    family.note(family.amira, sentence="Ganz geheim", summary="Das Jugendamt war da.")
    return family


def text_of(content: bytes) -> str:
    return " ".join("\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def test_hidden_words_are_in_no_file_and_the_reason_is(family: Family) -> None:
    copy = drafted(family)
    browser = family.house.login("alma")
    part, place = part_with(family, copy, "Frau Kaya")
    here = address("entry", copy.pk, part.rank, place)
    wrong = browser.post(here, {"reason": "third", "words": "Herr Kaya"})
    assert (
        wrong.status_code == 422
        and services.NOT_THERE in wrong.content.decode()
        and "Herr Kaya" in wrong.content.decode()
    )
    said = {"reason": "third", "words": "Frau Kaya", "everywhere": "on"}
    assert [browser.post(here, said).status_code for _ in range(2)] == [302, 302]
    page = browser.get(here).content.decode()
    assert "copies-hidden" in page and "Rechte anderer Personen" in page
    other, at = part_with(family, copy, "Ganz geheim")
    browser.post(address("entry", copy.pk, other.rank, at), {"reason": "child"})
    with acting_as(family.house.alma, "test", read_only=True):
        assert Redaction.objects.count() == 2, "sent twice, hidden once"
    copy = released(family, copy)
    paper, data = text_of(file_of(family, copy, Form.PAPER)), file_of(family, copy, Form.DATA).decode()
    for told in (paper, data):
        assert "Kaya" not in told and "geheim" not in told and "Jugendamt war da" not in told
        assert "[geschwärzt: Rechte anderer Personen, Art. 15 Abs. 4 DSGVO]" in told
        assert "Schutz eines Kindes" in told and "Der Kitaplatz ist zugesagt." in told
    assert json.loads(data)["format"] == "rundblick-auskunft"
    reader = PdfReader(io.BytesIO(file_of(family, copy, Form.PAPER)))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"] and "Haddad" not in str(reader.metadata)  # type: ignore[index]
    with as_worker("test"):
        assert not Part.objects.exists()
        kept = list(Redaction.objects.filter(copy=copy).order_by("at"))
        assert [(row.reason, row.words) for row in kept] == [("third", None), ("child", None)]
    with acting_as(family.house.alma, "test", read_only=True):
        assert [row.place for row in Redaction.objects.order_by("at")] == [
            "überall",
            f"{other.title}, Eintrag {other.first + at}",
        ]


def test_suggestions_come_one_at_a_time_and_nothing_is_hidden_by_itself(family: Family) -> None:
    copy = drafted(family)
    browser = family.house.login("alma")
    with acting_as(family.house.alma, "test", read_only=True):
        must, may = services.unseen(copy)
    assert must == 0 and may >= 2
    seen = []
    while (
        "durchsehen" not in (where := browser.get(address("next_look", copy.pk)).headers["Location"])
        and "teil" in where
    ):
        page = browser.get(where).content.decode()
        assert "Bitte ansehen" in page and "Hier steht:" in page
        seen.append(where)
        assert browser.post(where + "gesehen/").status_code == 302
    assert len(seen) == may and where == address("release", copy.pk)
    with acting_as(family.house.alma, "test", read_only=True):
        assert not Redaction.objects.exists()
    assert browser.post(address("release", copy.pk), {}).status_code == 302, "nothing left to confirm"


def test_unseen_suggestions_leave_only_when_somebody_says_so_and_protocols_never_unseen(family: Family) -> None:
    begun(family, "suicide")
    copy = drafted(family)
    browser = family.house.login("alma")
    assert "aus Protokollen" in browser.get(address("release", copy.pk)).content.decode()
    with pytest.raises(Refused, match="Protokollen"), acting_as(family.house.alma, "test"):
        services.release(copy=copy, unseen_as_they_are=True)
    where = browser.get(address("next_look", copy.pk)).headers["Location"]
    assert "Aus einem Protokoll" in browser.get(where).content.decode(), "protocols come first"
    with acting_as(family.house.alma, "test"):
        while services.unseen(copy)[0]:
            part = Part.objects.filter(copy=copy, review=True).exclude(looked__len__gt=0).first()
            assert part
            services.look(copy=copy, part=part, place=0)
            services.look(copy=copy, part=part, place=0)
    refused = browser.post(address("release", copy.pk), {})
    assert refused.status_code == 422 and services.UNSEEN in refused.content.decode()
    assert browser.post(address("release", copy.pk), {"as_they_are": "on"}).status_code == 302
    assert again(family, copy).unseen_released > 0


def test_the_release_is_final_in_every_window(family: Family) -> None:
    copy = drafted(family)
    browser = family.house.login("alma")
    part, place = part_with(family, copy, "Frau Kaya")
    entry = address("entry", copy.pk, part.rank, place)
    browser.post(entry, {"reason": "third", "words": "Kaya"})
    with acting_as(family.house.alma, "test", read_only=True):
        row = Redaction.objects.get()
    copy = released(family, copy)
    for gone in (entry, address("release", copy.pk), address("next_look", copy.pk)):
        assert browser.get(gone).status_code == 404
    assert browser.post(address("unhide", copy.pk, row.pk)).status_code == 404
    for act in (
        lambda: services.hide(copy=copy, part=part, place=place, why="third", user=family.house.alma),
        lambda: services.unhide(copy=copy, redaction=row),
        lambda: services.release(copy=copy, unseen_as_they_are=True),
        lambda: services.prepare_again(copy=copy, user=family.house.alma),
        lambda: services.withdraw(copy=copy),
    ):
        with pytest.raises(Refused), acting_as(family.house.alma, "test"):
            act()
    assert not working.write_files(copy.pk), "a second job does nothing"
    assert "endgültig" in browser.get(address("page", family.pk, family.amira)).content.decode()


def test_something_hidden_can_be_told_after_all_before_the_release(family: Family) -> None:
    copy = drafted(family)
    browser = family.house.login("alma")
    part, place = part_with(family, copy, "Frau Kaya")
    browser.post(address("entry", copy.pk, part.rank, place), {"reason": "third", "words": "Frau Kaya"})
    with acting_as(family.house.alma, "test", read_only=True):
        row = Redaction.objects.get()
    assert browser.post(address("unhide", copy.pk, row.pk)).status_code == 302
    assert "Kaya" in text_of(file_of(family, released(family, copy), Form.PAPER))


def test_files_are_downloaded_by_whoever_prepared_and_gone_after_thirty_days(family: Family) -> None:
    copy = released(family)
    browser = family.house.login("alma")
    answer = browser.get(address("download", copy.pk, "pdf"))
    assert answer.content.startswith(b"%PDF") and "no-store" in answer.headers["Cache-Control"]
    assert browser.get(address("download", copy.pk, "exe")).status_code == 404
    assert family.house.login("bert").get(address("download", copy.pk, "pdf")).status_code == 404
    assert working.tidy() == 0
    with as_worker("test"):
        Copy.objects.update(released_at=now() - 31 * DAY)
    assert (working.tidy(), working.tidy()) == (1, 0)
    assert browser.get(address("download", copy.pk, "json")).status_code == 404
    assert not storage.path_of(file_id(copy.pk, Form.PAPER)).exists()
    gone = again(family, copy)
    with pytest.raises(Refused), acting_as(family.house.alma, "test"):
        services.hand_over(copy=gone, way="paper", on=today(), user=family.house.alma)


def test_a_forgotten_draft_is_thrown_away_and_the_wish_stays_open(family: Family) -> None:
    copy = drafted(family)
    with as_worker("test"):
        Copy.objects.update(prepared_at=now() - 101 * DAY)
    assert working.tidy() == 1
    assert (again(family, copy).state, again(family, copy).error) == (State.FAILED, working.TOO_OLD)


def test_the_handing_over_is_written_down_once(family: Family) -> None:
    copy = released(family)
    browser = family.house.login("alma")
    page = browser.get(address("page", family.pk, family.amira)).content.decode()
    assert "Eigene Seite" not in page and "auf die eigene Seite" not in page, "she has none"
    token = "7b1c2a51-73d7-4b55-9f3e-0a6a53d0c001"
    said = {"way": "paper", "on": f"{today():%d.%m.%Y}", "token": token}
    for _ in range(2):
        assert browser.post(address("hand_over", copy.pk), said).status_code == 302
    assert browser.post(address("hand_over", copy.pk), said | {"on": "gestern früh"}).status_code == 422
    with acting_as(family.house.alma, "test", read_only=True):
        assert Handing.objects.count() == 1
    story = browser.get(f"/faelle/{family.pk}/verlauf/").content.decode()
    assert "Auskunft nach Art. 15 DSGVO freigegeben" in story


def test_a_copy_on_the_own_page_is_read_by_that_person_alone_and_only_for_thirty_days(family: Family) -> None:
    house = family.house
    family.let_in(house.jana, family.amira)
    copy = released(family)
    with acting_as(house.alma, "test"):
        handing = services.hand_over(copy=copy, way="own_page", on=today(), user=house.alma)
    own = f"/meine-seite/wer-darf-sehen/auskunft/{handing.pk}/pdf/"
    browser = house.login("jana")
    assert own in browser.get("/meine-seite/wer-darf-sehen/").content.decode()
    assert browser.get(own).content.startswith(b"%PDF")
    with acting_as(house.jana, "test", read_only=True):
        assert not Copy.objects.exists() and not Part.objects.exists() and not Redaction.objects.exists()
    with as_worker("test"), reason("test"):
        Handing.objects.update(until=now() - DAY)
    assert browser.get(own).status_code == 404
    with as_worker("test"), reason("test"):
        Handing.objects.update(until=now() + DAY, person=family.karim)
    assert browser.get(own).status_code == 404, "another member's copy"


def test_copy_merge_and_erase_know_the_copies(family: Family) -> None:
    copy = released(family)
    drafted(family, family.karim)
    with acting_as(family.house.alma, "test"):
        services.hand_over(copy=copy, way="post", on=today(), user=family.house.alma)
        (told,) = dict(export.items())["copies"](family.pk, family.amira)
        assert "mit der Post verschickt" in told["rows"][0][3]
        assert dict(merge.items())["copies"](family.karim, family.amira) >= 2
        assert Handing.objects.get().person_id == family.karim
    path = storage.path_of(file_id(copy.pk, Form.PAPER))
    assert path.exists()
    with as_worker("test.erase"):
        assert dict(erase.items())["copies"](family.pk) > 3
        assert not Copy.objects.exists() and not path.exists()
