"""A hub suggests, the facilitators decide."""

import pytest

from salon.desk import suggesting
from salon.models import HubProposal
from tests.factories.desk import PostingFactory
from tests.factories.members import FacilitatorFactory, OrganisationFactory, member_of
from tests.factories.salon import kinki

pytestmark = pytest.mark.django_db


@pytest.fixture
def hub():
    here, one, _two = kinki()
    organisation = one.organisations().get()
    organisation.hub_blocks.add(here.block)
    return one


def test_a_hub_suggests_among_the_organisations_of_its_block_only(hub):
    needing = OrganisationFactory(name="京都の団体", prefecture="京都府")
    far = PostingFactory(organisation=OrganisationFactory(prefecture="北海道"))
    posting = PostingFactory(organisation=needing)
    organisation = suggesting.hub_of(hub, posting)
    assert organisation == hub.organisations().get()
    names = {one.name for one in suggesting.choices(organisation, posting)}
    assert {"大阪の団体", "兵庫の団体"} <= names
    assert "京都の団体" not in names
    assert suggesting.hub_of(hub, far) is None
    assert suggesting.hub_of(member_of(needing), posting) is None


def test_it_waits_at_the_desk_until_it_is_followed_or_declined(hub, client):
    needing = OrganisationFactory(name="京都の団体", prefecture="京都府")
    member_of(needing)
    posting = PostingFactory(organisation=needing)
    other = OrganisationFactory(code="nara", prefecture="奈良県")
    client.force_login(hub)
    data = {"other": other.code, "words": "どちらも朝の当番に困っています。"}
    for _ in range(2):
        assert client.post(f"/salon/needs/{posting.pk}/suggest/", data).status_code == 302
    [proposal] = suggesting.waiting()
    client.force_login(FacilitatorFactory())
    assert "朝の当番" in client.get("/salon/desk/").content.decode()
    client.post(f"/salon/desk/suggestions/{proposal.pk}/decline/")
    assert not suggesting.waiting()


def test_neither_side_hears_of_it(hub):
    needing = member_of(OrganisationFactory(prefecture="京都府"))
    other = member_of(OrganisationFactory(prefecture="奈良県"))
    HubProposal.objects.create(
        posting=PostingFactory(organisation=needing.organisations().get()),
        other=other.organisations().get(),
        hub=hub.organisations().get(),
        words="わけ",
    )
    assert [bool(HubProposal.objects.visible_to(p)) for p in (hub, FacilitatorFactory(), needing, other)] == [
        True,
        True,
        False,
        False,
    ]
