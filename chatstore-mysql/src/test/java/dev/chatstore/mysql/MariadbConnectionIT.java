package dev.chatstore.mysql;

import dev.chatstore.testkit.server.ServerKind;

final class MariadbConnectionIT extends ConnectionContract {
    MariadbConnectionIT() {
        super(ServerKind.MARIADB_11, "mariadb");
    }

    @Override
    String wrongUrl() {
        return url().replaceFirst("mariadb:", "mysql:").replace("disable", "DISABLED");
    }

    @Override
    String verifiedUrl() {
        return url().replace("disable", "verify-full");
    }
}
