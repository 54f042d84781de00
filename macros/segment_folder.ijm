// Segments every image of a folder, folders inside included, and ends with an error if one failed.
//
// Beside an image NAME.ext its prompts are read from NAME.roi or NAME.zip (a point, box or outline each is
// one object); without such a file the expert that fits finds its task, or, where none fits, everything is
// segmented. The folder for results gets NAME-labels.tif for each image and evosam-report.csv, which says
// what became of it. Run it again after an interruption, or after mending what failed: it goes on from there.
//
// Interactive: run it and choose two folders. As a batch:
//   ImageJ -macro segment_folder.ijm "/path/to/images,/path/to/results"

argument = getArgument();
if (argument != "") {
  folders = split(argument, ",");
  input = folders[0];
  output = folders[1];
} else {
  input = getDirectory("Folder of images");
  output = getDirectory("Folder for results");
}

run("EvoSAM Batch Folder", "input=[" + input + "] output=[" + output + "]"
    + " labels=true rois=false overlay=false table=false");

error = getResultString("Error", nResults - 1);
if (error != "") exit("segment_folder: " + replace(error, "; ", ";\n"));
print("segment_folder: " + output);
