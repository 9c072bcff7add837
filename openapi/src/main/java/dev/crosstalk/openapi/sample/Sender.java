package dev.crosstalk.openapi.sample;

import java.util.Map;

/// Whose data is made.
///
/// @param name of the identity, or of the lane for a client without credentials
/// @param index from 0; tells tenants apart where only small numbers fit
/// @param values fixed values by field or parameter name; they win over made ones
public record Sender(String name, int index, Map<String, String> values) {
  public Sender {
    values = Map.copyOf(values);
  }
}
