"""Pages that go out, or come back, at an hour that an editor has set. Brought about by the clock (config/worker.py)."""

from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision


def publish_due() -> None:
    """Wagtail's own command, asked for only when something is due."""
    if not _something_is_due():
        return
    with transaction.atomic():
        # Of several processes one does it; the others wait here and find it done
        Page.objects.select_for_update().get(depth=1)
        call_command("publish_scheduled", verbosity=0)


def _something_is_due() -> bool:
    now = timezone.now()
    goes = Revision.objects.filter(approved_go_live_at__lt=now)
    return goes.exists() or Page.objects.filter(live=True, expire_at__lt=now).exists()
