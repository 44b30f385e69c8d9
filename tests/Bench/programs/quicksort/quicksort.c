#include <stdio.h>
#define N 1000000
static int a[N + 1];
static void sort(int lo, int hi) {
  int i = lo, j = hi, pivot = a[(lo + hi) / 2];
  do {
    while (a[i] < pivot) i++;
    while (pivot < a[j]) j--;
    if (i <= j) { int t = a[i]; a[i] = a[j]; a[j] = t; i++; j--; }
  } while (i <= j);
  if (lo < j) sort(lo, j);
  if (i < hi) sort(i, hi);
}
int main(void) {
  int seed = 42;
  long long sum = 0;
  for (int round = 1; round <= /*size*/3; round++) {
    for (int i = 1; i <= N; i++) { seed = (seed * 1309 + 13849) % 65536; a[i] = seed * 16 + i % 16; }
    sort(1, N);
    for (int i = 1; i <= N; i++) sum += (long long)a[i] * (i % 7);
  }
  printf("%lld\n", sum);
  return 0;
}
