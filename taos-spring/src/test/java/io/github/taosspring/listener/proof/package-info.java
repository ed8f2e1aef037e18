/**
 * What was inserted is received: runs of listeners, servers and faults by seeds.
 */
@NullMarked
package io.github.taosspring.listener.proof;

import org.jspecify.annotations.NullMarked;
