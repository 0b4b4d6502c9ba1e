package io.jlockdep.agent.weave;

import io.jlockdep.agent.spec.CountedWait;
import io.jlockdep.agent.spec.EventPoint;
import io.jlockdep.agent.spec.LockMethod;
import io.jlockdep.agent.spec.LockName;
import io.jlockdep.agent.spec.LockType;
import io.jlockdep.agent.spec.MethodPattern;
import io.jlockdep.agent.spec.Operation;
import io.jlockdep.agent.spec.Spec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the spec file declares, with the ids that woven code passes on. */
public final class Declarations {
  private final Set<String> methodNames = new HashSet<>();
  private final Set<String> fieldNames = new HashSet<>();
  private final List<DeclaredLock> locks = new ArrayList<>();
  private final List<DeclaredOperation> operations = new ArrayList<>();
  private final List<DeclaredWait> waits = new ArrayList<>();
  private final List<DeclaredEvent> events = new ArrayList<>();
  private final Map<String, DeclaredField> fields = new HashMap<>();

  /** A method of a declared lock type; {@code type} is an internal name. */
  record DeclaredLock(String type, LockMethod method, int id) {}

  /** A method of a declared wait; {@code type} is an internal name. */
  record DeclaredWait(String type, CountedWait.Part part, MethodPattern method, int id) {}

  /** A declared event; {@code type} is an internal name. */
  record DeclaredEvent(String type, EventPoint point, int id) {}

  private record DeclaredOperation(String type, Operation operation, int id) {}

  /** A field whose locks have a declared name. */
  record DeclaredField(String name, int id) {}

  /** Registers all that the spec file declares. */
  public Declarations(Spec spec, Registry registry) {
    for (LockType type : spec.lockTypes()) {
      for (LockMethod method : type.methods()) {
        locks.add(
            new DeclaredLock(internal(type.type()), method, registry.declaration(type, method)));
        methodNames.add(method.method().name());
      }
    }
    for (Operation operation : spec.operations()) {
      operations.add(
          new DeclaredOperation(
              internal(operation.type()), operation, registry.operation(operation)));
      methodNames.add(operation.method().name());
    }
    for (CountedWait wait : spec.waits()) {
      int id = registry.countedWait(wait.name());
      for (CountedWait.Part part : CountedWait.Part.values()) {
        for (MethodPattern method : wait.methods(part)) {
          waits.add(new DeclaredWait(internal(wait.type()), part, method, id));
          methodNames.add(method.name());
        }
      }
    }
    for (EventPoint event : spec.events()) {
      events.add(new DeclaredEvent(internal(event.type()), event, registry.event(event)));
      methodNames.add(event.method().name());
    }
    for (LockName name : spec.locks()) {
      if (name.namesField()) {
        fields.put(
            name.fieldOwner() + "." + name.field(),
            new DeclaredField(name.name(), registry.lockName(name.name())));
        fieldNames.add(name.field());
      } else {
        registry.declareType(name.type(), name.name());
      }
    }
  }

  boolean mayDeclareMethod(String name) {
    return methodNames.contains(name);
  }

  boolean mayDeclareField(String name) {
    return fieldNames.contains(name);
  }

  /** The declared name of a field's locks; {@code field} is {@code pkg.Class.field}. */
  @Nullable DeclaredField field(String field) {
    return fields.get(field);
  }

  @Nullable DeclaredLock lock(Hierarchy.View types, String owner, String name, String descriptor) {
    if (methodNames.contains(name)) {
      for (DeclaredLock lock : locks) {
        if (lock.method().method().matches(name, descriptor)
            && types.isSubtype(owner, lock.type())) {
          return lock;
        }
      }
    }
    return null;
  }

  /** Ids of the operations that a method is, in the order of the spec file. */
  List<Integer> operations(Hierarchy.View types, String owner, String name, String descriptor) {
    List<Integer> found = new ArrayList<>();
    if (methodNames.contains(name)) {
      for (DeclaredOperation operation : operations) {
        if (operation.operation().method().matches(name, descriptor)
            && types.isSubtype(owner, operation.type())) {
          found.add(operation.id());
        }
      }
    }
    return found;
  }

  /** The events that a method is. */
  List<DeclaredEvent> events(Hierarchy.View types, String owner, String name, String descriptor) {
    List<DeclaredEvent> found = new ArrayList<>();
    if (methodNames.contains(name)) {
      for (DeclaredEvent event : events) {
        if (event.point().method().matches(name, descriptor)
            && types.isSubtype(owner, event.type())) {
          found.add(event);
        }
      }
    }
    return found;
  }

  /** What a method does to declared counts. */
  List<DeclaredWait> waits(Hierarchy.View types, String owner, String name, String descriptor) {
    List<DeclaredWait> found = new ArrayList<>();
    if (methodNames.contains(name)) {
      for (DeclaredWait wait : waits) {
        if (wait.method().matches(name, descriptor) && types.isSubtype(owner, wait.type())) {
          found.add(wait);
        }
      }
    }
    return found;
  }

  private static String internal(String type) {
    return type.replace('.', '/');
  }
}
