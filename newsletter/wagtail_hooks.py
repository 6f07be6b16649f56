"""お便り in Wagtail's admin: the menu, the list of issues, and the way to send one."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button

from members.admin import start
from newsletter import issuing, waiting
from newsletter.models import NewsletterPage
from newsletter.views import sending

start.register(waiting.waiting, waiting.work)

# Under /admin/, so behind Wagtail's own door; each view asks besides whether an editor stands there
urlpatterns = [
    path("", sending.issues, name="issues"),
    path("<int:pk>/send/", sending.send, name="send"),
    path("<int:pk>/mail/", sending.preview, name="preview"),
    path("<int:pk>/send/test/", sending.send_to_myself, name="test"),
    path("<int:pk>/send/confirm/", sending.confirm, name="confirm"),
    path("<int:pk>/progress/", sending.progress, name="progress"),
    path("<int:pk>/letters/<int:letter_pk>/", sending.decide, name="decide"),
]


@hooks.register("register_admin_urls")
def addresses():
    return [path("newsletter/", include((urlpatterns, "newsletter")))]


class IssuesItem(MenuItem):
    def is_shown(self, request) -> bool:
        return issuing.may_send(request.user)


@hooks.register("register_admin_menu_item")
def menu():
    return IssuesItem(_("お便り"), reverse("newsletter:issues"), name="newsletter", icon_name="mail", order=220)


@hooks.register("register_page_header_buttons")
def send_button(page, user, view_name, next_url=None):
    if isinstance(page.specific_deferred, NewsletterPage) and page.live and issuing.may_send(user):
        yield Button(_("会員に送る"), reverse("newsletter:send", args=[page.pk]), icon_name="mail", priority=5)
