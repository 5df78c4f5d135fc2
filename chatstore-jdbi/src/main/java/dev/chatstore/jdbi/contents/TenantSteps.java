package dev.chatstore.jdbi.contents;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;

/** The tenants of a database, each looked up when it is asked for. For one thread. */
final class TenantSteps implements Iterator<String> {
    private final Function<String, Optional<String>> next;
    private String last = "";
    private Optional<String> found = Optional.empty();
    private boolean isFound;

    /**
     * Creates the iterator.
     *
     * @param next returns the first tenant after another one, or after an empty text the first of all
     */
    TenantSteps(Function<String, Optional<String>> next) {
        this.next = next;
    }

    @Override
    public boolean hasNext() {
        return find().isPresent();
    }

    @Override
    public String next() {
        last = find().orElseThrow(NoSuchElementException::new);
        isFound = false;
        return last;
    }

    private Optional<String> find() {
        if (!isFound) {
            found = next.apply(last);
            isFound = true;
        }
        return found;
    }
}
