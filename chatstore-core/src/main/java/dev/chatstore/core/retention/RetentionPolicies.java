package dev.chatstore.core.retention;

import dev.chatstore.core.backend.Argument;
import dev.chatstore.core.backend.SystemTenants;
import java.util.Map;
import java.util.TreeMap;

/**
 * The policies of all tenants. The library's own tenants, whose names begin with {@code chatstore.}, keep everything.
 *
 * @param byDefault the policy of every tenant without one of its own
 * @param ofTenants the policies of some tenants, each of which stands in place of the default
 */
public record RetentionPolicies(RetentionPolicy byDefault, Map<String, RetentionPolicy> ofTenants) {
    /** The policies that keep everything. */
    public static final RetentionPolicies KEEP_ALL = of(RetentionPolicy.KEEP_ALL);

    /** Creates the policies; the map is copied. */
    public RetentionPolicies {
        Argument.required("policies.byDefault", byDefault);
        ofTenants = Map.copyOf(Argument.required("policies.ofTenants", ofTenants));
    }

    /** Returns one policy for all tenants. */
    public static RetentionPolicies of(RetentionPolicy byDefault) {
        return new RetentionPolicies(byDefault, Map.of());
    }

    /** Returns these policies with one for a tenant in place of the default. */
    public RetentionPolicies withTenant(String tenant, RetentionPolicy policy) {
        Map<String, RetentionPolicy> changed = new TreeMap<>(ofTenants);
        changed.put(Argument.required("tenant", tenant), Argument.required("policy", policy));
        return new RetentionPolicies(byDefault, changed);
    }

    /** Returns the policy of a tenant. */
    public RetentionPolicy of(String tenant) {
        return SystemTenants.contain(Argument.required("tenant", tenant))
                ? RetentionPolicy.KEEP_ALL
                : ofTenants.getOrDefault(tenant, byDefault);
    }
}
