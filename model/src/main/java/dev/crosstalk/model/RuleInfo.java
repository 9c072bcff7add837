package dev.crosstalk.model;

/// What a reporter tells about a rule.
///
/// @param severity of a finding unless the rule says otherwise
/// @param summary one sentence: what it finds
/// @param page the whole page of the rule in Markdown, empty when there is none
public record RuleInfo(RuleId id, Severity severity, String summary, String page) {}
