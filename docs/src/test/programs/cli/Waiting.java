/** Says "ready", waits for a line or the end of its input, and then takes two locks in both orders. */
class Waiting {
  static final Object A = new Object();
  static final Object B = new Object();

  public static void main(String[] args) throws Exception {
    System.out.println("ready");
    System.in.read();
    Thread forwards = new Thread(Waiting::forwards);
    forwards.start();
    forwards.join();
    Thread backwards = new Thread(Waiting::backwards);
    backwards.start();
    backwards.join();
  }

  static void forwards() {
    synchronized (A) {
      synchronized (B) {
        System.out.println("forwards");
      }
    }
  }

  static void backwards() {
    synchronized (B) {
      synchronized (A) {
        System.out.println("backwards");
      }
    }
  }
}
