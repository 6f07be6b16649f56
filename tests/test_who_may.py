"""Every address × every role × what is one's own and what is not. Who may is declared in tests/who_may/table/.

Whoever is refused gets no word of what is behind the door; whoever is let in gets no word of what is not theirs.
"""

import logging
import re
import types

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.http import HttpResponse
from django.template.base import Template
from django.test.utils import CaptureQueriesContext
from django.urls import include, path

from cms import freshness
from members import asked
from members.models import Person
from salon.models import Introduction, Posting, Room
from tests.who_may import answers, declared, garbage, walking
from tests.who_may.doors import visits
from tests.who_may.roles import ALL, EDITOR, ELSEWHERE, MEMBER, SECRETARIAT, STRANGER
from tests.who_may.table import admin, desk, pages
from tests.who_may.world import build

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
TABLE = re.compile(r'(?:FROM|JOIN) "(\w+)"')
# Rows of these are made by a migration and say how Django names our models
NEVER_CHANGE = {"django_content_type"}
# What changes in a message that a page quotes is written into the quote: salon/rooms/changing.py
SEEN_THROUGH_QUOTES = {"salon_message", "salon_mention"}
each_role = pytest.mark.parametrize("role", ALL)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Built once; what a test does to it is undone, and it all is at the end."""
    logging.disable(logging.ERROR)  # thousands of refusals are what is wanted here
    # Django's test environment copies every context of every template, for a look that is not taken here
    monkeypatch = pytest.MonkeyPatch()
    monkeypatch.setattr(Template, "_render", lambda template, context: template.nodelist.render(context))
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)
    monkeypatch.undo()
    logging.disable(logging.NOTSET)


@pytest.fixture(autouse=True)
def _world_first(world, db):
    """The world stands before the transaction of a test begins."""


def all_visits(world):
    return [visit for door in (*declared.doors, desk.crossed) for visit in visits(door, world)]


class TestTheTable:
    def test_says_of_every_address_who_may(self):
        complaints = declared.undeclared(walking.patterns())
        assert not complaints, "\n".join(complaints)

    def test_says_nothing_of_what_is_not_there(self):
        complaints = declared.outdated(walking.patterns())
        assert not complaints, "\n".join(complaints)

    def test_says_where_every_type_of_page_stands(self):
        complaints = declared.undeclared_pages(walking.pages())
        assert not complaints, "\n".join(complaints)
        assert set(pages.pages) == set(walking.pages())

    def test_knows_every_socket(self):
        assert set(walking.sockets()) == set(declared.sockets)

    def test_an_address_that_nobody_declared_is_named_with_what_to_do(self):
        urlconf = types.ModuleType("an_urlconf_of_somebody_in_a_hurry")
        inner = [path("secret/<int:pk>/", lambda request, pk: HttpResponse(), name="secret")]
        urlconf.urlpatterns = [
            path("salon/", include((inner, "salon"))),
            path("admin/", include([path("exports/", lambda request: HttpResponse())])),
            path("healthz", lambda request: HttpResponse()),
        ]
        complaints = declared.undeclared(walking.patterns(urlconf))
        assert len(complaints) == 2
        assert "/salon/secret/<int:pk>/ (salon:secret): add a Door" in complaints[0]
        assert "/admin/exports/ (no name): add its route to the rule" in complaints[1]

    def test_a_page_type_that_nobody_declared_is_named(self):
        [complaint] = declared.undeclared_pages(["cms.DiaryPage"])
        assert "cms.DiaryPage" in complaint


@each_role
def test_site_and_salon(world, role):
    """One walk by each role, GET and POST at every address, and what must hold for every answer."""
    seen = answers.walk(world, role, all_visits(world))
    complaints = [f"{rule}: {one}" for rule, check in answers.RULES.items() for one in check(world, seen)]
    assert not complaints, "\n" + "\n".join(complaints)


@pytest.mark.parametrize("model", [Room, Posting, Introduction, Person])
def test_it_is_noticed_when_a_rule_of_who_sees_what_is_gone(world, monkeypatch, model):
    kind = type(model.objects.all())
    near = [visit for visit in all_visits(world) if visit.path.startswith(("/salon/", "/me/people/")) and visit.get]
    asked.forget()
    try:
        with monkeypatch.context() as patch:
            patch.setattr(kind, "visible_to", lambda rows, person: rows.all())
            seen = answers.walk(world, ELSEWHERE, near)
    finally:
        # What was worded meanwhile lacks the rule
        asked.forget()
    assert list(answers.opens_otherwise(world, seen))
    # The page of an introduction shows a side only to that side, even then
    assert list(answers.tells(world, seen)) or model is Introduction


class TestPages:
    """What editors publish: everybody's when it is public, nobody's as a draft, the group's under a lock."""

    @each_role
    def test_are_open_when_published(self, world, role):
        for name, address in both_sides(world):
            answer = answers.ask(world, role, "get", address)
            assert answer.status_code == 200, f"{name} as {role}"
            assert not answers.leaks(world, role, answer), f"{name} as {role}"

    @pytest.mark.parametrize("role", [STRANGER, MEMBER, EDITOR])
    def test_are_not_there_as_a_draft(self, world, role):
        for name, address in both_sides(world):
            with answers.undone():
                pages.page_at(world, name).__class__.objects.filter(pk=pages.page_at(world, name).pk).update(live=False)
                answer = answers.ask(world, role, "get", address)
            assert answer.status_code == 404, f"{name} as {role}: {answer.status_code}"

    @each_role
    def test_are_the_group_s_under_a_lock(self, world, role):
        for name, address in both_sides(world):
            with answers.undone():
                pages.lock(world, pages.page_at(world, name))
                answer = answers.ask(world, role, "get", address)
            assert answers.is_refusal(answer) == (role != EDITOR), f"{name} as {role}: {answer.status_code}"
            if role == EDITOR:
                assert "no-store" in answer["Cache-Control"], name

    def test_look_the_same_to_their_editor_before_they_are_published(self, world):
        for name in pages.pages:
            page = pages.page_at(world, name)
            answer = answers.ask(world, EDITOR, "get", f"/admin/pages/{page.pk}/view_draft/")
            assert answer.status_code == 200, f"{name}: {answers.fault(answer)}"
            assert "no-store" in answer["Cache-Control"], name

    @each_role
    def test_what_is_not_public_is_nowhere(self, world, role):
        for address in (side + address for side in ("", "/en") for address in pages.MISSING):
            answer = answers.ask(world, role, "get", address)
            assert answer.status_code == 404, f"{address} as {role}"
            assert not answers.leaks(world, role, answer), f"{address} as {role}"


def both_sides(world):
    """Every page at its address and, in English, below /en/."""
    return [(f"{name} {side}", side + address(world)) for name, address in pages.pages.items() for side in ("", "/en")]


@each_role
class TestTheAdmin:
    def test_opens_for_those_who_may_and_for_nobody_else(self, world, role):
        wrong = []
        # For Wagtail's door whoever does not belong to the secretariat is the same
        methods = ("get", "post") if role in (STRANGER, MEMBER, *SECRETARIAT) else ("get",)
        for pattern in walking.patterns():
            found = [rule for rule in admin.rules if rule.covers(pattern.route)]
            for method in methods if found else ():
                may = role in (found[0].get if method == "get" else found[0].post)
                wrong += visit_admin(world, role, method, admin.address(pattern.route, world), may, pattern.route)
        assert not wrong, "\n" + "\n".join(wrong)

    def test_gives_no_second_object_away(self, world, role):
        wrong = []
        for method, make, may in admin.PROBES:
            wrong += visit_admin(world, role, method, make(world), role in may)
        assert not wrong, "\n" + "\n".join(wrong)

    def test_deletes_in_bulk_what_one_may_delete_and_nothing_else(self, world, role):
        for model, thing in (("wagtailcore/page", world.site.draft), ("wagtaildocs/document", world.site.document)):
            with answers.undone():
                world.client(role).post(f"/admin/bulk/{model}/delete/?id={thing.pk}")
                assert type(thing).objects.filter(pk=thing.pk).exists() == (role != EDITOR), f"{model} by {role}"


def visit_admin(world, role, method, address, may, route=""):
    answer = answers.ask(world, role, method, address)
    who = f"{method} {address} as {role}"
    if answer.status_code >= 500 and not (may and (route, method) in admin.WAGTAILS_OWN_FAULTS):
        yield f"{who}: {answers.fault(answer)}"
    if answer.status_code < 500 and answers.is_refusal(answer) == may:
        yield f"{who}: {answer.status_code} {answer.get('Location', '')}"
    if leaked := answers.leaks(world, role, answer):
        yield f"{who} is told {leaked}"


class TestWhatIsPublic:
    def test_what_is_public_is_the_same_for_everybody(self, world):
        addresses = {visit.path for visit in all_visits(world) if visit.is_public}
        forms = {side + address for side in ("", "/en") for address in pages.FORMS}
        addresses |= {address for _name, address in both_sides(world)} - forms
        for address in addresses:
            plain = answers.ask(world, STRANGER, "get", address)
            assert plain.status_code == 200, address
            assert not plain.cookies, f"{address} sets a cookie"
            assert "cookie" not in plain.get("Vary", "").lower(), f"{address} varies with the cookie"
            for role in ALL[1:]:
                theirs = answers.ask(world, role, "get", address)
                assert not theirs.cookies, f"{address} sets a cookie for {role}"
                assert theirs.body == plain.body, f"{address} is another page for {role}"

    def test_whatever_it_is_made_from_raises_the_public_version(self, world):
        """A page that is kept ready would else go on saying what is not true any more: cms/freshness.py."""
        watched, unwatched, kept = freshness.tables().keys() | {"cms_publicversion"}, {}, set()
        addresses = {visit.path for visit in all_visits(world) if visit.is_public}
        addresses |= {address for _name, address in both_sides(world)}
        for address in addresses:
            ContentType.objects.clear_cache()
            with CaptureQueriesContext(connection) as asked:
                response = answers.ask(world, STRANGER, "get", address)
            if not getattr(response, "is_for_everybody", False):
                continue
            kept.add(address)
            tables = set(TABLE.findall(" ".join(query["sql"] for query in asked)))
            if more := tables - watched - NEVER_CHANGE - SEEN_THROUGH_QUOTES:
                unwatched[address] = sorted(more)
        assert {
            "/",
            "/en/",
            "/en/cases/case/",
            "/cases/",
            "/cases/case/",
            "/organisations/own/",
            "/newsletter/issue-1/",
            "/sitemap.xml",
        } <= kept
        assert not unwatched

    def test_a_public_form_differs_in_its_token_only(self, world):
        for address in pages.FORMS:
            plain, theirs = (answers.ask(world, role, "get", address) for role in (STRANGER, MEMBER))
            assert set(plain.cookies) == set(theirs.cookies) == {"csrftoken"}, address
            assert "no-store" in plain["Cache-Control"], address
            first, second = (TOKEN.sub("", answer.body) for answer in (plain, theirs))
            assert first == second, address

    def test_pages_have_the_strict_policy_and_nothing_inline_or_from_elsewhere(self, world):
        for name, address in pages.pages.items():
            answer = answers.ask(world, STRANGER, "get", address(world))
            complaints = answers.policy_faults(answer) + answers.inline_and_foreign(answer)
            assert not complaints, f"{name}: {complaints}"


class TestNonsense:
    """Addresses, forms and headers that no browser sends: an answer, and never a 500."""

    def test_in_an_address(self, world):
        self.no_500(world, garbage.addresses(all_visits(world), admin_routes(), world))

    def test_in_a_query(self, world):
        self.no_500(world, garbage.queries(all_visits(world), pages.pages.values(), world))

    def test_in_a_form(self, world):
        self.no_500(world, garbage.forms(all_visits(world), pages.FORMS))

    def test_in_a_method_or_header(self, world):
        self.no_500(world, garbage.methods_and_headers(all_visits(world), pages.pages.values(), world))

    def no_500(self, world, requests):
        garbage.everything(world)
        wrong = []
        for method, address, data, headers in requests:
            answer = answers.ask(world, garbage.EVERYTHING, method, address, data, **headers)
            if answer.status_code >= 500 and not address.startswith(admin.STUMBLES_OVER_NONSENSE):
                wrong.append(f"{method} {address[:150]} {str(data)[:150]} {headers}: {answers.fault(answer)[:300]}")
        assert not wrong, f"{len(wrong)} answers of 500:\n" + "\n".join(wrong[:40])


def admin_routes():
    return [pattern.route for pattern in walking.patterns() if any(rule.covers(pattern.route) for rule in admin.rules)]
