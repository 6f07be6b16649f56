"""Every address of the product. tests/test_who_may.py fails when one stands here that nobody said who may open."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.urls import for_machines, for_pages, for_readers
from config.health import healthz
from newsletter.views import api as issues
from salon.gatherings import urls as gatherings
from salon.gatherings.views import api as meetings
from salon.library import urls as library
from salon.library.views import api as documents

handler400 = "config.errors.bad_request"

urlpatterns = [
    # First, because it is asked for most: every line before it would be looked at in vain
    path("salon/", include("salon.urls")),
    path("healthz", healthz, name="healthz"),
    # Without a token: pages that give nobody a cookie have this form, too, and it changes nothing but words
    path("language/", csrf_exempt(set_language), name="language"),
    path("", include("members.signin.urls")),
    path("me/", include("members.profile.urls")),
    path("mail/", include("members.mail.urls")),
    path("", include("salon.notices.urls")),
    path("me/notices/push/", include("salon.push.urls")),
    path("", include("salon.device.urls")),
    path("gatherings/", include(gatherings.of_guests)),
    path("gatherings/", include(gatherings.for_calendars)),
    path("admin/", include("members.admin.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("api/", include(for_machines(issues.router, meetings.router, documents.router))),
    path("", include("newsletter.urls")),
    path("", include("cms.urls")),
    path("documents/", include(wagtaildocs_urls)),
]

# What everybody reads, in Japanese here and in English below /en/
urlpatterns += i18n_patterns(
    path("gatherings/", include(gatherings.for_everybody)),
    path("resources/", include(library.for_everybody)),
    path("", include(for_readers)),
    path("", include(for_pages)),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
