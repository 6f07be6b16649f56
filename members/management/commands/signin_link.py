from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from members.models import Person
from members.models.people import normal_address
from members.signin.links import link_for


class Command(BaseCommand):
    help = "サインインのためのリンクをひとつ出します。リンクは一度だけ、決まった時間のあいだ使えます。"

    def add_arguments(self, parser):
        parser.add_argument("address", metavar="メールアドレス")
        parser.add_argument("--next", default="", help="サインインの後に開くページ（例：/admin/）")

    def handle(self, *args, address: str, next: str, **options):
        try:
            person = Person.objects.get(email=normal_address(address))
        except Person.DoesNotExist:
            raise CommandError(_("%(address)s という方はいません。") % {"address": address}) from None
        if not person.is_active:
            raise CommandError(_("%(address)s さんは、今は利用できない状態です。") % {"address": address})
        self.stdout.write(link_for(person, next))
