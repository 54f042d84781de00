/** What all commands share: options, exit codes, documents, failures. */
package io.github.evosam.cli.common;
