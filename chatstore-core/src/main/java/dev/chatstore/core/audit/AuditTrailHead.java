package dev.chatstore.core.audit;

import java.time.Instant;

/**
 * A trail of a store.
 *
 * @param name its name, for a query
 * @param tenant the tenant that it is about; {@link AuditTrail#WHOLE_STORE} for what was done on the whole store
 * @param store the identity of the store in which it was written: another one's came with a dump
 * @param entries the number of its entries so far, those included that were pruned
 * @param begun when its first entry was written
 */
public record AuditTrailHead(String name, String tenant, String store, long entries, Instant begun) {}
