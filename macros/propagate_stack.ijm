// Follows objects through a stack and measures them.
//
// The objects are shown by a ROI file: each ROI is one object, on the slice that it was drawn on; ROIs of one
// name on several slices show the same object there. Written are NAME-labels.tif, in which an object has one number
// on all slices, NAME-rois.zip, and NAME-objects.csv with the slices and the volume of each object. They are
// written slice by slice, so a stack may be longer than the memory.
//
// Interactive: run it and choose the files. As a batch:
//   ImageJ -macro propagate_stack.ijm "/path/to/stack.tif,/path/to/rois.zip,/path/to/results"

argument = getArgument();
if (argument != "") {
  parts = split(argument, ",");
  file = parts[0];
  rois = parts[1];
  output = parts[2];
} else {
  file = File.openDialog("Stack");
  rois = File.openDialog("ROI file that shows the objects");
  output = getDirectory("Folder for the results");
}
if (!endsWith(output, File.separator)) output = output + File.separator;
File.makeDirectory(output);

setBatchMode(true);
open(file);
if (nImages == 0) exit("cannot be opened: " + file);
image = getTitle();
base = File.getNameWithoutExtension(file);
run("Clear Results");
run("EvoSAM Propagate", "roifile=[" + rois + "] slices=all folder=[" + output + "] labels=true rois=true table=true");
selectImage(image);
error = Property.get("evosam.error");
if (error != "") {
  File.saveString(error, output + base + "-error.txt");
  exit(error);
}
saveAs("Results", output + base + "-objects.csv");
print("propagate_stack: " + Property.get("evosam.objects") + " objects, " + output + base + "-labels.tif");
setBatchMode(false);
