"""What is no page: pictures, robots.txt, the map for search engines, the offline page."""

from pathlib import PurePosixPath

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from wagtail.contrib.sitemaps import Sitemap
from wagtail.contrib.sitemaps.views import sitemap as wagtail_sitemap
from wagtail.documents import get_document_model
from wagtail.documents.views.serve import serve as serve_document
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry

from cms import registry
from cms.views.answering import for_everybody
from members.language import PERSONAL

PICTURES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}


def picture(request, name: str):
    """Renditions only; originals stay inside. What lies in a locked collection is not there for whom the lock keeps out."""
    kind = PICTURES.get(PurePosixPath(name).suffix.lower())
    # The address pattern lets no slash through; a name of dots has no suffix
    if kind is None or name.startswith("."):
        raise Http404
    path = f"images/{name}"
    shown = get_image_model().get_rendition_model().objects.filter(file=path)
    rendition = shown.select_related("image__collection").order_by().first()
    if rendition is None:
        raise Http404
    locks = list(rendition.image.collection.get_view_restrictions())
    if locks and not _may_look(request, rendition.image, locks):
        raise Http404
    try:
        # Small files, read whole: under ASGI an open file would be streamed through a thread, with a warning
        with default_storage.open(path) as file:
            content = file.read()
        changed = default_storage.get_modified_time(path)
    except (OSError, ValueError) as error:
        raise Http404 from error
    response = HttpResponse(content, content_type=kind)
    if locks:
        patch_cache_control(response, private=True, no_store=True)
        return response
    patch_cache_control(response, public=True, max_age=60 * 60 * 24 * 7)
    etag = quote_etag(f"{int(changed.timestamp())}-{len(content)}")
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response)


def _may_look(request, image, locks) -> bool:
    """Who passes every lock, and who looks after the pictures: the admin shows them by these addresses too."""
    if policy_registry.get_by_type(type(image)).user_has_permission_for_instance(request.user, "change", image):
        return True
    return all(lock.accept_request(request) for lock in locks)


def document(request, document_id: str, document_filename: str):
    """Wagtail asks who reads; here it is added that what stands under a lock is kept by nobody in between."""
    response = serve_document(request, document_id, document_filename)
    found = get_document_model().objects.filter(pk=document_id).select_related("collection").first()
    if found and found.collection.get_view_restrictions():
        patch_cache_control(response, private=True, no_store=True)
    return response


@for_everybody
def robots(request):
    lines = ["User-agent: *"]
    lines += [f"Disallow: {path}" for path in ("/admin/", "/ask/", "/en/ask/", *PERSONAL)]
    lines += [f"Sitemap: {settings.SITE_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


class Map(Sitemap):
    """Wagtail's of the pages, and what other parts of the house have beside them."""

    def _urls(self, page, protocol, domain):
        urls = super()._urls(page, protocol, domain)
        if int(page) < self.paginator.num_pages:
            return urls
        others = ({"location": settings.SITE_URL + path, "lastmod": changed} for path, changed in registry.on_map())
        return [*urls, *others]


@for_everybody(reads=["p"])
def sitemap(request):
    return wagtail_sitemap(request, {"all": Map}, template_name="cms/sitemap.xml")


@for_everybody
def offline(request):
    """A service worker keeps it; it must be the same for everybody."""
    return render(request, "offline.html")
