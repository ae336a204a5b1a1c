"""What the jobs do, as worker: miss who did not report back, call those named, and let go of what is old."""

import datetime as dt
import uuid

from django.apps import apps
from django.db.models import DateTimeField, ExpressionWrapper, F, Value

from rundblick.access.context import reason
from rundblick.access.models import User
from rundblick.post.registries import Cause, Ticket
from rundblick.post.services import channels, put_for
from rundblick.visits.codes import Channel
from rundblick.visits.models import Handset, Notice, Preparation, Watch
from rundblick.visits.queries import open_ones
from rundblick.visits.rules import KEEP_PREPARATION, KEEP_WATCH
from rundblick.web.clock import now

CAUSE = "visits"
SUBJECT = "Bitte melden Sie sich bei einer Kollegin oder einem Kollegen"
BODY = (
    "Guten Tag,\n\nbitte melden Sie sich bei {name}: Eine vereinbarte Rückmeldung ist überfällig, oder Hilfe wird"
    " gebraucht. Telefon: {phone}.\n\nAlles Weitere steht in Rundblick unter „Hausbesuche“.\n"
)
SHORT = "Rundblick: Bitte melden Sie sich bei {name}, Rückmeldung überfällig. Tel. {phone}"


def miss(at: dt.datetime | None = None) -> int:
    """Raise the alarm for whoever was to be outside again and has not said so; how many. One query."""
    moment = at or now()
    due = F("expected_at") + F("grace") * Value(dt.timedelta(minutes=1))
    late = open_ones().filter(alarm_at__isnull=True).alias(due=ExpressionWrapper(due, DateTimeField()))
    with reason("visits.miss"):
        return late.filter(due__lte=moment).update(alarm_at=moment)


def call() -> int:
    """Write the messages to those named in open alarms; how many. Running twice calls nobody twice."""
    able = channels()
    called = 0
    with reason("visits.call"):
        for watch in open_ones().filter(alarm_at__isnull=False).select_related("coach").order_by("pk"):
            wanted = [(pk, channel) for pk in _reachable(watch) for channel in able]
            phones = dict(Handset.objects.filter(user_id__in=watch.watchers).values_list("user_id", "phone"))
            for user_id, channel in wanted:
                if channel == Channel.MAIL or user_id in phones:
                    called += _tell(watch, user_id, channel)
    return called


def tidy(at: dt.datetime | None = None) -> int:
    """Remove watches after two weeks, whatever became of them, and preparations ninety days after the visit."""
    moment = at or now()
    old = Watch.objects.filter(begun_at__lt=moment - KEEP_WATCH).delete()[0]
    with reason("visits.tidy"):
        past = Preparation.objects.filter(appointment__ends_at__lt=moment - KEEP_PREPARATION)
        ids = list(past.values_list("pk", flat=True))
        past.delete()
        apps.get_model("visits", "PreparationEvent").objects.filter(pgh_obj_id__in=ids).delete()
    return old + len(ids)


def allow(message_id: uuid.UUID) -> Ticket:
    """The last look: is the alarm this message is about still open?"""
    notice = Notice.objects.filter(pk=message_id).select_related("watch", "user").first()
    if notice is None or notice.watch.over or notice.watch.alarm_at != notice.alarm_at or not notice.user.is_active:
        return Ticket()
    if notice.channel == Channel.MAIL:
        return Ticket(address=notice.user.email)
    phone = Handset.objects.filter(user=notice.user).values_list("phone", flat=True).first()
    return Ticket(address=phone or "")


def settled(message_id: uuid.UUID, state: str, refused: bool) -> None:
    """Note what became of a message, so that the coach sees who was reached."""
    Notice.objects.filter(pk=message_id).update(state=state)


CAUSED = Cause(allow, settled)


def _reachable(watch: Watch) -> list[uuid.UUID]:
    rows = User.objects.filter(pk__in=watch.watchers, is_active=True).order_by("display_name", "pk")
    return list(rows.values_list("pk", flat=True))


def _tell(watch: Watch, user_id: uuid.UUID, channel: str) -> bool:
    """Write one message about an open alarm; whether it is new."""
    assert watch.alarm_at
    notice, new = Notice.objects.get_or_create(watch=watch, user_id=user_id, channel=channel, alarm_at=watch.alarm_at)
    if new:
        said = {"name": watch.coach.display_name, "phone": watch.phone}
        subject, body = (SUBJECT, BODY) if channel == Channel.MAIL else ("", SHORT)
        put_for(cause=CAUSE, message_id=notice.pk, channel=channel, subject=subject, body=body.format(**said))
    return new
