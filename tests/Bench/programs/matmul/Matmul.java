public class Matmul {
  public static void main(String[] args) {
    final int n = 300;
    double[][] a = new double[n][n], b = new double[n][n], c = new double[n][n];
    for (int i = 0; i < n; i++)
      for (int j = 0; j < n; j++) { a[i][j] = (i + j + 2) % 7; b[i][j] = (i - j) * 0.5; }
    for (int round = 0; round < 10; round++)
      for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) {
          double s = 0;
          for (int k = 0; k < n; k++) s += a[i][k] * b[k][j];
          c[i][j] = s;
        }
    double s = 0;
    for (int i = 0; i < n; i++) s += c[i][n - 1 - i];
    System.out.printf(java.util.Locale.ROOT, "%.2f%n", s);
  }
}
