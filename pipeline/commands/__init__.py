"""The commands of `officehours`, one a module; `pipeline.cli` puts them together.

A command reads its arguments, calls one room, and prints. Heavy imports wait inside the function
that needs them, so that `officehours --help` is quick.
"""
