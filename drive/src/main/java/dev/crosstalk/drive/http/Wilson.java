package dev.crosstalk.drive.http;

/// The 95 % Wilson interval of a share.
///
/// @param low in [0, 1]
/// @param high in [0, 1]
public record Wilson(double low, double high) {
  private static final double Z = 1.959964;

  /// @param shown of
  /// @param trials at least 1 for a meaningful answer; 0 gives [0, 1]
  public static Wilson of(int shown, int trials) {
    if (trials == 0) {
      return new Wilson(0, 1);
    }
    double share = (double) shown / trials;
    double z2 = Z * Z / trials;
    double middle = (share + z2 / 2) / (1 + z2);
    double half = Z * Math.sqrt(share * (1 - share) / trials + z2 / (4 * trials)) / (1 + z2);
    return new Wilson(Math.max(0, middle - half), Math.min(1, middle + half));
  }
}
