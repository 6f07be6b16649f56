"""Pages for tests. The page tree is the one that every installation starts from."""

from contextlib import contextmanager
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.utils import timezone
from PIL import Image as Picture
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction, Locale, Page, PageViewRestriction

from cms import site
from cms.models import CaseIndexPage, CasePage, HomePage, PracticeIndexPage, PracticePage
from tests.factories.members import (
    ApproachFactory,
    TargetGroupFactory,
    ThemeFactory,
    prefecture,
)


def page_tree() -> HomePage:
    return HomePage.objects.originals().first() or site.create()


def whole_tree() -> HomePage:
    """The same after a test that committed: Django then empties the tables, those rows too that Wagtail's migrations made."""
    Locale.objects.get_or_create(language_code="ja")
    if not Page.objects.exists():
        Page.add_root(title="Root", slug="root")
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    return page_tree()


def lock(page: Page) -> None:
    """Only for those who are signed in, with everything beneath it."""
    PageViewRestriction.objects.create(page_id=page.pk, restriction_type=PageViewRestriction.LOGIN)


def image(name: str = "絵", collection: Collection | None = None):
    content = BytesIO()
    Picture.new("RGB", (160, 90), "white").save(content, "PNG")
    content.seek(0)
    collection = collection or Collection.get_first_root_node()
    return get_image_model().objects.create(
        title=name, file=ImageFile(content, name="drawing.png"), collection=collection
    )


@contextmanager
def without_its_file(picture):
    """The file of an image is missing, and afterwards back."""
    storage, name = picture.file.storage, picture.file.name
    with storage.open(name) as file:
        there = file.read()
    storage.delete(name)
    yield
    storage.save(name, ContentFile(there))


def locked_collection(restriction_type: str = "login", groups=()) -> Collection:
    """A folder for files under a lock; what lies in it lies one deeper, where the lock holds as well."""
    locked = Collection.get_first_root_node().add_child(name="会員")
    restriction = CollectionViewRestriction.objects.create(collection=locked, restriction_type=restriction_type)
    restriction.groups.set(groups)
    return locked.add_child(name="そのなか")


def document(title: str = "資料", collection: Collection | None = None):
    file = ContentFile(b"x", name="paper.txt")
    collection = collection or Collection.get_first_root_node()
    return get_document_model().objects.create(title=title, file=file, collection=collection)


def _words(fields: dict) -> dict[str, list]:
    """Takes those that are named out of `fields`."""
    makers = {"target_groups": TargetGroupFactory, "approaches": ApproachFactory, "themes": ThemeFactory}
    words = {name: [make(name=word) for word in fields.pop(name, ())] for name, make in makers.items()}
    words["prefectures"] = [prefecture(word) for word in fields.pop("prefectures", ())]
    return words


def case(title: str = "事例", live: bool = True, body=(), tags=(), parent=None, **fields) -> CasePage:
    """`target_groups`, `approaches`, `themes` by name, `prefectures` by name; `body` as [(kind, value)]."""
    page_tree()
    words = _words(fields)
    page = CasePage(title=title, summary=fields.pop("summary", f"{title}のあらまし"), live=live, **fields)
    page.body = page.body.stream_block.to_python([{"type": kind, "value": value} for kind, value in body])
    for name, chosen in words.items():
        setattr(page, name, chosen)
    page.tags.add(*tags)
    if live:
        page.first_published_at = timezone.now()
    (parent or CaseIndexPage.objects.originals().get()).add_child(instance=page)
    return CasePage.objects.get(pk=page.pk)


def practice(title: str = "取組", live: bool = True, parent=None, **fields) -> PracticePage:
    """Words as for `case`. A draft that nobody published has a revision, as one that a member sent."""
    page_tree()
    words = _words(fields)
    texts = {"summary": f"{title}のひとこと", "how": f"{title}のやり方"}
    page = PracticePage(title=title, live=live, has_unpublished_changes=not live, **{**texts, **fields})
    for name, chosen in words.items():
        setattr(page, name, chosen)
    if live:
        page.first_published_at = timezone.now()
    (parent or PracticeIndexPage.objects.originals().get()).add_child(instance=page)
    page.save_revision()
    if live:
        page.get_latest_revision().publish()
    return PracticePage.objects.get(pk=page.pk)


def translated(page, live: bool = True, **words):
    """The English translation of a page, with these of its fields in English."""
    english, _made = Locale.objects.get_or_create(language_code="en")
    translation = page.get_translation_or_none(english) or page.copy_for_translation(english, copy_parents=True)
    translation.alias_of = None
    for name, text in words.items():
        setattr(translation, name, text)
    revision = translation.save_revision()
    if live:
        revision.publish()
    return type(page).objects.get(pk=translation.pk)
