package dev.chatstore.core.backend;

/** The tenants of what the library keeps for itself in a store: leases, holds, logs of imports, records of erasures, trails. */
public final class SystemTenants {
    private static final String PREFIX = "chatstore.";

    private SystemTenants() {}

    /** Returns whether a tenant is one of the library's own. */
    public static boolean contain(String tenant) {
        return tenant.startsWith(PREFIX);
    }
}
