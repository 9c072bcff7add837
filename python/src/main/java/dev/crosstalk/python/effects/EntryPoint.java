package dev.crosstalk.python.effects;

/// A function through which requests, or jobs, enter the program.
///
/// @param label how reports name it, for example `GET /reports/{report_id}`
/// @param site the function
/// @param framework whose requests it serves
/// @param pooled true when it runs on a pool thread, false on the event loop
public record EntryPoint(String label, Site site, String framework, boolean pooled) {}
