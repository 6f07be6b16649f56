"""First words of a proposal, which the facilitator changes before sending."""

from django.utils.translation import gettext as _

from members.language import in_japanese
from members.models import Organisation
from salon.models import Posting


@in_japanese
def first_words(posting: Posting, other: Organisation) -> dict[str, str]:
    """One text for the organisation of the posting, one for the other."""
    names = {"owner": posting.organisation.name, "other": other.name, "title": posting.title}
    if posting.is_need:
        to_owner = _(
            "『%(title)s』のことで、%(other)sにお話を聞いてみませんか。\nよいお返事であれば、事務局がおつなぎします。"
        )
        to_other = _(
            "%(owner)sが『%(title)s』で困っています。\nお話を聞かせていただけませんか。できる範囲で、無理のない形でかまいません。"
        )
    else:
        to_owner = _("『%(title)s』を、%(other)sが必要としているかもしれません。\nお話ししてみませんか。")
        to_other = _(
            "%(owner)sが『%(title)s』と言ってくださっています。\nお役に立ちそうでしたら、お話ししてみませんか。"
        )
    return {"words_to_owner": to_owner % names, "words_to_other": to_other % names}
