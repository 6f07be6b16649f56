"""The loop of the process, before anything else is loaded: Daphne takes the one it finds, and would make one of Python's own."""

import sys

import uvloop
from twisted.internet import asyncioreactor

if "twisted.internet.reactor" not in sys.modules:
    # Half of the work of the loop itself is done in C
    asyncioreactor.install(uvloop.new_event_loop())
