"""The network of the demonstration: the words, the 96 organisations, six that do not exist, and the people.

Nothing is said about a real organisation that the list does not say: its account carries a name that is evidently
none, and no role in the organisation.
"""

import json
from pathlib import Path

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from members import access
from members.importing.organisations import import_organisations
from members.importing.words import FIXTURES, load_words
from members.models import (
    Affiliation,
    Approach,
    Organisation,
    OrganisationType,
    Participation,
    Person,
    Prefecture,
    TargetGroup,
)

COHORT = 2025
SAMPLES = Path(__file__).with_name("samples.json")


@transaction.atomic
def load() -> None:
    """Add what is not there. A second load changes nothing."""
    load_words()
    if not Participation.objects.filter(cohort__year=COHORT).exists():
        import_organisations((FIXTURES / "organisations_2025.csv").read_bytes())
    told = json.loads(SAMPLES.read_text(encoding="utf-8"))
    for entry in told["organisations"]:
        _organisation(entry)
    _people(told["people"] + _accounts_of_real_organisations())


def _organisation(entry: dict) -> None:
    if Organisation.objects.filter(code=entry["code"]).exists():
        return
    sets = {
        "target_groups": TargetGroup,
        "prefectures": Prefecture,
        "approaches": Approach,
        "experienced_in": Approach,
        "about_to_try": Approach,
        "about_to_reach": TargetGroup,
    }
    values = {name: value for name, value in entry.items() if name not in {*sets, "type"}}
    organisation = Organisation(type=OrganisationType.objects.filter(name=entry["type"]).first(), **values)
    if entry.get("prefectures"):
        organisation.home_prefecture = Prefecture.objects.filter(name=entry["prefectures"][0]).first()
    organisation.save()
    for name, model in sets.items():
        getattr(organisation, name).set(model.objects.filter(name__in=entry.get(name, ())))


def _accounts_of_real_organisations() -> list[dict]:
    codes = Organisation.objects.filter(participations__cohort__year=COHORT, is_sample=False).values_list(
        "code", flat=True
    )
    return [
        {
            "email": f"org-{code}@example.org",
            "name": f"見本の担当者 {code.rpartition('-')[2]}",
            "organisation": code,
            "is_administrator_there": True,
        }
        for code in codes
    ]


def _people(entries: list[dict]) -> None:
    """In bulk: one person after the other would take longer than everything else together."""
    known = set(Person.objects.values_list("email", flat=True))
    entries = [entry for entry in entries if entry["email"] not in known]
    if not entries:
        return
    roles = ("is_facilitator", "is_editor", "is_administrator")
    about = ("email", "name", "reading", "introduction", *roles)
    people = [Person(**{name: entry[name] for name in about if name in entry}) for entry in entries]
    for person in people:
        person.set_unusable_password()
    Person.objects.bulk_create(people)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=person, email=person.email, verified=True, primary=True) for person in people
    )
    codes = {organisation.code: organisation for organisation in Organisation.objects.all()}
    today = timezone.localdate()
    Affiliation.objects.bulk_create(
        Affiliation(
            person=person,
            organisation=codes[entry["organisation"]],
            title=entry.get("title", ""),
            is_administrator=entry.get("is_administrator_there", False),
            since=today,
        )
        for person, entry in zip(people, entries, strict=True)
    )
    for person in people:
        if person.is_staff:
            person.save()  # gives Wagtail's groups
    access.raise_version()
