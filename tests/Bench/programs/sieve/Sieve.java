public class Sieve {
  public static void main(String[] a) {
    final int size = 8190;
    boolean[] flags = new boolean[size + 1];
    int count = 0;
    for (int round = 1; round <= 20000; round++) {
      count = 0;
      for (int i = 0; i <= size; i++) flags[i] = true;
      for (int i = 0; i <= size; i++)
        if (flags[i]) {
          int prime = i + i + 3;
          for (int k = i + prime; k <= size; k += prime) flags[k] = false;
          count++;
        }
    }
    System.out.println(count);
  }
}
