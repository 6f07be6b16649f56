"""People, organisations and words in Wagtail's admin, where the secretariat looks for them."""
