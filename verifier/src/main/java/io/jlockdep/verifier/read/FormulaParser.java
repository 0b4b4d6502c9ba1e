package io.jlockdep.verifier.read;

import io.jlockdep.verifier.model.EventPattern;
import io.jlockdep.verifier.model.Formula;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads formulas and event patterns.
 *
 * <pre>
 * formula := or [ "implies" formula ]
 * or      := and { "or" and }
 * and     := since { "and" since }
 * since   := unary { "since" unary }
 * unary   := ("not" | "previously" | "once" | "historically") unary | "(" formula ")" | event
 * event   := NAME [ "(" [ term { "," term } ] ")" ]
 * </pre>
 */
final class FormulaParser {
  /** What is wrong, and at which character, the first being 1. */
  static final class SyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    SyntaxException(int column, String message) {
      super("character " + column + ": " + message);
    }
  }

  private record Token(String text, int column) {}

  private static final Set<String> WORDS =
      Set.of("implies", "or", "and", "since", "not", "previously", "once", "historically");
  private static final Pattern TOKEN =
      Pattern.compile("\\s*([A-Za-z_][A-Za-z0-9_-]*|-?[0-9]{1,18}|[(),])");
  private static final Token END = new Token("", 0);

  private final List<Token> tokens = new ArrayList<>();
  private final int length;
  private int at;

  private FormulaParser(String text) throws SyntaxException {
    String stripped = text.stripTrailing();
    this.length = stripped.length();
    Matcher matcher = TOKEN.matcher(stripped);
    int from = 0;
    while (from < length) {
      if (!matcher.find(from) || matcher.start() != from) {
        throw new SyntaxException(from + 1, "not part of a formula: " + stripped.substring(from));
      }
      tokens.add(new Token(matcher.group(1), matcher.start(1) + 1));
      from = matcher.end();
    }
  }

  static Formula formula(String text) throws SyntaxException {
    FormulaParser parser = new FormulaParser(text);
    Formula formula = parser.implication();
    parser.expectEnd();
    return formula;
  }

  static EventPattern event(String text) throws SyntaxException {
    FormulaParser parser = new FormulaParser(text);
    EventPattern event = parser.pattern();
    parser.expectEnd();
    return event;
  }

  private Token peek() {
    return at < tokens.size() ? tokens.get(at) : END;
  }

  private boolean take(String text) {
    if (peek().text().equals(text)) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(String text) throws SyntaxException {
    if (!take(text)) {
      throw wrong("'" + text + "' is missing");
    }
  }

  private void expectEnd() throws SyntaxException {
    if (at < tokens.size()) {
      throw wrong("unexpected '" + peek().text() + "'");
    }
  }

  private SyntaxException wrong(String what) {
    return new SyntaxException(at < tokens.size() ? peek().column() : length + 1, what);
  }

  private Formula implication() throws SyntaxException {
    Formula left = or();
    return take("implies") ? new Formula.Or(new Formula.Not(left), implication()) : left;
  }

  private Formula or() throws SyntaxException {
    Formula left = and();
    while (take("or")) {
      left = new Formula.Or(left, and());
    }
    return left;
  }

  private Formula and() throws SyntaxException {
    Formula left = since();
    while (take("and")) {
      left = new Formula.And(left, since());
    }
    return left;
  }

  private Formula since() throws SyntaxException {
    Formula left = unary();
    while (take("since")) {
      left = new Formula.Since(left, unary());
    }
    return left;
  }

  private Formula unary() throws SyntaxException {
    if (take("not")) {
      return new Formula.Not(unary());
    } else if (take("previously")) {
      return new Formula.Previously(unary());
    } else if (take("once")) {
      return new Formula.Once(unary());
    } else if (take("historically")) {
      return new Formula.Historically(unary());
    } else if (take("(")) {
      Formula inner = implication();
      expect(")");
      return inner;
    }
    return new Formula.Atom(pattern());
  }

  private EventPattern pattern() throws SyntaxException {
    Token name = peek();
    if (name.text().isEmpty()
        || !Character.isLetter(name.text().charAt(0))
        || WORDS.contains(name.text())) {
      throw wrong("the name of an event is missing");
    }
    at++;
    List<String> terms = new ArrayList<>();
    if (!take("(")) {
      return new EventPattern(name.text(), terms, true);
    }
    while (!take(")")) {
      if (!terms.isEmpty()) {
        expect(",");
      }
      String term = peek().text();
      if (term.isEmpty() || "(),".contains(term)) {
        throw wrong("a variable, _ or a number is missing");
      }
      at++;
      terms.add(term);
    }
    return new EventPattern(name.text(), terms, false);
  }
}
