#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#define BUCKETS 1023
typedef struct entry { char key[16]; int count; struct entry *next; } entry;
static entry *table[BUCKETS + 1];
static int distinct, seed = 42;
static char w[16];
static int hash(const char *s) {
  int h = 5381;
  for (int i = 0, n = (int)strlen(s); i < n; i++) h = (h * 33 + (unsigned char)s[i]) % 1000003;
  return h % (BUCKETS + 1);
}
static void note(const char *s) {
  int h = hash(s);
  entry *e = table[h];
  while (e != NULL && strcmp(e->key, s) != 0) e = e->next;
  if (e == NULL) {
    e = malloc(sizeof *e);
    strcpy(e->key, s); e->count = 0; e->next = table[h];
    table[h] = e; distinct++;
  }
  e->count++;
}
static void makeword(void) {
  seed = (seed * 1309 + 13849) % 65536;
  int n = 0, i = seed % 3000;
  do { w[n++] = (char)('a' + i % 26); i /= 26; } while (i != 0);
  strcpy(w + n, "ing");
}
int main(void) {
  int most = 0;
  for (int i = 1; i <= /*size*/3000000; i++) { makeword(); note(w); }
  for (int i = 0; i <= BUCKETS; i++)
    for (entry *e = table[i]; e != NULL; e = e->next) if (e->count > most) most = e->count;
  printf("%d %d\n", distinct, most);
  return 0;
}
