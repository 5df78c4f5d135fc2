package dev.chatstore.core.retention;

/** The tenants of what the library keeps for itself in a store. */
final class SystemTenants {
    static final String PREFIX = "chatstore.";
    static final String HOLDS = PREFIX + "holds";

    private SystemTenants() {}

    static boolean contain(String tenant) {
        return tenant.startsWith(PREFIX);
    }
}
