/**
 * The use cases, free of any user interface, and the only place where the parts are put together:
 * segment, segment everything, evaluate, models. Chooses the device.
 */
package io.github.evosam.engine;
