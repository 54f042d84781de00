package io.github.evosam.engine.model;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The device that the network runs on; the only place that decides it.
 *
 * @param device the chosen device
 */
public record ComputeDevice(Device device) {
  /** The setting that takes the first GPU if there is one, and the CPU otherwise. */
  public static final String AUTO = "auto";

  private static final String TRACKING = "OPT_OUT_TRACKING";

  /** A user who wants DJL to fetch CUDA libraries sets it to false. */
  private static final String OFFLINE = "ai.djl.offline";

  private static final Pattern GPU = Pattern.compile("gpu(\\d{0,4})");

  /**
   * Finds the device of a setting.
   *
   * @param setting {@code auto}, {@code cpu}, {@code gpu} or {@code gpuN}
   * @throws IllegalArgumentException if the setting is none of these
   * @throws EngineException if the native library cannot be loaded or there is no such GPU
   */
  public static ComputeDevice of(String setting) {
    int gpus = engine().getGpuCount();
    Matcher gpu = GPU.matcher(setting);
    if (gpu.matches()) {
      int index = gpu.group(1).isEmpty() ? 0 : Integer.parseInt(gpu.group(1));
      if (index >= gpus) {
        throw new EngineException(
            "Device '%s' was asked for, but %d GPUs can be used (a GPU needs PyTorch's CUDA libraries,"
                    .formatted(setting, gpus)
                + " see README); use 'auto' or 'cpu'");
      }
      return new ComputeDevice(Device.gpu(index));
    }
    return switch (setting) {
      case AUTO -> new ComputeDevice(gpus > 0 ? Device.gpu() : Device.cpu());
      case "cpu" -> new ComputeDevice(Device.cpu());
      default ->
          throw new IllegalArgumentException(
              "Device '" + setting + "' is not known; use auto, cpu, gpu or gpuN (gpu1, say)");
    };
  }

  /**
   * Lets the calling thread compute without noting how gradients would follow. The engine arranges
   * this for the one thread that starts it; on all others a training cannot change its parameters,
   * and judging it would hold on to every array. Where gradients are collected they still are.
   *
   * @throws EngineException if the native library cannot be loaded
   */
  public static void disableGradients() {
    engine();
    JniUtils.setGradMode(false);
  }

  /** Loads the native library, unless it is there already. */
  static void load() {
    engine();
  }

  /** A new manager for arrays on this device; the caller's to close. */
  public NDManager newManager() {
    engine();
    return NDManager.newBaseManager(device);
  }

  /**
   * The engine. In plain ImageJ the plugins have a class loader of their own, which the thread does
   * not know; without it the engine would not be found, now or later in this process.
   */
  private static Engine engine() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(ComputeDevice.class.getClassLoader());
    setUnlessSet(TRACKING, "true"); // else DJL reports its use over the network
    setUnlessSet(OFFLINE, "true"); // else it downloads libraries where it finds none that fit
    try {
      return Engine.getInstance();
    } catch (RuntimeException | LinkageError e) {
      throw new EngineException(
          "The PyTorch library could not be loaded on this machine ("
              + System.getProperty("os.name")
              + " "
              + System.getProperty("os.arch")
              + "): "
              + e.getMessage(),
          e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  @Override
  public String toString() {
    return device.isGpu() ? "gpu" + device.getDeviceId() : "cpu";
  }
}
