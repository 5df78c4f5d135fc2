package dev.chatstore.core.dump;

/**
 * How a restore or a copy treats its target.
 *
 * @param onConflict what it does with what exists and is different
 * @param dryRun whether it writes nothing
 */
record RestoreOptions(Conflict onConflict, boolean dryRun) {
    static final RestoreOptions DEFAULT = new RestoreOptions(Conflict.SKIP, false);

    RestoreOptions withConflict(Conflict conflict) {
        return new RestoreOptions(Access.required("conflict", conflict), dryRun);
    }

    RestoreOptions asDryRun() {
        return new RestoreOptions(onConflict, true);
    }

    boolean replaces() {
        return onConflict == Conflict.REPLACE;
    }
}
