package dev.chatstore.cli.command;

import dev.chatstore.api.contents.Grouping;

/** What the numbers of `stats` are divided by. */
enum GroupingChoice {
    OWNER(Grouping.OWNER),
    MODEL(Grouping.MODEL),
    ROLE(Grouping.ROLE),
    DAY(Grouping.DAY),
    SAID_DAY(Grouping.SAID_DAY);

    private final Grouping grouping;

    GroupingChoice(Grouping grouping) {
        this.grouping = grouping;
    }

    Grouping grouping() {
        return grouping;
    }

    @Override
    public String toString() {
        return Rendering.label(this);
    }
}
