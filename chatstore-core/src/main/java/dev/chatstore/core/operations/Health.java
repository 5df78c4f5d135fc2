package dev.chatstore.core.operations;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The health of a storage.
 *
 * @param parts the health of each tier: {@code durable} first, then {@code shared} and {@code feed} if there is a
 *     shared cache, and {@code backup} if backups are scheduled
 */
public record Health(List<Part> parts) {
    /** The state of a tier, the best first. */
    public enum State {
        /** The tier works. */
        UP,
        /**
         * The storage works without the tier: it is slower, and shows other processes' changes later, within the bound.
         */
        DEGRADED,
        /** The storage does not work. */
        DOWN
    }

    /**
     * The health of one tier.
     *
     * @param name the name of the tier
     * @param state its state
     * @param reason the reason if the state is not {@link State#UP}, else null; it holds nothing that users wrote
     */
    public record Part(String name, State state, @Nullable String reason) {}

    /** Creates it; the list is copied. */
    public Health {
        parts = List.copyOf(parts);
    }

    /** Returns this health with another part at its end. */
    public Health with(Part part) {
        return new Health(Stream.concat(parts.stream(), Stream.of(part)).toList());
    }

    /** Returns the worst state of a tier. */
    public State state() {
        State worst = State.UP;
        for (Part part : parts) {
            worst = part.state.compareTo(worst) > 0 ? part.state : worst;
        }
        return worst;
    }
}
