"""The demo knows the houses' letterheads and a few people who want messages."""

from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import call_command

from rundblick.access.database import as_worker
from rundblick.invitations.demo import HEADS, WISHES
from rundblick.invitations.models import Letterhead, Wish
from tests.house import empty_tables

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def loaded() -> Iterator[None]:
    """The whole demo, loaded once for the tests of this file."""
    empty_tables()
    call_command("load_demo", stdout=StringIO())
    yield
    empty_tables()


def test_wishes_and_letterheads_are_there(loaded: None) -> None:
    with as_worker("test"):
        addresses = {row.address for row in Wish.objects.all()}
        assert addresses == {wished[3] for wished in WISHES}
        assert set(Letterhead.objects.values_list("organisation__kind", flat=True)) == set(HEADS)
