"""For WAGTAILSEARCH_BACKENDS: OpenSearch 3. `pip install opensearch-py`."""

from modelsearch.backends.opensearch3 import SearchBackend as Stock

from cms.searching.elastic import japanese

SearchBackend = japanese(Stock)
