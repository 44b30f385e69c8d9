public class Fannkuch {
  public static void main(String[] args) {
    final int n = 10;
    int[] p = new int[n], q = new int[n], s = new int[n];
    int sign = 1, maxflips = 0, checksum = 0, t;
    boolean more = true;
    for (int i = 0; i < n; i++) { p[i] = i; s[i] = i; }
    while (more) {
      if (p[0] != 0) {
        for (int i = 0; i < n; i++) q[i] = p[i];
        int flips = 0, k = q[0];
        do {
          int i = 0, j = k;
          while (i < j) { t = q[i]; q[i] = q[j]; q[j] = t; i++; j--; }
          flips++;
          k = q[0];
        } while (k != 0);
        if (flips > maxflips) maxflips = flips;
        checksum += sign * flips;
      }
      if (sign == 1) { t = p[0]; p[0] = p[1]; p[1] = t; sign = -1; }
      else {
        t = p[1]; p[1] = p[2]; p[2] = t;
        sign = 1;
        int r = 2;
        while (more && r < n && s[r] == 0) {
          s[r] = r;
          if (r == n - 1) more = false;
          else {
            t = p[0];
            for (int i = 0; i <= r; i++) p[i] = p[i + 1];
            p[r + 1] = t;
          }
          r++;
        }
        if (more && r < n) s[r]--;
      }
    }
    System.out.println(checksum + " " + maxflips);
  }
}
