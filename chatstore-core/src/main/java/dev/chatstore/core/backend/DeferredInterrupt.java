package dev.chatstore.core.backend;

/**
 * Keeps interrupts of the current thread until some work is done. The interrupt status is cleared at the beginning,
 * since pools and drivers answer an interrupt with an error whose outcome is unknown, and is set again at the end if
 * the thread was interrupted before or meanwhile. Not safe for use by several threads.
 *
 * <pre>{@code
 * try (DeferredInterrupt interrupt = DeferredInterrupt.begin()) {
 *     ...
 *     } catch (InterruptedException e) {
 *         interrupt.caught();
 *     }
 * }
 * }</pre>
 */
public final class DeferredInterrupt implements AutoCloseable {
    private boolean interrupted = Thread.interrupted();

    private DeferredInterrupt() {}

    /** Clears the interrupt status of the current thread, which {@link #close()} restores. */
    public static DeferredInterrupt begin() {
        return new DeferredInterrupt();
    }

    /** Clears the interrupt status again if it was set meanwhile; {@link #close()} restores it. */
    public void defer() {
        interrupted |= Thread.interrupted();
    }

    /** Records an interrupt that was seen as an exception, which has cleared the status. */
    public void caught() {
        interrupted = true;
    }

    /** Sets the interrupt status if the thread was interrupted. */
    @Override
    public void close() {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
