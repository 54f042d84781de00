// Segments every image of a folder and writes one label image for each.
//
// Beside an image NAME.ext its prompts are read from NAME.zip or NAME.roi (ROIs: a point, box or outline
// each is one object); without such a file everything is segmented. report.csv in the output folder says
// for each image how many objects were found, or why it failed: ImageJ itself ends with code 0 even then.
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
  output = getDirectory("Folder for label images");
}
if (!endsWith(input, File.separator)) input = input + File.separator;
if (!endsWith(output, File.separator)) output = output + File.separator;
File.makeDirectory(output);

setBatchMode(true);
report = "image,objects,error\n";
files = getFileList(input);
for (i = 0; i < files.length; i++) {
  name = files[i];
  if (isImage(name)) {
    showProgress(i, files.length);
    report = report + name + "," + segment(name) + "\n";
    File.saveString(report, output + "report.csv");
  }
}
setBatchMode(false);
print("segment_folder: " + output + "report.csv");

// Segments one image; returns "objects," or ",reason".
function segment(name) {
  base = File.getNameWithoutExtension(name);
  open(input + name);
  if (nImages == 0) return ",cannot be opened";
  image = getTitle();
  print("\\Clear");
  prompts = "everything";
  if (File.exists(input + base + ".zip") || File.exists(input + base + ".roi")) {
    roiManager("reset");
    if (File.exists(input + base + ".zip")) roiManager("open", input + base + ".zip");
    else roiManager("open", input + base + ".roi");
    prompts = "roimanager";
  }
  run("EvoSAM Segment", "prompts=" + prompts + " slices=all labels=true rois=false");
  labels = base + "-labels";
  if (!isOpen(labels)) {
    reason = replace(getInfo("log"), "\n", " ");
    close("*");
    return "," + reason;
  }
  selectImage(labels);
  saveAs("Tiff", output + labels + ".tif");
  Stack.getStatistics(voxels, mean, min, max);
  close("*");
  return "" + max + ",";
}

function isImage(name) {
  lower = toLowerCase(name);
  return endsWith(lower, ".tif") || endsWith(lower, ".tiff") || endsWith(lower, ".png")
      || endsWith(lower, ".jpg") || endsWith(lower, ".jpeg") || endsWith(lower, ".bmp")
      || endsWith(lower, ".gif");
}
