package io.github.evosam.imagej.ui.session;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Toolbar;
import ij.plugin.tool.PlugInTool;
import java.awt.event.MouseEvent;

/**
 * The tool in ImageJ's toolbar that gives the mouse to EvoSAM. It only keeps ImageJ from acting on
 * the mouse; what a click means is up to {@link PromptMouse} on the image's canvas.
 */
final class PromptTool extends PlugInTool {
  private static final String NAME = "EvoSAM Prompt Tool";

  /** A dot in a dashed outline, as ImageJ's macro language draws icons. */
  private static final String ICON =
      "C0a0O6644C037L3151L7191Lb1d1Lf3f5Lf7f9LfbfdLdfbfL9f7fL5f3fL1d1bL1917L1513";

  private PromptTool() {}

  /** Puts the tool into the toolbar, once, and selects it. */
  static void select() {
    if (!IJ.setTool(NAME)) {
      Toolbar.addPlugInTool(new PromptTool());
      IJ.setTool(NAME);
    }
  }

  /** Whether the mouse is EvoSAM's at present. */
  static boolean isSelected() {
    return NAME.equals(IJ.getToolName()) || Toolbar.getPlugInTool() instanceof PromptTool;
  }

  @Override
  public String getToolName() {
    return NAME;
  }

  @Override
  public String getToolIcon() {
    return ICON;
  }

  @Override
  public void mousePressed(ImagePlus image, MouseEvent event) {
    event.consume();
  }

  @Override
  public void mouseDragged(ImagePlus image, MouseEvent event) {
    event.consume();
  }

  @Override
  public void mouseReleased(ImagePlus image, MouseEvent event) {
    event.consume();
  }

  @Override
  public void mouseClicked(ImagePlus image, MouseEvent event) {
    event.consume();
  }
}
