"""All declarations together, and what is missing in them."""

from collections import Counter

from tests.who_may.doors import Door
from tests.who_may.table import (
    admin,
    desk,
    device,
    gatherings,
    library,
    mail,
    moderation,
    notices,
    pages,
    practices,
    profile,
    push,
    salon,
    signin,
    site,
)
from tests.who_may.walking import Pattern

doors: list[Door] = [
    door
    for table in (
        signin,
        profile,
        practices,
        mail,
        salon,
        moderation,
        notices,
        push,
        desk,
        gatherings,
        library,
        device,
        site,
    )
    for door in table.doors
]
# /live/, and whatever else a socket asks for
sockets = {"live/": "who has signed in", "": "nobody"}


def undeclared(patterns: list[Pattern]) -> list[str]:
    """A sentence for every pattern of which nobody said who may open it."""
    routes = Counter(door.route for door in doors) + Counter(admin.OPEN_TO_ALL)
    complaints = []
    for pattern in patterns:
        rules = [rule.why for rule in admin.rules if rule.covers(pattern.route)]
        said = routes[pattern.route] + len(rules)
        if said == 0 and pattern.route.startswith("admin/"):
            complaints.append(
                f"Nobody said who may open {pattern}: add its route to the rule in tests/who_may/table/admin.py that "
                "fits, or a rule of its own, and who gets in by GET and by POST."
            )
        elif said == 0:
            complaints.append(
                f"Nobody said who may open {pattern}: add a Door for the route to tests/who_may/table/, with an own and "
                "a foreign object, and the roles that get in to each by GET and by POST."
            )
        elif said > 1:
            complaints.append(f"{pattern} is declared {said} times in tests/who_may/table/: {rules}. Leave one.")
    return complaints


def outdated(patterns: list[Pattern]) -> list[str]:
    """Declarations of what is not there any more."""
    routes = {pattern.route for pattern in patterns}
    old = [door.route for door in doors if door.route not in routes]
    old += [route for route in admin.OPEN_TO_ALL if route not in routes]
    for rule in admin.rules:
        old += [f"{rule.why}: {r}" for r in rule.routes if not any(admin.fits(r, route) for route in routes)]
    return [f"tests/who_may/table/ declares {route}, which is no address any more: take it out." for route in old]


def undeclared_pages(found: list[str]) -> list[str]:
    return [
        f"Nobody said where {name} stands on the site: add it to tests/who_may/table/pages.py with an address where it is public."
        for name in found
        if name not in pages.pages
    ]
