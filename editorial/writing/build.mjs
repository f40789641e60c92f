// Bundles the writing surface into one module that the office serves, and what the static edition runs into classic
// scripts, which a page from a folder may load. `--check` compares them with the committed ones.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const EDITION = "../static_edition/";

async function bundled(entry, out, format, banner) {
  const result = await build({
    entryPoints: [here(entry)],
    bundle: true,
    format,
    target: "es2022",
    charset: "utf8",
    minify: true,
    legalComments: "inline",
    banner: { js: banner },
    outfile: here(out),
    write: false,
  });
  const made = result.outputFiles[0].text;
  if (!process.argv.includes("--check")) writeFileSync(here(out), made);
  else if (readFileSync(here(out), "utf8") !== made) {
    console.error(`${out} is not what its sources make: run \`make editor\`, and commit it.`);
    process.exitCode = 1;
  }
}

// `tests/house/test_writing_bundle.py` makes the same digest, where there is no Node.
const sources = readdirSync(here("src")).sort().map((name) => `src/${name}`);
const digest = createHash("sha256");
for (const name of [...sources, "package-lock.json", "build.mjs"]) digest.update(readFileSync(here(name)));

const { packages } = JSON.parse(readFileSync(here("package-lock.json")));
const used = Object.entries(packages)
  .filter(([path, { dev }]) => path && !dev)
  .map(([path, { version }]) => `${path.replace("node_modules/", "")} ${version}`);

await bundled(
  "src/surface.js",
  "../../static/office/writing.js",
  "esm",
  [
    `// Made by \`make editor\` from editorial/writing, whose digest is ${digest.digest("hex")},`,
    `// with these packages, all under the MIT licence (editorial/writing/LICENSES.txt): ${used.join(", ")}.`,
  ].join("\n"),
);
for (const name of ["edition.js", "edition-search.js"]) {
  await bundled(`${EDITION}src/${name}`, `${EDITION}${name}`, "iife", `// Made by \`make editor\` from src/${name} and what it imports.`);
}
