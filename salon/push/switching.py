"""What the page with the switch needs to know."""

import json
from typing import Any

from members.models import Person
from salon.models import PushSubscription
from salon.push import keys


def switch_of(person: Person) -> dict[str, Any]:
    """For templates/salon/push/switch.html: the key to ask with, and the browsers that are told."""
    browsers = list(PushSubscription.objects.visible_to(person))
    known = json.dumps([one.endpoint for one in browsers])
    return {"key": keys.public_key(), "known": known, "browsers": browsers}
