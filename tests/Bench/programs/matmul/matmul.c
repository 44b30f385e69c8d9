#include <stdio.h>
#define N 300
static double a[N][N], b[N][N], c[N][N];
int main(void) {
  for (int i = 0; i < N; i++)
    for (int j = 0; j < N; j++) { a[i][j] = (i + j + 2) % 7; b[i][j] = (i - j) * 0.5; }
  for (int round = 0; round < /*size*/10; round++)
    for (int i = 0; i < N; i++)
      for (int j = 0; j < N; j++) {
        double s = 0;
        for (int k = 0; k < N; k++) s += a[i][k] * b[k][j];
        c[i][j] = s;
      }
  double s = 0;
  for (int i = 0; i < N; i++) s += c[i][N - 1 - i];
  printf("%.2f\n", s);
  return 0;
}
