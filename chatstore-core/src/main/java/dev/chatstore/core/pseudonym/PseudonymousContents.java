package dev.chatstore.core.pseudonym;

import dev.chatstore.api.SessionId;
import dev.chatstore.api.contents.ContentEstimate;
import dev.chatstore.api.spi.ContentReader;
import dev.chatstore.api.spi.ReadGate;
import dev.chatstore.api.spi.count.CountedRange;
import dev.chatstore.api.spi.count.HeadCount;
import dev.chatstore.api.spi.count.HeadPage;
import dev.chatstore.api.spi.count.MessageCount;
import dev.chatstore.api.spi.count.SessionCount;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts what belongs to a given owner. */
final class PseudonymousContents implements ContentReader {
    private final ContentReader reader;
    private final Pseudonyms pseudonyms;

    PseudonymousContents(ContentReader reader, Pseudonyms pseudonyms) {
        this.reader = reader;
        this.pseudonyms = pseudonyms;
    }

    @Override
    public HeadPage heads(String tenant, @Nullable String owner, @Nullable HeadCount after, int limit) {
        return reader.heads(tenant, pseudonyms.owner(tenant, owner), after, limit);
    }

    @Override
    public List<MessageCount> messages(String tenant, List<CountedRange> ranges) {
        return reader.messages(tenant, ranges);
    }

    @Override
    public SessionCount sessions(String tenant, @Nullable String owner, @Nullable SessionId after, int limit) {
        return reader.sessions(tenant, pseudonyms.owner(tenant, owner), after, limit);
    }

    @Override
    public Iterator<String> tenants(ReadGate gate) {
        return reader.tenants(gate);
    }

    @Override
    public ContentEstimate estimate() {
        return reader.estimate();
    }
}
