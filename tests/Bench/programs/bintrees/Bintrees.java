public class Bintrees {
  static final class Node { Node left, right; }
  static Node make(int d) {
    Node t = new Node();
    if (d > 0) { t.left = make(d - 1); t.right = make(d - 1); }
    return t;
  }
  static int check(Node t) { return t.left == null ? 1 : 1 + check(t.left) + check(t.right); }
  public static void main(String[] args) {
    long total = 0;
    for (int round = 1; round <= 240; round++) total += check(make(14));
    System.out.println(total);
  }
}
