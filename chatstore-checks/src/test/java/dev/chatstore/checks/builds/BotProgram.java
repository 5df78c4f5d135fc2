package dev.chatstore.checks.builds;

import dev.chatstore.ChatStorage;
import dev.chatstore.ChatStorageBuilder;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.SessionKey;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A small whole program, which a test runs in a process with a class path of its own: it opens a storage, appends, reads,
 * updates a session and uses the caches. It prints what it read, or the error.
 */
public final class BotProgram {
    static final String DONE = "read Two seats to Oslo and Trip[to=Oslo, at=Optional[1970-01-01T00:00:01Z]], all UP";

    /** A state that needs two of Jackson's modules. */
    record Trip(String to, Optional<Instant> at) {}

    private static final long ENDING_MILLIS = 10_000;

    private BotProgram() {}

    /** Runs with the URL of a store and, if there are more arguments, the URL of a shared cache and a prefix. */
    public static void main(String[] urls) {
        System.out.println(run(urls));
    }

    /** Returns what the program reads, or the error, and which of its threads do not end. */
    public static String run(String[] urls) {
        return outcome(urls) + "\nthreads: "
                + Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("chatstore"))
                        .filter(BotProgram::isLeft)
                        .map(Thread::getName)
                        .sorted()
                        .toList();
    }

    /** Returns whether a thread does not end. One that is about to may need a moment. */
    private static boolean isLeft(Thread thread) {
        try {
            thread.join(ENDING_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return thread.isAlive();
    }

    private static String outcome(String[] urls) {
        ChatStorageBuilder builder = ChatStorage.builder().url(urls[0]).set("cache.bytes", "1MiB");
        if (urls.length > 1) {
            builder.set("cache.url", urls[1]).set("redis.prefix", urls[2]);
        }
        try (ChatStorage storage = builder.open()) {
            ConversationId id = ConversationId.of("chat");
            // Several in one call, with ids, long enough to be compressed in the cache.
            storage.chats()
                    .append(id, List.of(NewMessage.user("Oslo ".repeat(5_000)).withId("1"), NewMessage.user("Hello")));
            storage.chats().append(id, NewMessage.user("Two seats to Oslo").withId("2"));
            storage.chats().append(id, NewMessage.user("Two seats to Oslo").withId("2"));
            SessionKey key = SessionKey.of("chat");
            var trips = storage.sessions(Trip.class);
            trips.update(
                    key,
                    () -> new Trip("Oslo", Optional.empty()),
                    trip -> new Trip(trip.to(), Optional.of(Instant.ofEpochSecond(1))));
            String text = storage.chats().recent(id, 1).get(0).text();
            boolean up = storage.health().parts().stream().allMatch(part -> part.reason() == null);
            return "read " + text + " and " + trips.find(key).orElseThrow().state() + ", all "
                    + (up ? "UP" : storage.health());
        } catch (RuntimeException | Error e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            return trace.toString();
        }
    }
}
