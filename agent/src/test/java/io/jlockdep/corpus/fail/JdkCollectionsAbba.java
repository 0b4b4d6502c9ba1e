package io.jlockdep.corpus.fail;

import io.jlockdep.corpus.Expect;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Stack;
import java.util.Vector;

/**
 * Collections that lock themselves call {@code hashCode}, {@code toString}, {@code equals} or a
 * function of their elements meanwhile, and these take a lock under which the collection is used
 * elsewhere. Each collection is known by the field that holds it.
 */
@Expect(
    covers = {
      "callback of Collections.synchronizedMap",
      "callback of Collections.synchronizedList",
      "callback of a collection that locks itself",
      "JDK class: Vector",
      "JDK class: Stack",
      "JDK class: Hashtable",
      "JDK class: Collections.synchronizedMap",
      "JDK class: Collections.synchronizedList",
      "class files of release 8"
    },
    edges = {
      "JdkCollectionsAbba$Element -> JdkCollectionsAbba.vector",
      "JdkCollectionsAbba.vector -> JdkCollectionsAbba$Element",
      "JdkCollectionsAbba$Element -> JdkCollectionsAbba.stack",
      "JdkCollectionsAbba.stack -> JdkCollectionsAbba$Element",
      "JdkCollectionsAbba$Element -> JdkCollectionsAbba.table",
      "JdkCollectionsAbba.table -> JdkCollectionsAbba$Element",
      "JdkCollectionsAbba$Element -> JdkCollectionsAbba.map",
      "JdkCollectionsAbba.map -> JdkCollectionsAbba$Element",
      "JdkCollectionsAbba$Element -> JdkCollectionsAbba.list",
      "JdkCollectionsAbba.list -> JdkCollectionsAbba$Element",
      "JdkCollectionsAbba$Element -> java.util.Vector"
    },
    alsoReleases = {8})
public class JdkCollectionsAbba {
  private final Vector<Object> vector = new Vector<>();
  private final Stack<Object> stack = new Stack<>();
  private final Map<Object, Object> table = new Hashtable<>();
  private final Map<Object, Object> map = Collections.synchronizedMap(new HashMap<>());
  private final List<Object> list = Collections.synchronizedList(new ArrayList<>());

  class Element {
    int value;

    synchronized void put() {
      vector.add(this);
      stack.push(this);
      table.put("a", this);
      map.put("a", this);
      list.add(this);
      new Vector<>().add("not in a field");
    }

    @Override
    public synchronized String toString() {
      return "element " + value;
    }

    synchronized int next() {
      return ++value;
    }
  }

  public static void main(String[] args) throws InterruptedException {
    JdkCollectionsAbba program = new JdkCollectionsAbba();
    Element element = program.new Element();
    inThread(element::put);
    inThread(
        () -> {
          System.out.println(program.vector + " " + program.stack + " " + program.table);
          program.map.computeIfPresent("a", (key, value) -> ((Element) value).next());
          program.list.removeIf(each -> ((Element) each).next() > 2);
        });
    System.out.println(program.map + " " + program.list);
  }

  private static void inThread(Runnable body) throws InterruptedException {
    Thread thread = new Thread(body);
    thread.start();
    thread.join();
  }
}
