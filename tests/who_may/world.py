"""A small network in which everything that is not for everybody carries a word that occurs nowhere else.

Organisation `own` is that of the role "member"; `foreign` and its neighbour belong to none of the roles. Of each kind
of object there is one of `own` and one of `foreign`. `secrets` says for every word who may read it, wherever it stands.
"""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.log_actions import log
from wagtail.models import Collection, CollectionViewRestriction, Locale, Page, PageViewRestriction
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

from cms import site as cms_site
from cms.models import CaseIndexPage, CasePage, Enquiry, Kept, PracticePage, TextPage, Uptake
from members.models import AddressChange, Invitation, Organisation, Person, Suppression
from members.models.letters import Kind, Letter
from members.roles import GROUPS, set_up_groups
from newsletter import site as newsletter_site
from newsletter.models import NewsletterPage
from salon.desk import consulting, introducing, needs, outcomes
from salon.gatherings import attending, guests
from salon.gatherings import opening as gatherings
from salon.library import sharing
from salon.models import (
    Attachment,
    Attendance,
    Consultation,
    Gathering,
    Guest,
    HubProposal,
    Interest,
    Introduction,
    Message,
    Outcome,
    Posting,
    Quote,
    Resource,
    ResourceCategory,
    Room,
)
from salon.moderation import house, reporting, standing
from salon.rooms import groups, keeping, opening, summaries
from salon.rooms.attaching import Attached
from salon.rooms.posting import post
from tests.factories import cms, files
from tests.factories.desk import PostingFactory
from tests.factories.members import (
    AdministratorFactory,
    ApproachFactory,
    EditorFactory,
    FacilitatorFactory,
    OrganisationFactory,
    OrganisationTypeFactory,
    ParticipationFactory,
    PersonFactory,
    TargetGroupFactory,
    ThemeFactory,
    former_member_of,
    member_of,
)
from tests.factories.newsletter import mailing
from tests.factories.salon import gathering_facts, poll_in, topic_in
from tests.who_may import roles
from tests.who_may.roles import ADMINISTRATOR, EDITOR, ELSEWHERE, FACILITATOR, FORMER, MEMBER, MEMBERS, NEWCOMER, only

READS_PEOPLE = only(FACILITATOR, ADMINISTRATOR)
READS_LOG = only(FACILITATOR, ADMINISTRATOR)
READS_DRAFTS = only(EDITOR)
# A facilitator drafts pages and chooses documents, and so meets the names of others'; a link in the admin is chosen from
# the whole tree. What stands under the title is the editors'.
KNOWS_TITLES = roles.SECRETARIAT

# Plain letters, so that it is the same in HTML, JSON and headers
WORD = re.compile(r"zq-[a-z0-9-]+?-qz")


@dataclass
class World:
    own: SimpleNamespace = field(default_factory=SimpleNamespace)
    foreign: SimpleNamespace = field(default_factory=SimpleNamespace)
    people: dict[str, Person] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)
    secrets: dict[str, roles.Roles] = field(default_factory=dict)
    site: SimpleNamespace = field(default_factory=SimpleNamespace)
    before: dict[str, list] = field(default_factory=dict)

    def secret(self, name: str, *readers: roles.Roles) -> str:
        """A word that only `readers` may ever be sent."""
        word = f"zq-{name}-qz"
        assert WORD.fullmatch(word), word
        self.secrets[word] = frozenset().union(*readers)
        return word

    def client(self, role: str) -> Client:
        """A fresh browser of this role; a view that raises answers 500."""
        client = Client(raise_request_exception=False)
        if role in self.sessions:
            client.cookies["sessionid"] = self.sessions[role]
        return client

    @staticmethod
    def session_of(person: Person) -> str:
        client = Client()
        client.force_login(person)
        return client.session.session_key

    def foreign_state(self) -> dict[str, list]:
        """What belongs to `foreign` and its neighbour: nobody else's POST changes anything of it."""
        theirs = [self.foreign.organisation.pk, self.foreign.neighbour.pk]
        rooms = [
            room.pk
            for room in (
                self.foreign.room,
                self.foreign.introduction_room,
                self.foreign.group,
                self.foreign.own_room,
            )
        ]
        resources = [self.foreign.resource.pk, self.foreign.waiting_resource.pk]
        found = {
            "organisations": Organisation.objects.filter(pk__in=theirs).values_list("name", "summary", "status"),
            "people": Person.objects.filter(affiliations__organisation__in=theirs).values_list(),
            "invitations": Invitation.objects.filter(organisation__in=theirs).values_list(),
            "postings": Posting.objects.filter(organisation__in=theirs).values_list(),
            "hands": Interest.objects.filter(organisation__in=theirs).values_list(),
            "introductions": Introduction.objects.filter(posting__organisation__in=theirs).values_list(),
            "answers": list(
                Introduction.objects.filter(sides__organisation__in=theirs).values_list("pk", "sides__answer")
            ),
            "outcomes": Outcome.objects.filter(told_for__in=theirs).values_list(),
            "rooms": Room.objects.filter(pk__in=rooms).values_list(),
            "suggestions": HubProposal.objects.filter(hub__in=theirs).values_list(),
            "consultations": Consultation.objects.filter(organisation__in=theirs).values_list(),
            "files": Attachment.objects.filter(room__in=rooms).values_list("pk", "message", "dropped_at"),
            "gatherings": Gathering.objects.filter(room__in=rooms).values_list(),
            "guests": Guest.objects.filter(gathering__room__in=rooms).values_list(),
            "resources": Resource.objects.filter(pk__in=resources).values_list(),
            "attendances": Attendance.objects.filter(gathering__room__in=rooms).values_list(),
            "practices": PracticePage.objects.filter(organisation__in=theirs).values_list(
                "pk", "title", "latest_revision"
            ),
            "uptakes": Uptake.objects.filter(organisation__in=theirs).values_list(),
            "quotes": Quote.objects.filter(author__affiliations__organisation__in=theirs).values_list(),
            "kept": Kept.objects.filter(person__affiliations__organisation__in=theirs).values_list(),
            "spoken for": Message.objects.filter(organisation__in=theirs).values_list("pk"),
        }
        return {what: sorted(map(repr, rows)) for what, rows in found.items()}

    def changed_for_others(self) -> list[str]:
        now = self.foreign_state()
        return [what for what, before in self.before.items() if now[what] != before]


def build(with_site: bool = True) -> World:
    world = World()
    set_up_groups()
    _people(world)
    _talk(world)
    _desk(world)
    _gather(world)
    _moderation(world)
    if with_site:
        _site(world)
        _practices(world)
        _paper(world)
    for role, person in world.people.items():
        world.sessions[role] = world.session_of(person)
    if with_site:
        world.before = world.foreign_state()
    return world


def _people(world: World) -> None:
    own, foreign = world.own, world.foreign
    own.organisation = OrganisationFactory(code="own", name="わたしたちの団体", prefecture="大阪府")
    own.elsewhere = OrganisationFactory(code="elsewhere", name="北の団体", prefecture="北海道")
    foreign.organisation = OrganisationFactory(code="foreign", name="南の団体", prefecture="宮崎県")
    foreign.neighbour = OrganisationFactory(code="neighbour", name="南のとなりの団体", prefecture="熊本県")
    own.left = foreign.left = OrganisationFactory(
        code="left", name=world.secret("left-organisation", READS_PEOPLE), status=Organisation.Status.LEFT
    )
    ParticipationFactory(organisation=own.organisation)

    def person(role: str, make: Callable, *args, seen_by: roles.Roles = roles.NOBODY, **fields) -> None:
        self_and_desk = only(role) | READS_PEOPLE
        slug = role.replace(" ", "-")
        world.people[role] = make(
            *args,
            name=world.secret(f"name-{slug}", self_and_desk, seen_by),
            email=f"{world.secret(f'mail-{slug}', self_and_desk)}@example.org",
            phone=world.secret(f"tel-{len(world.people)}", self_and_desk),
            introduction=world.secret(f"introduction-{slug}", self_and_desk, seen_by),
            **fields,
        )

    seen = MEMBERS
    person(NEWCOMER, PersonFactory)
    person(MEMBER, member_of, own.organisation, administrator=True, seen_by=seen)
    person(ELSEWHERE, member_of, own.elsewhere, administrator=True, seen_by=seen)
    person(FORMER, former_member_of, own.organisation)
    person(FACILITATOR, FacilitatorFactory, seen_by=seen)
    person(EDITOR, EditorFactory)
    person(ADMINISTRATOR, AdministratorFactory)

    def other(name: str, organisation: Organisation, *readers: roles.Roles) -> Person:
        return member_of(
            organisation,
            name=world.secret(f"name-{name}", READS_PEOPLE, MEMBERS),
            email=f"{world.secret(f'mail-{name}', READS_PEOPLE, *readers)}@example.org",
            phone=world.secret(f"tel-{name}", READS_PEOPLE, *readers),
        )

    own.colleague = other("colleague", own.organisation, only(MEMBER))
    # Said yes to an introduction with `own`, and so is known to it
    foreign.contact = other("contact", foreign.organisation, only(MEMBER))
    foreign.person = other("foreign", foreign.organisation)
    foreign.neighbour_person = other("neighbour", foreign.neighbour)


def _talk(world: World) -> None:
    opening.open_rooms()
    for side, name, readers, speaker in (
        (world.own, "近畿", only(MEMBER, FACILITATOR), world.people[MEMBER]),
        (world.foreign, "九州・沖縄", only(FACILITATOR), world.foreign.person),
    ):
        which = "own" if side is world.own else "foreign"
        side.room = Room.objects.get(block__name=name)
        Room.objects.filter(pk=side.room.pk).update(
            # What a room is called is the administrators' business too, what is said in it is not
            name=world.secret(f"room-{which}", readers, READS_PEOPLE),
            purpose=world.secret(f"purpose-{which}", readers, READS_PEOPLE),
        )
        side.room.refresh_from_db()
        side.topic = topic_in(
            side.room, speaker, world.secret(f"topic-{which}", readers), world.secret(f"message-{which}", readers)
        )
        side.message = side.topic.messages.get()
        _files(world, side, which, readers, speaker)
        _made_by_the_desk(world, side, which, readers, speaker)
        side.poll = poll_in(side.topic, speaker, world.secret(f"poll-{which}", readers))
        summaries.write(speaker, side.topic, world.secret(f"summary-{which}", readers))
    desk = Room.objects.get(kind=Room.Kind.DESK)
    Room.objects.filter(pk=desk.pk).update(name=world.secret("room-desk", only(FACILITATOR)))
    facilitator = world.people[FACILITATOR]
    topic_in(desk, facilitator, *(world.secret(f"desk-{what}", only(FACILITATOR)) for what in ("topic", "text")))


def _files(world: World, side: SimpleNamespace, which: str, readers: roles.Roles, speaker: Person) -> None:
    """A document and a picture that were sent, and a document that waits to be."""
    name, text = world.secret(f"file-name-{which}", readers), world.secret(f"file-{which}", readers)
    side.file = keeping.keep(speaker, side.room, f"{name}.txt", text.encode())
    side.picture = keeping.keep(speaker, side.room, "a.png", files.picture("PNG"))
    attached = Attached(names=[side.file.public_id, side.picture.public_id])
    post(person=speaker, topic=side.topic, text=text, key=f"files-{which}", attached=attached)
    mine = only(MEMBER) if which == "own" else roles.NOBODY
    waiting = world.secret(f"file-waiting-{which}", mine)
    side.waiting_file = keeping.keep(speaker, side.room, f"{waiting}.txt", waiting.encode())


def _made_by_the_desk(world: World, side: SimpleNamespace, which: str, readers: roles.Roles, speaker: Person) -> None:
    """A working group with one person of the side in it, and the room of its organisation with the secretariat."""
    side.group = groups.open_group(
        world.secret(f"group-{which}", readers), world.secret(f"group-{which}-purpose", readers)
    )
    groups.add(side.group, speaker)
    opening.open_own_rooms(Organisation.objects.filter(pk=side.organisation.pk))
    side.own_room = Room.objects.get(organisation=side.organisation)
    for name, room in (("group", side.group), ("own-room", side.own_room)):
        topic_in(room, speaker, *(world.secret(f"{name}-{which}-{what}", readers) for what in ("topic", "text")))


def _posting(world: World, organisation: Organisation, name: str, *readers: roles.Roles, **fields) -> Posting:
    words = {key: world.secret(f"{name}-{key}", only(FACILITATOR), *readers) for key in ("title", "text")}
    return PostingFactory(organisation=organisation, kinds=["場所"], **words, **fields)


def _introduce(world: World, name: str, posting: Posting, other: Organisation, *readers: roles.Roles) -> Introduction:
    """Proposed; what is written to the owner is read by `readers`, what is written to the other by the desk alone."""
    introduction = introducing.propose(
        facilitator=world.people[FACILITATOR],
        posting=posting,
        other=other,
        words_to_owner=world.secret(f"{name}-to-owner", only(FACILITATOR), *readers),
        words_to_other=world.secret(f"{name}-to-other", only(FACILITATOR)),
    ).introduction
    introduction.desk_reasons = [world.secret(f"{name}-desk", only(FACILITATOR))]
    introduction.save()
    return introduction


def _agree(world: World, name: str, introduction: Introduction, *people: Person, readers: roles.Roles) -> Room:
    for side, person in zip(introduction.sides.all(), people, strict=True):
        introducing.answer(side, person, "yes", world.secret(f"{name}-yes-{side.organisation.code}", readers))
    introduction.refresh_from_db()
    for organisation, person, read in (
        (introduction.posting.organisation, people[0], readers),
        (introduction.other, people[1], only(FACILITATOR)),
    ):
        outcomes.tell(
            introduction=introduction,
            person=person,
            organisation=organisation,
            result="met",
            note=world.secret(f"{name}-outcome-{organisation.code}", read),
            day=timezone.localdate(),
        )
    Room.objects.filter(pk=introduction.room_id).update(name=world.secret(f"{name}-room", readers))
    room = Room.objects.get(pk=introduction.room_id)
    topic_in(room, people[0], world.secret(f"{name}-room-topic", readers), world.secret(f"{name}-room-text", readers))
    return room


def _suggest(world: World) -> None:
    """`own` is the hub of its block, `foreign` of its own; what they suggest is read at the desk."""
    beside = OrganisationFactory(code="beside", name="となりの団体", prefecture="京都府")
    world.own.in_hub = PostingFactory(organisation=beside, title="となりの困りごと", text="文", kinds=["場所"])
    for side, which, posting, other in (
        (world.own, "own", world.own.in_hub, world.own.organisation),
        (world.foreign, "foreign", world.foreign.unraised, world.foreign.organisation),
    ):
        side.organisation.hub_blocks.add(side.room.block)
        side.suggestion = HubProposal.objects.create(
            posting=posting, other=other, hub=side.organisation, words=world.secret(f"hub-{which}", only(FACILITATOR))
        )


def _consult(world: World) -> None:
    """What somebody asks without a name: read by who asked, not by a colleague, and by the desk."""
    for side, which, asker, readers in (
        (world.own, "own", world.people[MEMBER], only(MEMBER)),
        (world.foreign, "foreign", world.foreign.person, roles.NOBODY),
    ):
        title, text, words = (
            world.secret(f"asked-{which}-{what}", readers, only(FACILITATOR)) for what in ("title", "text", "words")
        )
        side.consultation = consulting.ask(
            asker=asker, organisation=side.organisation, title=title, text=text, room=None, key=f"who-may-{which}"
        )
        side.consultation.words = words
        side.consultation.save()


def _desk(world: World) -> None:
    own, foreign = world.own, world.foreign
    ours, theirs = only(MEMBER, FACILITATOR), only(FACILITATOR)
    own.posting = _posting(world, own.organisation, "need-own", MEMBERS)
    own.closed = _posting(world, own.organisation, "closed-own", ours, state="closed")
    foreign.posting = _posting(world, foreign.organisation, "need-foreign", MEMBERS)
    foreign.closed = _posting(world, foreign.organisation, "closed-foreign", state="closed")
    hands = {"person": world.people[MEMBER], "kind": "help"}
    needs.raise_hand(organisation=own.organisation, posting=foreign.posting, **hands)
    foreign.unraised = _posting(world, foreign.neighbour, "need-neighbour", MEMBERS)
    needs.raise_hand(organisation=foreign.organisation, posting=foreign.unraised, person=foreign.person, kind="help")

    _consult(world)
    _suggest(world)
    own.waiting = _introduce(world, "waiting-own", own.posting, foreign.neighbour, ours)
    own.side, other_side = own.waiting.sides.all()
    introducing.answer(
        other_side, foreign.neighbour_person, "yes", world.secret("waiting-own-answer", only(FACILITATOR))
    )
    foreign.waiting = _introduce(world, "waiting-foreign", foreign.posting, foreign.neighbour)
    foreign.side = foreign.waiting.sides.first()
    own.other_side = other_side

    another = _posting(world, own.organisation, "need-own-2", MEMBERS)
    own.agreed = _introduce(world, "agreed-own", another, foreign.organisation, ours)
    own.introduction_room = _agree(world, "agreed-own", own.agreed, world.people[MEMBER], foreign.contact, readers=ours)
    another = _posting(world, foreign.organisation, "need-foreign-2", MEMBERS)
    foreign.agreed = _introduce(world, "agreed-foreign", another, foreign.neighbour)
    foreign.introduction_room = _agree(
        world, "agreed-foreign", foreign.agreed, foreign.person, foreign.neighbour_person, readers=theirs
    )


def _gather(world: World) -> None:
    """Of each side's room, opened by its hub; where to enter online is known to who comes and who may change it."""
    for side, which, person, readers in (
        (world.own, "own", world.people[MEMBER], only(MEMBER, FACILITATOR)),
        (world.foreign, "foreign", world.foreign.person, only(FACILITATOR)),
    ):
        words = {name: world.secret(f"gathering-{which}-{name}", readers) for name in ("title", "text", "place")}
        online = f"https://example.org/{world.secret(f'gathering-{which}-online', readers)}"
        facts = gathering_facts(**words, online=online, form="both")
        side.gathering = gatherings.open_gathering(person=person, room=side.room, facts=facts, key=f"gathering-{which}")
        attending.join(person, side.gathering)
        # Open to guests: what the site tells of it is everybody's, where to enter and who comes is not
        words = {
            "title": f"開かれた集い {which}",
            "online": f"https://example.org/{world.secret(f'open-{which}-online', readers)}",
        }
        facts = gathering_facts(**words, form="online", place="", is_public=True)
        side.open_gathering = gatherings.open_gathering(person=person, room=side.room, facts=facts, key=f"open-{which}")
        address = f"{world.secret(f'guest-{which}-mail', readers)}@example.net"
        guests.ask(side.open_gathering, world.secret(f"guest-{which}-name", readers), address)
        side.guest = Guest.objects.get(address=address)
        guests.confirm(side.guest.key)
        facts = {
            "title": world.secret(f"resource-{which}-title", readers),
            "text": world.secret(f"resource-{which}-text", readers),
            "category": ResourceCategory.objects.get_or_create(slug="templates", defaults={"name": "ひな形・様式"})[0],
            "theme": None,
            "organisation": None,
            "scope": "room",
            "room": side.room,
            "until": None,
        }
        side.resource = sharing.share(person, facts, "paper.pdf", b"%PDF-1.4\n%%EOF")
        # For everybody, and not looked at yet: strangers have nothing of it
        waiting = facts | {
            "scope": "public",
            "room": None,
            "title": world.secret(f"resource-{which}-waiting", MEMBERS | {FACILITATOR}),
        }
        side.waiting_resource = sharing.share(person, waiting | {"text": ""}, "paper.pdf", b"%PDF-1.4\n%%EOF")


def _moderation(world: World) -> None:
    """Told of, told to, and excluded: of each side one, read by the desk and by whom it is about."""
    own, foreign, desk = world.own, world.foreign, world.people[FACILITATOR]
    house.accepted_by_all(Person.objects.all(), house.write_first())
    teller = member_of(own.organisation, name=world.secret("name-teller", READS_PEOPLE, MEMBERS))
    reporting.report(teller, own.message, "other", world.secret("report-own", only(FACILITATOR)))
    reporting.report(
        foreign.neighbour_person, foreign.message, "other", world.secret("report-foreign", only(FACILITATOR))
    )
    for side, person in ((own, teller), (foreign, foreign.neighbour_person)):
        which = "own" if side is own else "foreign"
        reason = world.secret(f"exclusion-{which}", READS_LOG)
        side.exclusion = standing.exclude(desk, person, Room.objects.get(kind=Room.Kind.SMALL_TALK), 7, reason)
        standing.caution(desk, person, world.secret(f"caution-{which}", READS_LOG))


def _site(world: World) -> None:
    home = cms_site.create()
    newsletter_site.create(home)
    editors = Group.objects.get(name=GROUPS["is_editor"])
    cases = CaseIndexPage.objects.get()
    news = Page.objects.get(slug="newsletter", depth=3)

    def page(parent: Page, model: type[Page], name: str, **fields) -> Page:
        words = {
            key: world.secret(f"{name}-{key}", KNOWS_TITLES if key == "title" else READS_DRAFTS)
            for key in fields.pop("secret", ())
        }
        made = model(slug=name, **words, **fields)
        Page.objects.get(pk=parent.pk).add_child(instance=made)
        revision = made.save_revision(user=world.people[EDITOR])
        if made.live:
            revision.publish()
        return model.objects.get(pk=made.pk)

    def private(made: Page) -> Page:
        lock = PageViewRestriction.objects.create(page=made, restriction_type=PageViewRestriction.GROUPS)
        lock.groups.add(editors)
        return made

    site = world.site
    site.home, site.cases, site.news = home, cases, news
    site.case = page(cases, CasePage, "case", title="公開の事例", summary="紹介", organisation=world.own.organisation)
    site.draft_case = page(cases, CasePage, "draft-case", live=False, secret=["title", "summary"])
    # Its organisation is asked about it, by a link
    address = f"{world.secret('asked-address', READS_DRAFTS)}@example.org"
    asked = page(cases, CasePage, "asked-case", live=False, secret=["title", "summary"], approver_address=address)
    asked.get_workflow().start(asked, world.people[EDITOR])
    asked.current_workflow_task_state.approve(user=world.people[EDITOR])
    site.approval = asked.current_workflow_task_state
    site.draft = page(home, TextPage, "draft-text", live=False, secret=["title", "text"])
    site.private = private(page(home, TextPage, "private-text", secret=["title", "text"]))
    site.under_private = page(site.private, TextPage, "under-private", secret=["title", "text"])
    site.private_case = private(page(cases, CasePage, "private-case", secret=["title", "summary"]))
    site.issue = page(news, NewsletterPage, "issue-1", title="第1号", number=1, lead="はじめに")
    site.draft_issue = page(news, NewsletterPage, "issue-2", number=2, live=False, secret=["title", "lead"])
    site.private_issue = private(page(news, NewsletterPage, "issue-3", number=3, secret=["title", "lead"]))

    image = get_image_model()(title="絵", file=get_test_image_file(filename="public.png"))
    image.save()
    site.image = image
    site.rendition = image.renditions.create(
        filter_spec="width-10",
        width=10,
        height=10,
        file=get_test_image_file(filename="public.width-10.png", size=(10, 10)),
    )

    root = Collection.get_first_root_node()
    closed = root.add_child(name="編集者だけの書類")
    lock = CollectionViewRestriction.objects.create(collection=closed, restriction_type=PageViewRestriction.GROUPS)
    lock.groups.add(editors)
    site.document = _document(root, "公開の書類", "public.txt", b"public")
    title, text = world.secret("document-title", KNOWS_TITLES), world.secret("document-text", only(EDITOR))
    site.private_document = _document(closed, title, f"{title}.txt", text.encode())
    site.collection = closed
    site.redirect = Redirect.objects.create(old_path="/old", redirect_page=site.case)
    for factory in (OrganisationTypeFactory, ApproachFactory, ThemeFactory, TargetGroupFactory):
        factory()
    site.translation = _translation(world, site.case)


def _translation(world: World, case: Page) -> Translation:
    """One that was begun, and of which nobody but the editors reads a word yet."""
    english = Locale.objects.get(language_code="en")
    translate_object(case, [english], user=world.people[EDITOR])
    draft = case.get_translation(english)
    draft.title = world.secret("translation-title", KNOWS_TITLES)
    draft.summary = world.secret("translation-summary", READS_DRAFTS)
    draft.save()
    draft.save_revision(user=world.people[EDITOR])
    return Translation.objects.get()


def _practices(world: World) -> None:
    """Of each side one that is public, with an edited draft that is not, and one that was only sent."""
    for side, which, readers in (
        (world.own, "own", only(MEMBER) | READS_DRAFTS | only(FACILITATOR)),
        (world.foreign, "foreign", READS_DRAFTS | only(FACILITATOR)),
    ):
        words = {name: world.secret(f"practice-{which}-{name}", readers) for name in ("summary", "how", "beginning")}
        title = world.secret(f"practice-{which}-title", readers, KNOWS_TITLES)
        # Who sends a practice is told to those who look at it and publish it
        owner = member_of(
            side.organisation, name=world.secret(f"name-writer-{which}", READS_PEOPLE, MEMBERS, KNOWS_TITLES)
        )
        side.practice_draft = cms.practice(
            title, live=False, slug=f"draft-{which}", organisation=side.organisation, owner=owner, **words
        )
        side.practice = cms.practice(f"公開の取組{which}", slug=f"practice-{which}", organisation=side.organisation)
        edited = PracticePage.objects.get(pk=side.practice.pk)
        edited.how = world.secret(f"practice-{which}-edited", readers)
        edited.save_revision()
    for side in (world.own, world.foreign):
        side.quote = Quote.objects.create(page_id=world.site.case.pk, message=side.message, author=side.message.author)
    Uptake.objects.create(practice=world.own.practice, organisation=world.foreign.organisation, stage="wish")


def _document(collection: Collection, title: str, name: str, content: bytes):
    document = get_document_model()(title=title, collection=collection)
    document.file.save(name, ContentFile(content), save=False)
    document.file_size, document.file_hash = len(content), hashlib.sha1(content).hexdigest()
    document.save()
    return document


def _paper(world: World) -> None:
    """Enquiries, invitations, letters, and what Wagtail's log keeps of them."""
    words = {
        key: world.secret(f"enquiry-{key}", READS_PEOPLE) for key in ("name", "organisation", "phone", "body", "memo")
    }
    world.own.enquiry = Enquiry.objects.create(
        email=f"{world.secret('enquiry-mail', READS_PEOPLE)}@example.org", **words
    )
    for which, organisation in (("own", world.own.organisation), ("foreign", world.foreign.organisation)):
        readers = READS_PEOPLE | only(MEMBER) if which == "own" else READS_PEOPLE
        invitation = Invitation.objects.create(
            address=f"{world.secret(f'invited-{which}', readers)}@example.org",
            name=world.secret(f"invited-name-{which}", readers),
            organisation=organisation,
            invited_by=world.people[ADMINISTRATOR],
        )
        getattr(world, which).invitation = invitation
    world.own.address_change = AddressChange.objects.create(
        person=world.people[MEMBER], new_address=f"{world.secret('mail-wanted', only(MEMBER))}@example.org"
    )
    batch = mailing([world.people[MEMBER], world.foreign.person], key=f"newsletter-{world.site.issue.pk}")
    world.own.letter = Letter.objects.get(batch=batch, person=world.people[MEMBER])
    world.foreign.letter = Letter.objects.get(batch=batch, person=world.foreign.person)
    # What a letter is about is read by whom it was sent to
    notice = mailing(
        [world.foreign.person], key="notice-1", kind=Kind.NOTICE, subject=world.secret("notice-subject", roles.NOBODY)
    )
    world.foreign.uncertain_letter = Letter.objects.get(batch=notice)
    Letter.objects.filter(batch=notice).update(state=Letter.State.UNCERTAIN)
    world.own.suppression = Suppression.objects.create(
        address=f"{world.secret('suppressed', only(ADMINISTRATOR))}@example.org", reason="戻ってきました"
    )
    kept = (
        world.own.suppression,
        world.foreign.person,
        world.own.invitation,
        world.own.enquiry,
        world.own.left,
        world.foreign.organisation,
    )
    for thing in kept:
        log(thing, "wagtail.edit", user=world.people[ADMINISTRATOR])
    for made in (world.site.draft, world.site.private):
        log(made, "wagtail.edit", user=world.people[EDITOR])
