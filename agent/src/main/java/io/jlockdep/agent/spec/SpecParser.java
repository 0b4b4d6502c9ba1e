package io.jlockdep.agent.spec;

import io.jlockdep.agent.spec.YamlDocument.Entry;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a spec file. Anything that is not understood is an error with its line. */
public final class SpecParser {
  private static final Pattern CLASS_NAME =
      Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*(\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)*");
  private static final Pattern METHOD =
      Pattern.compile("([^.;\\[/<>()\\s]+)(\\([^()\\s]*\\)(?:V|\\[*[BCDFIJSZ]|\\[*L[^;\\s]+;))?");
  private static final Pattern EVENT_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");
  private static final Pattern ARGUMENT = Pattern.compile("[1-9][0-9]?");
  static final Set<String> SEVERITIES = Set.of("error", "warning", "note");

  private final YamlDocument yaml;

  private SpecParser(String file) {
    yaml = new YamlDocument(file);
  }

  /**
   * Reads and parses a file.
   *
   * @param file its name, used as it is in messages
   * @throws SpecException if it cannot be read or is not a valid spec; the message is one line
   */
  public static Spec read(String file) throws SpecException {
    try {
      return parse(file, Files.readString(Path.of(file), StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      throw new SpecException("spec file does not exist: " + file);
    } catch (CharacterCodingException e) {
      throw new SpecException(file + ":1: not a text in UTF-8");
    } catch (IOException | RuntimeException e) {
      throw new SpecException("cannot read spec file " + file + ": " + e);
    }
  }

  /** Parses a text; {@code file} is the name for messages. */
  public static Spec parse(String file, String text) throws SpecException {
    return new SpecParser(file).root(file, text);
  }

  private Spec root(String file, String text) throws SpecException {
    Node root = yaml.compose(text);
    Map<String, Entry> keys =
        yaml.mapping(
            root,
            "a spec file",
            Set.of("version", "lockTypes", "locks", "operations", "waits", "events", "contracts"));
    Node version = required(keys, root, "a spec file", "version");
    if (!yaml.text(version, "version").equals("1")) {
      throw yaml.error(version, "version must be 1");
    }
    List<LockType> lockTypes = new ArrayList<>();
    for (Node node : list(keys, "lockTypes")) {
      lockTypes.add(lockType(node));
    }
    List<LockName> locks = new ArrayList<>();
    for (Node node : list(keys, "locks")) {
      locks.add(lockName(node));
    }
    List<Operation> operations = new ArrayList<>();
    for (Node node : list(keys, "operations")) {
      operations.add(operation(node));
    }
    List<CountedWait> waits = new ArrayList<>();
    for (Node node : list(keys, "waits")) {
      waits.add(countedWait(node));
    }
    List<EventPoint> events = new ArrayList<>();
    for (Node node : list(keys, "events")) {
      events.add(event(node));
    }
    RuleSyntax rules = new RuleSyntax(yaml, operations, events);
    List<Contract> contracts = new ArrayList<>();
    for (Node node : list(keys, "contracts")) {
      if (!rules.check(node)) {
        contracts.add(contract(node, operations));
      }
    }
    return new Spec(file, text, lockTypes, locks, operations, waits, events, contracts);
  }

  private LockType lockType(Node node) throws SpecException {
    String what = "a lock type";
    Map<String, Entry> keys =
        yaml.mapping(node, what, Set.of("type", "reentrant", "acquire", "try", "release"));
    String type = className(required(keys, node, what, "type"), "type");
    Entry reentrant = keys.get("reentrant");
    List<LockMethod> methods = new ArrayList<>();
    for (LockMethod.Kind kind : LockMethod.Kind.values()) {
      Entry entry = keys.get(kind.word());
      if (entry != null) {
        methods(entry.value(), kind, methods);
      }
    }
    if (methods.isEmpty()) {
      throw yaml.error(node, "the lock type " + type + " has no acquire, try or release method");
    }
    return new LockType(
        type, reentrant != null && yaml.truth(reentrant.value(), "reentrant"), methods);
  }

  private void methods(Node node, LockMethod.Kind kind, List<LockMethod> into)
      throws SpecException {
    for (Map.Entry<String, Entry> entry : yaml.anyMapping(node, kind.word()).entrySet()) {
      Entry nodes = entry.getValue();
      into.add(
          new LockMethod(
              kind,
              method(nodes.key(), entry.getKey()),
              mode(nodes.value(), yaml.text(nodes.value(), "the mode of " + entry.getKey()))));
    }
  }

  private LockName lockName(Node node) throws SpecException {
    String what = "a lock name";
    Map<String, Entry> keys = yaml.mapping(node, what, Set.of("name", "field", "type"));
    String name = yaml.text(required(keys, node, what, "name"), "name");
    Entry field = keys.get("field");
    Entry type = keys.get("type");
    if (field != null && type == null) {
      String full = className(field.value(), "field");
      int dot = full.lastIndexOf('.');
      if (dot < 0) {
        throw yaml.error(field.value(), "field must be CLASS.FIELD: " + full);
      }
      return new LockName(name, full.substring(0, dot), full.substring(dot + 1), "");
    }
    if (type != null && field == null) {
      return new LockName(name, "", "", className(type.value(), "type"));
    }
    throw yaml.error(node, "the lock name " + name + " needs a field or a type, one of them");
  }

  private Operation operation(Node node) throws SpecException {
    String what = "an operation";
    Map<String, Entry> keys = yaml.mapping(node, what, Set.of("name", "method"));
    String name = yaml.text(required(keys, node, what, "name"), "name");
    Node method = required(keys, node, what, "method");
    return new Operation(name, typeOf(method), patternOf(method));
  }

  private String typeOf(Node method) throws SpecException {
    String full = yaml.text(method, "method");
    int dot = lastDot(full);
    if (dot <= 0 || !CLASS_NAME.matcher(full.substring(0, dot)).matches()) {
      throw yaml.error(method, "method must be CLASS.METHOD or CLASS.METHOD(DESCRIPTOR): " + full);
    }
    return full.substring(0, dot);
  }

  private MethodPattern patternOf(Node method) throws SpecException {
    String full = yaml.text(method, "method");
    return method(method, full.substring(lastDot(full) + 1));
  }

  private static int lastDot(String full) {
    int parenthesis = full.indexOf('(');
    return full.lastIndexOf('.', parenthesis < 0 ? full.length() : parenthesis);
  }

  private EventPoint event(Node node) throws SpecException {
    String what = "an event";
    Map<String, Entry> keys = yaml.mapping(node, what, Set.of("name", "method", "at", "args"));
    Node nameNode = required(keys, node, what, "name");
    String name = yaml.text(nameNode, "name");
    if (!EVENT_NAME.matcher(name).matches()) {
      throw yaml.error(nameNode, "the name of an event has letters, digits, _ and -: " + name);
    }
    Node method = required(keys, node, what, "method");
    Entry at = keys.get("at");
    String when = at == null ? "entry" : yaml.text(at.value(), "at");
    if (at != null && !when.equals("entry") && !when.equals("return")) {
      throw yaml.error(at.value(), "at must be entry or return: " + when);
    }
    Entry argsEntry = keys.get("args");
    List<String> args = names(argsEntry, "args");
    if (argsEntry != null) {
      checkArgs(argsEntry.value(), args, when);
    }
    return new EventPoint(name, typeOf(method), patternOf(method), when.equals("return"), args);
  }

  private void checkArgs(Node node, List<String> args, String when) throws SpecException {
    if (args.size() > EventPoint.MAX_ARGS) {
      throw yaml.error(node, "an event carries " + EventPoint.MAX_ARGS + " values at most");
    }
    for (String arg : args) {
      boolean named = arg.equals("this") || arg.equals("thread") || arg.equals("result");
      if (!named && !ARGUMENT.matcher(arg).matches()) {
        throw yaml.error(node, "args are this, thread, result or numbers from 1 on: " + arg);
      }
      if (arg.equals("result") && (!when.equals("return") || args.indexOf(arg) > 0)) {
        throw yaml.error(node, "the result is known at: return only, and stands first");
      }
    }
  }

  private CountedWait countedWait(Node node) throws SpecException {
    String what = "a wait";
    Map<String, Entry> keys =
        yaml.mapping(node, what, Set.of("name", "type", "begin", "end", "wait"));
    return new CountedWait(
        yaml.text(required(keys, node, what, "name"), "name"),
        className(required(keys, node, what, "type"), "type"),
        keys.containsKey("begin")
            ? patterns(required(keys, node, what, "begin"), "begin")
            : List.of(),
        patterns(required(keys, node, what, "end"), "end"),
        patterns(required(keys, node, what, "wait"), "wait"));
  }

  private List<MethodPattern> patterns(Node node, String what) throws SpecException {
    List<MethodPattern> patterns = new ArrayList<>();
    for (Node method : yaml.sequence(node, what)) {
      patterns.add(method(method, yaml.text(method, "a method in " + what)));
    }
    if (patterns.isEmpty()) {
      throw yaml.error(node, what + " names no method");
    }
    return patterns;
  }

  private Contract contract(Node node, List<Operation> operations) throws SpecException {
    String what = "a contract";
    Map<String, Entry> keys = yaml.mapping(node, what, Set.of("name", "forbid", "severity", "why"));
    String name = yaml.text(required(keys, node, what, "name"), "name");
    Entry severity = keys.get("severity");
    Entry why = keys.get("why");
    String level = severity == null ? "error" : yaml.text(severity.value(), "severity");
    if (severity != null && !SEVERITIES.contains(level)) {
      throw yaml.error(severity.value(), "severity must be error, warning or note: " + level);
    }

    Node forbidNode = required(keys, node, what, "forbid");
    Map<String, Entry> forbid =
        yaml.mapping(
            forbidNode, "forbid", Set.of("acquire", "sync", "block", "mode", "inside", "holding"));
    Entry acquire = forbid.get("acquire");
    Entry sync = forbid.get("sync");
    Entry mode = forbid.get("mode");
    Entry block = forbid.get("block");
    if (Stream.of(acquire, sync, block).filter(Objects::nonNull).count() != 1
        || (sync != null && !yaml.truth(sync.value(), "sync"))
        || (block != null && !yaml.truth(block.value(), "block"))) {
      throw yaml.error(
          forbidNode,
          "forbid needs 'acquire: NAME', 'sync: true', 'block: true' or 'call: EVENT', one of them");
    }
    if (mode != null && acquire == null) {
      throw yaml.error(mode.key(), "mode belongs to acquire");
    }
    List<String> inside = names(forbid.get("inside"), "inside");
    List<String> holding = names(forbid.get("holding"), "holding");
    if (inside.isEmpty() && holding.isEmpty()) {
      throw yaml.error(forbidNode, "forbid needs at least one of 'inside' and 'holding'");
    }
    for (String operation : inside) {
      if (operations.stream().noneMatch(declared -> declared.name().equals(operation))) {
        throw yaml.error(
            forbidNode, "inside names an operation that is not declared: " + operation);
      }
    }
    return new Contract(
        name,
        acquire == null ? "" : yaml.text(acquire.value(), "acquire"),
        sync != null,
        mode == null ? "" : mode(mode.value(), yaml.text(mode.value(), "mode")).word(),
        inside,
        holding,
        level,
        why == null ? "" : yaml.text(why.value(), "why"));
  }

  private List<String> names(@Nullable Entry entry, String what) throws SpecException {
    List<String> names = new ArrayList<>();
    if (entry != null) {
      for (Node node : yaml.sequence(entry.value(), what)) {
        names.add(yaml.text(node, "a name in " + what));
      }
    }
    return names;
  }

  private List<Node> list(Map<String, Entry> keys, String key) throws SpecException {
    Entry entry = keys.get(key);
    return entry == null ? List.of() : yaml.sequence(entry.value(), key);
  }

  private Node required(Map<String, Entry> keys, Node owner, String what, String key)
      throws SpecException {
    Entry entry = keys.get(key);
    if (entry == null) {
      throw yaml.error(owner, what + " needs the key '" + key + "'");
    }
    return entry.value();
  }

  private MethodPattern method(Node node, String text) throws SpecException {
    Matcher matcher = METHOD.matcher(text);
    if (!matcher.matches()) {
      throw yaml.error(
          node, "not a method (NAME or NAME(DESCRIPTOR), constructors are not allowed): " + text);
    }
    String descriptor = matcher.group(2);
    return new MethodPattern(matcher.group(1), descriptor == null ? "" : descriptor);
  }

  private String className(Node node, String what) throws SpecException {
    String name = yaml.text(node, what);
    if (!CLASS_NAME.matcher(name).matches()) {
      throw yaml.error(node, what + " is not a Java name: " + name);
    }
    return name;
  }

  private Mode mode(Node node, String word) throws SpecException {
    for (Mode mode : Mode.values()) {
      if (mode.word().equals(word)) {
        return mode;
      }
    }
    throw yaml.error(node, "mode must be exclusive or shared: " + word);
  }
}
