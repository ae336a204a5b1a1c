"""Names of places and positions of addresses from a file."""

import bz2
import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from rundblick.access.context import acting_as
from rundblick.cli.main import app
from rundblick.directory.models import Location, Place
from tests.directory.building import body, spot
from tests.house import House

HEAD = "name,kind,city,district,lat,lon\n"
ADDRESSES = "street,number,postcode,city,lat,lon\n"


def take(folder: Path, text: str | bytes) -> Result:
    file = folder / "orte.csv"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return CliRunner().invoke(app, ["places", "import", str(file)])


def test_names_are_added_and_known_ones_moved(house: House, tmp_path: Path) -> None:
    done = take(
        tmp_path, f'{HEAD}Mühlenviertel,district,Ennigerloh,,51.84,8.01\n"Weg, alter",street,Ennigerloh,,51.8,8.0\n'
    )
    assert done.exit_code == 0 and "2 Ortsnamen" in done.output
    done = take(tmp_path, "\ufeffkind;name;city;lat;lon\r\ndistrict;Mühlenviertel;Ennigerloh;51,85;8,02\r\n")
    assert done.exit_code == 0
    with acting_as(house.alma, "test"):
        row = Place.objects.get(folded="muehlenviertel")
        assert (row.latitude, row.longitude, Place.objects.count()) == (51.85, 8.02, 2)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "orte.csv ist leer"),
        (b"\xff\xfe\x00", "kein Text in UTF-8"),
        ("name,city\nA,B\n", "Zeile 1: Erwartet sind die Spalten"),
        (f"{HEAD}A,village,B,,51,8\n", "Zeile 2: Die Art „village“"),
        (f"{HEAD}A,street,B,,51,8\nA,street,B,,51,8\n", "Zeile 3: „A“ steht schon weiter oben"),
        (f"{HEAD}A,street,B,,x,8\n", "Zeile 2: „x, 8“ ist keine Breite und Länge"),
        (f"{HEAD}A,street,B,,nan,8\n", "Zeile 2: „nan, 8“ ist keine Breite und Länge"),
        (f"{HEAD},street,B,,51,8\n", "Zeile 2: Name oder Gemeinde fehlt"),
        (f"{HEAD}{'A' * 200},street,B,,51,8\n", "Zeile 2: Der Name ist zu lang"),
        (f"{HEAD}A,street,B,51,8\n", "Zeile 2: 5 Felder statt 6"),
        (f"{HEAD}A\x00,street,B,,51,8\n", "Zeile 2: Ein Zeichen ist kein Text"),
        (f"{HEAD}A,street,B,,51,8\n".encode() + b"M\xfchle,street,B,,51,8\n", "kein Text in UTF-8"),
        (f'{HEAD}"A,street,B,,51,8\n', "keine lesbare CSV-Zeile"),
        (f"{ADDRESSES}Weg,4,59320,Ort,100,8\n", "Zeile 2: „100, 8“"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_changed(
    house: House, tmp_path: Path, text: str | bytes, said: str
) -> None:
    done = take(tmp_path, text)
    assert done.exit_code == 1 and said in done.output and "Nichts geändert" in done.output
    with acting_as(house.alma, "test"):
        assert not Place.objects.exists()


def test_addresses_give_a_position_to_locations_that_have_none(house: House, tmp_path: Path) -> None:
    here = body(house)
    none = {"latitude": None, "longitude": None}
    lost = spot(house, here, address="Lindenstraße  4", **none)
    kept = spot(house, here, address="Lindenstraße 5")
    twice = spot(house, here, address="Lindenstraße 6", **none)
    elsewhere = spot(house, here, address="Lindenstraße 7", postal_code="99999", **none)
    rows = "".join(
        f"Lindenstraße,{number},59320,Ennigerloh,{at}\n"
        for number, at in ((4, "51.9,8.1"), (5, "51.9,8.1"), (6, "51.9,8.1"), (6, "51.8,8.0"), (7, "51.9,8.1"))
    )
    done = take(tmp_path, ADDRESSES + rows)
    assert done.exit_code == 0 and "1 Orte haben jetzt eine Lage" in done.output
    assert "Lindenstraße 6, Ennigerloh: steht mit verschiedenen Lagen" in done.output
    assert "Lindenstraße 7, Ennigerloh: steht so nicht" in done.output
    with acting_as(house.alma, "test"):
        found = {row.pk: (row.latitude, row.version) for row in Location.objects.all()}
    assert found == {lost.pk: (51.9, 2), kept.pk: (51.8372, 1), twice.pk: (None, 1), elsewhere.pk: (None, 1)}


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["places", "import", str(tmp_path / "nichts.csv")])
    assert done.exit_code == 1 and "lässt sich nicht lesen" in done.output


HOUSE = '<tag k="addr:street" v="Lindenstraße"/><tag k="addr:city" v="Ennigerloh"/><tag k="addr:housenumber" v="{}"/>'
EXTRACT = f"""<?xml version="1.0" encoding="UTF-8"?><osm version="0.6">
<node id="1" lat="51.80" lon="8.00"/><node id="2" lat="51.82" lon="8.00"/><node id="3" lat="51.82" lon="8.02"/>
<node id="4" lat="51.80" lon="8.02"/>
<node id="5" lat="51.90" lon="8.10">{HOUSE.format(4)}<tag k="addr:suburb" v="Südstadt"/></node>
<node id="6" lat="x" lon="8.10">{HOUSE.format(9)}</node>
<node id="7" lat="51.9" lon="8.1"><tag k="amenity" v="bench"/></node>
<way id="8"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="4"/><nd ref="1"/>{HOUSE.format(5)}</way>
<way id="9"><nd ref="77"/>{HOUSE.format(6)}</way>
<relation id="10"><member type="way" ref="8" role="outer"/></relation></osm>"""


@pytest.mark.parametrize("packing", ["", ".gz", ".bz2"])
def test_an_extract_of_openstreetmap_gives_positions_and_names(house: House, tmp_path: Path, packing: str) -> None:
    here = body(house)
    none = {"latitude": None, "longitude": None}
    point = spot(house, here, address="Lindenstraße 4", **none)
    outline = spot(house, here, address="Lindenstraße 5", **none)
    file = tmp_path / f"region.osm{packing}"
    packers: dict[str, Callable[[bytes], bytes]] = {"": bytes, ".gz": gzip.compress, ".bz2": bz2.compress}
    file.write_bytes(packers[packing](EXTRACT.encode()))
    done = CliRunner().invoke(app, ["places", "import", str(file)])
    assert done.exit_code == 0, done.output
    assert "3 Ortsnamen übernommen, 2 Orte haben jetzt eine Lage" in done.output
    with acting_as(house.alma, "test"):
        point.refresh_from_db()
        outline.refresh_from_db()
        assert (point.latitude, point.longitude) == (51.9, 8.1)
        assert (outline.latitude, outline.longitude) == pytest.approx((51.81, 8.01)), "the middle of its corners"
        found = dict(Place.objects.values_list("name", "kind"))
        assert found == {"Ennigerloh": "municipality", "Lindenstraße": "street", "Südstadt": "district"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<osm><node", "kein lesbares XML"),
        ("", "kein lesbares XML"),
        ("<osm/>", "Keine Adresse mit Straße"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><osm>&b;</osm>', "DOCTYPE"),
    ],
)
def test_what_is_no_extract_is_refused(house: House, tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "region.osm"
    file.write_text(text, "utf-8")
    done = CliRunner().invoke(app, ["places", "import", str(file)])
    assert done.exit_code == 1 and said in done.output and "Nichts geändert" in done.output
    broken = tmp_path / "region.osm.gz"
    broken.write_bytes(b"kein Archiv")
    assert "lässt sich nicht lesen" in CliRunner().invoke(app, ["places", "import", str(broken)]).output
