"""A journey as plain data, as drafts keep it: made, written down without what says nothing, and as a YAML file."""

import copy
import json
from typing import Any

import yaml

from rundblick.journeys.definition import Journey
from rundblick.journeys.upgrades import CURRENT
from rundblick.programmes.editing.typed import code_from

Data = dict[str, Any]
MOST_LETTERS = 50

ALWAYS: tuple[Data, ...] = (
    {"code": "family", "label": "Familie", "subgroup": "never"},
    {"code": "coach", "label": "Coach", "subgroup": "never"},
)
"""The lines of a head that every journey has, before and after those a coordinator chooses."""
OFFERED: tuple[Data, ...] = (
    {"code": "site", "label": "Standort", "subgroup": "offered"},
    {
        "code": "parenting",
        "label": "Erziehungsstatus",
        "subgroup": "offered",
        "choices": [
            {"code": "single", "label": "alleinerziehend"},
            {"code": "couple", "label": "nicht alleinerziehend"},
        ],
    },
)
"""The lines by which figures may be split; migration background is none of them (design rule 11)."""
LAST: tuple[Data, ...] = (
    {"code": "created", "label": "Erstelldatum", "subgroup": "never"},
    {"code": "edited", "label": "Letzte Bearbeitung", "subgroup": "never"},
)


def blank(*, code: str, title: str, subject: str, house: str, year: int) -> Data:
    """A journey without steps and rows, by the house."""
    return {
        "schema_version": CURRENT,
        "id": code,
        "title": title,
        "source": {"document": "Eigene Journey", "publisher": house, "year": year},
        "subject": subject,
        "header": header(["site"], []),
        "steps": [],
        "tracks": [],
    }


def copied(journey: Journey, *, code: str, title: str) -> Data:
    """A journey under another name; where its rows come from stays written at them."""
    return {**data_of(journey), "id": code, "title": title}


def data_of(journey: Journey) -> Data:
    """A checked journey as plain data."""
    found = tidy(json.loads(journey.model_dump_json()))
    assert isinstance(found, dict)
    return found


def header(chosen: list[str], former: list[Any]) -> list[Data]:
    """The lines of the head: always, those chosen, and what only a file can say and was there before."""
    known = {line["code"] for line in (*ALWAYS, *OFFERED, *LAST)}
    before = {line["code"]: line for line in former if isinstance(line, dict) and "code" in line}
    lines = [*ALWAYS, *(line for line in OFFERED if line["code"] in chosen)]
    others = [line for code, line in before.items() if code not in known]
    return copy.deepcopy([before.get(line["code"], line) for line in (*lines, *others, *LAST)])


def tidy(data: Any) -> Any:
    """The same without keys that say nothing; rows stay rows, however empty."""
    if isinstance(data, dict):
        kept = {name: tidy(value) for name, value in data.items()}
        return {name: value for name, value in kept.items() if not _says_nothing(value)}
    return [tidy(value) for value in data] if isinstance(data, list) else data


def _says_nothing(value: Any) -> bool:
    return value is None or value is False or value in ("", [], {})


def fresh_code(label: str, taken: set[str]) -> str:
    """A name made from a label that is not taken; "" where the label holds no letter."""
    code = code_from(label)[:MOST_LETTERS]
    names = [code, *(f"{code}_{number}" for number in range(2, 200))]
    return next((name for name in names if name not in taken), code) if code else ""


def as_json(data: Data) -> str:
    """The data as the loader reads it; JSON is YAML."""
    return json.dumps(data, indent=1, ensure_ascii=False)


def as_yaml(data: Data) -> str:
    """The data as a YAML file, in the order of the schema."""
    order = ["schema_version", *Journey.model_fields]
    ordered = {name: data[name] for name in dict.fromkeys(order) if name in data}
    return yaml.safe_dump({**ordered, **data}, sort_keys=False, allow_unicode=True, width=110)
