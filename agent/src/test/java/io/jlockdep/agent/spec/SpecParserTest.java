package io.jlockdep.agent.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The spec file: what it says, and where its mistakes are. */
class SpecParserTest {
  private static final String EXAMPLE =
      """
      version: 1

      lockTypes:                     # locks that the JDK does not have
        - type: com.example.RwSemaphore
          reentrant: false
          acquire: {downWrite: exclusive, downRead(I)V: shared}
          try: {tryDownWrite: exclusive}
          release: {upWrite: exclusive, upRead: shared}

      locks:
        - name: inode_lock
          field: com.example.Inode.rwsem
        - name: session
          type: com.example.Outer$Session

      operations:
        - name: generic_write_sync
          method: com.example.Iomap.genericWriteSync

      waits:
        - name: inode_dio
          type: com.example.Inode
          begin: [dioBegin]
          end: [dioEnd(I)V, dioAbort]
          wait: [dioWait]

      contracts:
        - name: no-inode-lock-inside-sync
          forbid:
            acquire: inode_lock
            mode: exclusive
            inside: [generic_write_sync]
            holding: [inode_lock]
          severity: error
          why: the sync is called under the inode lock, which is not reentrant
        - name: no-sync-under-inode-lock
          forbid:
            sync: true
            holding: [inode_lock]
      """;

  @Test
  void everything_that_the_format_knows_is_read() throws SpecException {
    Spec spec = SpecParser.parse("spec.yaml", EXAMPLE);
    LockType type = spec.lockTypes().get(0);
    assertThat(type.type()).isEqualTo("com.example.RwSemaphore");
    assertThat(type.reentrant()).isFalse();
    assertThat(type.methods())
        .containsExactly(
            method(LockMethod.Kind.ACQUIRE, "downWrite", "", Mode.EXCLUSIVE),
            method(LockMethod.Kind.ACQUIRE, "downRead", "(I)V", Mode.SHARED),
            method(LockMethod.Kind.TRY, "tryDownWrite", "", Mode.EXCLUSIVE),
            method(LockMethod.Kind.RELEASE, "upWrite", "", Mode.EXCLUSIVE),
            method(LockMethod.Kind.RELEASE, "upRead", "", Mode.SHARED));
    assertThat(spec.locks())
        .containsExactly(
            new LockName("inode_lock", "com.example.Inode", "rwsem", ""),
            new LockName("session", "", "", "com.example.Outer$Session"));
    assertThat(spec.operations())
        .containsExactly(
            new Operation(
                "generic_write_sync",
                "com.example.Iomap",
                new MethodPattern("genericWriteSync", "")));
    assertThat(spec.waits())
        .containsExactly(
            new CountedWait(
                "inode_dio",
                "com.example.Inode",
                List.of(new MethodPattern("dioBegin", "")),
                List.of(new MethodPattern("dioEnd", "(I)V"), new MethodPattern("dioAbort", "")),
                List.of(new MethodPattern("dioWait", ""))));
    assertThat(spec.contracts()).hasSize(2);
    assertThat(spec.contracts().get(1).sync()).isTrue();
    assertThat(spec.text()).isEqualTo(EXAMPLE);
  }

  private static LockMethod method(
      LockMethod.Kind kind, String name, String descriptor, Mode mode) {
    return new LockMethod(kind, new MethodPattern(name, descriptor), mode);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "release: {upWrite|releases: {upWrite|9|a lock type does not know the key 'releases'",
        "version: 1|version: 2|2|version must be 1",
        "reentrant: false|reentrant: maybe|6|reentrant must be true or false",
        "tryDownWrite: exclusive|tryDownWrite: both|8|mode must be exclusive or shared: both",
        "downRead(I)V|downRead(I|7|not a method",
        "field: com.example.Inode.rwsem|field: rwsem|13|field must be CLASS.FIELD",
        "mode: exclusive|mode: sometimes|32|mode must be exclusive or shared",
        "severity: error|severity: fatal|35|severity must be error, warning or note",
        "inside: [generic_write_sync]|inside: [nothing]|31|an operation that is not declared",
        "sync: true|sync: false|39|forbid needs 'acquire: NAME', 'sync: true', 'block: true' or",
        "sync: true|block: false|39|forbid needs 'acquire: NAME', 'sync: true', 'block: true' or",
        "locks:|locks: {|12|not valid YAML",
        "com.example.Iomap.genericWriteSync|com.example.Iomap.<init>|19|not a method",
        "begin: [dioBegin]|begins: [dioBegin]|24|a wait does not know the key 'begins'",
        "begin: [dioBegin]|begin: dioBegin|24|begin must be a list",
        "wait: [dioWait]|wait: []|26|wait names no method",
        "type: com.example.Inode|kind: x|23|a wait does not know the key 'kind'",
        "end: [dioEnd(I)V, dioAbort]|end: [dioEnd(]|25|not a method"
      })
  void a_mistake_is_reported_with_file_line_and_reason(
      String right, String wrong, int line, String message) {
    String text = "# first line\n" + EXAMPLE.replace(right, wrong);
    assertThat(text).isNotEqualTo("# first line\n" + EXAMPLE);
    assertThatThrownBy(() -> SpecParser.parse("spec.yaml", text))
        .isInstanceOf(SpecException.class)
        .hasMessageStartingWith("spec.yaml:" + line + ":")
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  @Test
  void what_blocks_can_be_forbidden_like_a_sync() throws SpecException {
    Spec spec = SpecParser.parse("spec.yaml", EXAMPLE.replace("sync: true", "block: true"));
    assertThat(spec.contracts()).hasSize(2);
    assertThat(spec.contracts().get(1).sync()).isFalse();
  }

  @Test
  void a_mistake_is_reported_with_its_column() {
    String text = EXAMPLE.replace("reentrant: false", "reentrant: maybe");
    assertThatThrownBy(() -> SpecParser.parse("spec.yaml", text))
        .hasMessage("spec.yaml:5:16: reentrant must be true or false");
  }

  @Test
  void events_and_contracts_about_them_are_read() throws SpecException {
    Spec spec =
        SpecParser.parse("spec.yaml", EVENTS + "{at: \"done(x, 0)\", holds: once begun(x)}");
    assertThat(spec.events())
        .containsExactly(
            new EventPoint("begun", "p.C", new MethodPattern("m", ""), false, List.of("this")),
            new EventPoint(
                "done", "p.C", new MethodPattern("n", "(I)V"), true, List.of("thread", "1")));
    assertThat(spec.contracts()).isEmpty();
  }

  @Test
  void a_contract_about_an_event_that_is_not_declared_is_a_mistake() {
    assertThatThrownBy(
            () ->
                SpecParser.parse("spec.yaml", EVENTS + "{at: \"done(x, 0)\", holds: once over(x)}"))
        .isInstanceOf(SpecException.class)
        .hasMessageStartingWith("spec.yaml:7:")
        .hasMessageEndingWith("an event that is not declared: over");
    assertThatThrownBy(
            () -> SpecParser.parse("spec.yaml", EVENTS + "{at: done(x), holds: once begun(x)}"))
        .hasMessageEndingWith("event done carries 2 values, not 1");
  }

  private static final String EVENTS =
      """
      version: 1
      events:
        - {name: begun, method: p.C.m, args: [this]}
        - {name: done, method: p.C.n(I)V, at: return, args: [thread, 1]}
      contracts:
        - name: c
          formula: """
          + " ";

  @Test
  void an_empty_file_is_a_mistake() {
    assertThatThrownBy(() -> SpecParser.parse("spec.yaml", "# nothing\n"))
        .hasMessage("spec.yaml:1: the file is empty");
  }
}
