package dev.chatstore.bench.measure;

/**
 * The place of a result in a plot.
 *
 * @param plot the plot
 * @param series the name of the line or bar
 * @param x the place on the horizontal axis
 */
public record PlotPoint(String plot, String series, double x) {}
