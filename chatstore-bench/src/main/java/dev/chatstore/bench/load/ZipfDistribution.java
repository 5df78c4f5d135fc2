package dev.chatstore.bench.load;

import java.util.Arrays;

/** The Zipf law: rank k of 1 to n has a probability proportional to 1 / k^exponent. */
final class ZipfDistribution {
    private final double[] upTo;

    /**
     * Creates the distribution, which takes eight bytes for each rank.
     *
     * @param ranks the number of ranks, at least 1
     * @param exponent at least 0, which is the uniform distribution
     */
    ZipfDistribution(int ranks, double exponent) {
        upTo = new double[ranks];
        double sum = 0;
        for (int i = 0; i < ranks; i++) {
            sum += Math.pow(i + 1.0, -exponent);
            upTo[i] = sum;
        }
        for (int i = 0; i < ranks; i++) {
            upTo[i] /= sum;
        }
    }

    /**
     * Returns the rank, from 0, at a point of the cumulative distribution.
     *
     * @param uniform from 0, inclusive, to 1, exclusive
     */
    int rank(double uniform) {
        int found = Arrays.binarySearch(upTo, uniform);
        // A point between two entries belongs to the upper one, and a point on an entry to the next.
        return found < 0 ? -found - 1 : found + 1;
    }

    /** Returns the probability of a rank, from 0. */
    double probability(int rank) {
        return rank == 0 ? upTo[0] : upTo[rank] - upTo[rank - 1];
    }
}
