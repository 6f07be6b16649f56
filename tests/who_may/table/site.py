"""What the public reads. Pages of Wagtail stand in pages.py; here is only the pattern that serves them."""

from django.core import signing

from cms import approving
from tests.who_may.doors import Door
from tests.who_may.roles import EDITOR, EVERYBODY, NOBODY, only

DOCUMENT = {
    "own": lambda world: world.site.document.url.lstrip("/"),
    "foreign": lambda world: world.site.private_document.url.lstrip("/"),
    "get": EVERYBODY,
    "foreign_get": only(EDITOR),
    "post": EVERYBODY,
    "foreign_post": only(EDITOR),
    "public": True,
}

doors = [
    Door("healthz", get=EVERYBODY, post=EVERYBODY, public=True),
    # What one chooses is kept by one's own browser, and leads back to where one was
    Door("language/", get=EVERYBODY, post=EVERYBODY, data=lambda world: {"language": "en", "next": "/privacy/"}),
    Door("robots.txt", get=EVERYBODY, post=EVERYBODY, public=True),
    Door("sitemap.xml", get=EVERYBODY, post=EVERYBODY, public=True),
    Door("feeds/cases.atom", get=EVERYBODY, post=EVERYBODY, public=True),
    Door("feeds/practices.atom", get=EVERYBODY, post=EVERYBODY, public=True),
    Door("feeds/newsletter.atom", get=EVERYBODY, post=EVERYBODY, public=True),
    Door("api/", get=EVERYBODY, post=EVERYBODY, public=True),
    *(
        Door(f"api/{name}", get=EVERYBODY, public=True)
        for name in (
            "openapi.json",
            "gatherings/",
            "resources/",
            "newsletter/",
            *(f"{words}{kind}/" for words in ("", "words/") for kind in ("cases", "practices", "organisations")),
        )
    ),
    Door(
        "api/cases/<slug>/",
        own=lambda world: {"slug": world.site.case.slug},
        foreign=lambda world: {"slug": world.site.draft_case.slug},
        get=EVERYBODY,
        public=True,
    ),
    Door(
        "api/practices/<slug>/",
        own=lambda world: {"slug": world.own.practice.slug},
        foreign=lambda world: {"slug": world.own.practice_draft.slug},
        get=EVERYBODY,
        public=True,
    ),
    Door(
        "api/organisations/<code>/",
        own=lambda world: {"code": "own"},
        foreign=lambda world: {"code": "left"},
        get=EVERYBODY,
        public=True,
    ),
    Door("api/v2/^pages/", get=EVERYBODY, public=True),
    Door(
        "api/v2/^pages/<int:pk>/",
        own=lambda world: {"pk": world.site.case.pk},
        foreign=lambda world: {"pk": world.site.draft_case.pk},
        get=EVERYBODY,
        public=True,
    ),
    Door("search/", get=EVERYBODY, post=NOBODY, public=True),
    Door("search/suggestions/", get=EVERYBODY, post=NOBODY, public=True),
    Door("offline/", get=EVERYBODY, post=EVERYBODY, public=True),
    # A key that was mailed: who holds it reads the draft and answers for its organisation
    Door(
        "approvals/<str:token>/",
        own=lambda world: {"token": signing.dumps(world.site.approval.pk, salt=approving.SALT)},
        foreign=lambda world: {"token": signing.dumps(world.site.approval.pk, salt="another")},
        get=EVERYBODY,
        post=EVERYBODY,
        tells=("asked-case-title", "asked-case-summary"),
    ),
    Door(
        "media/images/<str:name>",
        own=lambda world: {"name": world.site.rendition.file.name.rpartition("/")[2]},
        # Originals stay inside, and nothing is reached from here but pictures
        foreign=lambda world: {"name": "..%2Fdocuments%2F" + world.site.private_document.filename},
        get=EVERYBODY,
        post=EVERYBODY,
        public=True,
    ),
    Door(r"^documents/(\d+)/(.*)$", **DOCUMENT),
    # That of Wagtail, behind ours
    Door(r"documents/^(\d+)/(.*)$", **DOCUMENT),
    Door(
        r"^((?:[\w\-]+/)*)$",
        own=lambda world: "about/",
        foreign=lambda world: "private-text/",
        get=EVERYBODY,
        foreign_get=only(EDITOR),
        post=EVERYBODY,
        foreign_post=only(EDITOR),
        public=True,
    ),
]
