"""Pictures say each width once, also those that are smaller than what a page asks for."""

import re

import pytest
from django.template import Context, Template

from cms.pictures import each_width_once
from tests.factories import cms

pytestmark = pytest.mark.django_db
PICTURE = "{% load wagtailimages_tags %}{% picture image width-{80,640,1120} format-{avif,webp} sizes='92vw' alt='' %}"


def test_a_small_photo_names_each_width_once():
    html = Template(PICTURE).render(Context({"image": cms.image()}))  # 160 wide
    sets = re.findall(r'srcset="([^"]*)"', html)
    assert [re.findall(r" (\d+w)", one) for one in sets] == [["80w", "160w"]] * 2


def test_one_width_is_named_too():
    """`sizes` is only allowed beside it."""
    assert each_width_once([cms.image().get_rendition("width-80")]).endswith(".png 80w")
