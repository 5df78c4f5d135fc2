package dev.chatstore.testkit.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The properties and commands of the servers of one product. */
interface ServerProduct {
    /** Returns the command that creates the data folder of a server whose administrator needs no password. */
    List<String> creation(Path programs, Path data);

    /** Changes the new data folder where the options of the command do not suffice. */
    default void complete(Path data) throws IOException {}

    /** Returns the command that runs a server. It must contain {@code pidFile}, which identifies the owner. */
    List<String> command(Path programs, Path data, Path pidFile, int port);

    /** Returns the options that add a setting to the command, or replace one of it. */
    List<String> option(String setting);

    /** Returns the signal that makes a server shut down in an orderly way, such as {@code TERM}. */
    String stopSignal();

    /** Returns the signal that ends a server at once. Its data may be broken afterwards. */
    String discardSignal();

    /** Removes what an ended server left outside its data folder. */
    default void discard(Path data, Path log) throws IOException {}

    /** Returns the scheme of the URL for chatstore. */
    String scheme();

    /** Returns the JDBC URL of a database, without user and password. */
    String jdbcUrl(Address address, String database);

    /** Returns the connection properties that make the driver time out after five seconds. */
    Map<String, String> timeouts();

    /** Returns the artifact of the JDBC driver. */
    String driver();

    /** Returns the port that the server listens on in its container. */
    int port();

    /** Returns the environment variable that sets the password of the administrator in a container. */
    String passwordVariable();

    /** Returns the name of the administrator. */
    String administrator();

    /** Returns the database that the administrator connects to. */
    String administration();

    /** Returns the query for the data folder of the server. */
    String dataFolder();

    /** Returns the query for the names of the tables to be cleared. */
    String tables();

    /** Returns the statement that creates a user. */
    String newUser(String user, String password);

    /** Returns the statements that create a database owned by a user. */
    List<String> newDatabase(String database, String user);

    /** Returns the statement that drops a database, even if it is in use. */
    String dropDatabase(String database);
}
