"""The part of Crosstalk that runs inside the user's interpreter.

It executes one schedule at a time and decides nothing: which requests run, in which order events
are delivered and what the result means is the business of the process that started it. The package
uses the standard library only and runs on CPython 3.10 and newer.
"""

PROTOCOL_VERSION = 1
