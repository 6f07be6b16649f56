"""Static files carry a hash in their name, also the modules that other modules import; beside each lies a packed one."""

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from servestatic.compress import Compressor


class Storage(ManifestStaticFilesStorage):
    """Hashed names; relative ES module imports are rewritten, so no import map and no build step is needed."""

    support_js_module_import_aggregation = True
    manifest_strict = False

    def post_process(self, paths, dry_run=False, **options):
        yield from super().post_process(paths, dry_run, **options)
        packing = Compressor(quiet=True)
        for name in () if dry_run else set(self.hashed_files.values()):
            # One that is there already is of the same file: its name says so
            if packing.should_compress(name) and not self.exists(f"{name}.gz"):
                list(packing.compress(self.path(name)))
