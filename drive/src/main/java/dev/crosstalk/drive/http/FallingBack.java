package dev.crosstalk.drive.http;

import dev.crosstalk.openapi.request.ConcreteRequest;
import java.util.List;

/// Uses the better technique while it works. When it twice running brings not one answer, the
/// target does not take requests in parts, and the plainer one takes over for good.
final class FallingBack implements Racer {
  private static final int PATIENCE = 2;

  private final Racer better;
  private final Racer plainer;
  private int failures;

  FallingBack(Racer better, Racer plainer) {
    this.better = better;
    this.plainer = plainer;
  }

  private Racer current() {
    return failures >= PATIENCE ? plainer : better;
  }

  @Override
  public String technique() {
    return current().technique();
  }

  @Override
  public Volley fire(List<ConcreteRequest> requests, List<Long> offsetsMicros)
      throws TargetException {
    Volley volley = current().fire(requests, offsetsMicros);
    if (failures < PATIENCE) {
      boolean answered = volley.shots().stream().anyMatch(shot -> shot.answer().isPresent());
      failures = answered ? 0 : failures + 1;
    }
    return volley;
  }

  @Override
  public void close() {
    better.close();
    plainer.close();
  }
}
