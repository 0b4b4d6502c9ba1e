/** premain and agentmain: parse the options, install, check, hand over. */
package io.jlockdep.agent;
