"""Files of messages on the disk: kept before anything says they are there, erased before anything says they are gone.

The row of a file is made first and deleted last, so that whatever is killed at whatever moment leaves no file that
nothing leads to. Until the file is whole its row counts as dropped, so nobody sees or posts half of one. What a crash has
left half done is finished by `tidy`, called by the clock of any process.
"""

import hashlib
import logging
import os
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from members import personal
from members.models import Person
from salon.models import Attachment, Room, Topic
from salon.rooms import pictures, recognising
from salon.rooms.recognising import NotNow, NotTaken

logger = logging.getLogger("tsunagari.files")

MOST = 10  # files of one message
MOST_WAITING = 30  # files that one person has uploaded and not sent
WAITS = timedelta(days=1)  # for its message; then it is erased
WRITING = timedelta(hours=1)  # more than any file takes until it is on the disk


def keep(
    person: Person, room: Room, name: str, content: bytes, topic: Topic | None = None, patient: bool = False
) -> Attachment:
    """Keep what somebody uploads, in the form of `topic` or of a new one, until it is posted. Raises NotTaken.

    `patient`: nobody waits for a page meanwhile, so it is never too busy.
    """
    if certain := personal.of_one_person(personal.find_in_name(name)):
        raise NotTaken(_in_its_name() % {"what": personal.names(certain)})
    if not content:
        raise NotTaken(_("中身のないファイルです。選び直してください。"))
    if len(content) > largest():
        raise NotTaken(too_large())
    if Attachment.objects.waiting_of(person).count() >= MOST_WAITING:
        raise NotTaken(_("まだ送っていないファイルが多すぎます。先に書きこみを送るか、明日もう一度選んでください。"))
    small, size = b"", {}
    if pictures.is_picture(content):
        drawn = _drawn(content, patient)
        kept, small, content_type, ending = drawn.content, drawn.small, drawn.content_type, drawn.ending
        size = {"width": drawn.width, "height": drawn.height}
    else:
        document = recognising.document(content, name)
        kept, content_type, ending = content, document.content_type, document.ending
    attachment = Attachment.objects.create(
        person=person,
        room=room,
        topic=topic,
        name=recognising.fitting_name(name, ending),
        content_type=content_type,
        size=len(kept),
        digest=hashlib.sha256(content).hexdigest(),
        dropped_at=timezone.now(),
        **size,
    )
    try:
        write_whole(path(attachment), kept)
        if small:
            write_whole(small_path(attachment), small)
        _is_whole(attachment)
    except OSError as error:
        logger.exception("a file could not be kept")
        erase([attachment])
        raise NotTaken(_("いまはファイルを受けとれません。少し待って、もう一度選んでください。")) from error
    return attachment


def _is_whole(attachment: Attachment) -> None:
    """From now on it is there. Raises FileNotFoundError where `tidy` took it for what a crash had left."""
    if not Attachment.objects.filter(pk=attachment.pk).update(dropped_at=None):
        raise FileNotFoundError(attachment.public_id)
    attachment.dropped_at = None


def largest() -> int:
    """Bytes of one file."""
    return settings.ROOM_FILE_LARGEST


def _in_its_name() -> str:
    return _("ファイルの名前に、%(what)sのようなものが入っています。名前を変えてから、もう一度選んでください。")


def too_large() -> str:
    return _("大きすぎます。1つ%(megabytes)dMBまで送れます。") % {"megabytes": largest() // 1024**2}


def _drawn(content: bytes, patient: bool) -> pictures.Drawn:
    try:
        return pictures.draw(content, patient)
    except pictures.Busy as error:
        raise NotNow(_("いま、ほかの方の写真がつづいています。少し待って、もう一度送ってください。")) from error
    except pictures.NotDrawable as error:
        if error.too_large:
            raise NotTaken(_("画素の数が多すぎる写真です。小さくしてから送ってください。")) from error
        raise NotTaken(_("写真として読みとれませんでした。開けるか確かめて、もう一度選んでください。")) from error


# --- where it lies


def path(attachment: Attachment) -> Path:
    """By a name that nobody can guess, in folders of a size that a disk bears."""
    name = attachment.public_id.hex
    return settings.ROOM_FILES / name[:2] / name


def small_path(attachment: Attachment) -> Path:
    return path(attachment).with_suffix(".small")


def write_whole(target: Path, content: bytes) -> None:
    """On the disk when this returns, also after the machine lost its power."""
    for folder in (target.parent.parent, target.parent):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    # The name of a file stands in its folder, and that of a new folder in the one above
    for folder in target.parents[:3]:
        _sync(folder)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


# --- away with it


def drop(attachments: QuerySet[Attachment]) -> None:
    """Seen by nobody from this transaction on; erased after its commit."""
    names = list(attachments.values_list("pk", flat=True))
    attachments.filter(pk__in=names).update(message=None, dropped_at=timezone.now())
    transaction.on_commit(lambda: erase(Attachment.objects.filter(pk__in=names)), robust=True)


def erase(attachments: Iterable[Attachment]) -> None:
    """Off the disk, and then out of the table. Twice does no harm."""
    for attachment in attachments:
        small_path(attachment).unlink(missing_ok=True)
        path(attachment).unlink(missing_ok=True)
        attachment.delete()


def tidy(now=None) -> int:
    """Erase what nobody sent within a day, and what a crash left dropped or half written. Answers how many."""
    now = now or timezone.now()
    alone = Attachment.objects.filter(message=None)
    # First out of the reach of whoever posts it in this very moment
    alone.filter(dropped_at=None, created_at__lt=now - WAITS).update(dropped_at=timezone.now())
    dropped = list(alone.filter(created_at__lt=now - WRITING).exclude(dropped_at=None))
    erase(dropped)
    return len(dropped)
