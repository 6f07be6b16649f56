"""「この団体に聞いてみる」 on every case and practice: members are introduced, others write to the secretariat."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms import later, registry
from cms.models import ContactPage


@never_cache
@require_safe
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    page = get_object_or_404(later.keepable(), pk=pk).specific
    if request.user.is_authenticated and (address := registry.where_to_ask(request.user, page)):
        return redirect(address)
    contact = ContactPage.objects.originals().live().first()
    if contact is None:
        raise Http404
    return redirect(f"{contact.url}?{urlencode({'about': page.pk})}")
