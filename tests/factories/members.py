"""People, organisations and words for tests. Every default is distinct, so that a leak shows itself by name.

Numbers in names have zeros before them: what is ordered by name stands as it was made, and no name is the beginning of another.
"""

import csv
import datetime
import functools

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from members.importing.words import FIXTURES
from members.models import (
    Affiliation,
    Approach,
    ApproachClass,
    Block,
    Cohort,
    Organisation,
    OrganisationType,
    Participation,
    Person,
    Prefecture,
    TargetGroup,
    Theme,
)


class WordFactory(DjangoModelFactory):
    class Meta:
        abstract = True
        django_get_or_create = ("name",)

    slug = factory.Sequence(lambda n: f"word-{n:05}")


class BlockFactory(WordFactory):
    class Meta:
        model = Block

    name = factory.Sequence(lambda n: f"ブロック{n:05}")


class TargetGroupFactory(WordFactory):
    class Meta:
        model = TargetGroup

    name = factory.Sequence(lambda n: f"対象{n:05}")


class ThemeFactory(WordFactory):
    """`target_groups=["高齢者"]` takes names or target groups."""

    class Meta:
        model = Theme
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"テーマ{n:05}")

    @factory.post_generation
    def target_groups(self, create, extracted, **kwargs):
        if extracted:
            self.target_groups.set(_words(TargetGroupFactory, extracted))


class ApproachClassFactory(WordFactory):
    class Meta:
        model = ApproachClass

    name = factory.Sequence(lambda n: f"取組の分類{n:05}")


class ApproachFactory(WordFactory):
    class Meta:
        model = Approach

    name = factory.Sequence(lambda n: f"取組の種類{n:05}")
    approach_class = factory.SubFactory(ApproachClassFactory)


class OrganisationTypeFactory(WordFactory):
    class Meta:
        model = OrganisationType

    name = factory.Sequence(lambda n: f"団体の種別{n:05}")


@functools.cache
def _real_prefectures() -> dict[str, tuple[str, str]]:
    with (FIXTURES / "prefectures.csv").open(encoding="utf-8", newline="") as file:
        return {row["name"]: (row["code"], row["block"]) for row in csv.DictReader(file)}


def prefecture(name: str | Prefecture = "大阪府") -> Prefecture:
    """A real prefecture in the block where it really is; made when needed."""
    if isinstance(name, Prefecture):
        return name
    code, block = _real_prefectures()[name]
    found = Prefecture.objects.filter(code=code).first()
    return found or Prefecture.objects.create(code=code, name=name, block=BlockFactory(name=block))


def _words(word_factory, words) -> list:
    return [word_factory(name=word) if isinstance(word, str) else word for word in words]


class OrganisationFactory(DjangoModelFactory):
    """`prefecture="大阪府"` or `prefectures=["大阪府", "京都府"]`; words by name or object; in no block by default."""

    class Meta:
        model = Organisation
        skip_postgeneration_save = True

    class Params:
        prefecture = None

    code = factory.Sequence(lambda n: f"org-{n:05}")
    name = factory.Sequence(lambda n: f"団体{n:05}")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        words = {
            "extra_blocks": BlockFactory,
            "target_groups": TargetGroupFactory,
            "extra_themes": ThemeFactory,
            "approaches": ApproachFactory,
            "experienced_in": ApproachFactory,
            "about_to_try": ApproachFactory,
            "about_to_reach": TargetGroupFactory,
        }
        chosen = {field: kwargs.pop(field) for field in words if field in kwargs}
        places = [prefecture(name) for name in kwargs.pop("prefectures", ())]
        if places:
            kwargs.setdefault("home_prefecture", places[0])
        organisation = super()._create(model_class, *args, **kwargs)
        organisation.prefectures.set(places)
        for field, values in chosen.items():
            getattr(organisation, field).set(_words(words[field], values))
        return organisation

    @factory.lazy_attribute
    def prefectures(self):
        return [self.prefecture] if self.prefecture else []


class PersonFactory(DjangoModelFactory):
    """A person with a verified address, in no organisation and without a role."""

    class Meta:
        model = Person

    email = factory.Sequence(lambda n: f"person-{n:05}@example.org")
    name = factory.Sequence(lambda n: f"人物{n:05}")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        # Has been here before: the rules are accepted
        return model_class.objects.create_user(*args, **{"has_to_read": False, **kwargs})


class FacilitatorFactory(PersonFactory):
    name = factory.Sequence(lambda n: f"ファシリテーター{n:05}")
    is_facilitator = True


class EditorFactory(PersonFactory):
    name = factory.Sequence(lambda n: f"編集者{n:05}")
    is_editor = True


class AdministratorFactory(PersonFactory):
    name = factory.Sequence(lambda n: f"管理者{n:05}")
    is_administrator = True


class AffiliationFactory(DjangoModelFactory):
    class Meta:
        model = Affiliation

    person = factory.SubFactory(PersonFactory)
    organisation = factory.SubFactory(OrganisationFactory)


class CohortFactory(DjangoModelFactory):
    class Meta:
        model = Cohort
        django_get_or_create = ("year",)

    year = 2025


class ParticipationFactory(DjangoModelFactory):
    class Meta:
        model = Participation

    cohort = factory.SubFactory(CohortFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    number = factory.Sequence(lambda n: n + 1)
    project_title = factory.Sequence(lambda n: f"事業{n:05}")


def member_of(organisation: Organisation, *, administrator: bool = False, title: str = "", **person) -> Person:
    """A person who belongs to `organisation` from today on; `administrator` of the organisation."""
    found = PersonFactory(**person)
    AffiliationFactory(person=found, organisation=organisation, is_administrator=administrator, title=title)
    return found


def former_member_of(organisation: Organisation, **person) -> Person:
    """Somebody whose affiliation ended yesterday."""
    found = PersonFactory(**person)
    today = timezone.localdate()
    AffiliationFactory(
        person=found,
        organisation=organisation,
        since=today - datetime.timedelta(days=30),
        until=today - datetime.timedelta(days=1),
    )
    return found
