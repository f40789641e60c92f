"""Static files under names that tell their content, modules that scripts import included."""

from __future__ import annotations

from whitenoise.storage import (  # type: ignore[import-untyped]
    CompressedManifestStaticFilesStorage,
)


class NamedByContent(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """A changed module has another address for every script that imports it: browsers may keep all of them for ever."""

    support_js_module_import_aggregation = True
