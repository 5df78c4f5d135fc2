package dev.chatstore.bench.load;

/** The operations of a turn. */
enum Operation {
    RECENT("recent(20)"),
    APPEND("append"),
    EDIT("edit"),
    FIND_SESSION("session find"),
    UPDATE_SESSION("session update");

    private final String label;

    Operation(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
