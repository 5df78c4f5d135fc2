/**
 * The windows of conversations that a process caches: a head and the newest messages, how changes move them forward,
 * and which reads they answer. The entry point is {@link dev.chatstore.core.window.CaffeineWindows}.
 */
@NullMarked
package dev.chatstore.core.window;

import org.jspecify.annotations.NullMarked;
