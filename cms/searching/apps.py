"""wagtail.search with our index in step: written in the moment in which something is saved."""

from django.conf import settings
from django.db.models.signals import m2m_changed, post_save
from wagtail.search.apps import WagtailSearchAppConfig


class SearchConfig(WagtailSearchAppConfig):
    """Wagtail leaves it to a task, which is right for a server elsewhere. What is published here is found at once."""

    def ready(self) -> None:
        super().ready()
        if settings.WAGTAILSEARCH_BACKENDS["default"]["BACKEND"] != "cms.searching.backend":
            return
        from modelsearch.index import get_indexed_models
        from modelsearch.signal_handlers import post_save_signal_handler

        for model in get_indexed_models():
            post_save.disconnect(post_save_signal_handler, sender=model)
            post_save.connect(saved, sender=model)
        m2m_changed.connect(linked)


def saved(instance, raw=False, update_fields=None, **kwargs) -> None:
    from modelsearch.index import insert_or_update_object

    if raw:
        return
    if update_fields is not None:
        # Saved in part: the rest of what is in the hand may be a draft
        instance = type(instance)._base_manager.get(pk=instance.pk)
    insert_or_update_object(instance)


def linked(instance, action, **kwargs) -> None:
    """The words of an organisation are linked after it was saved."""
    from modelsearch.index import class_is_indexed

    if action.startswith("post_") and class_is_indexed(type(instance)):
        saved(instance)
