package dev.crosstalk.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "headers['Authorization'] = 'Basic abc' | headers['Authorization'] = '[hidden]'",
        "client(api_key=\"k1\", retries=3) | client(api_key=\"[hidden]\", retries=3)",
        "{\"password\": \"hunter2\"} | {\"password\": \"[hidden]\"}",
        "sent Bearer abcdefgh1234 to B | sent Bearer [hidden] to B",
        "postgresql://app:s3cret@db/main | postgresql://app:[hidden]@db/main",
        "jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc | jwt [hidden]",
        "key sk-proj-0123456789abcdef | key [hidden]",
        "id 0f1e2d3c4b5a69788796a5b4c3d2e1f0aa | id [hidden]",
      })
  void masksWhatLooksLikeASecret(String text, String masked) {
    assertThat(Redactor.redact(text)).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "_request_context[\"org_id\"] = org_id",
        "await fetch_report(report_id, org_id=current_org())",
        "return {\"id\": report_id, \"rows\": rows}",
        "token = request.headers.get(\"X-Request-Id\")",
        "3fa85f64-5717-4562-b3fc-2c963f66afa6",
        "app/services/billing/invoices/version2/handlers.py",
        "http://localhost:8000/users@home",
        "sk-learn-estimator-pipeline",
        "\"",
      })
  void leavesOrdinaryCodeAlone(String text) {
    assertThat(Redactor.redact(text)).isEqualTo(text);
  }

  @Test
  void isLinearInLongInput() {
    String hostile = "://" + "=\"".repeat(200_000) + "a".repeat(200_000);
    assertThat(Redactor.redact(hostile)).hasSizeLessThanOrEqualTo(hostile.length());
  }
}
