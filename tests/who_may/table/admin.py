"""Wagtail's admin: hundreds of patterns, of which each belongs to exactly one rule here."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wagtail.models import GroupApprovalTask, Site, Workflow

from cms.models import Synonyms
from members.models import (
    Affiliation,
    Approach,
    ApproachClass,
    Block,
    Cohort,
    OrganisationType,
    Participation,
    Pause,
    Prefecture,
    TargetGroup,
    Theme,
)
from salon.models import NeedKind, ResourceCategory
from tests.who_may.doors import PARAMETER, fill
from tests.who_may.roles import ADMINISTRATOR, EDITOR, FACILITATOR, NOBODY, SECRETARIAT, Roles, only
from tests.who_may.world import World

PARTS: dict[str, Callable[[World], Any]] = {
    "parent_page_id": lambda world: world.site.home.pk,
    "page_id": lambda world: world.site.draft.pk,
    "page_pk": lambda world: world.site.draft.pk,
    "page_to_move_id": lambda world: world.site.draft.pk,
    "destination_id": lambda world: world.site.home.pk,
    "revision_id": lambda world: world.site.draft.latest_revision_id,
    "content_type_app_name": lambda world: "cms",
    "content_type_model_name": lambda world: "textpage",
    "app_name": lambda world: "wagtailcore",
    "app_label": lambda world: "wagtailcore",
    "model_name": lambda world: "page",
    "object_id": lambda world: world.site.draft.pk,
    "session_id": lambda world: 1,
    "action": lambda world: "delete",
    "action_name": lambda world: "copy",
    "collection_id": lambda world: world.site.collection.pk,
    "workflow_pk": lambda world: Workflow.objects.first().pk,
    "workflow_state_id": lambda world: 1,
    # None that is there: what waits is answered where it is shown
    "task_state_id": lambda world: 999_999,
    "task_id": lambda world: GroupApprovalTask.objects.first().pk,
    "redirect_id": lambda world: world.site.redirect.pk,
    "document_id": lambda world: world.site.private_document.pk,
    "doc_id": lambda world: world.site.private_document.pk,
    "image_id": lambda world: world.site.image.pk,
    "uploaded_file_id": lambda world: 1,
    "filter_spec": lambda world: "width-10",
    "translation_source_id": lambda world: world.site.translation.source_id,
    "translation_id": lambda world: world.site.translation.pk,
    "string_segment_id": lambda world: world.site.translation.source.stringsegment_set.first().pk,
    "overridable_segment_id": lambda world: world.site.translation.source.overridablesegment_set.first().pk,
    "mode": lambda world: "another",
    "letter_pk": lambda world: world.foreign.letter.pk,
    "rest": lambda world: "1/",
}

# What `pk` is, by the beginning of the route
OBJECTS: dict[str, Callable[[World], Any]] = {
    "admin/api/main/^pages": lambda world: world.site.draft.pk,
    "admin/api/main/^documents": lambda world: world.site.private_document.pk,
    "admin/api/main/^images": lambda world: world.site.image.pk,
    "admin/collections": lambda world: world.site.collection.pk,
    "admin/workflows/tasks": lambda world: GroupApprovalTask.objects.first().pk,
    "admin/workflows": lambda world: Workflow.objects.first().pk,
    "admin/localize": lambda world: 1,
    "admin/practices": lambda world: world.own.practice.pk,
    "admin/newsletter": lambda world: world.site.issue.pk,
    "admin/enquiries": lambda world: world.own.enquiry.pk,
    "admin/suppressions": lambda world: world.own.suppression.pk,
    "admin/letters": lambda world: world.foreign.uncertain_letter.pk,
    "admin/organisations": lambda world: world.own.left.pk,
    "admin/people": lambda world: world.foreign.person.pk,
    "admin/affiliations": lambda world: Affiliation.objects.get(person=world.foreign.person).pk,
    "admin/invitations": lambda world: world.own.invitation.pk,
    "admin/participations": lambda world: Participation.objects.first().pk,
    "admin/pauses": lambda world: Pause.objects.get_or_create(person=world.foreign.person)[0].pk,
    "admin/cohorts": lambda world: Cohort.objects.first().pk,
    "admin/blocks": lambda world: Block.objects.first().pk,
    "admin/prefectures": lambda world: Prefecture.objects.first().pk,
    "admin/themes": lambda world: Theme.objects.first().pk,
    "admin/target-groups": lambda world: TargetGroup.objects.first().pk,
    "admin/approach-classes": lambda world: ApproachClass.objects.first().pk,
    "admin/approaches": lambda world: Approach.objects.first().pk,
    "admin/organisation-types": lambda world: OrganisationType.objects.first().pk,
    "admin/synonyms": lambda world: Synonyms.objects.first().pk,
    "admin/need-kinds": lambda world: NeedKind.objects.first().pk,
    "admin/resource-categories": lambda world: ResourceCategory.objects.first().pk,
    "admin/rooms": lambda world: world.foreign.room.pk,
    "admin/sites": lambda world: Site.objects.first().pk,
    "admin/documents": lambda world: world.site.private_document.pk,
    "admin/images": lambda world: world.site.image.pk,
    "admin/settings": lambda world: 1,
}
COMPARE = r"admin/pages/^(?P<pk>\d+)/revisions/compare/"
CATCH_ALL = r"admin/^.*/$"


def address(route: str, world: World) -> str:
    """One address for the route, for an object that exists."""
    if route.startswith(COMPARE):
        return f"/admin/pages/{world.site.draft.pk}/revisions/compare/earliest...latest/"
    if route == CATCH_ALL:
        return "/admin/nothing-here/"
    return "/" + fill(route.replace("^", ""), {name: part(route, name, world) for name in PARAMETER.findall(route)})


def part(route: str, name: str, world: World) -> Any:
    if name in PARTS:
        return PARTS[name](world)
    for beginning, find in OBJECTS.items():
        if route.startswith(beginning):
            return find(world)
    raise LookupError(f"tests/who_may/table/admin.py does not say what <{name}> is in {route}")


@dataclass(frozen=True)
class Rule:
    """Who gets in by GET and by POST at the routes below /admin/ that match one of `routes` whole."""

    why: str
    get: Roles
    post: Roles
    routes: tuple[str, ...]

    def covers(self, route: str) -> bool:
        return any(fits(pattern, route) for pattern in self.routes)


def fits(pattern: str, route: str) -> bool:
    return bool(re.fullmatch(f"admin/{pattern}", route))


def rule(why: str, get: Roles, post: Roles, *routes: str) -> Rule:
    return Rule(why, get, post, routes)


PK = r"<\w+:\w+>"
EDITORS = only(EDITOR)
ADMINISTRATORS = only(ADMINISTRATOR)
DRAFTS = only(EDITOR, FACILITATOR)
READS = only(FACILITATOR, ADMINISTRATOR)
LINKS = only(EDITOR, ADMINISTRATOR)
# 会員 and ことば
RECORDS = (
    "(organisations|people|affiliations|invitations|participations|cohorts"
    "|blocks|prefectures|themes|target-groups|approach-classes|approaches|organisation-types|need-kinds|resource-categories|rooms|pauses|synonyms)"
)

rules = [
    rule("the front page, and what every page of the admin asks for", SECRETARIAT, NOBODY, "", "dismissibles/"),
    rule("one's own language and notices", SECRETARIAT, SECRETARIAT, "account/"),
    rule("people, organisations and words are read", READS, NOBODY, rf"{RECORDS}/(results/|inspect/{PK}/)?"),
    rule("everybody at the desk sees who set a pause", READS, NOBODY, rf"(pauses|synonyms)/history(-results)?/{PK}/"),
    rule(
        "the records' history is the administrators'",
        ADMINISTRATORS,
        NOBODY,
        rf"(?!pauses/|synonyms/){RECORDS}/history(-results)?/{PK}/",
    ),
    rule(
        "people, organisations and words are changed",
        ADMINISTRATORS,
        ADMINISTRATORS,
        "(organisations|affiliations|participations|cohorts|blocks|themes|target-groups)/new/",
        "(approach-classes|approaches|organisation-types|need-kinds|resource-categories|invitations)/new/",
        rf"(organisations|people|affiliations|participations|cohorts|blocks|prefectures|themes|rooms)/edit/{PK}/",
        rf"(target-groups|approach-classes|approaches|organisation-types|need-kinds|resource-categories)/edit/{PK}/",
        rf"(affiliations|invitations|participations|blocks|themes|target-groups)/delete/{PK}/",
        rf"(approach-classes|approaches|organisation-types|need-kinds|resource-categories)/delete/{PK}/",
        "import-organisations/",
    ),
    rule(
        "whoever is at the desk sets a pause, and says which words mean the same",
        READS,
        READS,
        "(pauses|synonyms)/new/",
        rf"(pauses|synonyms)/(edit|delete)/{PK}/",
    ),
    rule("the template of a list is for who may import it", ADMINISTRATORS, NOBODY, "import-organisations/template/"),
    rule(
        "an organisation leaves, a person is deactivated, an invitation is withdrawn, rooms come and go by themselves",
        NOBODY,
        NOBODY,
        "(people|prefectures|rooms)/new/",
        rf"(organisations|people|cohorts|prefectures|rooms)/delete/{PK}/",
        rf"invitations/edit/{PK}/",
    ),
    rule("addresses that get nothing are the administrators'", ADMINISTRATORS, NOBODY, r"suppressions/(results/)?"),
    rule(
        "addresses that get nothing come and go",
        ADMINISTRATORS,
        ADMINISTRATORS,
        "suppressions/new/",
        rf"suppressions/delete/{PK}/",
    ),
    rule("an address is taken off and put on again", NOBODY, NOBODY, rf"suppressions/edit/{PK}/"),
    rule("what was done to it", ADMINISTRATORS, NOBODY, rf"suppressions/history(-results)?/{PK}/"),
    rule("letters that did not arrive are the administrators'", ADMINISTRATORS, NOBODY, "letters/"),
    rule("what becomes of them", NOBODY, ADMINISTRATORS, rf"letters/{PK}/decide/"),
    rule("enquiries are read", READS, NOBODY, rf"enquiries/(results/|(history|history-results|usage)/{PK}/)?"),
    rule("enquiries are answered", READS, READS, rf"enquiries/(edit|delete)/{PK}/"),
    rule("enquiries come from the site", NOBODY, NOBODY, "enquiries/new/"),
    rule("the newsletter is the editors'", EDITORS, NOBODY, rf"newsletter/({PK}/(send|mail|progress)/)?"),
    rule("editors send", EDITORS, EDITORS, rf"newsletter/{PK}/send/confirm/"),
    rule("editors send", NOBODY, EDITORS, rf"newsletter/{PK}/send/test/", rf"newsletter/{PK}/letters/{PK}/"),
    rule("the tree of pages", DRAFTS, NOBODY, rf"pages/({PK}/(results/)?)?", r"pages/(search|usage/.*)/(results/)?"),
    rule("one page of the tree as data", DRAFTS, NOBODY, rf"api/main/\^pages/{PK}/"),
    rule("cases and practices have doors of their own", DRAFTS, NOBODY, "(cases|practices)/(results/)?"),
    rule("a practice grows into the draft of a case", DRAFTS, DRAFTS, rf"practices/{PK}/grow/"),
    rule("drafting", DRAFTS, DRAFTS, r"pages/add/.*", rf"pages/{PK}/add_subpage/"),
    rule(
        "changing and publishing",
        EDITORS,
        EDITORS,
        rf"pages/{PK}/(edit|edit/preview|view_draft|delete|copy|privacy)/",
        rf"pages/{PK}/(move|revisions/{PK}/(revert|unschedule))/",
    ),
    rule("what a page was", EDITORS, NOBODY, rf"pages/{PK}/(usage|history|history/results|workflow_history)/"),
    rule("what a page was", EDITORS, NOBODY, rf"pages/{PK}/revisions/{PK}/view/", r"pages/\^.*/revisions/compare/.*"),
    rule("changing by a button", NOBODY, EDITORS, rf"pages/{PK}/(lock|unlock|set_position)/"),
    rule("changing by a button", NOBODY, EDITORS, rf"api/main/\^pages/{PK}/action/{PK}/"),
    rule("changing by a button", NOBODY, EDITORS, rf"editing-sessions/ping/{PK}/{PK}/{PK}/{PK}/"),
    rule(
        "Wagtail asks for the title before it looks who asks", SECRETARIAT, EDITORS, rf"pages/{PK}/move/{PK}/confirm/"
    ),
    rule("only leads to another address of the admin", SECRETARIAT, SECRETARIAT, rf"pages/{PK}/revisions/"),
    rule(
        "asks which page; what is beneath asks who",
        SECRETARIAT,
        SECRETARIAT,
        rf"pages/create/{PK}/{PK}",
        "(cases|practices)/choose_parent/",
    ),
    rule("says that there is no workflow", SECRETARIAT, SECRETARIAT, rf"pages/workflow/confirm_cancellation/{PK}/"),
    rule("nothing is under way that could end", NOBODY, SECRETARIAT, rf"editing-sessions/release/{PK}/"),
    rule(
        "reports of pages",
        DRAFTS,
        NOBODY,
        r"reports/(workflow|workflow_tasks|aging-pages|page-types-usage)/(results/)?",
    ),
    rule("reports of pages", EDITORS, NOBODY, r"reports/locked/(results/)?"),
    rule(
        "organisations as everybody reads them, to take out", SECRETARIAT, NOBODY, r"reports/organisations/(results/)?"
    ),
    rule("each reads what was done to what they may change", SECRETARIAT, NOBODY, r"reports/site-history/(results/)?"),
    rule(
        "pictures and documents",
        DRAFTS,
        NOBODY,
        r"(documents|images)/(results/)?",
        rf"(documents|images)/chooser/chosen/{PK}/",
    ),
    rule("adding pictures and documents", DRAFTS, DRAFTS, r"(documents|images)/(add|multiple/add|chooser/create)/"),
    rule("adding pictures and documents", DRAFTS, DRAFTS, rf"images/chooser/{PK}/select_format/"),
    rule(
        "changing pictures and documents",
        EDITORS,
        EDITORS,
        rf"documents/(edit|delete)/{PK}/",
        rf"images/{PK}/(delete/|preview/{PK}/)?",
    ),
    rule("where it is used", EDITORS, NOBODY, rf"(documents|images)/usage/{PK}/", rf"api/main/\^documents/{PK}/"),
    rule("changing by a button", NOBODY, EDITORS, rf"(documents|images)/multiple/{PK}/(delete/)?"),
    rule("redirects", LINKS, NOBODY, r"redirects/(results/)?"),
    rule("redirects", LINKS, LINKS, rf"redirects/(add/|import/|{PK}/(delete/)?)"),
    rule("redirects", NOBODY, LINKS, "redirects/import/process/"),
    rule(
        "choosing what to link to; each chooses from what they may choose from",
        SECRETARIAT,
        NOBODY,
        rf"choose-page/({PK}/|search/|chosen-multiple/)?",
        r"(documents|images)/chooser/(results/|chosen-multiple/)?",
        r"api/main/\^(pages|documents|images)/",
        rf"api/main/\^images/{PK}/",
        r"workflows/task_chooser/(results/)?",
    ),
    rule(
        "what a link is",
        SECRETARIAT,
        SECRETARIAT,
        r"choose-(external|email|phone|anchor)-link/",
        r"embeds/chooser/(upload/)?",
    ),
    rule("free tags", SECRETARIAT, SECRETARIAT, "tag-autocomplete/"),
    rule(
        "the choosing of a task, which nobody may add",
        SECRETARIAT,
        SECRETARIAT,
        rf"workflows/task_chooser/(create|{PK})/",
    ),
    rule("names and drawings of the admin itself", SECRETARIAT, NOBODY, "test404/"),
    rule("an error on purpose", NOBODY, NOBODY, "failwhale/"),
    rule("roles are given in 人", NOBODY, NOBODY, r"(users|groups)/(<path:rest>)?", r"bulk/(members|auth)/<path:rest>"),
    rule("collections, workflows, sites: set up once, by the shell", NOBODY, NOBODY, r"(collections|sites)/.*"),
    rule("collections, workflows, sites: set up once, by the shell", NOBODY, NOBODY, r"workflows/(?!task_chooser).*"),
    rule(
        "nothing of the kind is in use",
        NOBODY,
        NOBODY,
        "snippets/",
        rf"settings/{PK}/{PK}/({PK}/(preview/)?)?",
        rf"forms/submissions/{PK}/(results/|delete/)?",
        rf"pages/{PK}/(convert_alias|unpublish)/",
        rf"pages/workflow/(action|collect_action_data)/{PK}/{PK}/{PK}/",
        rf"pages/workflow/preview/{PK}/{PK}/",
        rf"pages/{PK}/workflow_history/detail/{PK}/",
        rf"images/{PK}/generate_url/(output/)?",
        rf"(documents|images)/multiple/(create_from_uploaded_\w+|delete_upload)/{PK}/",
        rf"tag-autocomplete/{PK}/{PK}/",
        "block-preview/",
        r"api/main/\^(pages|documents|images)/find/",
        r"\^\.\*/\$",
    ),
    rule(
        "editors translate pages",
        EDITORS,
        EDITORS,
        rf"localize/(submit/page|update)/{PK}/",
        rf"localize/translate/{PK}/(preview|pofile/download)/",
    ),
    rule("editors translate pages", NOBODY, EDITORS, rf"localize/translate/{PK}/pofile/upload/"),
    rule("which translations there are", SECRETARIAT, NOBODY, r"localize/reports/translations/(results/)?"),
    rule("words of the page of a translation", SECRETARIAT, NOBODY, "localize/jsi18n/"),
    rule(
        "by a script of that page, or leading to the front page as a refusal does; and what there is none of: machines that translate, other things than pages",
        NOBODY,
        NOBODY,
        rf"localize/translate/{PK}/(strings|overrides)/{PK}/edit/",
        rf"localize/translate/{PK}/(disable|machine_translate|preview/{PK})/",
        rf"localize/page/{PK}/convert_to_alias/",
        r"localize/(submit/snippet|api/snippets)/.*",
    ),
    rule("forms made in the admin, of which there are none", DRAFTS, NOBODY, r"forms/(results/)?"),
    rule("in bulk: 404 without a list of what", NOBODY, NOBODY, rf"bulk/{PK}/{PK}/{PK}/"),
]

# Served to everybody: no word of anybody is in them
OPEN_TO_ALL = ("admin/sprite/", "admin/jsi18n/")
# Addresses that name a second object, or another kind of object, than the pattern was made for
PROBES = [
    ("post", lambda world: f"/admin/editing-sessions/ping/members/person/{world.foreign.person.pk}/1/", ADMINISTRATORS),
    ("post", lambda world: f"/admin/editing-sessions/ping/salon/room/{world.foreign.room.pk}/1/", NOBODY),
    ("get", lambda world: f"/admin/rooms/inspect/{world.foreign.introduction_room.pk}/", NOBODY),
    ("get", lambda world: f"/admin/rooms/edit/{world.foreign.introduction_room.pk}/", NOBODY),
    ("get", lambda world: f"/admin/bulk/members/person/delete/?id={world.foreign.person.pk}", NOBODY),
    ("get", lambda world: f"/admin/bulk/cms/enquiry/delete/?id={world.own.enquiry.pk}", NOBODY),
    ("get", lambda world: f"/admin/bulk/salon/message/delete/?id={world.foreign.topic.pk}", NOBODY),
    # Says to whom it is not theirs that they may not
    ("get", lambda world: f"/admin/bulk/wagtailcore/page/delete/?id={world.site.draft.pk}", SECRETARIAT),
    ("get", lambda world: f"/admin/bulk/wagtaildocs/document/delete/?id={world.site.private_document.pk}", SECRETARIAT),
    ("get", lambda world: "/admin/tag-autocomplete/members/person/?term=zq", NOBODY),
    ("get", lambda world: "/admin/choose-page/search/?q=zq", SECRETARIAT),
    ("get", lambda world: "/admin/pages/search/?q=zq", DRAFTS),
    ("get", lambda world: "/admin/documents/chooser/results/?q=zq", SECRETARIAT),
    ("get", lambda world: "/admin/people/results/?q=zq", READS),
    ("get", lambda world: "/admin/people/results/?export=csv", READS),
    ("get", lambda world: "/admin/organisations/results/?export=xlsx", READS),
    ("get", lambda world: "/admin/reports/site-history/results/?export=csv", SECRETARIAT),
    ("get", lambda world: f"/admin/choose-page/{world.site.private.pk}/", SECRETARIAT),
]

# Faults of Wagtail 8.0.1 and wagtail-localize, open to the secretariat only: a POST that none of its pages makes, and a
# report without an order, of which Django warns
WAGTAILS_OWN_FAULTS = {
    ("admin/localize/reports/translations/", "get"),
    ("admin/localize/reports/translations/results/", "get"),
    ("admin/localize/translate/<int:translation_id>/pofile/upload/", "post"),
    ("admin/pages/<int:page_id>/copy/", "post"),
    ("admin/choose-external-link/", "post"),
    ("admin/redirects/import/process/", "post"),
}
STUMBLES_OVER_NONSENSE = ("/admin/documents/chooser/chosen/", "/admin/images/chooser/chosen/")
