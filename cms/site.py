"""The page tree of a new installation, with texts to start from. Called again it adds what is missing and changes nothing."""

from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, Site

from cms import review
from cms.models import (
    AreasPage,
    CaseIndexPage,
    ContactPage,
    DirectoryPage,
    HomePage,
    JoinPage,
    NearPage,
    PracticeIndexPage,
    PublicPage,
    TextPage,
)

TEXTS = Path(__file__).parent / "default_texts"


@transaction.atomic
def create() -> HomePage:
    """Home and its pages, and the languages into which they can be translated; Wagtail's welcome page goes."""
    for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    root = Page.objects.get(depth=1)
    home = HomePage.objects.originals().first()
    if home is None:
        home = _add(root, _home())
    _stand_at(home)
    for page in _pages():
        if not home.get_children().filter(slug=page.slug).exists():
            _add(home, page)
    if cases := CaseIndexPage.objects.originals().first():
        review.set_up(cases)
    return HomePage.objects.get(pk=home.pk)


def _add(parent: Page, page: PublicPage) -> PublicPage:
    page.first_published_at = page.last_published_at = timezone.now()
    # Read again: treebeard counts children in the row, not in our copy
    Page.objects.get(pk=parent.pk).add_child(instance=page)
    # What an editor can come back to
    page.save_revision()
    return page


def _stand_at(home: HomePage) -> None:
    """The one site, at the address of the settings; the page that Wagtail was born with is no longer needed."""
    address = urlsplit(settings.SITE_URL)
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    old = site.root_page if site.pk else None
    if old is not None and old.pk == home.pk:
        return
    site.root_page = home
    site.site_name = settings.WAGTAIL_SITE_NAME
    site.hostname = address.hostname or "localhost"
    site.port = address.port or (443 if address.scheme == "https" else 80)
    site.save()
    if old is not None and old.specific_class is Page and not old.get_children().exists():
        old.delete()


def _text(name: str) -> str:
    return (TEXTS / f"{name}.html").read_text(encoding="utf-8")


def _home() -> HomePage:
    return HomePage(
        title=_("つながり"),
        slug="tsunagari",
        headline=_("ひとりにしない活動を、ひとりにしない。"),
        lead=_("孤独や孤立に取り組む全国の団体が、知恵を持ち寄り、たがいに助け合うためのネットワークです。"),
        audience=_(
            "地域で居場所や食事の会を続けている方。何か始めたいけれど、何からすればいいか迷っている方。"
            "そうした人たちといっしょに動きたい、役所や会社の方。\n\n"
            "どの人も、困っていることと、できることの両方を持っています。ここは、それを出し合う場所です。"
        ),
    )


def _pages() -> list[PublicPage]:
    return [
        CaseIndexPage(
            title=_("活動の事例"),
            slug="cases",
            show_in_menus=True,
            lead=_(
                "きっかけ、始め方、お金、うまくいかなかったこと。各地の団体が、あとに続く人のために話してくれました。"
            ),
        ),
        PracticeIndexPage(
            title=_("取組カード"),
            slug="practices",
            show_in_menus=True,
            lead=_("各地の団体が、自分たちの取組を1枚に書きました。短いので、まねできそうなものがすぐに見つかります。"),
        ),
        DirectoryPage(
            title=_("団体をさがす"),
            slug="organisations",
            show_in_menus=True,
            lead=_("ネットワークの団体を、地域や対象からさがせます。"),
        ),
        NearPage(
            title=_("あなたの町に近い事例"),
            slug="near",
            lead=_("地域や、だれのための活動かを選ぶと、いちばん近い事例を3つ、近い理由といっしょに出します。"),
        ),
        AreasPage(
            title=_("地域から見る"),
            slug="areas",
            lead=_("どこに、だれのための活動があるか。まだないところはどこか。地図と表で見られます。"),
        ),
        TextPage(title=_("つながりについて"), slug="about", text=_text("about")),
        JoinPage(
            title=_("参加するには"),
            slug="join",
            text=_text("join"),
            thanks=_("<p>お申し込みを受け取りました。事務局から数日のうちにお返事します。楽しみにお待ちください。</p>"),
        ),
        ContactPage(
            title=_("お問い合わせ"),
            slug="contact",
            text=_text("contact"),
            thanks=_("<p>お問い合わせを受け取りました。事務局から数日のうちにお返事します。</p>"),
        ),
        TextPage(title=_("個人情報の扱い"), slug="privacy", text=_text("privacy")),
        TextPage(title=_("利用のきまり"), slug="terms", text=_text("terms")),
    ]
