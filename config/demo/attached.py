"""A picture and a paper that came with what people of the demonstration say."""

from io import BytesIO
from pathlib import Path

from PIL import Image

from config.demo.content.talk import FILES
from members.models import Person
from salon.models import PostingKey, Room
from salon.rooms.attaching import Attached
from salon.rooms.keeping import keep

PICTURES = Path(__file__).with_name("pictures")


def attached(person: Person, room: Room, key: str) -> Attached | None:
    """What comes with the post of this key; kept the first time only."""
    if key not in FILES:
        return None
    drawing, name, alt = FILES[key]
    if PostingKey.objects.filter(person=person, key=key).exists():
        return Attached(marks=[name])
    content = (PICTURES / f"{drawing}.webp").read_bytes()
    file = keep(person, room, name, _paper(content) if name.endswith(".pdf") else content)
    return Attached(names=[file.public_id], marks=[name], alts={file.public_id: alt})


def _paper(drawing: bytes) -> bytes:
    paper = BytesIO()
    with Image.open(BytesIO(drawing)) as picture:
        picture.convert("RGB").save(paper, "PDF")
    return paper.getvalue()
