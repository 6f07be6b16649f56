"""The first page of the admin: by name, what waits, the usual work; for each role only what it may do."""

import pytest

from cms.models import CasePage, Enquiry
from members.models import Letter
from tests.factories.desk import introduction
from tests.factories.members import OrganisationFactory, PersonFactory, member_of
from tests.factories.newsletter import case, issue, mailing

pytestmark = pytest.mark.django_db
WHO = {
    "お問い合わせが、返事を待っています": {"facilitator", "administrator"},
    "参加についてのご連絡が、返事を待っています": {"facilitator", "administrator"},
    "届いたか分からないメールがあります": {"administrator"},
    "公開していない事例の下書きがあります": {"editor"},
    "お便りの下書きがあります": {"editor"},
    "第1号を送っています": {"editor"},
    "おつなぎが、お返事を待っています": {"facilitator"},
    "人を招待する": {"administrator"},
    "団体の一覧を読み込む": {"administrator"},
    "団体をさがす": {"administrator", "facilitator"},
    "事例を書く": {"editor", "facilitator"},
    "お便りを書く": {"editor"},
    "事務局の机へ": {"facilitator"},
}


@pytest.fixture
def work():
    """Some of everything waits."""
    for kind in Enquiry.Kind:
        Enquiry.objects.create(kind=kind, name="訪ねた人", email="a@example.org", body="本文")
    first = issue(1)
    issue(2, live=False)
    mailing([PersonFactory()], key=f"newsletter-{first.pk}")
    mailing([PersonFactory()], key="notice-1", kind="notice").letters.update(state=Letter.State.UNCERTAIN)
    CasePage.objects.filter(pk=case("下書き").pk).update(live=False, has_unpublished_changes=True)
    introduction(*(member_of(OrganisationFactory()).organisations().get() for _ in range(2)))


@pytest.mark.parametrize("role", ["administrator", "editor", "facilitator"])
def test_a_role_reads_what_waits_for_it_and_every_link_opens(browser, work, role):
    client = browser(role)
    answer = client.get("/admin/")
    page = answer.content.decode()
    assert f"{client.person.name}さん、こんにちは。" in page
    assert {text for text, roles in WHO.items() if role in roles} == {text for text in WHO if text in page}
    panel = next(panel for panel in answer.context["panels"] if panel.name == "start")
    shown = panel.get_context_data({"request": answer.wsgi_request})
    for one in (*shown["waiting"], *shown["work"]):
        assert client.get(one.url).status_code == 200, one


def test_nothing_waits_is_said(browser):
    assert "いま、待っていることはありません。" in browser("editor").get("/admin/").content.decode()


def test_it_carries_our_name_and_mark_and_leads_nowhere_else(browser):
    for address in ("/admin/", "/admin/nothing-here/"):
        page = browser("administrator").get(address).content.decode()
        assert "つながり</title>" in page
        assert "img/favicon" in page
        assert "- Wagtail" not in page
    page = browser("editor").get("/admin/").content.decode()
    for elsewhere in ("guide.wagtail.org", "docs.wagtail.org", "wagtail.org/"):
        assert elsewhere not in page


def test_a_choice_that_is_empty_has_words(administrator):
    page = administrator.get("/admin/participations/new/").content.decode()
    assert "（選んでいません）" in page
    assert "---------" not in page + administrator.get("/admin/people/").content.decode()
