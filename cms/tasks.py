"""Background work of the site."""

from django_tasks import task

from cms import enquiring
from cms.models import Enquiry


@task()
def mail_enquiry(pk: int) -> None:
    if enquiry := Enquiry.objects.filter(pk=pk).first():
        enquiring.mail(enquiry)
