// One engine of node over the records of the generation benchmark: prints milliseconds a document as JSON.
// node generation.mjs ENGINE FOLDER TEMPLATE RECORDS FIRST.docx; packages are those installed in FOLDER.
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { performance } from "node:perf_hooks";

const [engine, folder, templatePath, recordsPath, firstPath] = process.argv.slice(2);
const require = createRequire(`${folder}/package.json`);
const template = readFileSync(templatePath);
const records = JSON.parse(readFileSync(recordsPath, "utf8"));

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
for (const record of records.slice(0, 5)) writeFileSync(firstPath, await render(record));
const start = performance.now();
for (const record of records) await render(record);
const spent = performance.now() - start;
writeFileSync(firstPath, await render(records[0]));
console.log(JSON.stringify({ ms: spent / records.length }));
