"""The public version rises with every change of what the public reads, whatever door it comes through, and only then."""

import datetime

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone
from taggit.models import Tag
from wagtail.models import Collection, CollectionViewRestriction, Page, Site

from cms import freshness, triggers
from cms.models import CaseIndexPage, HomePage, PublicVersion, TextPage
from members.models import Organisation, TargetGroup, Theme
from tests.cms.test_translations import translated
from tests.factories.cms import case, document, image, lock, whole_tree
from tests.factories.members import OrganisationFactory, PersonFactory, TargetGroupFactory

pytestmark = pytest.mark.django_db(transaction=True)


def a_case():
    return case("事例", organisation=OrganisationFactory(), target_groups=["高齢者"], tags=["札"])


@pytest.fixture
def page():
    whole_tree()
    return a_case()


def is_published(page):
    page.title = "新しい題"
    page.save_revision().publish()


def is_unpublished(page):
    page.unpublish()


def is_moved(page):
    TextPage.objects.get(slug="terms").move(TextPage.objects.get(slug="about"), pos="last-child")


def is_deleted(page):
    page.delete()


def is_locked(page):
    lock(page)


def lock_is_for_another_group(page):
    lock(page)
    before = freshness.version()
    page.view_restrictions.get().groups.add(Group.objects.first() or Group.objects.create(name="群"))
    assert freshness.version() > before


def goes_out_by_the_clock(page):
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - datetime.timedelta(minutes=1))
    before = freshness.version()
    call_command("publish_scheduled")
    assert freshness.version() > before


def comes_by_the_clock(page):
    draft = case("予約した事例", live=False)
    draft.go_live_at = timezone.now() + datetime.timedelta(hours=1)
    draft.save_revision().publish()
    before = freshness.version()
    with time_machine.travel(timezone.now() + datetime.timedelta(hours=2)):
        call_command("publish_scheduled")
    draft.refresh_from_db()
    assert draft.live
    assert freshness.version() > before


def word_is_renamed(page):
    TargetGroup.objects.filter(name="高齢者").update(name="年を重ねた方")


def word_is_deleted(page):
    TargetGroup.objects.all().delete()


def tag_is_renamed(page):
    Tag.objects.update(name="別の札")


def theme_takes_another_target_group(page):
    Theme.objects.create(name="題目", slug="t").target_groups.set([TargetGroupFactory()])


def organisation_leaves(page):
    page.organisation.status = Organisation.Status.LEFT
    page.organisation.save()


def organisations_are_changed_in_one_go(page):
    Organisation.objects.update(area="大阪のどこか")


def picture_is_exchanged(page):
    picture = image()
    before = freshness.version()
    picture.title = "別の絵"
    picture.save()
    assert freshness.version() > before


def folder_of_files_is_locked(page):
    document()
    collection = Collection.get_first_root_node()
    before = freshness.version()
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    assert freshness.version() > before


def site_is_set_otherwise(page):
    site = Site.objects.get()
    site.site_name = "別の名前"
    site.save()


def row_is_mended_by_hand(page):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cms_homepage SET headline = 'x'")
        assert cursor.rowcount == HomePage.objects.count() == 1


CHANGES = [
    is_published,
    is_moved,
    is_locked,
    lock_is_for_another_group,
    goes_out_by_the_clock,
    comes_by_the_clock,
    is_unpublished,
    is_deleted,
    word_is_renamed,
    word_is_deleted,
    tag_is_renamed,
    theme_takes_another_target_group,
    organisation_leaves,
    organisations_are_changed_in_one_go,
    picture_is_exchanged,
    folder_of_files_is_locked,
    site_is_set_otherwise,
    row_is_mended_by_hand,
]


def test_it_rises_when_something_changes():
    """All in one: Django empties every table after a test that commits."""
    whole_tree()
    for change in CHANGES:
        page = a_case()
        before = freshness.version()
        change(page)
        assert freshness.version() > before, change.__name__


def draft_is_saved(page):
    page.title = "下書きの題"
    page.save_revision()
    assert Page.objects.get(pk=page.pk).draft_title == "下書きの題"


def nothing_changed(page):
    page.organisation.__class__.objects.filter(pk=page.organisation.pk).update(name=page.organisation.name)


def person_changes(page):
    person = PersonFactory()
    person.name = "別の名前"
    person.save()


def test_it_stays_when_nothing_changes_that_is_read():
    whole_tree()
    for change in (draft_is_saved, nothing_changed, person_changes):
        page = a_case()
        before = freshness.version()
        change(page)
        assert freshness.version() == before, change.__name__


def test_it_is_seen_together_with_the_change_and_not_before(page):
    before = freshness.version()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        page.unpublish()
        raise ZeroDivisionError
    assert freshness.version() == before
    with transaction.atomic():
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            page.unpublish()
            raise ZeroDivisionError
        CaseIndexPage.objects.update(lead="はじめに")
    assert freshness.version() > before


def test_a_migration_may_change_what_is_watched_and_nothing_is_kept_meanwhile(page):
    before = freshness.version()
    triggers.uninstall(plan=["something"])
    assert freshness.version() is None
    with connection.schema_editor() as editor:
        old = HomePage._meta.get_field("headline")
        new = old.clone()
        new.max_length = 61
        new.set_attributes_from_name("headline")
        editor.alter_field(HomePage, old, new)
        editor.alter_field(HomePage, new, old)
    assert freshness.version() is None
    triggers.install()
    assert freshness.version() > before
    row_is_mended_by_hand(page)
    assert freshness.version() > before + 1


def test_a_migrate_without_anything_to_do_disturbs_nobody(page):
    before = PublicVersion.objects.values().get()
    call_command("migrate", verbosity=0)
    assert PublicVersion.objects.values().get() == before


def test_a_translation_that_is_published_raises_it(page):
    english = translated(page, live=False)
    before = freshness.version()
    english.save_revision().publish()
    assert freshness.version() > before
