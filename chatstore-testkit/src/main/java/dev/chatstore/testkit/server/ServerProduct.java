package dev.chatstore.testkit.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What is particular to the servers of one product. */
interface ServerProduct {
    /** Returns the command that makes the data folder of a server, whose administrator needs no password. */
    List<String> creation(Path programs, Path data);

    /** Changes what the command has made, where its options do not reach. */
    default void complete(Path data) throws IOException {}

    /** Returns the command that runs a server; {@code pidFile} must be in it, to tell whose process it is. */
    List<String> command(Path programs, Path data, Path pidFile, int port);

    /** Returns the signal that makes a server stop in order, such as {@code TERM}. */
    String stopSignal();

    /** Returns the signal that makes a server end at once; its data may be broken afterwards. */
    String discardSignal();

    /** Removes what a server that is gone has left outside its data folder. */
    default void discard(Path data, Path log) throws IOException {}

    /** Returns the scheme of the URL that chatstore opens. */
    String scheme();

    /** Returns the JDBC URL of a database, without user and password. */
    String jdbcUrl(Address address, String database);

    /** Returns the properties with which the driver gives up after five seconds, where it talks to no such server. */
    Map<String, String> impatience();

    /** Returns the artifact of the JDBC driver. */
    String driver();

    /** Returns the port that it listens on in its container. */
    int port();

    /** Returns the variable that gives the administrator a password in its container. */
    String passwordVariable();

    /** Returns the administrator's name. */
    String administrator();

    /** Returns the database that an administrator connects to. */
    String administration();

    /** Returns the query that tells the folder of the server's data. */
    String dataFolder();

    /** Returns the query that tells the tables to be emptied. */
    String tables();

    /** Returns the statement that makes a user. */
    String newUser(String user, String password);

    /** Returns the statements that make a database which belongs to a user. */
    List<String> newDatabase(String database, String user);

    /** Returns the statement that removes a database, also one that is in use. */
    String dropDatabase(String database);
}
