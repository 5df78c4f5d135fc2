package dev.chatstore.jdbi.contents;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The tenants of a database, each looked up when it is asked for. For one thread. */
final class TenantSteps implements Iterator<String> {
    private final Function<String, Optional<String>> next;
    private String last = "";
    private @Nullable Optional<String> found;

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
        found = null;
        return last;
    }

    private Optional<String> find() {
        Optional<String> known = found;
        if (known == null) {
            known = next.apply(last);
            found = known;
        }
        return known;
    }
}
