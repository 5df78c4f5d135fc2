package dev.chatstore.testkit;

import java.util.ArrayList;
import java.util.List;

/** Reads a JSON array of strings; lone surrogates, which a stricter reader would refuse, are read as they stand. */
final class JsonStrings {
    private final String json;
    private int at;

    private JsonStrings(String json) {
        this.json = json;
    }

    static List<String> parse(String json) {
        return new JsonStrings(json).array();
    }

    private List<String> array() {
        List<String> strings = new ArrayList<>();
        expect('[');
        if (peek() == ']') {
            at++;
        } else {
            strings.add(string());
            while (peek() == ',') {
                at++;
                strings.add(string());
            }
            expect(']');
        }
        if (!json.substring(at).isBlank()) {
            throw new IllegalArgumentException("unexpected text after the array, at index " + at);
        }
        return strings;
    }

    private String string() {
        expect('"');
        StringBuilder string = new StringBuilder();
        for (char c = json.charAt(at++); c != '"'; c = json.charAt(at++)) {
            string.append(c == '\\' ? escaped(json.charAt(at++)) : c);
        }
        return string.toString();
    }

    private char escaped(char c) {
        return switch (c) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '"', '\\', '/' -> c;
            case 'u' -> {
                at += 4;
                yield (char) Integer.parseInt(json.substring(at - 4, at), 16);
            }
            default -> throw new IllegalArgumentException("unknown escape sequence at index " + at);
        };
    }

    private char peek() {
        while (Character.isWhitespace(json.charAt(at))) {
            at++;
        }
        return json.charAt(at);
    }

    private void expect(char c) {
        if (peek() != c) {
            throw new IllegalArgumentException("expected " + c + " at index " + at);
        }
        at++;
    }
}
