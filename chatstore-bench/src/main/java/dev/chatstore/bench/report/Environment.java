package dev.chatstore.bench.report;

import java.util.List;

/**
 * Where, when and how a run was made.
 *
 * @param suite its suite
 * @param settings its times and other settings
 * @param date when it began
 * @param machine the machine, its system and its JVM
 * @param servers the databases with their versions
 * @param load the load average of the last minute before it began
 */
public record Environment(
        String suite, List<String> settings, String date, List<String> machine, List<String> servers, double load) {}
