package dev.chatstore.cli.life;

import picocli.CommandLine.Command;

/** The commands about the audit trail. */
@Command(
        name = "audit",
        description = {
            "Reads, verifies, exports and prunes the audit trails of a store: who changed or removed what and when.",
            "A store has one for each tenant, and one for what is done on the whole store. They are written if the",
            "setting audit is changes or all."
        },
        synopsisSubcommandLabel = "COMMAND")
public final class AuditCommand {
    /** Creates the command. */
    public AuditCommand() {}
}
