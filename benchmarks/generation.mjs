// One engine of node for the generation benchmark: node generation.mjs ENGINE FOLDER TEMPLATE.
// Packages are those installed in FOLDER. Each line of input is a list of records as JSON; each is answered by a line
// with the milliseconds that one took but for the first, which warms up, and the last document in base64.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { createInterface } from "node:readline";

const [engine, folder, templatePath] = process.argv.slice(2);
const require = createRequire(`${folder}/package.json`);
const template = readFileSync(templatePath);

function makeEngine() {
  if (engine === "docxtemplater") {
    const PizZip = require("pizzip");
    const Docxtemplater = require("docxtemplater");
    return async (record) => {
      const document = new Docxtemplater(new PizZip(template), { paragraphLoop: true });
      document.render(record);
      return document.toBuffer({ compression: "DEFLATE" });
    };
  }
  const { TemplateHandler } = require("easy-template-x");
  const handler = new TemplateHandler();
  return (record) => handler.process(template, record);
}

const render = makeEngine();
for await (const line of createInterface({ input: process.stdin })) {
  const records = JSON.parse(line);
  let last = await render(records[0]);
  const start = performance.now();
  for (const record of records.slice(1)) last = await render(record);
  const ms = (performance.now() - start) / (records.length - 1);
  console.log(JSON.stringify({ ms, last: Buffer.from(last).toString("base64") }));
}
