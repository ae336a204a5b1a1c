"""How good the search is: questions of people and professionals, with the answers a competent colleague accepts.

`queries.yaml` was written beside the taxonomy and shares words with it. `queries_held_out.yaml` was written from
the entries alone, by somebody who had not read the taxonomy: that number says more.
"""

from collections import defaultdict
from pathlib import Path

import pytest
import yaml

from rundblick.access.context import acting_as
from rundblick.directory import queries
from rundblick.directory.models import Service
from rundblick.directory.reading import read
from rundblick.directory.search import Filters, search
from tests.directory.region import region
from tests.house import House

__all__ = ["region"]

HERE = Path(__file__).parent


@pytest.mark.parametrize(("file", "least"), [("queries.yaml", 0.8), ("queries_held_out.yaml", 0.6)])
def test_four_of_five_first_answers_are_good(region: House, file: str, least: float) -> None:
    """Precision at five: of the first five answers, or of as many as there are good ones, how many are good."""
    found: dict[str, list[float]] = defaultdict(list)
    worst: list[tuple[float, str]] = []
    with acting_as(region.alma, "test"):
        rows = Service.objects.values_list("pk", "organization__key", "key")
        names = {pk: f"{organization}/{key}" for pk, organization, key in rows}
        for one in yaml.safe_load((HERE / file).read_text("utf-8"))["queries"]:
            assert set(one["expect"]) <= set(names.values()), one["query"]
            hits = search(read(one["query"]), Filters(), queries.clock(), size=5).hits
            good = sum(names[hit.id] in one["expect"] for hit in hits)
            share = good / min(5, len(one["expect"]))
            found[one["kind"]].append(share)
            worst.append((share, f"{one['query']}: {', '.join(names[hit.id] for hit in hits) or 'nothing'}"))
    every = [share for shares in found.values() for share in shares]
    for kind, shares in sorted(found.items()):
        print(f"{kind:10} {sum(shares) / len(shares):.2f} of {len(shares)}")
    print(f"{file} {sum(every) / len(every):.2f} of {len(every)}")
    print("\n".join(f"{share:.2f} {text}" for share, text in sorted(worst)[:40]))
    assert sum(every) / len(every) >= least
