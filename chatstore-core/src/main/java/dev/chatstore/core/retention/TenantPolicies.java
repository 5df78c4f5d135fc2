package dev.chatstore.core.retention;

import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.InvalidInputException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * Reads the policies of tenants from one text, such as {@code acme: keep-messages=50; remove-after=30d, globex:
 * remove-after=none}. What a tenant's part does not name is as by default.
 */
final class TenantPolicies {
    private static final Map<String, BiFunction<RetentionPolicy, String, RetentionPolicy>> VALUES = Map.of(
            "keep-messages",
            (policy, text) -> policy.keepMessages(
                    RetentionSettings.KEEP_MESSAGES.parse(text).orElse(null)),
            "keep-messages-of-owner",
            (policy, text) -> policy.keepMessagesOfOwner(
                    RetentionSettings.KEEP_MESSAGES_OF_OWNER.parse(text).orElse(null)),
            "remove-after",
            (policy, text) -> policy.removeAfter(
                    RetentionSettings.REMOVE_AFTER.parse(text).orElse(null)),
            "archive-after",
            (policy, text) -> policy.archiveAfter(
                    RetentionSettings.ARCHIVE_AFTER.parse(text).orElse(null)),
            "remove-messages-after",
            (policy, text) -> policy.removeMessagesAfter(
                    RetentionSettings.REMOVE_MESSAGES_AFTER.parse(text).orElse(null)));

    private TenantPolicies() {}

    static RetentionPolicies parse(RetentionPolicy byDefault, String text) {
        Map<String, RetentionPolicy> policies = new TreeMap<>();
        String[] parts = text.isBlank() ? new String[0] : text.split(",", -1);
        for (int i = 0; i < parts.length; i++) {
            int colon = parts[i].lastIndexOf(':');
            String tenant = parts[i].substring(0, Math.max(0, colon)).strip();
            if (tenant.isEmpty()) {
                throw malformed(i + 1, text);
            }
            RetentionPolicy policy = policy(byDefault, parts[i].substring(colon + 1), i + 1, text);
            if (policies.put(ConversationQuery.ofTenant(tenant).tenant(), policy) != null) {
                throw malformed(i + 1, text);
            }
        }
        return new RetentionPolicies(byDefault, policies);
    }

    private static RetentionPolicy policy(RetentionPolicy byDefault, String values, int part, String text) {
        RetentionPolicy policy = byDefault;
        for (String value : values.split(";", -1)) {
            String[] pair = value.split("=", 2);
            BiFunction<RetentionPolicy, String, RetentionPolicy> with = VALUES.get(pair[0].strip());
            if (pair.length < 2 || with == null) {
                throw malformed(part, text);
            }
            try {
                policy = with.apply(policy, pair[1].strip());
            } catch (InvalidInputException e) {
                throw new InvalidInputException(
                        RetentionSettings.TENANTS.key(),
                        "has a wrong " + pair[0].strip() + " in part " + part + ", which " + e.rule(),
                        text.length());
            }
        }
        return policy;
    }

    private static InvalidInputException malformed(int part, String text) {
        String rule =
                "must be parts such as acme: keep-messages=50; remove-after=30d, with commas between them, but part "
                        + part + " is not one";
        return new InvalidInputException(RetentionSettings.TENANTS.key(), rule, text.length());
    }
}
