// What pdf.js, which is Firefox's viewer, hands to a screen reader of PDF files: for each page the tree of its tags with
// the words of their marked content, as JSON.
//
//     node walk_pdfjs.mjs FILE.pdf…  →  [{title, language, outline, pages: [node, …]}, …]
//
// A node is {role, alt, lang, kids}; a kid is a node, a text, or a link: {link: address or "page 7", words}.

import { readFile } from "node:fs/promises";

// Nothing is drawn here, so these stand in for what a canvas would bring; pdf.js looks for them while it loads.
for (const name of ["DOMMatrix", "ImageData", "Path2D"]) {
  globalThis[name] ??= class {};
}
const { getDocument, VerbosityLevel } = await import("pdfjs-dist/legacy/build/pdf.mjs");

async function wordsOf(page) {
  const words = new Map();
  const open = [];
  const content = await page.getTextContent({ includeMarkedContent: true, disableNormalization: true });
  for (const item of content.items) {
    if (item.type?.startsWith("beginMarkedContent")) {
      open.push(item.id ?? null);
    } else if (item.type === "endMarkedContent") {
      open.pop();
    } else {
      const id = open.findLast((one) => one !== null) ?? null;
      words.set(id, (words.get(id) ?? "") + item.str + (item.hasEOL ? " " : ""));
    }
  }
  return words;
}

async function linksOf(pdf, page) {
  const links = new Map();
  for (const one of await page.getAnnotations()) {
    const to = one.dest ? `page ${(await pdf.getPageIndex(one.dest[0])) + 1}` : one.unsafeUrl ?? "";
    links.set(one.id, { link: to, words: one.contentsObj.str });
  }
  return links;
}

function heard(node, words, links) {
  switch (node.type) {
    case "content":
      return words.get(node.id) ?? "";
    case "annotation":
    case "object":
      return links.get(node.id) ?? { link: "", words: "" };
    default:
      return {
        role: node.role,
        alt: node.alt ?? "",
        lang: node.lang ?? "",
        kids: (node.children ?? []).map((kid) => heard(kid, words, links)),
      };
  }
}

const files = [];
for (const name of process.argv.slice(2)) {
  const data = new Uint8Array(await readFile(name));
  const pdf = await getDocument({ data, verbosity: VerbosityLevel.ERRORS, useSystemFonts: false }).promise;
  const pages = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const tree = await page.getStructTree();
    pages.push(tree === null ? null : heard(tree, await wordsOf(page), await linksOf(pdf, page)));
  }
  const outline = ((await pdf.getOutline()) ?? []).map((entry) => entry.title);
  const { info } = await pdf.getMetadata();
  files.push({ title: info.Title ?? "", language: info.Language ?? "", outline, pages });
}
process.stdout.write(JSON.stringify(files));
