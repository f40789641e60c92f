// Bundles the writing surface into one module that the office serves. `--check` compares it with the committed one.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const out = here("../../static/office/writing.js");

// `tests/house/test_writing_bundle.py` makes the same digest, where there is no Node.
const sources = readdirSync(here("src")).sort().map((name) => `src/${name}`);
const digest = createHash("sha256");
for (const name of [...sources, "package-lock.json", "build.mjs"]) digest.update(readFileSync(here(name)));

const { packages } = JSON.parse(readFileSync(here("package-lock.json")));
const bundled = Object.entries(packages)
  .filter(([path, { dev }]) => path && !dev)
  .map(([path, { version }]) => `${path.replace("node_modules/", "")} ${version}`);

const result = await build({
  entryPoints: [here("src/surface.js")],
  bundle: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  minify: true,
  legalComments: "inline",
  banner: {
    js: [
      `// Made by \`make editor\` from editorial/writing, whose digest is ${digest.digest("hex")},`,
      `// with these packages, all under the MIT licence (editorial/writing/LICENSES.txt): ${bundled.join(", ")}.`,
    ].join("\n"),
  },
  outfile: out,
  write: false,
});
const made = result.outputFiles[0].text;
if (!process.argv.includes("--check")) writeFileSync(out, made);
else if (readFileSync(out, "utf8") !== made) {
  console.error("static/office/writing.js is not what its sources make: run `make editor`, and commit it.");
  process.exit(1);
}
