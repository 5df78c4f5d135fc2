package dev.chatstore.core.contents;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.contents.ContentEstimate;
import dev.chatstore.api.contents.ContentQuery;
import dev.chatstore.api.contents.ContentStatistics;
import dev.chatstore.api.contents.Contents;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.ContentReader;
import dev.chatstore.api.spi.HeadCount;
import dev.chatstore.api.spi.SessionScope;
import dev.chatstore.core.backend.OpenGate;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Counts what a backend holds, in statements of bounded size. Safe for use by several threads. */
public final class BackendContents implements Contents {
    private static final int PAGE = ContentQuery.CONVERSATIONS_PER_READ;

    private final Backend backend;
    private final OpenGate gate;

    /** Creates the counts of an open backend. */
    public BackendContents(Backend backend, OpenGate gate) {
        this.backend = backend;
        this.gate = gate;
    }

    @Override
    public ContentStatistics count(@Nullable ContentQuery query) {
        gate.checkOpen();
        if (query == null) {
            throw new InvalidInputException("query", "must not be null", 0);
        }
        ContentReader reader = backend.contents();
        ContentTotals totals = new ContentTotals(query);
        MessageReads reads = new MessageReads(query.tenant(), this::call, reader, totals);
        HeadCount last = null;
        List<HeadCount> page;
        do {
            HeadCount after = last;
            page = call(() -> reader.heads(query.tenant(), query.owner(), after, PAGE));
            page.forEach(totals::add);
            if (query.readsMessages()) {
                reads.read(page);
            }
            last = page.isEmpty() ? last : page.get(page.size() - 1);
        } while (page.size() == PAGE);
        SessionScope sessions = new SessionScope(query.tenant(), null, query.owner());
        return totals.with(call(() -> backend.sessions().count(sessions)));
    }

    @Override
    public ContentEstimate estimate() {
        return call(() -> backend.contents().estimate());
    }

    /** Each read passes the gate by itself, so that closing the storage ends a long count after its current read. */
    private <T> T call(Supplier<T> read) {
        gate.checkOpen();
        return gate.call(read);
    }
}
