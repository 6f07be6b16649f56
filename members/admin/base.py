"""What all our lists in the admin have in common."""

from django.db.models import ProtectedError
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet


class DeleteView(generic.DeleteView):
    """What others hold on to is not deleted, and a sentence says so."""

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except ProtectedError:
            text = _("「%(object)s」は、ほかで使われているので削除できません。先に、使っているところを変えてください。")
            messages.error(self.request, text % {"object": self.object})
            return HttpResponseRedirect(self.get_success_url())


class ViewSet(ModelViewSet):
    # Plain "contains": these lists are short, and most of them stand in no index
    search_backend_name = None
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    delete_view_class = DeleteView
    list_per_page = 50

    def get_common_view_kwargs(self, **kwargs):
        # Without the reference index "used 0 times" would be wrong everywhere
        return super().get_common_view_kwargs(**{**kwargs, "usage_url_name": None})

    def get_urlpatterns(self):
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "usage"]
