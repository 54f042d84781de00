/**
 * Named tensors on disk: safetensors, PyTorch checkpoints (read through a restricted pickle), name
 * maps between published checkpoints, checksums and downloads. What the tensors mean is not known
 * here; that is {@code sam}.
 */
package io.github.evosam.weights;
