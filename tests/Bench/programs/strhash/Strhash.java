public class Strhash {
  static final class Entry { String key; int count; Entry next; }
  static final Entry[] table = new Entry[1024];
  static int distinct, seed = 42;
  static int hash(String s) {
    int h = 5381;
    for (int i = 0; i < s.length(); i++) h = (h * 33 + s.charAt(i)) % 1000003;
    return h % 1024;
  }
  static void note(String s) {
    int h = hash(s);
    Entry e = table[h];
    while (e != null && !e.key.equals(s)) e = e.next;
    if (e == null) { e = new Entry(); e.key = s; e.next = table[h]; table[h] = e; distinct++; }
    e.count++;
  }
  static String makeword() {
    seed = (seed * 1309 + 13849) % 65536;
    StringBuilder w = new StringBuilder();
    int i = seed % 3000;
    do { w.append((char) ('a' + i % 26)); i /= 26; } while (i != 0);
    return w.append("ing").toString();
  }
  public static void main(String[] args) {
    int most = 0;
    for (int i = 1; i <= 3000000; i++) note(makeword());
    for (Entry e : table) for (; e != null; e = e.next) if (e.count > most) most = e.count;
    System.out.println(distinct + " " + most);
  }
}
