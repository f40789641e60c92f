"""The WSGI application, for granian: `granian --interface wsgi encyclopedia.wsgi:application`."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "encyclopedia.settings")

ordinary = get_wsgi_application()

from encyclopedia.serving.reader_fast_path import ReaderFastPath  # noqa: E402 — models can be imported only now

application = ReaderFastPath(ordinary)

# What is loaded now stays: the collector need not visit it again while a page is rendered, nor write into memory
# that the workers share.
gc.collect()
gc.freeze()
