package dev.chatstore.jdbi.database;

/**
 * Names a database in error messages and logs. Parts that are unknown, as with the caller's own connections, are empty.
 *
 * @param product the name of the product, such as {@code PostgreSQL}
 * @param address the host and port of the server, or the path of the file
 * @param database the name of the database on the server
 * @param user the user who logs in
 */
public record DatabaseName(String product, String address, String database, String user) {
    /** Creates the name of a database of which only the product is known. */
    public DatabaseName(String product) {
        this(product, "", "", "");
    }

    /** Returns the product and its address, such as {@code PostgreSQL at host:5432}. */
    public String server() {
        return address.isEmpty() ? product : product + " at " + address;
    }

    /** Returns the product, its address and the database, such as {@code PostgreSQL at host:5432/chat}. */
    @Override
    public String toString() {
        return database.isEmpty() ? server() : server() + "/" + database;
    }
}
