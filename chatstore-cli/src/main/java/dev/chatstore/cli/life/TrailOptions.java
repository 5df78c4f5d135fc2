package dev.chatstore.cli.life;

import dev.chatstore.api.ConversationId;
import dev.chatstore.core.audit.AuditTrail;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which trail a command reads. */
final class TrailOptions {
    @Option(
            names = {"-t", "--tenant"},
            paramLabel = "TENANT",
            defaultValue = ConversationId.DEFAULT_TENANT,
            description = "The tenant that the trail is about (default: ${DEFAULT-VALUE}).")
    private String tenant = ConversationId.DEFAULT_TENANT;

    @Option(names = "--whole-store", description = "The trail of what is done on the whole store.")
    private boolean isWholeStore;

    @Option(
            names = "--trail",
            paramLabel = "NAME",
            description = "The trail of this name, as verify lists it: one that came from another store, for instance.")
    private @Nullable String trail;

    String nameIn(AuditTrail trails) {
        if (trail != null) {
            return trail;
        }
        return trails.nameOf(isWholeStore ? AuditTrail.WHOLE_STORE : tenant);
    }
}
