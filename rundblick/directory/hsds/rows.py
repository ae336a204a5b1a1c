"""One organisation of a file as rows. Every mistake is told with its place; nothing is guessed or cut. No database.

What the directory does not keep (terms of other taxonomies, hours that are not weekly) is left out and counted.
"""

import datetime as dt
import json
import uuid
from collections.abc import Mapping

from pydantic import ValidationError

from rundblick.directory import models
from rundblick.directory.codes import Capacity, Cost, Kind, Level, Status, Way
from rundblick.directory.hsds import shapes
from rundblick.directory.hsds.book import Book, plain, told
from rundblick.directory.hsds.checks import Checks
from rundblick.directory.hsds.export import BYDAY, STATUS
from rundblick.directory.hsds.terms import own

_BY_STATUS = {word: status for status, word in STATUS.items()}
_DAY = dt.timedelta(days=1)
_OTHER_RULES = frozenset({"byweekno", "bymonthday", "byyearday", "count"})


class Reader(Checks):
    """One organisation of a file."""

    def __init__(self, book: Book, path: str, given: shapes.Organization) -> None:
        super().__init__(book, path)
        self.given = given
        self.places_known: set[uuid.UUID] = set()

    def read(self) -> None:
        """Put its rows and mistakes into the book."""
        given = self.given
        said = own(given.attributes, self.book.notes)
        self._more_than_one(f"{self.path}.phones", given.phones)
        member = _one(said, "member")
        self.book.organizations.append(
            models.Organization(
                id=given.id,
                key=self._slug(_one(said, "key")),
                name=given.name,
                alternate_name=given.alternate_name,
                description=given.description,
                email=given.email,
                website=given.website,
                phone=_phone(given.phones),
                member_id=self._uuid(member, f"{self.path}.attributes.member") if member else None,
                rhythm=self._number(_one(said, "rhythm") or "180", f"{self.path}.attributes.rhythm", 1, 3650) or 180,
            )
        )
        for number, location in enumerate(given.locations):
            self._location(location, f"{self.path}.locations[{number}]")
        for number, contact in enumerate(given.contacts):
            self._contact(contact, f"{self.path}.contacts[{number}]", None)
        for number, service in enumerate(given.services):
            self._service(service, f"{self.path}.services[{number}]")
        services = {one.id for one in given.services}
        for number, text in enumerate(said.get("event", [])):
            self._event(text, f"{self.path}.attributes.event[{number}]", services)

    def _location(self, given: shapes.Location, path: str) -> None:
        said = own(given.attributes, self.book.notes)
        if not given.addresses:
            return self._problem(f"{path}.addresses", "fehlt: Ein Ort braucht eine Anschrift")
        self._more_than_one(f"{path}.addresses", given.addresses)
        if (given.latitude is None) != (given.longitude is None):
            self._problem(path, "Breite und Länge gehören zusammen")
        address = given.addresses[0]
        self.places_known.add(given.id)
        self.book.locations.append(
            models.Location(
                id=given.id,
                organization_id=self.given.id,
                name=given.name,
                address=address.address_1,
                postal_code=address.postal_code,
                city=address.city,
                district=self._line(_one(said, "district"), f"{path}.attributes.district", 100),
                latitude=given.latitude,
                longitude=given.longitude,
                transportation=given.transportation,
                accessibility=self._codes(said, "accessibility", path),
            )
        )
        return None

    def _service(self, given: shapes.Service, path: str) -> None:
        if given.organization_id not in (None, self.given.id):
            self._problem(f"{path}.organization_id", f"{given.organization_id} ist nicht die Stelle, in der es steht")
        said = own(given.attributes, self.book.notes)
        if given.status not in _BY_STATUS:
            return self._problem(f"{path}.status", "unbekannter Wert; erlaubt: " + ", ".join(_BY_STATUS))
        status = _BY_STATUS[given.status]
        topics = self._codes(said, "topic", path)
        if status == Status.ACTIVE and not topics:
            status = Status.DRAFT
            self.book.notes["Angebot ohne Thema, kommt als Entwurf"] += 1
        since, until = _age(given.minimum_age), _age(given.maximum_age)
        if since is not None and until is not None and since > until:
            self._problem(f"{path}.maximum_age", "liegt unter minimum_age")
        capacity = (self._codes(said, "capacity", path) or [Capacity.UNKNOWN])[0]
        waiting = self._number(_one(said, "waiting_days"), f"{path}.attributes.waiting_days", 0, 32_000)
        asked = self._date(_one(said, "capacity_on"), f"{path}.attributes.capacity_on")
        if asked is None and (capacity != Capacity.UNKNOWN or waiting is not None):
            self._problem(f"{path}.attributes.capacity_on", "fehlt: Plätze gelten für einen Tag")
        names = [given.alternate_name, *said.get("alternate_name", [])]
        level = (self._codes(said, "level", path) or [str(Level.STATE.value)])[0]
        self.book.services.append(
            models.Service(
                id=given.id,
                organization_id=self.given.id,
                key=self._slug(_one(said, "key")),
                status=status,
                name=given.name,
                alternate_names=self._lines([one for one in names if one], f"{path}.alternate_name"),
                description=given.description,
                plain=self._line(_one(said, "plain"), f"{path}.attributes.plain", 1000),
                kind=(self._codes(said, "kind", path) or [Kind.ADVICE])[0],
                level=int(level),
                topics=topics,
                audiences=self._codes(said, "audience", path),
                languages=self._languages(given.languages),
                referrers=self._codes(said, "referrer", path),
                area=[one.name for one in given.service_areas if one.name],
                cost=(self._codes(said, "cost", path) or [_cost(given.cost_options)])[0],
                fees=given.fees_description,
                access=given.application_process,
                documents=[one.document for one in given.required_documents if one.document],
                basis=self._lines(said.get("basis", []), f"{path}.attributes.basis"),
                minimum_age=since,
                maximum_age=until,
                website=given.url,
                capacity=capacity,
                waiting_days=waiting,
                capacity_on=asked,
                confirmed_on=given.assured_date,
                confirmed_by=(self._codes(said, "confirmed_by", path) or [Way.IMPORT])[0] if given.assured_date else "",
            )
        )
        self._found_at(given, path)
        for number, contact in enumerate(given.contacts):
            self._contact(contact, f"{path}.contacts[{number}]", given.id)
        for proof in given.metadata:
            self._proof(proof, given)
        return None

    def _found_at(self, given: shapes.Service, path: str) -> None:
        places = {one.id for one in given.service_at_locations}
        for number, one in enumerate(given.service_at_locations):
            at = f"{path}.service_at_locations[{number}]"
            if one.location is not None and one.location.id not in self.places_known:
                self._location(one.location, f"{at}.location")
            key = one.location.id if one.location is not None else one.location_id
            if key is None or key not in self.places_known:
                self._problem(f"{at}.location_id", f"Ort {key or ''} steht nicht in der Datei".replace("  ", " "))
                continue
            if one.service_id not in (None, given.id):
                self._problem(f"{at}.service_id", f"{one.service_id} ist nicht das Angebot, in dem es steht")
            self.book.places.append(
                models.ServiceAtLocation(
                    id=one.id,
                    organization_id=self.given.id,
                    service_id=given.id,
                    location_id=key,
                    note=one.description,
                )
            )
            for count, hours in enumerate(one.schedules):
                self._schedule(hours, f"{at}.schedules[{count}]", given.id, one.id)
        for count, hours in enumerate(given.schedules):
            at = f"{path}.schedules[{count}]"
            if hours.service_at_location_id is not None and hours.service_at_location_id not in places:
                self._problem(f"{at}.service_at_location_id", f"{hours.service_at_location_id} steht nicht im Angebot")
            else:
                self._schedule(hours, at, given.id, hours.service_at_location_id)

    def _schedule(self, given: shapes.Schedule, path: str, service: uuid.UUID, place: uuid.UUID | None) -> None:
        days = [one.strip() for one in given.byday.split(",") if one.strip()]
        weekly = given.freq == "WEEKLY" and given.interval == 1 and not _OTHER_RULES & (given.model_extra or {}).keys()
        opens, closes = _time(given.opens_at), _time(given.closes_at)
        if not weekly or not days or opens is None or closes is None or opens.tzinfo or closes.tzinfo:
            self.book.notes["Zeiten, die nicht wöchentlich zu einer hiesigen Uhrzeit gelten"] += 1
            return
        if wrong := [one for one in days if one not in BYDAY]:
            return self._problem(f"{path}.byday", f"unbekannter Tag {wrong[0]}")
        until = given.valid_to + _DAY if given.valid_to and given.valid_to < dt.date.max else None
        if until is not None and given.valid_from is not None and given.valid_from >= until:
            return self._problem(f"{path}.valid_to", "liegt vor valid_from")
        said = own(given.attributes, self.book.notes)
        self.book.schedules.append(
            models.Schedule(
                id=given.id,
                organization_id=self.given.id,
                service_id=service,
                place_id=place,
                days=[BYDAY.index(one) for one in dict.fromkeys(days)],
                opens=opens,
                closes=closes,
                note=given.notes,
                valid_from=given.valid_from,
                valid_until=until,
                on_holidays=_one(said, "on_holidays") == "1",
            )
        )
        return None

    def _contact(self, given: shapes.Contact, path: str, service: uuid.UUID | None) -> None:
        """A contact that does not say it is for everybody is for colleagues."""
        said = own(given.attributes, self.book.notes)
        self._more_than_one(f"{path}.phones", given.phones)
        self.book.contacts.append(
            models.Contact(
                id=given.id,
                organization_id=self.given.id,
                service_id=service,
                role=given.title or given.department or "Ansprechstelle",
                name=given.name,
                phone=_phone(given.phones),
                email=given.email,
                public=_one(said, "public") == "1",
            )
        )

    def _proof(self, given: shapes.Metadata, service: shapes.Service) -> None:
        stem, _, way = given.last_action_type.partition(".")
        if stem != "confirmed" or way not in Way.values:
            self.book.notes["Herkunft, die keine Bestätigung ist"] += 1
            return
        self.book.proofs.append(
            models.Proof(
                id=given.id,
                organization_id=self.given.id,
                service_id=service.id,
                field=given.field_name,
                way=way,
                on=given.last_action_date,
                note=given.replacement_value,
            )
        )

    def _event(self, text: str, path: str, services: set[uuid.UUID]) -> None:
        try:
            given = shapes.Event.model_validate_json(json.dumps(plain(json.loads(text), 0)), strict=True)
        except ValidationError as error:
            self.book.problems += told(error, path)
            return
        except (ValueError, RecursionError):
            return self._problem(path, "kein gültiges JSON")
        if given.starts_at.tzinfo is None or (given.cancelled_at and given.cancelled_at.tzinfo is None):
            return self._problem(path, "Zeitpunkt ohne Zeitzone")
        if given.service_id is not None and given.service_id not in services:
            self.book.notes["Termin, dessen Angebot nicht in der Datei steht"] += 1
        elif given.location_id is not None and given.location_id not in self.places_known:
            self._problem(f"{path}.location_id", f"Ort {given.location_id} steht nicht in der Datei")
        else:
            values = given.model_dump(exclude=set(given.model_extra or {}))
            if values["cost"] not in Cost.values:
                return self._problem(f"{path}.cost", "unbekannter Wert")
            self.book.events.append(models.Event(organization_id=self.given.id, **values))
        return None


def _one(said: Mapping[str, list[str]], kind: str) -> str:
    return (said.get(kind) or [""])[0]


def _phone(given: list[shapes.Phone]) -> str:
    return given[0].number if given else ""


def _age(value: float | None) -> int | None:
    return None if value is None else int(value)


def _time(value: str) -> dt.time | None:
    return dt.time.fromisoformat(value) if value else None


def _cost(options: list[shapes.Cost]) -> str:
    amounts = [one.amount for one in options if one.amount is not None]
    if not amounts:
        return Cost.UNKNOWN
    return Cost.FREE if not any(amounts) else Cost.PAID
