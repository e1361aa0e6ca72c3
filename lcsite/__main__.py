"""`python -m lcsite` does what the command `lcsite` does."""

from lcsite.cli import main

if __name__ == "__main__":
    main()
