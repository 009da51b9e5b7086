// Builds static/app.css and static/app.js from this folder; both are committed, so that setting up needs no Node.
//   node build.mjs           writes them
//   node build.mjs --check   writes nothing; fails unless a fresh build equals what is committed
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import * as sass from "sass";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

async function styles() {
  const { css } = await sass.compileAsync(here("styles/app.scss"), {
    style: "compressed",
    loadPaths: [here("node_modules/govuk-frontend/dist")],
    quietDeps: true,
  });
  if (/url\(|@font-face/.test(css)) throw new Error("app.css asks for a file: no fonts, crests or icons belong in it");
  return `${css}\n`;
}

async function script() {
  const { outputFiles } = await esbuild.build({
    entryPoints: [here("scripts/app.js")],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2020",
    legalComments: "none",
    write: false,
  });
  return outputFiles[0].text;
}

const built = { "app.css": await styles(), "app.js": await script() };
const checking = process.argv.includes("--check");
let stale = 0;
for (const [name, fresh] of Object.entries(built)) {
  const target = here(`../static/${name}`);
  if (!checking) {
    await writeFile(target, fresh);
    console.log(`static/${name}: ${Math.round(fresh.length / 1024)} KiB`);
  } else if ((await readFile(target, "utf8").catch(() => "")) !== fresh) {
    console.error(`static/${name} is not what frontend/ builds: run "npm run build" in frontend/ and commit it.`);
    stale += 1;
  }
}
process.exitCode = stale ? 1 : 0;
