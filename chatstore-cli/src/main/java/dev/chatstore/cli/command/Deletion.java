package dev.chatstore.cli.command;

import dev.chatstore.api.CorruptDataException;
import dev.chatstore.cli.output.SafeText;
import dev.chatstore.cli.store.Confirmation;
import dev.chatstore.cli.store.ExitCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The deletion of conversations or sessions, one after the other. Whatever ends it, what it did until then is printed. */
final class Deletion {
    /** More are not named in the question. */
    private static final int NAMED = 5;

    private final CommonOptions options;
    private final Confirmation confirmation;
    private final boolean dryRun;
    private final String kind;
    private final Predicate<String> exists;
    private final Predicate<String> delete;

    private final List<String> deleted = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private final List<String> left = new ArrayList<>();

    /**
     * Creates it for a kind of things.
     *
     * @param exists returns whether one exists; it may find that it cannot be read
     * @param delete deletes one, and returns whether it existed
     */
    // Six parameters: two of them are the kind's own calls.
    Deletion(
            CommonOptions options,
            Confirmation confirmation,
            boolean dryRun,
            String kind,
            Predicate<String> exists,
            Predicate<String> delete) {
        this.options = options;
        this.confirmation = confirmation;
        this.dryRun = dryRun;
        this.kind = kind;
        this.exists = exists;
        this.delete = delete;
    }

    ExitCode run(Set<String> ids) throws IOException {
        ids.forEach(id -> (exists(id) ? left : missing).add(id));
        missing.forEach(this::noteMissing);
        if (!left.isEmpty() && !dryRun && !confirmation.given(options.console(), question())) {
            return ExitCode.NOT_CONFIRMED;
        }
        try {
            deleteAll();
        } finally {
            if (options.isJson()) {
                options.printJson("dryRun", dryRun, "deleted", deleted, "missing", missing, "failed", left);
            } else {
                left.forEach(id -> options.note("Not deleted: " + SafeText.line(id)));
            }
        }
        return deleted.isEmpty() ? ExitCode.NOT_FOUND : ExitCode.OK;
    }

    /** What is damaged exists, and is what an operator may want to delete. */
    private boolean exists(String id) {
        try {
            return exists.test(id);
        } catch (CorruptDataException e) {
            return true;
        }
    }

    private String question() {
        String names = left.size() > NAMED ? left.size() + " " + kind + "s" : kind + " " + String.join(", ", left);
        return "Delete " + names + " for good?";
    }

    private void deleteAll() {
        while (!left.isEmpty()) {
            String id = left.get(0);
            boolean existed = dryRun || delete.test(id);
            left.remove(0);
            if (existed) {
                deleted.add(id);
                if (!options.isJson()) {
                    options.print((dryRun ? "would delete " : "deleted ") + SafeText.line(id));
                }
            } else {
                missing.add(id);
                noteMissing(id);
            }
        }
    }

    private void noteMissing(String id) {
        options.note("There is no " + kind + " " + SafeText.line(id) + ".");
    }
}
