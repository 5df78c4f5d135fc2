package dev.chatstore.core.transfer.source;

import dev.chatstore.api.Role;
import org.jspecify.annotations.Nullable;

/** Knows the roles of people, whom an operator may name by each of the names and ids that a source gives them. */
public final class People {
    private People() {}

    /** Returns the role of a sender: the operator's choice, else the assistant for a bot, else the user. */
    public static Role role(SourceReading reading, boolean bot, @Nullable String... names) {
        for (String name : names) {
            Role chosen = name == null ? null : reading.roleOf(name);
            if (chosen != null) {
                return chosen;
            }
        }
        return bot ? Role.ASSISTANT : Role.USER;
    }
}
