"""Pieces of the Netzwerkkarte in templates."""

from django import template

from rundblick.cases.standing import seen as state
from rundblick.network.models import Tie

register = template.Library()


@register.filter
def seen(tie: Tie) -> str:
    """Which state of a tie the form was drawn with."""
    return state(tie)
