package dev.crosstalk.python.deployment;

/// A command that starts an application.
///
/// @param target what is started: `app.main` or `app/main.py`; empty when only a folder is known
/// @param workers in how many processes
/// @param line 1-based line of the command
/// @param configuration a file of gunicorn that the command names; empty when it names none
record Start(String target, Count workers, int line, String configuration) {}
