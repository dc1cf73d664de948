"""Run the command line as `python -m qt2anki`."""

from qt2anki.cli import main

main()
