package dev.chatstore.redis.store.form;

import dev.chatstore.api.Profile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of a new head that a profile sets, as scripts take them: names and values in turn. */
public final class ProfileFields {
    private ProfileFields() {}

    /** Returns the fields of a profile, with the nonce of the entry in the list of its owner. */
    public static List<byte[]> of(Profile profile, String nonce) {
        List<byte[]> fields = new ArrayList<>();
        add(fields, "owner", profile.owner());
        add(fields, "ownerNonce", profile.owner() == null ? null : nonce);
        add(fields, "title", profile.title());
        add(fields, "model", profile.model());
        add(fields, "prompt", profile.systemPrompt());
        if (!profile.metadata().isEmpty()) {
            fields.add(utf8("metadata"));
            fields.add(StoredMetadata.of(profile.metadata()));
        }
        return fields;
    }

    private static void add(List<byte[]> fields, String name, @Nullable String value) {
        if (value != null) {
            fields.add(utf8(name));
            fields.add(utf8(value));
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
