package dev.chatstore.bench.measure;

/**
 * What else the machine did during a round.
 *
 * @param average the load average of the last minute before the round
 * @param others share of the processors that was used by neither this process nor the servers, from 0 to 1
 */
public record Load(double average, double others) {}
