/**
 * Named tensors on disk: safetensors, PyTorch checkpoints (read through a restricted pickle),
 * name\n * maps between published checkpoints, checksums and downloads. What the tensors mean is
 * not known\n * here; that is {@code sam}.
 */
package io.github.evosam.weights;
