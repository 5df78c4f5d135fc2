package dev.chatstore.jdbi.append;

import dev.chatstore.api.Append;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.core.codec.Json;
import dev.chatstore.core.codec.WriteToken;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * An append with a token, which is stored with its first message and shows after a lost reply whether the append was
 * committed. The token depends on what is appended, so no other append has it. An append whose messages have ids has one
 * as well: by them it would look like a duplicate, of which nobody is notified.
 */
public record AppendWithToken(Append append, long writeToken) {
    /** Returns an append with a token. */
    public static AppendWithToken of(Append append, RandomGenerator random) {
        return new AppendWithToken(append, WriteToken.ofTexts(random, written(append)));
    }

    private static @Nullable String[] written(Append append) {
        List<@Nullable String> written = new ArrayList<>();
        written.add(append.conversation().tenant());
        written.add(append.conversation().value());
        for (NewMessage message : append.messages()) {
            written.add(message.id());
            written.add(message.role().label());
            written.add(message.author());
            written.add(message.text());
            written.add(Json.write(message.attachments()));
            written.add(Json.write(message.metadata()));
        }
        return written.toArray(String[]::new);
    }

    /** Returns whether the append, made in one statement, needs an existing conversation. */
    boolean mustExist() {
        Long expected = append.expectedVersion();
        Profile profile = append.profile();
        return (expected != null && expected > 0) || (profile != null && !profile.equals(Profile.EMPTY));
    }

    boolean hasIds() {
        return append.messages().stream().anyMatch(message -> message.id() != null);
    }
}
