"""The application as a server calls it; it refuses to start where it would not be safe."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "desist.casework.config.settings")
application = get_wsgi_application()

from desist.casework.config.startup import refuse_unsafe_start  # noqa: E402 - needs the apps

refuse_unsafe_start()
