"""The WSGI application, for granian: `granian --interface wsgi encyclopedia.wsgi:application`."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "encyclopedia.settings")

ordinary = get_wsgi_application()

from django.db import connections  # noqa: E402

from encyclopedia.serving import counting, page_frame  # noqa: E402
from encyclopedia.serving.keeper import Keeper  # noqa: E402
from encyclopedia.serving.reader_fast_path import ReaderFastPath  # noqa: E402 — models can be imported only now

application = ReaderFastPath(ordinary, keeper=Keeper(counting.of_this_host()))
page_frame.begin()
connections.close_all()  # the server may copy this process

# What is loaded now stays: the collector need not visit it again while a page is rendered, nor write into memory
# that the workers share.
gc.collect()
gc.freeze()
