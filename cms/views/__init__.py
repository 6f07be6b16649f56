"""What each kind of page answers with. `connect` gives the page models their views."""

from cms import models
from cms.views.areas import show_areas, show_near
from cms.views.cases import show_case, show_cases
from cms.views.directory import show_directory, show_organisation
from cms.views.enquiries import show_form
from cms.views.pages import show_home, show_text
from cms.views.practices import show_practice, show_practices


def connect() -> None:
    """Called once by cms.apps: the models stand beneath and cannot import what stands above."""
    models.HomePage.show = show_home
    models.TextPage.show = show_text
    models.AreasPage.show = show_areas
    models.NearPage.show = show_near
    models.CaseIndexPage.show = show_cases
    models.CasePage.show = show_case
    models.PracticeIndexPage.show = show_practices
    models.PracticePage.show = show_practice
    models.DirectoryPage.show = show_directory
    models.DirectoryPage.show_organisation = show_organisation
    models.JoinPage.show = models.ContactPage.show = show_form
