package io.github.evosam.learning.synthetic;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Plane;
import java.util.random.RandomGenerator;

public final class SyntheticScenes {
  public static SyntheticImage sample(ImageSize s, RandomGenerator r) {
    double p = r.nextDouble();
    S c = new S(s, r);
    if (p < 0.34) c.organs();
    else if (p < 0.52) c.nuclei();
    else if (p < 0.76) c.vessels();
    else if (p < 0.84) c.ring();
    else if (p < 0.92) c.membranes();
    else c.worms();
    return c.finish();
  }

  static final class S {
    final ImageSize s;
    final RandomGenerator r;
    final int w, h, n;
    final float[] f;
    float[] a;
    final int[] l;
    final double u;
    float[] bg = new float[3], fg = new float[3];

    S(ImageSize s, RandomGenerator r) {
      this.s = s;
      this.r = r;
      w = s.width();
      h = s.height();
      n = w * h;
      f = new float[3 * n];
      l = new int[n];
      u = s.longestSide();
      boolean gray = r.nextDouble() < 0.55;
      for (int c = 0; c < 3; c++) {
        bg[c] = gray && c > 0 ? bg[0] : (float) (20 + 215 * r.nextDouble());
      }
      double contrast = (r.nextBoolean() ? 1 : -1) * (12 + 110 * r.nextDouble() * r.nextDouble());
      if (bg[0] + contrast < 0 || bg[0] + contrast > 255) contrast = -contrast;
      for (int c = 0; c < 3; c++)
        fg[c] = (float) (bg[c] + contrast + (gray ? 0 : 25 * r.nextGaussian()));
    }

    float[] noise(double cell) {
      int gw = (int) (w / cell) + 3, gh = (int) (h / cell) + 3;
      float[] g = new float[gw * gh];
      for (int i = 0; i < g.length; i++) g[i] = (float) (2 * r.nextDouble() - 1);
      float[] o = new float[n];
      for (int y = 0; y < h; y++) {
        double fy = y / cell;
        int iy = (int) fy;
        float ty = (float) (fy - iy);
        ty = ty * ty * (3 - 2 * ty);
        for (int x = 0; x < w; x++) {
          double fx = x / cell;
          int ix = (int) fx;
          float tx = (float) (fx - ix);
          tx = tx * tx * (3 - 2 * tx);
          int i = iy * gw + ix;
          float t = g[i] + (g[i + 1] - g[i]) * tx, b = g[i + gw] + (g[i + gw + 1] - g[i + gw]) * tx;
          o[y * w + x] = t + (b - t) * ty;
        }
      }
      return o;
    }

    float[] fbm() {
      double cell = u * (0.02 + 0.25 * r.nextDouble());
      float[] o = noise(cell);
      float[] p = noise(Math.max(2, cell / 2.7));
      for (int i = 0; i < n; i++) o[i] = 0.65f * o[i] + 0.35f * p[i];
      return o;
    }

    void background() {
      float[] t = fbm();
      double amp = 50 * r.nextDouble() * r.nextDouble();
      float[] t2 = noise(2 + 5 * r.nextDouble());
      double amp2 = 35 * r.nextDouble() * r.nextDouble();
      float[] big = noise(u * 0.6);
      double ab = 50 * r.nextDouble() * r.nextDouble();
      for (int c = 0; c < 3; c++)
        for (int i = 0; i < n; i++)
          f[c * n + i] = (float) (bg[c] + amp * t[i] + amp2 * t2[i] + ab * big[i]);
      if (r.nextDouble() < 0.35) { // distractor patches that are no objects
        int k = 1 + r.nextInt(4);
        for (int q = 0; q < k; q++) {
          double[] co = contour();
          double cx = r.nextDouble() * w,
              cy = r.nextDouble() * h,
              R = u * (0.05 + 0.25 * r.nextDouble());
          double d = 30 * r.nextGaussian();
          double soft = 0.05 + 0.4 * r.nextDouble();
          paint(cx, cy, R, co, soft, 0, d, null, 0, -1);
        }
      }
    }

    int budget;

    double[] contour() {
      double[] c = new double[14];
      c[0] = 0.45 + 0.55 * r.nextDouble();
      c[1] = r.nextDouble() * Math.PI;
      double rough = 0.22 * r.nextDouble() * r.nextDouble() * 2;
      for (int k = 0; k < 6; k++) {
        c[2 + 2 * k] = rough * r.nextGaussian() / (k + 1.2);
        c[3 + 2 * k] = r.nextDouble() * 2 * Math.PI;
      }
      return c;
    }

    static double radius(double[] c, double th) {
      double v = 1;
      for (int k = 0; k < 6; k++) v += c[2 + 2 * k] * Math.cos((k + 2) * th + c[3 + 2 * k]);
      return Math.max(0.15, v);
    }

    /** shading: add d (mode 0) plus tex*amp inside; label if > 0. rim brightness optional. */
    int paint(
        double cx,
        double cy,
        double R,
        double[] co,
        double soft,
        double rim,
        double d,
        float[] tex,
        double amp,
        int label) {
      double ca = Math.cos(co[1]), sa = Math.sin(co[1]);
      int cnt = 0;
      double ext = R * 1.9;
      for (int y = Math.max(0, (int) (cy - ext)); y < Math.min(h, cy + ext); y++)
        for (int x = Math.max(0, (int) (cx - ext)); x < Math.min(w, cx + ext); x++) {
          double dx = x - cx,
              dy = y - cy,
              px = (ca * dx + sa * dy) / R,
              py = (-sa * dx + ca * dy) / (R * co[0]);
          double q = Math.sqrt(px * px + py * py);
          if (q > 1.9) continue;
          double rr = q / radius(co, Math.atan2(py, px));
          int i = y * w + x;
          double e = (1 - rr) / Math.max(soft, 1.0 / R);
          double wgt = e > 0.5 ? 1 : e < -0.5 ? 0 : e + 0.5;
          if (wgt > 0)
            for (int c = 0; c < 3; c++) {
              double add =
                  (label >= 0 ? (fg[c] - bg[c]) * d : d) + (tex == null ? 0 : amp * tex[i]);
              f[c * n + i] += wgt * add;
            }
          if (rim != 0) {
            double k = (rr - 1) * R / 3;
            if (Math.abs(k) < 1.5)
              for (int c = 0; c < 3; c++) f[c * n + i] += rim * Math.exp(-k * k * 2);
          }
          if (rr < 1 && label > 0) {
            l[i] = label;
            cnt++;
          }
        }
      return cnt;
    }

    void organs() {
      background();
      int k = 1 + (int) (5 * r.nextDouble() * r.nextDouble());
      float[] tex = noise(2 + u * 0.04 * r.nextDouble());
      double amp = 40 * r.nextDouble() * r.nextDouble();
      double soft = r.nextDouble() < 0.5 ? 0.02 : 0.3 * r.nextDouble();
      double rim = r.nextDouble() < 0.3 ? 50 * r.nextGaussian() : 0;
      for (int q = 1; q <= k; q++) {
        double R = u * (0.05 + 0.27 * r.nextDouble());
        double[] co = contour();
        double cx = w * (0.1 + 0.8 * r.nextDouble()), cy = h * (0.1 + 0.8 * r.nextDouble());
        if (overlap(cx, cy, R)) continue;
        paint(cx, cy, R, co, soft, rim, 0.6 + 0.8 * r.nextDouble(), tex, amp, q);
        if (r.nextDouble() < 0.3) {
          double[] c2 = contour();
          paint(
              cx + R * 0.3 * r.nextGaussian(),
              cy + R * .3 * r.nextGaussian(),
              R * 0.3,
              c2,
              0.3,
              0,
              40 * r.nextGaussian(),
              null,
              0,
              -1);
        }
      }
      if (r.nextDouble() < 0.45) speckle();
      if (r.nextDouble() < 0.25) highlights();
    }

    boolean overlap(double cx, double cy, double R) {
      for (int t = 0; t < 24; t++) {
        double th = t * Math.PI / 12;
        for (double m : new double[] {0.4, 0.9, 1.2}) {
          int x = (int) (cx + m * R * Math.cos(th)), y = (int) (cy + m * R * Math.sin(th));
          if (x >= 0 && y >= 0 && x < w && y < h && l[y * w + x] > 0) return true;
        }
      }
      return false;
    }

    void speckle() {
      float[] s1 = noise(1.5 + 2 * r.nextDouble());
      double a = 0.15 + 0.5 * r.nextDouble();
      double att = 0.7 * r.nextDouble();
      float[] lay = noise(u * 0.12);
      double la = 0.3 * r.nextDouble();
      for (int i = 0; i < n; i++) {
        int y = i / w;
        int ly = (y * 1) * w + (int) (i % w * 0.15);
        double m =
            (1 + a * (s1[i] + 0.7 * r.nextGaussian() * 0.5))
                * (1 - att * y / h)
                * (1 + la * lay[ly]);
        for (int c = 0; c < 3; c++) f[c * n + i] *= (float) Math.max(0, m);
      }
    }

    void highlights() {
      int k = 1 + r.nextInt(8);
      for (int q = 0; q < k; q++) {
        double[] co = contour();
        paint(
            r.nextDouble() * w,
            r.nextDouble() * h,
            u * (0.005 + 0.025 * r.nextDouble()),
            co,
            0.3,
            0,
            150,
            null,
            0,
            -1);
      }
    }

    void nuclei() {
      background();
      double R0 = u * (0.018 + 0.06 * r.nextDouble() * r.nextDouble());
      int k = (int) (3 + 0.35 * r.nextDouble() * n / (Math.PI * R0 * R0));
      k = Math.min(k, 160);
      float[] tex = noise(2 + R0 * 0.5 * r.nextDouble());
      double amp = 45 * r.nextDouble() * r.nextDouble();
      double soft = 0.3 * r.nextDouble();
      double rim = r.nextDouble() < 0.3 ? 25 * r.nextGaussian() : 0;
      double vary = 0.35 * r.nextDouble();
      for (int q = 1; q <= k; q++) {
        double R = R0 * Math.exp(0.22 * r.nextGaussian());
        double[] co = contour();
        for (int j = 2; j < 14; j += 2) co[j] *= 0.5;
        double cx = r.nextDouble() * w, cy = r.nextDouble() * h;
        int ix = (int) cx, iy = (int) cy;
        if (l[iy * w + ix] > 0 || (r.nextDouble() < 0.85 && overlap(cx, cy, R * 0.9))) continue;
        paint(cx, cy, R, co, soft, rim, 1 + vary * r.nextGaussian(), tex, amp, q);
      }
    }

    void disc(double x, double y, double rad, int label, double[] wv) {
      int x0 = Math.max(0, (int) (x - rad - 1)),
          x1 = Math.min(w - 1, (int) (x + rad + 1)),
          y0 = Math.max(0, (int) (y - rad - 1)),
          y1 = Math.min(h - 1, (int) (y + rad + 1));
      for (int yy = y0; yy <= y1; yy++)
        for (int xx = x0; xx <= x1; xx++) {
          double d = Math.hypot(xx - x, yy - y);
          double m = Math.max(0, Math.min(1, rad - d + 0.5));
          int i = yy * w + xx;
          if (m > wv[i]) wv[i] = m;
          if (m >= 0.5) l[i] = label;
        }
    }

    void branch(
        double x,
        double y,
        double th,
        double rad,
        int depth,
        double[] wv,
        double tort,
        double minR) {
      if (budget-- <= 0) return;
      double len = u * (0.1 + 0.35 * r.nextDouble()) * (depth == 0 ? 1.8 : 1);
      double curve = 0;
      int steps = (int) (len / Math.max(0.7, rad * 0.5));
      double st = Math.max(0.7, rad * 0.5);
      double r0 = rad;
      for (int q = 0; q < steps; q++) {
        curve =
            0.93 * curve + tort * r.nextGaussian() * 0.02 * 256 / u / Math.sqrt(Math.max(1, rad));
        th += curve * st;
        x += st * Math.cos(th);
        y += st * Math.sin(th);
        if (x < -20 || y < -20 || x > w + 20 || y > h + 20) return;
        disc(x, y, rad, 1, wv);
        rad = Math.max(minR, rad - (r0 * 0.35) / steps);
        if (depth < 3 && rad > minR * 1.05 && r.nextDouble() < 0.9 * st / (u * 0.13)) {
          double side = r.nextBoolean() ? 1 : -1;
          branch(
              x,
              y,
              th + side * (0.35 + 0.6 * r.nextDouble()),
              Math.max(minR, rad * (0.45 + 0.4 * r.nextDouble())),
              depth + 1,
              wv,
              tort,
              minR);
        }
      }
      if (depth < 3 && rad > minR) {
        double sp = 0.25 + 0.5 * r.nextDouble();
        branch(x, y, th + sp, Math.max(minR, rad * 0.8), depth + 1, wv, tort, minR);
        branch(
            x, y, th - sp * r.nextDouble(), Math.max(minR, rad * 0.7), depth + 1, wv, tort, minR);
      }
    }

    void vessels() {
      budget = 8 + r.nextInt(45);
      background();
      double[] wv = new double[n];
      double rad = u * (0.004 + 0.012 * r.nextDouble());
      double minR = Math.max(0.45, u * 0.0012);
      double tort = 0.25 + 1.6 * r.nextDouble() * r.nextDouble();
      boolean fundus = r.nextDouble() < 0.6;
      double ox = fundus ? w * (0.1 + 0.8 * r.nextDouble()) : r.nextDouble() * w,
          oy = fundus ? h * (0.35 + 0.3 * r.nextDouble()) : r.nextDouble() * h;
      int roots = fundus ? 4 + r.nextInt(5) : 1 + r.nextInt(4);
      if (fundus) {
        boolean colour = r.nextDouble() < 0.75;
        if (colour) {
          bg[0] = (float) (120 + 110 * r.nextDouble());
          bg[1] = (float) (bg[0] * (0.3 + 0.35 * r.nextDouble()));
          bg[2] = (float) (bg[1] * (0.2 + 0.6 * r.nextDouble()));
        } else bg[1] = bg[2] = bg[0] = (float) (70 + 130 * r.nextDouble());
        double k = 0.55 + 0.32 * r.nextDouble();
        for (int c = 0; c < 3; c++) fg[c] = (float) (bg[c] * (c == 0 ? (k + 1) / 2 : k));
        java.util.Arrays.fill(f, 0);
        background();
        double[] co = contour();
        for (int j = 2; j < 14; j += 2) co[j] *= 0.1;
        co[0] = 0.9;
        double d = 40 + 60 * r.nextDouble();
        paint(ox, oy, u * (0.05 + 0.04 * r.nextDouble()), co, 0.3, 0, d, null, 0, -1);
        if (r.nextDouble() < 0.7)
          paint(
              w * r.nextDouble(),
              h * r.nextDouble(),
              u * 0.12,
              co,
              1.2,
              0,
              -35 * r.nextDouble(),
              null,
              0,
              -1);
        int les = r.nextDouble() < 0.4 ? r.nextInt(14) : 0;
        for (int q = 0; q < les; q++)
          paint(
              w * r.nextDouble(),
              h * r.nextDouble(),
              u * (0.004 + 0.02 * r.nextDouble()),
              contour(),
              0.4,
              0,
              45 * r.nextGaussian(),
              null,
              0,
              -1);
      }
      for (int q = 0; q < roots; q++)
        branch(
            ox,
            oy,
            2 * Math.PI * (q + 0.6 * r.nextDouble()) / roots,
            rad * (0.6 + 0.5 * r.nextDouble()),
            0,
            wv,
            tort,
            minR);
      float[] sh = noise(u * 0.1);
      double str = 0.75 + 0.5 * r.nextDouble();
      boolean reflex = r.nextDouble() < 0.3;
      for (int i = 0; i < n; i++)
        if (wv[i] > 0) {
          double m = wv[i] * str * (0.85 + 0.15 * sh[i]);
          for (int c = 0; c < 3; c++) f[c * n + i] += (float) (m * (fg[c] - bg[c]));
        }
      if (fundus && r.nextDouble() < 0.7) {
        double cx = w / 2.0 + 0.05 * w * r.nextGaussian(),
            cy = h / 2.0 + 0.03 * h * r.nextGaussian(),
            R = u * (0.44 + 0.14 * r.nextDouble());
        for (int i = 0; i < n; i++) {
          double d = Math.hypot(i % w - cx, i / w - cy);
          double v = 1 - 0.4 * Math.pow(d / R, 3);
          if (d > R) {
            v = 0;
            l[i] = 0;
          }
          for (int c = 0; c < 3; c++) f[c * n + i] *= (float) Math.max(0, v);
        }
      }
    }

    void ring() {
      background();
      double[] co = contour();
      for (int j = 2; j < 14; j += 2) co[j] *= 0.15;
      double R = u * (0.15 + 0.3 * r.nextDouble());
      double cx = w * (0.3 + 0.4 * r.nextDouble()), cy = h * (0.3 + 0.4 * r.nextDouble());
      paint(cx, cy, R, co, 0.02, 0, 0.3 * r.nextGaussian(), fbm(), 30 * r.nextDouble(), 1);
      double ph = r.nextDouble() * 6, gap = r.nextDouble();
      double th = 1.5 + 5 * r.nextDouble();
      double ca = Math.cos(co[1]), sa = Math.sin(co[1]);
      double br = 60 + 100 * r.nextDouble();
      if (r.nextDouble() < .2) br = -br;
      for (int i = 0; i < n; i++) {
        double dx = i % w - cx,
            dy = i / w - cy,
            px = (ca * dx + sa * dy) / R,
            py = (-sa * dx + ca * dy) / (R * co[0]);
        double a = Math.atan2(py, px);
        double k = (Math.sqrt(px * px + py * py) / radius(co, a) - 1) * R / th;
        if (Math.abs(k) < 2) {
          double m = br * Math.exp(-k * k) * Math.max(0.1, 1 - gap * (1 + Math.cos(2 * a + ph)));
          for (int c = 0; c < 3; c++) f[c * n + i] += (float) m;
        }
      }
      if (r.nextDouble() < 0.7) speckle();
    }

    void membranes() {
      background();
      int k = 12 + r.nextInt(60);
      double[] xs = new double[k], ys = new double[k];
      float[] sh = new float[k];
      for (int q = 0; q < k; q++) {
        xs[q] = r.nextDouble() * w;
        ys[q] = r.nextDouble() * h;
        sh[q] = (float) (18 * r.nextGaussian());
      }
      float[] wx = noise(u * 0.12), wy = noise(u * 0.12);
      double am = u * 0.06 * r.nextDouble(), th = 1 + u * 0.008 * r.nextDouble();
      int mode = r.nextInt(3);
      double dark = -(30 + 90 * r.nextDouble()) * (r.nextDouble() < 0.8 ? 1 : -1);
      for (int i = 0; i < n; i++) {
        double x = i % w + am * wx[i], y = i / w + am * wy[i];
        double d1 = 1e18, d2 = 1e18;
        int b = 0;
        for (int q = 0; q < k; q++) {
          double d = (xs[q] - x) * (xs[q] - x) + (ys[q] - y) * (ys[q] - y);
          if (d < d1) {
            d2 = d1;
            d1 = d;
            b = q;
          } else if (d < d2) d2 = d;
        }
        double e = (Math.sqrt(d2) - Math.sqrt(d1)) / 2;
        double m = Math.max(0, Math.min(1, th - e + 0.5));
        for (int c = 0; c < 3; c++) f[c * n + i] += (float) (m * dark + (1 - m) * sh[b]);
        if (mode == 0 && m < 0.5) l[i] = b + 1;
        if (mode == 1 && m >= 0.5) l[i] = 1;
      }
      if (mode == 2) {
        int z = 3 + r.nextInt(12);
        float[] tex = noise(3);
        double am2 = 30 * r.nextDouble();
        for (int q = 1; q <= z; q++) {
          double R = u * (0.02 + 0.05 * r.nextDouble());
          double cx = r.nextDouble() * w, cy = r.nextDouble() * h;
          if (overlap(cx, cy, R)) continue;
          double[] co = contour();
          double g = (fg[0] - bg[0]);
          double d = (dark * (0.4 + 0.5 * r.nextDouble())) / (Math.abs(g) < 3 ? 3 : g);
          for (int j = 1; j < 3; j++) fg[j] = bg[j] + fg[0] - bg[0];
          paint(cx, cy, R, co, 0.1, r.nextBoolean() ? dark * 0.6 : 0, d, tex, am2, q);
        }
      }
    }

    void worms() {
      background();
      int k = 1 + r.nextInt(10);
      double rad = u * (0.004 + 0.015 * r.nextDouble());
      double[] wv = new double[n];
      for (int q = 1; q <= k; q++) {
        double x = r.nextDouble() * w, y = r.nextDouble() * h, th = r.nextDouble() * 7, c = 0;
        int steps = (int) (u * (0.1 + 0.4 * r.nextDouble()));
        for (int t = 0; t < steps; t++) {
          c = 0.97 * c + 0.012 * r.nextGaussian();
          th += c * 0.5;
          x += Math.cos(th);
          y += Math.sin(th);
          disc(x, y, rad * Math.min(1, Math.min(t, steps - t) / (3 * rad) + 0.3), q, wv);
        }
      }
      float[] t = noise(3);
      for (int i = 0; i < n; i++)
        if (wv[i] > 0)
          for (int c = 0; c < 3; c++) f[c * n + i] += (float) (wv[i] * (fg[c] - bg[c] + 15 * t[i]));
    }

    void blur(int rad) {
      float[] t = new float[Math.max(w, h)];
      for (int c = 0; c < 3; c++) {
        for (int y = 0; y < h; y++) box(c * n + y * w, 1, w, rad, t);
        for (int x = 0; x < w; x++) box(c * n + x, w, h, rad, t);
      }
    }

    void box(int st, int step, int len, int rad, float[] t) {
      for (int i = 0; i < len; i++) {
        float q = 0;
        int m = 0;
        for (int j = Math.max(0, i - rad); j <= Math.min(len - 1, i + rad); j++) {
          q += f[st + j * step];
          m++;
        }
        t[i] = q / m;
      }
      for (int i = 0; i < len; i++) f[st + i * step] = t[i];
    }

    SyntheticImage finish() {
      double b = r.nextDouble();
      if (b < 0.4) blur(1);
      else if (b < 0.5 && u > 200) blur(2);
      if (r.nextDouble() < 0.25) {
        double cx = w * r.nextDouble(), cy = h * r.nextDouble(), k = 0.6 * r.nextDouble();
        for (int i = 0; i < n; i++) {
          float v = (float) (1 - k * Math.hypot(i % w - cx, i / w - cy) / u);
          for (int c = 0; c < 3; c++) f[c * n + i] *= v;
        }
      }
      double sd = 18 * r.nextDouble() * r.nextDouble();
      boolean mono = r.nextBoolean();
      long z = r.nextLong();
      for (int i = 0; i < n; i++) {
        z = z * 6364136223846793005L + 1442695040888963407L;
        float e = (float) (sd * ((z >>> 40 & 0xffff) + (z >>> 24 & 0xffff) - 65535) / 26750.0);
        for (int c = 0; c < 3; c++) f[c * n + i] += mono || c == 0 ? e : -e;
      }
      for (int i = 0; i < f.length; i++) f[i] = Math.max(0, Math.min(255, f[i]));
      return new SyntheticImage(new Plane(s, f), LabelMap.of(s, l), "quick");
    }
  }
}
