#include <stdbool.h>
#include <stdio.h>
#define N /*size*/10
static int p[N], q[N], s[N];
int main(void) {
  int sign = 1, maxflips = 0, checksum = 0, t;
  bool more = true;
  for (int i = 0; i < N; i++) { p[i] = i; s[i] = i; }
  while (more) {
    if (p[0] != 0) {
      for (int i = 0; i < N; i++) q[i] = p[i];
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
      while (more && r < N && s[r] == 0) {
        s[r] = r;
        if (r == N - 1) more = false;
        else {
          t = p[0];
          for (int i = 0; i <= r; i++) p[i] = p[i + 1];
          p[r + 1] = t;
        }
        r++;
      }
      if (more && r < N) s[r]--;
    }
  }
  printf("%d %d\n", checksum, maxflips);
  return 0;
}
