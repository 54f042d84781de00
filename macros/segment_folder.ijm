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
    report = report + quoted(name) + "," + segment(name) + "\n";
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
  prompts = "prompts=everything";
  if (File.exists(input + base + ".zip")) prompts = "roifile=[" + input + base + ".zip]";
  if (File.exists(input + base + ".roi")) prompts = "roifile=[" + input + base + ".roi]";
  run("EvoSAM Segment", prompts + " slices=all labels=true rois=false");
  selectImage(image);
  error = Property.get("evosam.error");
  objects = Property.get("evosam.objects");
  labels = Property.get("evosam.labels");
  if (labels != "") {
    selectImage(labels);
    saveAs("Tiff", output + base + "-labels.tif");
  } else if (error == "") {
    error = "no answer from EvoSAM Segment; see the log";
  }
  close("*");
  return objects + "," + quoted(error);
}

// A text as one field of a CSV file.
function quoted(text) {
  if (indexOf(text, ",") < 0 && indexOf(text, "\"") < 0) return text;
  return "\"" + replace(text, "\"", "\"\"") + "\"";
}

function isImage(name) {
  endings = newArray(".tif", ".tiff", ".png", ".jpg", ".jpeg", ".bmp", ".gif");
  for (k = 0; k < endings.length; k++) {
    if (endsWith(toLowerCase(name), endings[k])) return true;
  }
  return false;
}
