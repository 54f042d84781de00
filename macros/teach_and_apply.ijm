// Teaches an expert from images and masks of equal names, and segments a folder of new images with it.
//
// The folder for results gets what EvoSAM Batch Folder writes: NAME-labels.tif and NAME-rois.zip for each image, measurements of all
// objects and evosam-report.csv.
//
// Interactive: run it and answer. As a batch:
//   ImageJ -macro teach_and_apply.ijm "/path/images,/path/masks,name of the expert,/path/new images,/path/results"
// A sixth part holds further options of EvoSAM Learn Task, such as "minutes=10", a seventh the base model, if it is not
// the one that ships with EvoSAM.

argument = getArgument();
learning = "";
model = "";
if (argument != "") {
  parts = split(argument, ",");
  images = parts[0];
  masks = parts[1];
  name = parts[2];
  input = parts[3];
  output = parts[4];
  if (parts.length > 5) learning = " " + parts[5];
  if (parts.length > 6) model = " model=[" + parts[6] + "]";
} else {
  images = getDirectory("Folder of images to learn from");
  masks = getDirectory("Folder of their masks");
  name = getString("Name of the expert", "");
  input = getDirectory("Folder of new images");
  output = getDirectory("Folder for results");
}

run("EvoSAM Learn Task", "name=[" + name + "] images=[" + images + "] masks=[" + masks + "]" + learning + model);
error = getResultString("Error", nResults - 1);
if (error != "") exit("teach_and_apply: " + error);
before = getResult("Dice before", nResults - 1);
after = getResult("Dice after", nResults - 1);
print("teach_and_apply: '" + name + "', Dice on its validation images " + d2s(before, 3) + " before, " + d2s(after, 3) + " after");

run("EvoSAM Batch Folder", "input=[" + input + "] output=[" + output + "] expert=[" + name + "] prompts=none" + model);
error = getResultString("Error", nResults - 1);
if (error != "") exit("teach_and_apply: " + replace(error, "; ", ";\n"));
print("teach_and_apply: " + output);
