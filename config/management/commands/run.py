"""`make run`: from an empty folder to a served network, saying what it does."""

from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command

from cms.models import SearchEntry
from config import serving
from config.demo import load
from config.demo.guides import PEOPLE
from members.signin.links import link_for


class Command(BaseCommand):
    help = "Prepare the database, load the demonstration network when there is nothing yet, and serve."

    def handle(self, *args, **options) -> None:
        host, port = settings.HOST, settings.PORT
        if not serving.is_free(host, port):
            raise CommandError(
                f"{host}:{port} はほかのプログラムが使っています。PORT=8001 make run のように、別の番号で始めてください。"
            )
        self.say("データベースを用意しています…")
        call_command("migrate", verbosity=0)
        call_command("set_up_roles", verbosity=0)
        self.collect_static()
        if load.is_empty():
            self.say("見本のネットワークを読みこんでいます（96団体、ルーム、事例、お便り）…")
            load.everything(self.say)
        if not SearchEntry.objects.exists():
            self.say("ページをさがせるようにしています…")
            call_command("update_index", verbosity=0)
        self.say("はじめています…")
        serving.serve(host, port, self.print_addresses)

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()

    def collect_static(self) -> None:
        """Once for each state of our static files and of the installed packages."""
        stamp = Path(settings.STATIC_ROOT) / ".stamp"
        state = static_state()
        if not stamp.exists() or stamp.read_text() != state:
            self.say("画面の部品を集めています…")
            call_command("collectstatic", interactive=False, clear=True, verbosity=0)
            stamp.write_text(state)

    def print_addresses(self) -> None:
        site = settings.SITE_URL
        lines = [
            "",
            f"つながりが動いています： {site}/",
            f"  サロン　　　　 {site}/salon/",
            f"  事務局の机　　 {site}/salon/desk/",
            f"  編集と管理　　 {site}/admin/",
            f"  データの場所　 {settings.DATA_DIR}",
        ]
        if folder := getattr(settings, "MAIL_FOLDER", None):
            lines.append(f"  メールの置き場 {folder}　（送られるメールはここに入ります）")
        lines += ["", "サインインのしかた：次のリンクを開き、ボタンを押します（1時間、1回だけ使えます）。"]
        for who, address in PEOPLE.items():
            if link := self.link(address):
                lines += [f"  {who}", f"    {link}"]
        lines += [
            "  新しいリンクは .venv/bin/python manage.py signin_link メールアドレス で作れます。",
            f"  または {site}/signin/ にアドレスを入れると、コードがメールの置き場に届きます。",
            "止めるときは Ctrl+C を押します。",
        ]
        self.say("\n".join(lines))

    def link(self, address: str) -> str | None:
        from members.models import Person

        person = Person.objects.filter(email=address, is_active=True).first()
        return link_for(person) if person else None


def static_state() -> str:
    """Changes whenever a file of ours or the set of installed packages changes."""
    from hashlib import sha256
    from importlib.metadata import distributions

    parts = sorted(f"{one.metadata['Name']}=={one.version}" for one in distributions())
    root = Path(settings.STATICFILES_DIRS[0])
    parts += sorted(f"{path.relative_to(root)} {path.stat().st_mtime_ns}" for path in root.rglob("*") if path.is_file())
    return sha256("\n".join(parts).encode()).hexdigest()
