"""What goes out in the background."""

from django_tasks import task


# Behind mails about signing in: a push service that is slow keeps nobody outside
@task(priority=-10)
def push(notice: int, subscription: int, tries: int) -> None:
    from salon.notices import pushing

    pushing.push(notice, subscription, tries)
