"""One message to one browser, sealed so that the push service between cannot read it."""

import json
import logging
import time
from enum import Enum
from typing import Any
from urllib.parse import urlsplit

import urllib3
from django.conf import settings
from django.utils import timezone
from pywebpush import WebPusher

from salon.models import PushSubscription
from salon.push import keys, reaching

KEPT_FOR = 24 * 60 * 60  # seconds a push service keeps what it cannot deliver
GOOD_FOR = 60 * 60  # seconds our signature holds

log = logging.getLogger("tsunagari.push")


class Outcome(Enum):
    DONE = "done"
    GONE = "gone"
    AGAIN = "again"
    REFUSED = "refused"


def send(subscription: PushSubscription, message: dict[str, Any]) -> Outcome:
    """Send it, and write down what that tells of the subscription. A browser that is gone is forgotten."""
    try:
        status = _post(subscription, json.dumps(message, ensure_ascii=False).encode())
    except reaching.NotAllowed:
        status = 404
    except (OSError, urllib3.exceptions.HTTPError) as error:
        log.warning("push service: %s", type(error).__name__)
        return Outcome.AGAIN
    if status < 300:
        PushSubscription.objects.filter(pk=subscription.pk).update(succeeded_at=timezone.now())
        return Outcome.DONE
    # 403: it was given for other keys than ours are now
    if status in (403, 404, 410):
        PushSubscription.objects.filter(pk=subscription.pk).delete()
        return Outcome.GONE
    log.warning("push service: %s", status)
    return Outcome.AGAIN if status == 429 or status >= 500 else Outcome.REFUSED


def _post(subscription: PushSubscription, content: bytes) -> int:
    place = urlsplit(subscription.endpoint)
    given = {"p256dh": subscription.p256dh, "auth": subscription.auth}
    sealed = WebPusher({"endpoint": subscription.endpoint, "keys": given}).encode(content)
    claims = {
        "aud": f"{place.scheme}://{place.netloc}",
        "exp": int(time.time()) + GOOD_FOR,
        "sub": f"mailto:{settings.SECRETARIAT_EMAIL}",
    }
    headers = {
        **keys.vapid().sign(claims),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(KEPT_FOR),
    }
    return reaching.post(subscription.endpoint, sealed["body"], headers).status
