#include <stdio.h>
#include <stdbool.h>
#define SIZE 8190
static bool flags[SIZE + 1];
int main(void) {
  int count = 0;
  for (int round = 1; round <= /*size*/20000; round++) {
    count = 0;
    for (int i = 0; i <= SIZE; i++) flags[i] = true;
    for (int i = 0; i <= SIZE; i++)
      if (flags[i]) {
        int prime = i + i + 3;
        for (int k = i + prime; k <= SIZE; k += prime) flags[k] = false;
        count++;
      }
  }
  printf("%d\n", count);
  return 0;
}
