"""The suite keeps what it reads from content beside its own cache, not in the user's folder."""

import os
from pathlib import Path

os.environ["WORKUP_CACHE"] = str(Path(__file__).parents[1] / ".pytest_cache" / "content")
