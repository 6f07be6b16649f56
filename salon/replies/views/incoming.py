"""The door for a mail provider's webhook. It knows nobody: what counts is the shared secret."""

import logging

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from salon.replies import addresses, receiving, webhook
from salon.replies.parsing import LARGEST
from salon.replies.receiving import Outcome

logger = logging.getLogger("tsunagari.replies")

# Of Mailgun: "give it back", where any other refusal is tried again for hours
NOT_FOR_US = 406


@csrf_exempt
@never_cache
@require_POST
def incoming(request: HttpRequest) -> HttpResponse:
    """Take in one mail. 200 after the commit; 406 for what will never work; 503 to try it again."""
    if not (settings.REPLY_WEBHOOK_SECRET and settings.REPLY_ADDRESS):
        raise Http404
    # Not request.body, which is bounded for forms that people send
    body = request.read(2 * LARGEST)
    if not webhook.is_signed(request, body):
        return HttpResponse(status=403)
    try:
        raw, recipients = webhook.mail_in(request.headers.get("Content-Type", ""), body)
    except webhook.NoMail:
        return HttpResponse(status=NOT_FOR_US)
    ours = [address for address in recipients if addresses.behind(address)]
    try:
        outcomes = [receiving.receive(raw, address) for address in ours] or receiving.receive_addressed(raw)
    except Exception as error:  # not into the log as Django would write it, with the words of a database
        logger.error("a mail was put off: %s", receiving.what_happened(error))
        return HttpResponse(status=503)
    status = NOT_FOR_US if set(outcomes) == {Outcome.UNKNOWN} else 200
    return HttpResponse("\n".join(outcomes), content_type="text/plain", status=status)
