package io.github.evosam.geometry;

/** Where labels are kept; pixel index {@code y · width + x}. Not to be changed. */
interface LabelPixels {
  /** The label of a pixel. */
  int at(int index);

  /** Copies the labels of the pixels {@code [first, first + into.length)}. */
  void copy(int first, int[] into);

  /** The largest label, 0 if there is none. */
  int max();

  /**
   * A label for each pixel.
   *
   * @param labels not copied
   */
  record Dense(int[] labels) implements LabelPixels {
    @Override
    public int at(int index) {
      return labels[index];
    }

    @Override
    public void copy(int first, int[] into) {
      System.arraycopy(labels, first, into, 0, into.length);
    }

    @Override
    public int max() {
      int max = 0;
      for (int label : labels) {
        max = Math.max(max, label);
      }
      return max;
    }
  }
}
