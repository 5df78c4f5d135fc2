package dev.chatstore.cli.life;

import picocli.CommandLine.Command;

/** The commands about holds. */
@Command(
        name = "hold",
        description = {
            "Lists, places and releases holds: retention removes nothing of a conversation or an owner that is held.",
            "Other commands, such as delete, are not bound by them."
        },
        synopsisSubcommandLabel = "COMMAND")
public final class HoldCommand {
    /** Creates the command. */
    public HoldCommand() {}
}
