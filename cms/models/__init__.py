"""The pages of the public site, and what visitors write to us."""

from cms.models.approvals import ApprovalState, ApprovalTask
from cms.models.areas import AreasPage, NearPage
from cms.models.base import PublicPage
from cms.models.cases import CaseIndexPage, CasePage, CaseTag
from cms.models.directory import DirectoryPage
from cms.models.enquiries import Enquiry
from cms.models.forms import ContactPage, JoinPage
from cms.models.home import HomePage
from cms.models.later import Kept
from cms.models.practices import PracticeIndexPage, PracticePage
from cms.models.searching import SearchEntry, Synonyms
from cms.models.texts import TextPage
from cms.models.uptake import Growth, Uptake
from cms.models.version import PublicVersion

__all__ = [
    "ApprovalState",
    "ApprovalTask",
    "AreasPage",
    "CaseIndexPage",
    "CasePage",
    "CaseTag",
    "ContactPage",
    "DirectoryPage",
    "Enquiry",
    "Growth",
    "HomePage",
    "JoinPage",
    "Kept",
    "NearPage",
    "PracticeIndexPage",
    "PracticePage",
    "PublicPage",
    "PublicVersion",
    "SearchEntry",
    "Synonyms",
    "TextPage",
    "Uptake",
]
