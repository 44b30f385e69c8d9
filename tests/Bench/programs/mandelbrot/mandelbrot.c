#include <stdio.h>
int main(void) {
  const int size = /*size*/1000, limit = 200;
  int inside = 0;
  for (int y = 0; y < size; y++) {
    double ci = 2.0 * y / size - 1.0;
    for (int x = 0; x < size; x++) {
      double cr = 2.0 * x / size - 1.5, zr = 0, zi = 0;
      int n = 0;
      while (n < limit && zr * zr + zi * zi <= 4.0) {
        double t = zr * zr - zi * zi + cr;
        zi = 2.0 * zr * zi + ci;
        zr = t;
        n++;
      }
      if (n == limit) inside++;
    }
  }
  printf("%d\n", inside);
  return 0;
}
