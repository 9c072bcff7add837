package dev.crosstalk.openapi.identity;

import dev.crosstalk.openapi.request.RequestTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How an identity logs in: steps to send first, then what goes with each of its requests. Every
/// recipe (bearer, API key, cookie, basic, OAuth2 password, custom steps) is one of these. Cookies
/// that a step's answer sets go with later requests by themselves.
///
/// @param signUp sent once before the steps; when it is refused, the steps decide
/// @param steps filled from the identity's values and secrets, and from what earlier steps captured
/// @param attachments filled from the same
public record Login(
    Optional<RequestTemplate> signUp, List<RequestTemplate> steps, List<Attachment> attachments) {

  /// No credentials.
  public static final Login NONE = new Login(List.of(), List.of());

  public Login {
    steps = List.copyOf(steps);
    attachments = List.copyOf(attachments);
  }

  /// Of somebody who has an account.
  public Login(List<RequestTemplate> steps, List<Attachment> attachments) {
    this(Optional.empty(), steps, attachments);
  }

  /// The same where each log-in starts from nothing, so that the account is always made first.
  public Login fresh() {
    List<RequestTemplate> all = new ArrayList<>(signUp.stream().toList());
    all.addAll(steps);
    return new Login(all, attachments);
  }

  /// A credential that goes with each request.
  ///
  /// @param template text with `${name}`; holds no secret itself
  public record Attachment(Where where, String name, String template) {}

  /// Where a credential stands.
  public enum Where {
    HEADER,
    COOKIE,
    QUERY
  }
}
