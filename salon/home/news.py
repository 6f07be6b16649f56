"""What is new in a person's rooms: topics in which others wrote, how many of them and who."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max

from members.models import Person
from salon.models import Message, Topic
from salon.rooms import hearing, reading

SHOWN = 8
LOOKED_AT = 40


@dataclass(frozen=True)
class News:
    """A topic with new messages. `first`: who wrote last; `others`: how many besides wrote."""

    topic: Topic
    posts: int
    first: str
    others: int
    unread: int


def since(person: Person, moment: datetime) -> list[News]:
    """Topics with what others wrote after `moment`, the newest first; three queries, however much there is."""
    topics = list(
        Topic.objects.visible_to(person)
        .filter(last_post_at__gt=moment)
        .select_related("room")
        .order_by("-last_post_at")[:LOOKED_AT]
    )
    if not topics:
        return []
    posts = (
        Message.objects.visible_to(person)
        .filter(topic__in=topics, created_at__gt=moment, withdrawn_at=None, hidden_at=None)
        .exclude(author=person)
        .order_by()
        .values("topic", "author_name", "organisation__name")
        .annotate(number=Count("pk"), last=Max("seq"))
    )
    by_topic = defaultdict(list)
    for post in posts:
        by_topic[post["topic"]].append(post)
    waiting = hearing.heard(person, reading.waiting_topics(person), topic="pk").filter(
        pk__in=[one.pk for one in topics]
    )
    unread = dict(waiting.values_list("pk", "unread"))
    talked_in = [topic for topic in _each_announcement_once(topics) if by_topic[topic.pk]]
    return [_news(topic, by_topic[topic.pk], unread.get(topic.pk, 0)) for topic in talked_in[:SHOWN]]


def _each_announcement_once(topics: list[Topic]) -> list[Topic]:
    """What the secretariat says to all rooms stands in each of them; here it would push everything else away."""
    newest = {topic.title: topic for topic in reversed(topics) if topic.announced}
    return [topic for topic in topics if not topic.announced or newest[topic.title] == topic]


def _news(topic: Topic, posts: list[dict], unread: int) -> News:
    last = max(posts, key=lambda post: post["last"])
    first = last["author_name"]
    if last["organisation__name"] not in (None, first):
        first += f"（{last['organisation__name']}）"
    return News(topic, sum(post["number"] for post in posts), first, len(posts) - 1, unread)
