"""A file is on the disk before anything says so, and off it before its row is gone; what is left over is found again."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from salon.models import Attachment
from salon.rooms import attaching, changing, keeping, posting
from salon.rooms.attaching import Attached, FilesGone
from salon.rooms.keeping import NotTaken
from tests.factories import files
from tests.factories.salon import key, kinki, outsider, said, topic_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """Of this test alone: what another test leaves in a folder of the same two letters is nothing to us."""
    settings.ROOM_FILES = tmp_path / "data" / "room_files"
    return settings.ROOM_FILES


@pytest.fixture
def place():
    here, one, two = kinki()
    return here, one, two, topic_in(here, one)


def kept(person, room, content=files.PDF, name="資料.pdf"):
    return keeping.keep(person, room, name, content)


def posted(person, topic, *attachments, text="資料です"):
    names = [one.public_id for one in attachments]
    attached = Attached(names=names, marks=[str(name) for name in names])
    return posting.post(person=person, topic=topic, text=text, key=key(), attached=attached).message


def on_disk():
    return sum(path.is_file() for path in settings.ROOM_FILES.rglob("*"))


def test_what_waits_is_seen_by_who_uploaded_it_alone(place):
    here, one, two, _ = place
    waiting = kept(one, here)
    assert list(Attachment.objects.visible_to(one)) == [waiting]
    assert not Attachment.objects.visible_to(two)


def test_what_was_posted_is_seen_by_who_reads_the_room(place):
    here, one, two, topic = place
    attachment = kept(one, here)
    posted(one, topic, attachment)
    assert list(Attachment.objects.visible_to(two)) == [attachment]
    assert not Attachment.objects.visible_to(outsider())


def test_what_was_hidden_is_seen_by_nobody_until_it_is_shown_again(place, django_capture_on_commit_callbacks):
    from tests.factories.members import FacilitatorFactory

    here, one, _, topic = place
    desk = FacilitatorFactory()
    message = posted(one, topic, kept(one, here))
    changing.hide(desk, message, "理由")
    assert not Attachment.objects.visible_to(one)
    assert not Attachment.objects.visible_to(desk)
    changing.show_again(desk, message)
    assert Attachment.objects.visible_to(one)


def test_withdrawing_erases_from_the_disk(place, django_capture_on_commit_callbacks):
    here, one, _, topic = place
    before = on_disk()
    message = posted(one, topic, kept(one, here), kept(one, here, files.picture()))
    assert on_disk() == before + 3
    with django_capture_on_commit_callbacks(execute=True):
        changing.withdraw(one, message)
        assert not Attachment.objects.visible_to(one)
    assert on_disk() == before
    assert not Attachment.objects.exists()


def test_what_a_killed_process_has_not_erased_the_clock_does(place):
    here, one, _, topic = place
    before = on_disk()
    message = posted(one, topic, kept(one, here))
    other = posted(one, topic, kept(one, here))
    changing.withdraw(one, message)  # and killed before the end of the commit
    assert on_disk() == before + 2
    assert keeping.tidy(timezone.now() + keeping.WRITING) == 1
    assert on_disk() == before + 1
    assert other.attachments.count() == 1


@pytest.mark.parametrize("half", ["nothing", "a part of it"])
def test_what_is_not_whole_yet_is_seen_and_posted_by_nobody(place, monkeypatch, half):
    here, one, _, topic = place
    before, seen = on_disk(), []

    class Killed(BaseException):
        pass

    def write(target, content):
        seen.extend(Attachment.objects.visible_to(one))
        seen.extend(Attachment.objects.waiting_for(one, here, None))
        if half != "nothing":
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content[:5])
        raise Killed

    monkeypatch.setattr(keeping, "write_whole", write)
    with pytest.raises(Killed):
        kept(one, here)
    left = Attachment.objects.get()
    assert not seen
    assert not Attachment.objects.visible_to(one)
    with pytest.raises(FilesGone):
        posted(one, topic, left)
    # It may still be on its way, in another process
    assert keeping.tidy() == 0
    assert keeping.tidy(timezone.now() + keeping.WRITING) == 1
    assert on_disk() == before


def test_what_took_so_long_that_it_was_swept_is_told_to_be_chosen_again(place, monkeypatch):
    here, one, *_ = place
    before, write = on_disk(), keeping.write_whole

    def slowly(target, content):
        keeping.tidy(timezone.now() + keeping.WRITING)
        write(target, content)

    monkeypatch.setattr(keeping, "write_whole", slowly)
    with pytest.raises(NotTaken, match="いまは"):
        kept(one, here)
    assert on_disk() == before


def test_what_nobody_posts_is_erased_after_a_day_and_not_before(place):
    here, one, _, topic = place
    before = on_disk()
    kept(one, here)
    standing = posted(one, topic, kept(one, here))
    assert keeping.tidy() == 0
    assert keeping.tidy(timezone.now() + keeping.WAITS + timedelta(minutes=1)) == 1
    assert on_disk() == before + 1
    assert standing.attachments.exists()


def test_who_lost_its_message_is_erased_too(place):
    here, one, _, topic = place
    before = on_disk()
    said(topic, one)
    posted(one, topic, kept(one, here))
    topic.delete()
    assert keeping.tidy(timezone.now() + keeping.WAITS * 2) == 1
    assert on_disk() == before


def test_a_disk_that_takes_nothing_leaves_no_row(place, monkeypatch):
    here, one, *_ = place

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(keeping, "write_whole", full)
    with pytest.raises(NotTaken, match="いまは"):
        kept(one, here)
    assert not Attachment.objects.exists()


def test_what_is_too_large_empty_or_too_much_is_not_taken(place, settings):
    here, one, *_ = place
    settings.ROOM_FILE_LARGEST = 1024**2
    with pytest.raises(NotTaken, match="1MB"):
        kept(one, here, b"x" * (1024**2 + 1))
    with pytest.raises(NotTaken):
        kept(one, here, b"")
    Attachment.objects.bulk_create(Attachment(person=one, room=here, size=1) for _ in range(keeping.MOST_WAITING))
    with pytest.raises(NotTaken, match="多すぎ"):
        kept(one, here)


def test_what_is_kept_lies_in_folders_for_us_alone(place, folder):
    here, one, *_ = place
    path = keeping.path(kept(one, here))
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert folder.stat().st_mode & 0o777 == 0o700
    assert "資料" not in str(path)


def test_a_new_folder_is_as_safe_from_a_lost_current_as_the_file_in_it(place, folder, monkeypatch):
    here, one, *_ = place
    synced, sync = [], keeping._sync
    monkeypatch.setattr(keeping, "_sync", lambda it: (synced.append(it), sync(it)))
    path = keeping.path(kept(one, here))
    assert synced == [path.parent, folder, folder.parent]


def test_the_same_key_again_is_the_first_message_and_with_another_file_a_conflict(place):
    here, one, _, topic = place
    first, other = kept(one, here), kept(one, here)

    def again(attachment):
        attached = Attached(names=[attachment.public_id], marks=[str(attachment.public_id)])
        return posting.post(person=one, topic=topic, text="文", key="the-same-key", attached=attached)

    message = again(first).message
    assert again(first).message == message
    assert list(message.attachments.all()) == [first]
    with pytest.raises(posting.KeyConflict):
        again(other)
    with pytest.raises(posting.KeyConflict):
        posting.post(person=one, topic=topic, text="文", key="the-same-key")


@pytest.mark.parametrize("whose", ["another's", "posted before", "removed"])
def test_a_file_that_does_not_wait_for_oneself_is_not_posted_and_neither_is_the_text(place, whose):
    here, one, two, topic = place
    attachment = kept(two if whose == "another's" else one, here)
    if whose == "posted before":
        posted(one, topic, attachment)
    if whose == "removed":
        keeping.drop(Attachment.objects.filter(pk=attachment.pk))
    before = topic.messages.count()
    with pytest.raises(attaching.FilesGone):
        posted(one, topic, attachment)
    assert topic.messages.count() == before
