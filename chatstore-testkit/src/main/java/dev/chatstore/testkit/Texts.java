package dev.chatstore.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Strings that often break software: a corpus of our own, and the Big List of Naughty Strings if it is available. */
public final class Texts {
    /** Names that some collation, trimming or normalization treats as equal. */
    public static final List<String> LOOK_ALIKES = own("look-alikes.json");

    private static final List<String> LONG = List.of(
            "x".repeat(256),
            "x".repeat(1_000),
            "x".repeat(1_001),
            "\u00e9".repeat(255),
            "\u4e2d".repeat(255),
            "\u4e2d".repeat(256),
            "\uD83D\uDE00".repeat(255),
            "\uD83D\uDE00".repeat(256),
            "e\u0301".repeat(127) + "e",
            "x".repeat(4_095) + "\uD83D\uDE00",
            "x".repeat(8_191) + "\u00e9",
            "x".repeat(65_535),
            "\u4e2d".repeat(21_846),
            "\uD83D\uDE00".repeat(16_384),
            "x" + "\u0301".repeat(1_000),
            "ab\n".repeat(3_000),
            "a ".repeat(4_000),
            " ".repeat(300),
            "\u202e".repeat(255),
            "\\".repeat(999),
            "'".repeat(999),
            "\"".repeat(999),
            "%".repeat(999),
            "{".repeat(500) + "}".repeat(500));

    private static final List<String> ALL = load();

    private static final List<String> TEXTS = ALL.stream().filter(Texts::isText).toList();

    private Texts() {}

    /** Returns the strings that are valid texts. */
    public static List<String> texts() {
        return TEXTS;
    }

    /** Returns the strings that are valid names, without duplicates. */
    public static List<String> names() {
        return TEXTS.stream()
                .filter(text -> !text.isBlank() && text.codePointCount(0, text.length()) <= 255)
                .distinct()
                .toList();
    }

    /** Returns the strings that are not valid texts. */
    public static List<String> refused() {
        return ALL.stream().filter(text -> !isText(text)).toList();
    }

    /** UTF-8 encodes all code points except lone surrogates, which do not survive encoding and decoding. */
    private static boolean isText(String text) {
        String back = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return back.equals(text) && text.indexOf(0) < 0;
    }

    private static List<String> load() {
        List<String> all = new ArrayList<>(LOOK_ALIKES);
        all.addAll(LONG);
        all.addAll(own("nasty-strings.json"));
        try {
            Path shared = sharedData("blns.json");
            if (shared != null) {
                all.addAll(JsonStrings.parse(Files.readString(shared)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(all);
    }

    private static List<String> own(String resource) {
        try (InputStream json = Objects.requireNonNull(Texts.class.getResourceAsStream(resource))) {
            return JsonStrings.parse(new String(json.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Path sharedData(String file) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path found = folder.resolve("shared").resolve("data").resolve(file);
            if (Files.isRegularFile(found)) {
                return found;
            }
        }
        return null;
    }
}
