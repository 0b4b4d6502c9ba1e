package io.jlockdep.verifier.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The types of a JFR chunk: a tree of elements with attributes, all of them numbers of strings. */
final class JfrTypes {
  private final Element types = new Element("metadata");
  private final Map<String, Integer> ids = new LinkedHashMap<>();

  /** The id of a type, whether it is described or not yet. */
  int id(String type) {
    return ids.computeIfAbsent(type, key -> ids.size() + 1);
  }

  /** A type to be described. */
  Element type(String name, String superType) {
    Element type = new Element("class").set("name", name).set("id", Integer.toString(id(name)));
    if (!superType.isEmpty()) {
      type.set("superType", superType);
    }
    types.children.add(type);
    return type;
  }

  /** A field of a type that stands where it is used. */
  Element field(Element type, String name, String fieldType) {
    Element field =
        new Element("field").set("name", name).set("class", Integer.toString(id(fieldType)));
    type.children.add(field);
    return field;
  }

  /** A field that is the number of a constant. */
  Element constant(Element type, String name, String fieldType) {
    return field(type, name, fieldType).set("constantPool", "true");
  }

  void annotate(Element element, String annotation, String value) {
    element.children.add(
        new Element("annotation")
            .set("class", Integer.toString(id(annotation)))
            .set("value", value));
  }

  /** The body of the metadata event. */
  JfrBytes bytes() {
    Element root = new Element("root");
    root.children.add(types);
    root.children.add(new Element("region").set("locale", "en_US").set("gmtOffset", "0"));
    Map<String, Integer> numbers = new LinkedHashMap<>();
    JfrBytes tree = new JfrBytes();
    root.write(tree, numbers);
    JfrBytes out = new JfrBytes().number(numbers.size());
    numbers.keySet().forEach(out::text);
    return out.append(tree);
  }

  /** A node of the tree. */
  static final class Element {
    private final String name;
    private final List<String> attributes = new ArrayList<>();
    private final List<Element> children = new ArrayList<>();

    private Element(String name) {
      this.name = name;
    }

    Element set(String key, String value) {
      attributes.add(key);
      attributes.add(value);
      return this;
    }

    private void write(JfrBytes out, Map<String, Integer> numbers) {
      out.number(number(name, numbers)).number(attributes.size() / 2);
      attributes.forEach(each -> out.number(number(each, numbers)));
      out.number(children.size());
      children.forEach(each -> each.write(out, numbers));
    }

    private static int number(String text, Map<String, Integer> numbers) {
      return numbers.computeIfAbsent(text, key -> numbers.size());
    }
  }
}
