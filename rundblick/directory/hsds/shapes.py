"""The parts of HSDS 3 that the directory reads. Types are strict; what is not named here is counted and left out."""

import datetime as dt
import uuid
from typing import Annotated, Any, ClassVar, TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

FIRST_YEAR, LAST_YEAR = 1900, 2200
D = TypeVar("D", dt.date, dt.datetime)
_web = URLValidator(schemes=["http", "https"])


def _address(value: str) -> str:
    if value:
        try:
            _web(value)
        except ValidationError as problem:
            raise ValueError("keine Internetadresse (http oder https)") from problem
    return value


def _mail(value: str) -> str:
    if value:
        try:
            validate_email(value)
        except ValidationError as problem:
            raise ValueError("keine E-Mail-Adresse") from problem
    return value


def _clock(value: str) -> str:
    if value:
        try:
            dt.time.fromisoformat(value)
        except ValueError as problem:
            raise ValueError("keine Uhrzeit (HH:MM)") from problem
    return value


def _whole(value: float) -> float:
    if value != int(value):
        raise ValueError("ganze Zahl erwartet")
    return value


def near(value: D) -> D:
    """Dates with which one can still count; 9999 stands for "for ever" in some files."""
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ValueError(f"nur Jahre von {FIRST_YEAR} bis {LAST_YEAR}")
    return value


Line = Annotated[str, StringConstraints(max_length=100)]
Name = Annotated[str, StringConstraints(max_length=200)]
Long = Annotated[str, StringConstraints(max_length=300)]
Web = Annotated[str, StringConstraints(max_length=300), AfterValidator(_address)]
Mail = Annotated[str, StringConstraints(max_length=254), AfterValidator(_mail)]
Clock = Annotated[str, AfterValidator(_clock)]
Number = Annotated[str, StringConstraints(max_length=40)]
Age = Annotated[float, Field(ge=0, le=150), AfterValidator(_whole)]
Code = Annotated[str, StringConstraints(max_length=40)]
Day = Annotated[dt.date, AfterValidator(near)]
Moment = Annotated[dt.datetime, AfterValidator(near)]


class Entity(BaseModel):
    """Anything with a key. `table`: its name in the specification."""

    model_config = ConfigDict(strict=True, extra="allow")
    table: ClassVar[str] = ""
    id: uuid.UUID


class Term(Entity):
    """A term of a taxonomy."""

    table = "taxonomy_term"
    code: str = ""
    name: str = ""
    description: str = ""
    taxonomy: str = ""
    parent_id: uuid.UUID | None = None


class Attribute(Entity):
    """A term that says something of an entity."""

    table = "attribute"
    link_id: uuid.UUID | None = None
    link_entity: str = ""
    link_type: str = ""
    value: str = ""
    taxonomy_term_id: uuid.UUID | None = None
    taxonomy_term: Term | None = None


class Phone(Entity):
    """A telephone number."""

    table = "phone"
    number: Number


class Metadata(Entity):
    """Where a field of an entry comes from."""

    table = "metadata"
    resource_id: uuid.UUID | None = None
    resource_type: str = ""
    last_action_date: Day
    last_action_type: str
    field_name: Annotated[str, StringConstraints(max_length=30)] = ""
    previous_value: str = ""
    replacement_value: Name = ""
    updated_by: str = ""


class Address(Entity):
    """Where a location is."""

    table = "address"
    address_1: Name = ""
    city: Line
    state_province: str = ""
    postal_code: Annotated[str, StringConstraints(max_length=10)] = ""
    country: str = ""
    address_type: str = "physical"


class Schedule(Entity):
    """When somebody is there (fields of RFC 5545)."""

    table = "schedule"
    service_id: uuid.UUID | None = None
    service_at_location_id: uuid.UUID | None = None
    freq: str = ""
    interval: int = 1
    byday: str = ""
    opens_at: Clock = ""
    closes_at: Clock = ""
    valid_from: Day | None = None
    valid_to: Day | None = None
    notes: Name = ""
    attributes: list[Attribute] = []


class Language(Entity):
    """A language that is spoken."""

    table = "language"
    name: str = ""
    code: Annotated[str, StringConstraints(max_length=40)] = ""


class Contact(Entity):
    """Whom to ask."""

    table = "contact"
    name: Line = ""
    title: Line = ""
    department: Line = ""
    email: Mail = ""
    phones: list[Phone] = []
    attributes: list[Attribute] = []


class Location(Entity):
    """A place."""

    table = "location"
    location_type: str = "physical"
    name: Name = ""
    transportation: Long = ""
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = None
    addresses: list[Address] = []
    attributes: list[Attribute] = []


class Place(Entity):
    """A service at a location."""

    table = "service_at_location"
    service_id: uuid.UUID | None = None
    location_id: uuid.UUID | None = None
    description: Long = ""
    location: Location | None = None
    schedules: list[Schedule] = []


class Cost(Entity):
    """What it costs."""

    table = "cost_option"
    option: str = ""
    amount: float | None = None
    currency: str = ""


class Document(Entity):
    """What to bring."""

    table = "required_document"
    document: Line = ""


class Area(Entity):
    """For whom it is, by municipality."""

    table = "service_area"
    name: Line = ""


class Service(Entity):
    """One help."""

    table = "service"
    organization_id: uuid.UUID | None = None
    name: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    alternate_name: Line = ""
    description: Annotated[str, StringConstraints(max_length=3000)] = ""
    url: Web = ""
    status: str
    application_process: Long = ""
    fees_description: Long = ""
    minimum_age: Age | None = None
    maximum_age: Age | None = None
    assured_date: Day | None = None
    languages: list[Language] = []
    cost_options: list[Cost] = []
    required_documents: list[Document] = []
    service_areas: list[Area] = []
    service_at_locations: list[Place] = []
    schedules: list[Schedule] = []
    contacts: list[Contact] = []
    attributes: list[Attribute] = []
    metadata: list[Metadata] = []


class Organization(Entity):
    """Who offers help."""

    table = "organization"
    name: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    alternate_name: Line = ""
    description: Annotated[str, StringConstraints(max_length=2000)] = ""
    email: Mail = ""
    website: Web = ""
    phones: list[Phone] = []
    locations: list[Location] = []
    contacts: list[Contact] = []
    services: list[Service] = []
    attributes: list[Attribute] = []


class Event(Entity):
    """An offer with a date, which HSDS lacks; it travels as the value of an attribute."""

    table = "event"
    name: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    description: Annotated[str, StringConstraints(max_length=2000)] = ""
    plain: Annotated[str, StringConstraints(max_length=600)] = ""
    starts_at: Moment
    minutes: Annotated[int, Field(ge=5, le=1440)]
    weeks: Annotated[int, Field(ge=1, le=104)]
    cost: str = "free"
    audiences: list[Code] = []
    languages: list[Code] = []
    signup: Name = ""
    cancelled_at: Moment | None = None
    service_id: uuid.UUID | None = None
    location_id: uuid.UUID | None = None


def unknown(entity: BaseModel) -> list[str]:
    """Fields with a value that are not read, as "service.alert", for each time they stand there."""
    found = [
        f"{getattr(entity, 'table', '')}.{name}" for name, value in (entity.model_extra or {}).items() if _said(value)
    ]
    for name in type(entity).model_fields:
        value = getattr(entity, name)
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, BaseModel):
                found += unknown(one)
    return found


def _said(value: Any) -> bool:
    return value not in ("", [], {})
