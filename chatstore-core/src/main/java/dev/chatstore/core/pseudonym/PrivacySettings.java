package dev.chatstore.core.pseudonym;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.spi.Setting;
import dev.chatstore.api.spi.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The settings of pseudonyms. */
public final class PrivacySettings {
    /** The current key. */
    public static final Setting<String> KEY = Setting.text(
            "privacy.key",
            "Secret key with which ids are kept as pseudonyms: at least 32 random bytes in hexadecimal digits or Base64, or"
                    + " file: and the path of a file with them. Empty: ids are kept as they are given.");

    /** The keys of before. */
    public static final Setting<String> OLD_KEYS = Setting.text(
            "privacy.old-keys",
            "Keys that the store had before privacy.key, the oldest first, with commas between them. They are needed for"
                    + " good: a pseudonym is made with all of them.");

    /** What is kept as pseudonyms. */
    public static final Setting<String> PSEUDONYMS = Setting.text(
            "privacy.pseudonyms",
            "What is kept as pseudonyms with privacy.key: owners, authors and conversations (with the keys of sessions), or"
                    + " some of them, with commas between them. Empty: all.");

    /** All settings, in the order of the documentation. */
    public static final List<Setting<?>> ALL = List.of(KEY, OLD_KEYS, PSEUDONYMS);

    private static final String FILE = "file:";

    private PrivacySettings() {}

    /**
     * Returns the pseudonyms of a storage.
     *
     * @throws InvalidInputException if a key or a kind is not valid, a file cannot be read, or old keys have no current one
     */
    public static Pseudonyms of(Settings settings) {
        String text = settings.get(KEY);
        List<String> old = split(settings.get(OLD_KEYS)).toList();
        Set<PseudonymKind> kinds = kinds(settings.get(PSEUDONYMS));
        if (text.isEmpty()) {
            if (!old.isEmpty()) {
                throw new InvalidInputException(OLD_KEYS.key(), "must be given with privacy.key only", 0);
            }
            return Pseudonyms.NONE;
        }
        List<PseudonymKey> keys = new ArrayList<>();
        old.forEach(key -> keys.add(key(OLD_KEYS, key)));
        keys.add(key(KEY, text));
        if (keys.stream().map(PseudonymKey::id).distinct().count() < keys.size()) {
            throw new InvalidInputException(OLD_KEYS.key(), "must not contain a key twice, nor that of privacy.key", 0);
        }
        return new Pseudonyms(new KeyChain(keys), kinds);
    }

    private static PseudonymKey key(Setting<String> setting, String text) {
        return PseudonymKey.parse(setting.key(), text.startsWith(FILE) ? content(setting, text) : text);
    }

    private static String content(Setting<String> setting, String text) {
        try {
            return Files.readString(Path.of(text.substring(FILE.length()).strip()));
        } catch (IOException | InvalidPathException e) {
            throw new InvalidInputException(setting.key(), "names a file that cannot be read as text", 0);
        }
    }

    private static Set<PseudonymKind> kinds(String text) {
        if (text.isEmpty()) {
            return EnumSet.allOf(PseudonymKind.class);
        }
        Set<PseudonymKind> kinds = EnumSet.noneOf(PseudonymKind.class);
        split(text)
                .forEach(label -> kinds.add(Stream.of(PseudonymKind.values())
                        .filter(kind -> kind.label().equals(label))
                        .findFirst()
                        .orElseThrow(PrivacySettings::noKind)));
        if (kinds.isEmpty()) {
            throw noKind();
        }
        return kinds;
    }

    private static InvalidInputException noKind() {
        return new InvalidInputException(PSEUDONYMS.key(), "must be some of owners, authors and conversations", 0);
    }

    private static Stream<String> split(String text) {
        return Stream.of(text.split(",")).map(String::strip).filter(part -> !part.isEmpty());
    }
}
