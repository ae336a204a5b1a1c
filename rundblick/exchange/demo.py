"""The room's share of the demo."""

import datetime as dt
from pathlib import Path
from typing import Any

import yaml

from rundblick.access.context import acting_as
from rundblick.access.hooks_demo import Cast
from rundblick.exchange import services
from rundblick.exchange.models import Question
from rundblick.exchange.services import Asked
from rundblick.web.clock import now


def load(_scenario: Any, cast: Cast) -> None:
    """Questions of colleagues, each asked and answered in its author's name."""
    for record in yaml.safe_load(Path(__file__).with_name("demo.yaml").read_text("utf-8")):
        ask(record, cast)


def ask(record: dict[str, Any], cast: Cast) -> None:
    """One question with its answers, as the sheet tells it."""
    author = cast.users[record["author"]]
    team_id = cast.teams[record["team"]].pk if "team" in record else None
    with acting_as(author, "demo.exchange"):
        asked = Asked(
            title=record["title"], text=record.get("text", ""), team_id=team_id, named=record.get("named", True)
        )
        question = services.ask(author=author, asked=asked)
        Question.objects.filter(pk=question.pk).update(asked_at=now() - dt.timedelta(days=record["ago"]))
    for told in record.get("answers", []):
        colleague = cast.users[told["by"]]
        with acting_as(colleague, "demo.exchange"):
            answer = services.answer(question=question, author=colleague, text=told["text"], named=True)
        if told.get("helped"):
            with acting_as(author, "demo.exchange"):
                services.helped(row=answer, author=author, yes=True)
