package dev.crosstalk.openapi.identity;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// On whose behalf requests are sent.
///
/// @param name short and unique, for example `alice`; shown in reports
/// @param tenant organisation it belongs to; two identities of one tenant may see shared data
/// @param values what templates may use, for example `user_id`; not secret
/// @param secrets what templates may use and nothing prints
public record Identity(
    String name,
    Optional<String> tenant,
    Map<String, String> values,
    Map<String, Secret> secrets,
    Login login) {

  public Identity {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    secrets = Collections.unmodifiableMap(new LinkedHashMap<>(secrets));
  }

  /// An identity without credentials: a name that only tags its data.
  public static Identity anonymous(String name, String tenant) {
    return new Identity(name, Optional.of(tenant), Map.of(), Map.of(), Login.NONE);
  }

  /// Values for templates, secrets revealed: hand them to nothing but the sender.
  public Map<String, Object> variables() {
    Map<String, Object> all = new LinkedHashMap<>(values);
    secrets.forEach((key, secret) -> all.put(key, secret.reveal()));
    return all;
  }
}
