package dev.crosstalk.openapi.spec;

import java.util.Optional;

/// How a client shows who it is.
///
/// @param key name in the document
/// @param in header, query or cookie, for an API key
/// @param parameter name of the header, query parameter or cookie, for an API key
/// @param tokenUrl of the OAuth2 password flow, as the document has it
public record SecurityScheme(
    String key,
    Kind kind,
    Optional<String> in,
    Optional<String> parameter,
    Optional<String> tokenUrl) {

  /// The families of schemes that recipes know.
  public enum Kind {
    BEARER,
    BASIC,
    API_KEY,
    OAUTH2_PASSWORD,
    OTHER
  }
}
