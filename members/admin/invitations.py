"""招待 in the admin: writing one sends it."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic

from members import invitations
from members.admin.base import ViewSet
from members.models import Invitation


def _state(invitation) -> str:
    if invitation.accepted_at:
        return _("参加しました")
    return _("取り消しました") if invitation.withdrawn_at else _("返事を待っています")


class InvitationCreate(generic.CreateView):
    success_message = _("「%(object)s」に招待を送りました。")

    def save_instance(self):
        invitation = self.form.save(commit=False)
        invitation.invited_by = self.request.user
        return invitations.invite(invitation)

    def get_success_buttons(self):
        return []


class InvitationWithdraw(generic.DeleteView):
    """What was sent stays on record; its link stops working."""

    page_title = _("取り消す")
    success_message = _("「%(object)s」への招待を取り消しました。")
    confirmation_message = _("この招待を取り消しますか。届いたメールのボタンは使えなくなります。")

    def delete_action(self):
        invitations.withdraw(self.object)


class InvitationViewSet(ViewSet):
    model = Invitation
    name = url_prefix = "invitations"
    icon = "mail"
    add_view_class = InvitationCreate
    delete_view_class = InvitationWithdraw
    list_display = [
        "address",
        "name",
        "organisation",
        Column("state", label=_("ようす"), accessor=_state),
        DateColumn("invited_at", label=_("招待した日時")),
    ]
    list_filter = ["organisation"]
    search_fields = ["address", "name", "organisation__name"]
    inspect_view_fields = [
        "address", "name", "organisation", "title", "is_administrator", "invited_by", "invited_at", "accepted_at",
        "withdrawn_at",
    ]  # fmt: skip
    panels = [
        HelpPanel(
            _("保存すると、この宛先に招待のメールが届きます。受けとった人がボタンを押すと、団体の人になります。")
        ),
        FieldPanel("address"),
        FieldPanel("name"),
        FieldPanel("organisation"),
        FieldPanel("title"),
        FieldPanel("is_administrator"),
    ]
