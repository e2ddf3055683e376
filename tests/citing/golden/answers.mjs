// What citeproc-js makes of the records, style by style: see README.md.
import { readFileSync, writeFileSync } from "node:fs";
import CSL from "citeproc";

const STYLES = {
  apa: "apa.csl",
  mla: "modern-language-association.csl",
  "chicago-notes": "chicago-notes-bibliography.csl",
  "chicago-author-date": "chicago-author-date.csl",
};
const [, , from, to] = process.argv;
const records = JSON.parse(readFileSync(from, "utf8"));
const byId = Object.fromEntries(records.map((record) => [record.id, record]));
const system = {
  retrieveLocale: () => readFileSync("locales-en-US.xml", "utf8"),
  retrieveItem: (id) => byId[id],
};

/** The entry without the element around it; nothing where the style leaves it out of a bibliography. */
const bare = (html) => (html ?? "").replace(/^\s*<div class="csl-entry">\s*|\s*<\/div>\s*$/g, "");

const answers = Object.fromEntries(records.map(({ id }) => [id, {}]));
for (const [name, file] of Object.entries(STYLES)) {
  const engine = new CSL.Engine(system, readFileSync(file, "utf8"), "en-US", true);
  for (const { id } of records) {
    engine.updateItems([id]); // alone, so that nothing has to be told from anything else
    answers[id][name] = bare(engine.makeBibliography()[1][0]);
    if (name !== "chicago-notes") continue;
    engine.updateItems([]);
    const note = { citationItems: [{ id }], properties: { noteIndex: 1 } };
    answers[id]["chicago-note"] = engine.previewCitationCluster(note, [], [], "html");
  }
}
writeFileSync(to, `${JSON.stringify(answers, null, 1)}\n`);
