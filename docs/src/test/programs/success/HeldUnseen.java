// StringBuffer is not woven: what its synchronized methods hold while they call back is not seen, and to take it once
// more there is no dependency on what was taken in between.
public class HeldUnseen {
  static final Object other = new Object();
  static final StringBuffer buffer = new StringBuffer();

  @Override
  public String toString() {
    synchronized (other) {
      synchronized (buffer) {
        return "called back";
      }
    }
  }

  public static void main(String[] args) {
    synchronized (buffer) {
      synchronized (other) {
        buffer.append("in order, ");
      }
    }
    buffer.append(new HeldUnseen());
    System.out.println(buffer);
  }
}
