package dev.chatstore.core.transfer.load;

import dev.chatstore.api.LimitExceededException;
import dev.chatstore.api.Profile;
import dev.chatstore.core.transfer.source.Storable;
import java.util.function.Consumer;

/**
 * A profile that the store accepts.
 *
 * @param profile the profile
 * @param loss what was left out of it, or empty
 */
public record FittingProfile(Profile profile, String loss) {
    private static final String METADATA = "limits.metadata-bytes";

    /**
     * Returns a profile without what is over the limits. What is said about a conversation must not cost its messages.
     *
     * @param check throws what a store throws of a profile that is over its limits
     * @throws LimitExceededException if nothing can be left out, or it is not the profile that is refused
     */
    public static FittingProfile of(Profile given, Consumer<Profile> check) {
        Profile profile = given;
        String loss = "";
        while (true) {
            try {
                check.accept(profile);
                return new FittingProfile(profile, loss);
            } catch (LimitExceededException e) {
                if (e.limit().equals(METADATA) && !profile.metadata().isEmpty()) {
                    profile = profile.withMetadata(Storable.withoutLargest(profile.metadata()));
                } else if (e.limit().startsWith("limits.") && profile.systemPrompt() != null) {
                    profile = profile.withSystemPrompt(null);
                } else {
                    throw e;
                }
                loss = "what is said about its conversation is over the limit, and was left out in part";
            }
        }
    }
}
