"""The person ends messages on their own page: at once, without a reason, and nobody else's."""

from rundblick.access.context import acting_as
from rundblick.invitations.models import Wish
from rundblick.invitations.services import end_own_wish
from tests.cases.families import haddad
from tests.house import House
from tests.invitations.inviting import ADDRESS, wish
from tests.queries import at_most

WHO = "/meine-seite/wer-darf-sehen/"


def test_one_click_ends_the_own_messages_and_no_others(house: House) -> None:
    family = haddad(house)
    hers, his = wish(family), wish(family, family.karim, address="karim@post.example")
    family.let_in(house.jana, family.amira)
    browser = house.login("jana")
    browser.get(WHO)
    with at_most(11):
        page = browser.get(WHO).content.decode()
    assert ADDRESS in page and "karim@post" not in page
    for one in (his, hers, hers):
        assert browser.post(f"/meine-seite/nachrichten/{one.pk}/beenden/").status_code == 302
    with acting_as(house.alma, "test"):
        assert Wish.objects.get(pk=hers.pk).ended_at and not Wish.objects.get(pk=his.pk).ended_at
        assert not end_own_wish(his.pk), "a coach ends it as before, not through this door"
    assert ADDRESS not in browser.get(WHO).content.decode()
