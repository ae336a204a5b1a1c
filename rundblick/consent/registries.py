"""What happens elsewhere when a consent is given or withdrawn. Rooms above register in `AppConfig.ready`."""

from collections.abc import Callable

from rundblick.access.hooks import Registry
from rundblick.consent.models import Consent

Listener = Callable[[Consent], None]

given: Registry[Listener] = Registry("listener to consents given")
"""Called in the transaction of the consent, when its door is open."""

withdrawn: Registry[Listener] = Registry("listener to withdrawals")
"""Called in the transaction of the withdrawal, right before the door closes: what lies behind it can still be
restricted by its reader. Whoever writes down the withdrawal may be somebody else, who reaches nothing behind the door;
a listener therefore counts on nothing but the consent itself, and leaves what it cannot reach to a job."""
