package dev.chatstore.core.retention;

import dev.chatstore.api.ConversationId;
import dev.chatstore.core.dump.Quantity;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run of retention has done, or what one would do.
 *
 * @param dryRun whether nothing was changed
 * @param complete whether the run came to its end; if not, the next run goes on
 * @param time the time of the store's clock by which ages were measured
 * @param total the numbers of all tenants together
 * @param tenants the numbers of each tenant of which something was removed, archived, held or damaged, of the first {@value
 *     #MAX_TENANTS} such tenants
 * @param damaged the first {@value #MAX_DAMAGED} of the conversations that are damaged
 */
// Six components: the parts of a report.
public record RetentionReport(
        boolean dryRun,
        boolean complete,
        Instant time,
        RetentionCounts total,
        Map<String, RetentionCounts> tenants,
        List<ConversationId> damaged) {
    /** The maximum number of tenants that a report lists. */
    public static final int MAX_TENANTS = 10_000;

    /** The maximum number of damaged conversations that a report lists. */
    public static final int MAX_DAMAGED = 1_000;

    /** Creates a report; map and list are copied. */
    public RetentionReport {
        tenants = Map.copyOf(tenants);
        damaged = List.copyOf(damaged);
    }

    /** Returns the numbers of all tenants as one line. */
    public String summary() {
        String would = dryRun ? "would be " : "";
        return "looked at " + Quantity.count(total.conversations(), "conversation") + "; " + would + "removed: "
                + Quantity.count(total.conversationsRemoved(), "conversation") + ", "
                + Quantity.count(total.messagesRemoved(), "message") + "; " + would + "archived: "
                + total.conversationsArchived() + "; held: " + total.held() + "; damaged: "
                + total.damaged() + (complete ? "" : "; stopped before its end");
    }

    /** Returns everything as plain values in a fixed order, for a JSON document. Tenants are in the order of their names. */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("dryRun", dryRun);
        map.put("complete", complete);
        map.put("time", time);
        map.putAll(total.asMap());
        Map<String, Object> byTenant = new LinkedHashMap<>();
        tenants.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> byTenant.put(entry.getKey(), entry.getValue().asMap()));
        map.put("tenants", byTenant);
        map.put(
                "damagedConversations",
                damaged.stream()
                        .map(id -> Map.of("tenant", id.tenant(), "conversation", id.value()))
                        .toList());
        return map;
    }

    /** Returns the numbers, without names. */
    @Override
    public String toString() {
        return "RetentionReport[dryRun=" + dryRun + ", complete=" + complete + ", time=" + time + ", total=" + total
                + "]";
    }
}
