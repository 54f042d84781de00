#@ File (label = "Image") file
#@ File (label = "Folder for results", style = "directory") output
#@ CommandService commands

// Finds the objects of an image, and saves its label image and a table of measurements.
// In Fiji's script editor, or without a window:
//   fiji --headless --run segment_and_measure.groovy 'file="/data/cells.tif",output="/data/results"'

import ij.IJ
import ij.measure.ResultsTable

image = IJ.openImage(file.path)
if (image == null) throw new IllegalArgumentException("cannot be opened: " + file)
ResultsTable.getResultsTable().reset()

done = commands.run("io.github.evosam.imagej.command.segment.SegmentCommand", true,
    "input", image, "prompts", "everything", "slices", "all", "rois", false, "table", true).get()
if (done.isCanceled()) throw new IllegalStateException(done.getCancelReason())

labels = done.getOutput("result")
output.mkdirs()
IJ.saveAsTiff(labels, new File(output, labels.getShortTitle() + ".tif").path)
ResultsTable.getResultsTable().save(new File(output, image.getShortTitle() + ".csv").path)
println(done.getOutput("objects") + " objects: " + output)
