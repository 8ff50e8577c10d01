"""The application as a server calls it; it refuses to start where it would not be safe."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "desist.casework.config.settings")
application = get_wsgi_application()

from desist.casework.config.startup import refuse_unsafe_start  # noqa: E402 - needs the apps

refuse_unsafe_start()

# What is loaded stays as long as the server: the collector looks for rubbish among the rest alone,
# and less often. A list took a fifth less time (bench/casework_pages.py).
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 50)
