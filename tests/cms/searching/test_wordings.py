"""Who types a word in one way finds it written in another, and what the secretariat says means the same."""

import pytest
from django.core.exceptions import ValidationError

from cms.models import Synonyms
from cms.searching import wordings
from cms.searching.folding import fold

pytestmark = pytest.mark.django_db


def forms(word: str) -> tuple[str, ...]:
    return wordings.forms(fold(word))


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("子ども", "子供"),
        ("こども", "子ども"),
        ("子供", "こども"),
        ("ひきこもり", "引きこもり"),
        ("引き籠もり", "ひきこもり"),
        ("こども食堂", "子ども食堂"),
        ("取り組み", "取組"),
        ("見守り活動", "みまもり活動"),
        ("一人親", "ひとり親"),
    ],
)
def test_other_spellings_are_known(typed, written):
    assert forms(typed)[0] == fold(typed)
    assert fold(written) in forms(typed)


def test_words_that_the_secretariat_names_mean_the_same_at_once_and_no_longer_when_they_go():
    assert fold("寄り合い") not in forms("茶話会")
    group = Synonyms.objects.create(words="茶話会、寄り合い")
    assert fold("寄り合い") in forms("茶話会")
    assert fold("春の寄り合い") in forms("春の茶話会")
    group.delete()
    assert fold("寄り合い") not in forms("茶話会")


def test_they_are_not_without_end():
    Synonyms.objects.create(words="、".join(f"ことば{number:02}" for number in range(10)))
    Synonyms.objects.create(words="、".join(f"言葉{number:02}" for number in range(10)))
    assert len(forms("ことば01言葉02")) == wordings.MOST


def test_a_group_has_words_enough_and_none_too_short():
    for words in ("ひとつ", "、、", "木、樹木", "、".join("あいうえお" + str(number) for number in range(11))):
        with pytest.raises(ValidationError) as faults:
            Synonyms(words=words).full_clean()
        assert list(faults.value.message_dict) == ["words"]


def test_a_group_is_tidied_when_it_is_stored():
    group = Synonyms(words=" 居場所, たまり場，居場所 、サロン ")
    group.full_clean()
    assert group.words == "居場所、たまり場、サロン"
