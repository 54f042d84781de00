package io.github.evosam.imagej.ui.dialog;

import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.swing.JComponent;

/**
 * One field of a dialog, on the event thread.
 *
 * @param component what the user sees, without label
 * @param text value as a macro writes it
 * @param show puts such a value in
 */
record KeyField(JComponent component, Supplier<String> text, Consumer<String> show) {}
