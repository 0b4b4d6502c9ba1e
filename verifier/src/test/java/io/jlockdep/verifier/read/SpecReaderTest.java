package io.jlockdep.verifier.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jlockdep.verifier.model.Contract;
import io.jlockdep.verifier.model.Mode;
import io.jlockdep.verifier.model.Rule;
import io.jlockdep.verifier.model.Severity;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecReaderTest {
  @Test
  void a_formula_is_read_with_its_precedence() throws Exception {
    Rule.Always rule =
        (Rule.Always)
            SpecReader.rules("spec.yaml", FORMULA + "not a(x) since b and c or d(_)").get(0);
    assertThat(rule.holds().toString()).isEqualTo("(((not a(x) since b) and c) or d(_))");
  }

  @Test
  void a_mistake_in_a_formula_is_reported_with_its_place() {
    assertThatThrownBy(() -> SpecReader.rules("spec.yaml", FORMULA + "once (a(x) and"))
        .isInstanceOf(CannotReadException.class)
        .hasMessage("spec.yaml:6: formula, character 15: the name of an event is missing");
    assertThatThrownBy(() -> SpecReader.rules("spec.yaml", FORMULA + "once a(y)"))
        .hasMessage("spec.yaml:6: the variable y is not bound by 'at'; use _ for any value");
  }

  private static final String FORMULA =
      """
      version: 1
      contracts:
        - name: c
          formula:
            at: e(x)
            holds: """
          + " ";

  @Test
  void contracts_are_read() throws Exception {
    List<Contract> contracts =
        SpecReader.contracts(
            "spec.yaml",
            """
            version: 1
            lockTypes:
              - type: com.example.RwSemaphore
                acquire: {downWrite: exclusive}
                release: {upWrite: exclusive}
            locks: []
            operations:
            contracts:
              - name: one
                forbid:
                  acquire: inode_lock   # a comment
                  mode: exclusive
                  inside: [generic_write_sync]
                why: because
              - name: two
                forbid: {sync: true, holding: [inode_lock]}
                severity: note
            """);
    assertThat(contracts).hasSize(2);
    assertThat(contracts.get(0).acquire()).contains("inode_lock");
    assertThat(contracts.get(0).mode()).contains(Mode.EXCLUSIVE);
    assertThat(contracts.get(0).inside()).containsExactly("generic_write_sync");
    assertThat(contracts.get(0).severity()).isEqualTo(Severity.ERROR);
    assertThat(contracts.get(1).acquire()).isEmpty();
    assertThat(contracts.get(1).severity()).isEqualTo(Severity.NOTE);
  }

  @Test
  void a_rule_about_what_blocks_is_read() throws Exception {
    String spec =
        """
        version: 1
        operations:
          - {name: handler, method: a.B.c}
        contracts:
          - name: quick
            forbid: {block: true, inside: [handler], holding: ["*"]}
            severity: warning
        """;
    assertThat(SpecReader.rules("spec.yaml", spec))
        .containsExactly(
            new Rule.ForbidBlock("quick", List.of("handler"), List.of("*"), Severity.WARNING, ""));
    assertThatThrownBy(() -> SpecReader.rules("spec.yaml", spec.replace("true", "false")))
        .hasMessage("spec.yaml:6: block can only be true");
    assertThatThrownBy(() -> SpecReader.rules("spec.yaml", spec.replaceAll(", inside: .*]}", "}")))
        .hasMessage("spec.yaml:6: forbid needs at least one of 'inside' and 'holding'");
  }

  @Test
  void an_empty_file_has_no_contracts() throws Exception {
    assertThat(SpecReader.contracts("spec.yaml", "# nothing\n")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "version: 2|1: version must be 1",
        "version: 1\\nlocsk: []|2: unknown key 'locsk'",
        "version: 1\\nversion: 1|2:",
        "locks:\\n  - name: a\\n    feild: b|3: unknown key 'feild'",
        "contracts:\\n  - name: a|2: contract a has no 'forbid'",
        "contracts:\\n  - forbid: {sync: true, holding: [a]}|2: 'name' is missing",
        "contracts:\\n  - name: a\\n    forbid: {holding: [a]}|3: forbid has one of",
        "contracts:\\n  - name: a\\n    forbid: {acquire: a}|3: forbid needs at least one",
        "contracts:\\n  - name: a\\n    forbid: {acquire: a, holding: [b]}\\n    severity: bad|4: severity is",
        "contracts:\\n  - name: a\\n    forbid: {acquire: a, holding: [b], mode: x}|3: mode is",
        "contracts: 5|1: contracts must be a list",
        "just text|1: the spec file must be a mapping",
        "a: [1|not YAML",
        "\\t- x: {|not YAML",
      })
  void what_is_wrong_is_said_with_file_and_line(String text, String message) {
    assertThatThrownBy(
            () -> SpecReader.contracts("spec.yaml", text.replace("\\n", "\n").replace("\\t", "\t")))
        .isInstanceOf(CannotReadException.class)
        .hasMessageStartingWith("spec.yaml:")
        .hasMessageContaining(message)
        .extracting(Throwable::getMessage)
        .asString()
        .doesNotContain("\n");
  }

  @Test
  void a_missing_spec_file_is_named() {
    assertThatThrownBy(() -> SpecReader.read(Path.of("no/such.yaml")))
        .isInstanceOf(CannotReadException.class)
        .hasMessageContaining("no such spec file");
  }
}
