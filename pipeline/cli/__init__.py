"""The command line: options, printing and exit codes; no logic.

One module a command (or group of commands), :mod:`~pipeline.cli.app` to list them,
:mod:`~pipeline.cli.run` to turn whatever happens into one clear line and an exit code.
"""
