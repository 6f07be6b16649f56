"""メール in the admin: addresses that get nothing, and letters that somebody has to look at. For administrators only."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets import base
from wagtail.admin.viewsets.model import ModelViewSetGroup
from wagtail.permissions import policy_registry

from members.admin.base import ViewSet
from members.fields import AddressField, LineField
from members.mail import states, troubles
from members.models import Letter, Suppression

SHOWN = 200


class SuppressionForm(WagtailAdminModelForm):
    address = AddressField()
    reason = LineField(
        label=_("理由"),
        max_length=120,
        help_text=_("あとから見た人に分かるように。例：アドレスがなくなった、迷惑メールとして通報された"),
        error_messages={"required": _("理由を入れてください。")},
    )


class SuppressionCreate(generic.CreateView):
    success_message = _("このアドレスには、もう何も送りません。")

    def get_initial(self):
        return {**super().get_initial(), "address": self.request.GET.get("address", "")[:254]}

    def get_success_buttons(self):
        return []


class SuppressionDelete(generic.DeleteView):
    page_title = _("一覧からはずす")
    success_message = _("一覧からはずしました。これからのメールは、また送られます。")

    @property
    def confirmation_message(self):
        text = _(
            "%(address)s を一覧からはずすと、これからのメールがまた送られます。止めているあいだの分は、あとから送られません。"
            "届かないアドレスに送りつづけると、ほかの会員へのメールまで届きにくくなります。届くと分かったときだけ、はずしてください。"
        )
        return text % {"address": self.object.address}


class SuppressionViewSet(ViewSet):
    model = Suppression
    name = url_prefix = "suppressions"
    icon = "circle-xmark"
    add_view_class = SuppressionCreate
    delete_view_class = SuppressionDelete
    inspect_view_enabled = False
    list_display = ["address", "reason", DateColumn("since", label=_("いつから"))]
    search_fields = ["address", "reason"]
    ordering = ["-since"]
    panels = [
        HelpPanel(
            _(
                "ここに加えたアドレスには、お便りもお知らせも、何も送られません。サインインのコードだけは、本人が求めたときに送られます。"
            )
        ),
        FieldPanel("address"),
        FieldPanel("reason"),
    ]

    def get_edit_handler(self):
        handler = super().get_edit_handler()
        handler.base_form_class = SuppressionForm
        return handler


def may_decide(person) -> bool:
    return policy_registry.get_by_type(Letter).user_has_permission(person, "change")


class LettersView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "members/admin/letters.html"
    page_title = _("届かなかったメール")
    header_icon = "warning"

    def dispatch(self, request, *args, **kwargs):
        if not may_decide(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        uncertain, failed = troubles.uncertain(), troubles.failed()
        return super().get_context_data(uncertain=uncertain[:SHOWN], failed=failed[:SHOWN], shown=SHOWN, **kwargs)


class DecideView(View):
    """By a button of the list above."""

    http_method_names = ["post"]

    def post(self, request, pk: int):
        if not may_decide(request.user):
            raise PermissionDenied
        decide(request, get_object_or_404(troubles.uncertain(), pk=pk))
        return redirect("letters:index")


def decide(request: HttpRequest, letter: Letter) -> None:
    """What becomes of a letter of which nobody knows whether it arrived, as a button said, and a sentence about it."""
    choice = request.POST.get("choice")
    if choice not in ("again", "sent"):
        messages.error(request, _("どちらかのボタンを押してください。"))
    elif states.decide_uncertain(letter, again=choice == "again"):
        messages.success(request, _("もう一度送ります。") if choice == "again" else _("送れたことにしました。"))
    else:
        messages.warning(request, _("この一通は、もう決まっています。"))


class LettersItem(MenuItem):
    def is_shown(self, request) -> bool:
        return may_decide(request.user)


class LettersViewSet(base.ViewSet):
    name = url_prefix = "letters"
    icon = "warning"
    menu_label = LettersView.page_title
    menu_item_class = LettersItem

    def get_urlpatterns(self):
        return [
            path("", LettersView.as_view(), name="index"),
            path("<int:pk>/decide/", DecideView.as_view(), name="decide"),
        ]


class MailGroup(ModelViewSetGroup):
    items = (LettersViewSet, SuppressionViewSet)
    menu_label = _("メール")
    menu_icon = "mail"
    menu_order = 140
