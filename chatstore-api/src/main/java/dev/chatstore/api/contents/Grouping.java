package dev.chatstore.api.contents;

/** What the numbers of a tenant or an owner are divided by. */
public enum Grouping {
    /** By the owner of the conversation; conversations without an owner are one group. Reads no messages. */
    OWNER("byOwner", false),
    /** By the model of the conversation; conversations without a model are one group. Reads no messages. */
    MODEL("byModel", false),
    /** By the role of the message, by its label. Messages whose role cannot be read are one group. */
    ROLE("byRole", true),
    /** By the day on which the message was stored (UTC), such as {@code 2026-03-01}. */
    DAY("byDay", true),
    /** By the day on which the message was said (UTC), which differs from the other one after an import. */
    SAID_DAY("bySaidDay", true);

    private final String label;
    private final boolean ofMessages;

    Grouping(String label, boolean ofMessages) {
        this.label = label;
        this.ofMessages = ofMessages;
    }

    /** Returns the name under which the groups are in {@link ContentStatistics#asMap()}. */
    public String label() {
        return label;
    }

    /** Returns whether the groups are of messages, which then have to be read. */
    public boolean ofMessages() {
        return ofMessages;
    }
}
