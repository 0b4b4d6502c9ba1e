package io.jlockdep.verifier.cli;

import io.jlockdep.verifier.model.Model;
import io.jlockdep.verifier.model.Trace;
import io.jlockdep.verifier.report.StdTrace;

/** The values of {@code --output-format}; lower case because picocli shows them as they are. */
enum OutputFormat {
  std {
    @Override
    OutFile.Text text(Model model) throws UsageException {
      if (model.traces().size() != 1) {
        throw new UsageException(
            model.traces().isEmpty()
                ? "no trace in what was given: record with level=trace of the agent"
                : "%d runs with a trace: give one run at a time to --output-format std"
                    .formatted(model.traces().size()));
      }
      Trace trace = model.traces().get(0);
      return out -> {
        StdTrace std = new StdTrace(trace);
        std.writeTo(out);
        if (std.leftOut() > 0) {
          System.err.println(
              "jlockdep: %d events were left out: the format has no shared locks and no permits"
                  .formatted(std.leftOut()));
        }
      };
    }
  };

  /** What is written of the model. */
  abstract OutFile.Text text(Model model) throws UsageException;
}
