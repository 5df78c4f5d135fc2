package dev.chatstore.redis.codec;

import dev.chatstore.api.Attachment;
import dev.chatstore.api.Change;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Role;
import dev.chatstore.api.spi.ConversationWindow;
import dev.chatstore.core.backend.Micros;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Random conversations of every shape. */
public final class Samples {
    private static final Role[] ROLES = Role.values();
    private static final String LETTERS = "ab \u00e9\u4e2d\uD83D\uDE00{}\n";

    private final SplittableRandom random;

    public Samples(long seed) {
        random = new SplittableRandom(seed);
    }

    public ConversationWindow window() {
        ConversationId id = new ConversationId("t" + text(5), "c" + text(5));
        int count = random.nextInt(12);
        long first = 1 + random.nextLong(1_000_000);
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            messages.add(message(first + i));
        }
        return new ConversationWindow(id, head(id, first + count - 1), messages);
    }

    public Change change() {
        ConversationId id = new ConversationId("t" + text(5), "c" + text(5));
        long version = 1 + random.nextLong(1L << 40);
        return switch (random.nextInt(4)) {
            case 0 ->
                new Change.Appended(
                        id, version, List.of(message(7), message(8)), random.nextBoolean() ? profile() : null);
            case 1 ->
                new Change.Revised(id, version, message(1 + random.nextLong(100)), random.nextLong(-1_000, 1L << 40));
            case 2 -> new Change.Described(head(id, 5));
            default -> new Change.Removed(id, version);
        };
    }

    private Conversation head(ConversationId id, long last) {
        return new Conversation(
                id,
                1 + random.nextLong(1L << 40),
                last,
                last,
                random.nextLong(1L << 50),
                profile(),
                random.nextBoolean(),
                time(),
                time(),
                time());
    }

    private Profile profile() {
        return new Profile(name(), name(), name(), optional(50), metadata());
    }

    Message message(long sequence) {
        Instant created = time();
        boolean redacted = random.nextInt(10) == 0;
        boolean edited = redacted || random.nextInt(5) == 0;
        return new Message(
                sequence,
                1 + random.nextLong(sequence),
                name(),
                ROLES[random.nextInt(ROLES.length)],
                name(),
                text(random.nextInt(20) == 0 ? 50_000 : 60),
                attachments(),
                metadata(),
                random.nextInt(5) == 0 ? random.nextLong(sequence) : sequence - 1,
                random.nextInt(5) == 0 ? random.nextLong(1L << 40) : 0,
                edited ? 2 + random.nextInt(1_000) : 1,
                created,
                random.nextInt(3) == 0 ? time() : created,
                edited ? time() : null,
                redacted,
                List.of());
    }

    private List<Attachment> attachments() {
        return random.nextInt(5) > 0
                ? List.of()
                : List.of(
                        new Attachment(
                                "https://example.org/" + text(20), "image/png", random.nextLong(1L << 60), name()),
                        new Attachment("r", "t", 0, null));
    }

    private Map<String, @Nullable Object> metadata() {
        return random.nextInt(4) > 0
                ? Map.of()
                : Map.of("text", text(10), "n", random.nextLong(), "list", List.of(new BigDecimal("0.10"), true));
    }

    private Instant time() {
        return Micros.toInstant(random.nextLong(-(1L << 50), 1L << 51));
    }

    private @Nullable String name() {
        return random.nextBoolean() ? null : "n" + text(10);
    }

    private @Nullable String optional(int length) {
        return random.nextBoolean() ? null : text(length);
    }

    private String text(int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            text.appendCodePoint(LETTERS.codePointAt(LETTERS.offsetByCodePoints(0, random.nextInt(9))));
        }
        return text.toString();
    }

    /** Returns bytes of which some are changed or missing. */
    public static byte[] damaged(byte[] bytes, SplittableRandom random) {
        byte[] damaged = random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes.clone();
        for (int i = random.nextInt(4); i >= 0 && damaged.length > 0; i--) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        return damaged;
    }
}
