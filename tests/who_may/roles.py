"""The eight kinds of people who come to an address."""

STRANGER = "stranger"
NEWCOMER = "newly signed in"
MEMBER = "member"
ELSEWHERE = "member of another room"
FORMER = "former member"
FACILITATOR = "facilitator"
EDITOR = "editor"
ADMINISTRATOR = "administrator"

Roles = frozenset[str]

NOBODY: Roles = frozenset()
MEMBERS: Roles = frozenset({MEMBER, ELSEWHERE})
SECRETARIAT: Roles = frozenset({FACILITATOR, EDITOR, ADMINISTRATOR})
SIGNED_IN: Roles = frozenset({NEWCOMER, FORMER}) | MEMBERS | SECRETARIAT
EVERYBODY: Roles = SIGNED_IN | {STRANGER}
ALL = (STRANGER, NEWCOMER, MEMBER, ELSEWHERE, FORMER, FACILITATOR, EDITOR, ADMINISTRATOR)


def only(*roles: str) -> Roles:
    return frozenset(roles)
