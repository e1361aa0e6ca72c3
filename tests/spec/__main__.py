"""`python -m tests.spec --rewrite`: write the reports of the manuals' examples anew. Review the difference."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from .harness import MANUALS, rewrite

if __name__ == "__main__":
    if sys.argv[1:] != ["--rewrite"]:
        sys.exit(__doc__)
    with TemporaryDirectory() as folder:
        changed = [file.name for file in sorted(MANUALS.glob("*.md")) if rewrite(file, Path(folder))]
    sys.stdout.write("".join(f"{name}\n" for name in changed))
