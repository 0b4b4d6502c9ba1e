package io.jlockdep.samplefs.nio;

import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Attributes by their names, such as {@code posix:permissions}. */
final class NamedAttributes {
  private NamedAttributes() {}

  /**
   * Some attributes of a file.
   *
   * @param names {@code view:name,name}, where the view may be missing (basic) and a name be {@code
   *     *}
   * @throws IllegalArgumentException if the view has no such attribute
   * @throws UnsupportedOperationException if there is no such view
   */
  static Map<String, Object> read(SampleAttributes attributes, String names) {
    int colon = names.indexOf(':');
    String view = colon < 0 ? "basic" : names.substring(0, colon);
    Map<String, Object> all = byName(view, attributes);
    List<String> wanted = List.of(names.substring(colon + 1).split(","));
    if (wanted.contains("*")) {
      return all;
    }
    Map<String, Object> found = new LinkedHashMap<>();
    for (String name : wanted) {
      if (!all.containsKey(name)) {
        throw new IllegalArgumentException("no attribute '" + name + "' in view " + view);
      }
      found.put(name, all.get(name));
    }
    return found;
  }

  private static Map<String, Object> byName(String view, SampleAttributes a) {
    Map<String, Object> all = new LinkedHashMap<>();
    if (view.equals("basic") || view.equals("posix")) {
      all.put("lastModifiedTime", a.lastModifiedTime());
      all.put("lastAccessTime", a.lastAccessTime());
      all.put("creationTime", a.creationTime());
      all.put("size", a.size());
      all.put("isRegularFile", a.isRegularFile());
      all.put("isDirectory", a.isDirectory());
      all.put("isSymbolicLink", a.isSymbolicLink());
      all.put("isOther", a.isOther());
      all.put("fileKey", a.fileKey());
    } else if (!view.equals("owner")) {
      throw new UnsupportedOperationException("attribute view " + view);
    }
    if (!view.equals("basic")) {
      all.put("owner", a.owner());
    }
    if (view.equals("posix")) {
      all.put("group", a.group());
      all.put("permissions", a.permissions());
    }
    return all;
  }

  /**
   * Sets one attribute.
   *
   * @throws IllegalArgumentException if it cannot be set
   */
  @SuppressWarnings("unchecked") // the types that FileAttributeView promises
  static void set(AttributeView view, String attribute, Object value) throws IOException {
    switch (attribute.substring(attribute.indexOf(':') + 1)) {
      case "lastModifiedTime" -> view.setTimes((FileTime) value, null, null);
      case "lastAccessTime" -> view.setTimes(null, (FileTime) value, null);
      case "creationTime" -> view.setTimes(null, null, (FileTime) value);
      case "permissions" -> view.setPermissions((Set<PosixFilePermission>) value);
      case "owner" -> view.setOwner((UserPrincipal) value);
      case "group" -> view.setGroup((GroupPrincipal) value);
      default -> throw new IllegalArgumentException("attribute " + attribute + " cannot be set");
    }
  }
}
