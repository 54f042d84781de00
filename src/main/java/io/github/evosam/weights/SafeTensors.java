package io.github.evosam.weights;

import ai.djl.ndarray.*;
import ai.djl.ndarray.types.*;
import com.google.gson.*;
import io.github.evosam.nn.StateDict;
import java.io.*;
import java.nio.*;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;

public final class SafeTensors {
  public static StateDict read(Path f, NDManager m) {
    try (FileChannel c = FileChannel.open(f)) {
      ByteBuffer b =
          c.map(FileChannel.MapMode.READ_ONLY, 0, c.size()).order(ByteOrder.LITTLE_ENDIAN);
      int l = (int) b.getLong();
      byte[] h = new byte[l];
      b.get(h);
      int base = 8 + l;
      JsonObject o =
          JsonParser.parseString(new String(h, StandardCharsets.UTF_8)).getAsJsonObject();
      StateDict d = new StateDict(m);
      for (var e : o.entrySet()) {
        JsonObject t = e.getValue().getAsJsonObject();
        if (e.getKey().equals("__metadata__")) {
          for (var x : t.entrySet()) d.metadata().put(x.getKey(), x.getValue().getAsString());
          continue;
        }
        JsonArray s = t.getAsJsonArray("shape");
        long[] sh = new long[s.size()];
        for (int i = 0; i < sh.length; i++) sh[i] = s.get(i).getAsLong();
        int from = (int) t.getAsJsonArray("data_offsets").get(0).getAsLong(),
            to = (int) t.getAsJsonArray("data_offsets").get(1).getAsLong();
        String dt = t.get("dtype").getAsString();
        if (dt.equals("I64")) continue;
        ByteBuffer q = b.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        q.position(base + from).limit(base + to);
        q = q.slice().order(ByteOrder.LITTLE_ENDIAN);
        NDArray a;
        if (dt.equals("F32")) {
          float[] v = new float[(to - from) / 4];
          q.asFloatBuffer().get(v);
          a = m.create(v, new Shape(sh));
        } else if (dt.equals("F16")) {
          ByteBuffer dir = ByteBuffer.allocateDirect(to - from);
          dir.put(q).flip();
          a = m.create(dir, new Shape(sh), DataType.FLOAT16).toType(DataType.FLOAT32, true);
        } else throw new IllegalStateException(dt);
        d.put(e.getKey(), a);
      }
      return d;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void write(Path f, StateDict d, Map<String, String> meta) {
    w(f, d, meta, false);
  }

  public static void writeHalf(Path f, StateDict d, Map<String, String> meta) {
    w(f, d, meta, true);
  }

  static void w(Path f, StateDict d, Map<String, String> meta, boolean half) {
    JsonObject o = new JsonObject();
    JsonObject mm = new JsonObject();
    meta.forEach(mm::addProperty);
    o.add("__metadata__", mm);
    long off = 0;
    List<byte[]> data = new ArrayList<>();
    for (String n : d.names()) {
      NDArray a = half ? d.get(n).toType(DataType.FLOAT16, true) : d.get(n);
      byte[] by = a.toByteArray();
      JsonObject t = new JsonObject();
      t.addProperty("dtype", half ? "F16" : "F32");
      JsonArray s = new JsonArray();
      for (long x : a.getShape().getShape()) s.add(x);
      t.add("shape", s);
      JsonArray q = new JsonArray();
      q.add(off);
      off += by.length;
      q.add(off);
      t.add("data_offsets", q);
      o.add(n, t);
      data.add(by);
      if (half) a.close();
    }
    byte[] h = o.toString().getBytes(StandardCharsets.UTF_8);
    Path tmp = Path.of(f + ".tmp");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(tmp))) {
      out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(h.length).array());
      out.write(h);
      for (byte[] x : data) out.write(x);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      Files.move(tmp, f, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
