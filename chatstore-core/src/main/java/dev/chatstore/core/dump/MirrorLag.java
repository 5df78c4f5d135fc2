package dev.chatstore.core.dump;

import dev.chatstore.api.ChatStoreException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far the target of a copy that follows is behind its source.
 *
 * @param waiting the number of conversations that the source has reported as changed and that are not copied yet
 * @param behind the time since the last complete pass began, within which anything else may have changed; null before the first one
 *     is complete
 * @param error why the last attempt failed, or null if it did not
 * @param lastPass what the last complete pass did, or null before the first one
 * @param running whether the copy goes on by itself: not once it is closed or one of the stores is
 */
public record MirrorLag(
        long waiting,
        @Nullable Duration behind,
        @Nullable ChatStoreException error,
        @Nullable RestoreReport lastPass,
        boolean running) {

    /** Returns how far it is behind, as a part of a sentence, such as {@code behind by 3 conversations, 12 s}. */
    public String summary() {
        return "behind by "
                + (behind == null
                        ? "everything: the first pass is not complete"
                        : Quantity.count(waiting, "conversation") + ", " + behind.toSeconds() + " s");
    }
}
