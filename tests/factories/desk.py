"""Needs, offers and introductions for tests. Titles are distinct, so that a leak shows itself by name."""

import factory
from factory.django import DjangoModelFactory

from members.models import Organisation
from salon.desk import introducing
from salon.models import Introduction, NeedKind, Posting
from tests.factories.members import (
    FacilitatorFactory,
    OrganisationFactory,
    TargetGroupFactory,
    ThemeFactory,
    WordFactory,
)


class NeedKindFactory(WordFactory):
    class Meta:
        model = NeedKind

    name = factory.Sequence(lambda n: f"困りごとの種類{n:05}")


class PostingFactory(DjangoModelFactory):
    """A need; `kinds=["場所"]`, `target_groups`, `themes` take names or words."""

    class Meta:
        model = Posting
        skip_postgeneration_save = True

    organisation = factory.SubFactory(OrganisationFactory)
    kind = Posting.Kind.NEED
    title = factory.Sequence(lambda n: f"困りごと{n:05}の題")
    text = factory.Sequence(lambda n: f"困りごと{n:05}の本文")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        words = {"kinds": NeedKindFactory, "target_groups": TargetGroupFactory, "themes": ThemeFactory}
        chosen = {field: kwargs.pop(field, ()) for field in words}
        approaches = kwargs.pop("approaches", ())
        posting = super()._create(model_class, *args, **kwargs)
        for field, names in chosen.items():
            getattr(posting, field).set(words[field](name=w) if isinstance(w, str) else w for w in names)
        posting.approaches.set(approaches)
        return posting


class OfferFactory(PostingFactory):
    kind = Posting.Kind.OFFER
    title = factory.Sequence(lambda n: f"できること{n:05}の題")
    text = factory.Sequence(lambda n: f"できること{n:05}の本文")


def introduction(owner: Organisation, other: Organisation, **posting) -> Introduction:
    """A proposed introduction of two organisations that each have somebody to answer."""
    return introducing.propose(
        facilitator=FacilitatorFactory(),
        posting=PostingFactory(organisation=owner, **posting),
        other=other,
        words_to_owner=f"{owner}だけへのことば",
        words_to_other=f"{other}だけへのことば",
    ).introduction
