// What Chromium makes of web pages: what axe-core finds on them in several settings, what a screen reader is handed, where
// the Tab key goes, whether anything is wider than the window, and what was asked of anybody outside.
//
//     node walk_web.mjs CHROMIUM FILE.html…  →  [{file, findings, wide, asked, keys, tree}, …]

import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf-8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const SETTINGS = [
  { name: "telephone", width: 320, height: 640, colorScheme: "light" },
  { name: "telephone, dark", width: 320, height: 640, colorScheme: "dark" },
  { name: "screen", width: 1280, height: 900, colorScheme: "light" },
  { name: "screen at 200 %", width: 640, height: 450, colorScheme: "dark" },
  { name: "larger text", width: 320, height: 640, colorScheme: "light", larger: true },
  { name: "paper", width: 794, height: 1123, colorScheme: "light", media: "print" },
];

const [program, ...files] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: program,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
const told = [];
for (const file of files) told.push(await walk(file));
await browser.close();
process.stdout.write(JSON.stringify(told));

async function walk(file) {
  const context = await browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  const asked = [];
  await page.route("**/*", (route) => {
    const address = route.request().url();
    if (address === pathToFileURL(file).href || address.startsWith("data:")) return route.continue();
    asked.push(address);
    return route.abort();
  });
  const findings = [];
  const wide = [];
  await page.goto(pathToFileURL(file).href);
  await page.evaluate(() => document.fonts.ready);
  const fonts = await page.evaluate(() => [...document.fonts].map((font) => font.status));
  await page.evaluate(AXE);
  for (const setting of SETTINGS) {
    await page.setViewportSize({ width: setting.width, height: setting.height });
    await page.emulateMedia({ colorScheme: setting.colorScheme, media: setting.media ?? "screen" });
    await page.evaluate((larger) => {
      const box = document.getElementById("larger");
      if (box) box.checked = larger;
    }, Boolean(setting.larger));
    const result = await page.evaluate((tags) => window.axe.run(document, { runOnly: tags, resultTypes: ["violations"] }), TAGS);
    for (const violation of result.violations)
      for (const node of violation.nodes.slice(0, 3))
        findings.push(`${setting.name}: ${violation.id}: ${node.html.slice(0, 160)}: ${node.failureSummary}`);
    const width = await page.evaluate(() => document.scrollingElement.scrollWidth);
    if (width > setting.width) wide.push(`${setting.name}: ${width} of ${setting.width}`);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: "light", media: "screen" });
  const keys = [];
  const most = await page.evaluate(() => document.querySelectorAll("a[href], input, [tabindex='0']").length);
  await page.evaluate(() => document.body.focus());
  for (let count = 0; count < Math.min(most, 40); count += 1) {
    await page.keyboard.press("Tab");
    keys.push(await page.evaluate(() => {
      const at = document.activeElement;
      const seen = at.getBoundingClientRect();
      return { name: at.getAttribute("href") ?? at.id ?? at.className, tag: at.tagName.toLowerCase(), seen: seen.width > 0 && seen.bottom > 0 && seen.top < innerHeight };
    }));
  }
  const session = await context.newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  const known = new Map(nodes.map((node) => [node.nodeId, node]));
  const inOrder = (node) => [node, ...(node.childIds ?? []).flatMap((id) => (known.has(id) ? inOrder(known.get(id)) : []))];
  const tree = inOrder(nodes[0]).filter((node) => !node.ignored).map((node) => ({
    role: node.role?.value ?? "",
    name: node.name?.value ?? "",
    level: (node.properties ?? []).find((one) => one.name === "level")?.value?.value ?? 0,
  }));
  const order = await page.evaluate(() => [...document.querySelectorAll("a[href], input, [tabindex='0']")].map(
    (each) => each.getAttribute("href") ?? each.id ?? each.className));
  await context.close();
  return { file, findings, wide, asked, fonts, keys, order, tree };
}
