"""For WAGTAILSEARCH_BACKENDS: Elasticsearch 9. `pip install "elasticsearch>=9,<10"`."""

from modelsearch.backends.elasticsearch9 import SearchBackend as Stock

from cms.searching.elastic import japanese

SearchBackend = japanese(Stock)
