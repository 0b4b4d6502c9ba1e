package io.jlockdep.verifier.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

class JsonTextTest {
  private static Map<String, Object> value() {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("text", "a \"b\" \\ / < \u0001 \n Ü \uD83D\uDE00");
    value.put("numbers", List.of(1, -2L, Long.MAX_VALUE, 0.5, 1e300));
    value.put("flag", true);
    value.put("nothing", List.of());
    value.put("none", Map.of());
    value.put("deep", List.of(Map.of("x", List.of(List.of("y"), Map.of("z", false)))));
    return value;
  }

  @Test
  void it_writes_what_an_object_mapper_writes() {
    assertThat(JsonText.indented(value()))
        .isEqualTo(
            JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build()
                    .writeValueAsString(value())
                + "\n");
    assertThat(JsonText.compact(value()))
        .isEqualTo(JsonMapper.shared().writeValueAsString(value()));
  }

  @Test
  void what_is_no_json_is_refused() {
    assertThatThrownBy(() -> JsonText.compact(List.of(new Object())))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
