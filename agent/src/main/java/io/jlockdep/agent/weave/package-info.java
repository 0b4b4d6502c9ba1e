/** One weaver for each primitive: monitors, calls of the JDK's locks, declared locks and spans. */
package io.jlockdep.agent.weave;
