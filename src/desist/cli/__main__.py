"""``python -m desist.cli`` is the same as ``desist``."""

import sys

from desist.cli.command import main

sys.exit(main())
