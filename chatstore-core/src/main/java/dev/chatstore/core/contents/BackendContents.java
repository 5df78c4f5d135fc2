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
import java.util.Iterator;
import java.util.List;
import java.util.function.LongConsumer;
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
    public ContentStatistics count(ContentQuery query, LongConsumer progress) {
        gate.checkOpen();
        required("query", query);
        required("progress", progress);
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
            progress.accept(totals.conversations());
            last = page.isEmpty() ? last : page.get(page.size() - 1);
        } while (page.size() == PAGE);
        SessionScope sessions = new SessionScope(query.tenant(), null, query.owner());
        return totals.with(call(() -> backend.sessions().count(sessions)));
    }

    private static void required(String name, @Nullable Object argument) {
        if (argument == null) {
            throw new InvalidInputException(name, "must not be null", 0);
        }
    }

    @Override
    public Iterator<String> tenants() {
        Iterator<String> tenants = call(() -> backend.contents().tenants());
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return call(tenants::hasNext);
            }

            @Override
            public String next() {
                return call(tenants::next);
            }
        };
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
