#include <stdio.h>
#include <stdlib.h>
typedef struct node { struct node *left, *right; } node;
static node *make(int d) {
  node *t = malloc(sizeof *t);
  if (d == 0) { t->left = NULL; t->right = NULL; }
  else { t->left = make(d - 1); t->right = make(d - 1); }
  return t;
}
static int check(node *t) { return t->left == NULL ? 1 : 1 + check(t->left) + check(t->right); }
static void release(node *t) {
  if (t->left != NULL) { release(t->left); release(t->right); }
  free(t);
}
int main(void) {
  long long total = 0;
  for (int round = 1; round <= /*size*/240; round++) { node *t = make(14); total += check(t); release(t); }
  printf("%lld\n", total);
  return 0;
}
