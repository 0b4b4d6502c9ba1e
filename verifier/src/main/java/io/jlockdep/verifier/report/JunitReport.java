package io.jlockdep.verifier.report;

import io.jlockdep.verifier.model.Comparison;
import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.RecordingSummary;
import io.jlockdep.verifier.model.Severity;
import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The report as JUnit XML, as Surefire's schema has it: each recording is a test case that says
 * whether it could be read whole, each finding of severity error or warning one that failed. One
 * more is in error if prediction was left out.
 */
public final class JunitReport {
  private final Report report;
  private final XMLStreamWriter xml;

  private JunitReport(Report report, XMLStreamWriter xml) {
    this.report = report;
    this.xml = xml;
  }

  /** The whole report; ends with a newline. */
  public static String of(Report report) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      new JunitReport(report, xml).write();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("writing to a string cannot fail", e);
    }
    return text + "\n";
  }

  private void write() throws XMLStreamException {
    List<RecordingSummary> recordings = report.judgement().model().recordings();
    List<Finding> failures =
        report.findings().stream()
            .filter(each -> each.severity().isAtLeast(Severity.WARNING))
            .toList();
    int skipped = report.listKnown() ? report.comparison().knownCount() : 0;
    long damaged = recordings.stream().filter(each -> !each.complete()).count();
    long leftOut = report.judgement().traces().leftOut();
    int unpredicted = leftOut > 0 ? 1 : 0;
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeCharacters("\n");
    xml.writeStartElement("testsuite");
    attribute("name", "jlockdep");
    attribute("time", "0");
    attribute(
        "tests", Integer.toString(recordings.size() + unpredicted + failures.size() + skipped));
    attribute("errors", Long.toString(damaged + unpredicted));
    attribute("skipped", Integer.toString(skipped));
    attribute("failures", Integer.toString(failures.size()));
    for (RecordingSummary recording : recordings) {
      recording(recording);
    }
    if (leftOut > 0) {
      begin("jlockdep.prediction", "traces");
      error(
          "nothing was predicted from %d of the traces".formatted(leftOut),
          "memory",
          "That needs more memory; give it more with java -Xmx.");
      xml.writeEndElement();
    }
    int number = 0;
    for (Finding finding : failures) {
      failure(++number, finding);
    }
    if (report.listKnown()) {
      for (Finding finding : report.comparison().known()) {
        skipped(finding, "known by the baseline");
      }
      for (Comparison.Suppressed each : report.comparison().suppressed()) {
        skipped(each.finding(), "suppressed: " + each.by().reason());
      }
    }
    xml.writeCharacters("\n");
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private void recording(RecordingSummary recording) throws XMLStreamException {
    begin("jlockdep.recording", recording.path());
    if (!recording.complete()) {
      error("could not be read whole", "recording", String.join("\n", recording.problems()));
    }
    xml.writeEndElement();
  }

  private void error(String message, String type, String details) throws XMLStreamException {
    xml.writeCharacters("\n    ");
    xml.writeStartElement("error");
    attribute("message", message);
    attribute("type", type);
    xml.writeCharacters(characters(details));
    xml.writeEndElement();
    xml.writeCharacters("\n  ");
  }

  private void failure(int number, Finding finding) throws XMLStreamException {
    begin(finding);
    xml.writeCharacters("\n    ");
    xml.writeStartElement("failure");
    attribute("message", finding.title());
    attribute("type", finding.severity().word() + " " + finding.verdict().grade().word());
    xml.writeCharacters(characters("\n" + report.full(number, finding)));
    xml.writeEndElement();
    xml.writeCharacters("\n  ");
    xml.writeEndElement();
  }

  private void skipped(Finding finding, String why) throws XMLStreamException {
    begin(finding);
    xml.writeCharacters("\n    ");
    xml.writeEmptyElement("skipped");
    attribute("message", why);
    xml.writeCharacters("\n  ");
    xml.writeEndElement();
  }

  /** The fingerprint keeps the name of a case its own, so that a server can follow it. */
  private void begin(Finding finding) throws XMLStreamException {
    begin(
        "jlockdep." + finding.category().word(),
        finding.title() + " [" + finding.fingerprint() + "]");
  }

  private void begin(String className, String name) throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testcase");
    attribute("classname", className);
    attribute("name", name);
    attribute("time", "0");
  }

  private void attribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, characters(value));
  }

  /** What XML 1.0 cannot have becomes a question mark. */
  private static String characters(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              boolean allowed =
                  c == '\n'
                      || c == '\t'
                      || (c >= 0x20 && c <= 0xD7FF)
                      || (c >= 0xE000 && c <= 0xFFFD)
                      || c >= 0x10000;
              out.appendCodePoint(allowed ? c : '?');
            });
    return out.toString();
  }
}
