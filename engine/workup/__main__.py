"""`python -m workup` is the command line."""

from workup.cli import main

if __name__ == "__main__":
    main()
