package dev.chatstore.core.operations;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a storage is.
 *
 * @param parts the tiers: {@code durable} first, then {@code shared} and {@code feed} where there is a shared cache
 */
public record Health(List<Part> parts) {
    /** How good it is, the best first. */
    public enum State {
        /** It works. */
        UP,
        /** It is done without: slower, and other processes' changes may be seen later, within the bound. */
        DEGRADED,
        /** It cannot be done without. */
        DOWN
    }

    /**
     * How one tier is.
     *
     * @param name its name
     * @param state how good it is
     * @param reason why it is not better, or null; it holds nothing that users wrote
     */
    public record Part(String name, State state, @Nullable String reason) {}

    /** Makes it; the list is copied. */
    public Health {
        parts = List.copyOf(parts);
    }

    /** Returns the worst state of a part. */
    public State state() {
        State worst = State.UP;
        for (Part part : parts) {
            worst = part.state.compareTo(worst) > 0 ? part.state : worst;
        }
        return worst;
    }
}
