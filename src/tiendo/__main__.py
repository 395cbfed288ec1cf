"""``python -m tiendo``: the library's commands, without the web part."""

import sys

from tiendo import cli

sys.exit(cli.main())
