"""Static files carry a hash in their name, also the modules that other modules import."""

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage


class Storage(ManifestStaticFilesStorage):
    """Hashed names; relative ES module imports are rewritten, so no import map and no build step is needed."""

    support_js_module_import_aggregation = True
    manifest_strict = False
