// SPDX-License-Identifier: GPL-2.0-or-later
// What a reader does with the page, with and without scripts; how it looks on phones and desks, by
// day and by night; and that nobody meets a barrier.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { chromium } from "playwright-core";
import { openArchive } from "./archive.mjs";

const [build, corpus] = process.argv.slice(2);
const axe = readFileSync("node_modules/axe-core/axe.min.js", "utf8");
const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
  .find(existsSync);
const QUERY = "/?q=source+code+audit";
const MAX_BYTES = 40 * 1024;

let archive, browser;
const failures = [];
let passed = 0;

async function test(name, body) {
  const began = Date.now();
  try {
    await body();
    passed++;
    console.log(`ok   ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  } catch (error) {
    failures.push(name);
    console.log(`FAIL ${name}\n${error.stack}`);
  }
}

// A tab that fails the test when the page complains: a script's error, or what its policy forbids.
async function withTab(options, body) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const complaints = [];
  context.on("weberror", (error) => complaints.push(error.error().message));
  context.on("console", (line) => line.type() === "error" && complaints.push(line.text()));
  const tab = await context.newPage();
  tab.setDefaultTimeout(10000);
  try {
    await body(tab, context);
    assert.deepEqual(complaints.filter((line) => !/status of (400|404)/.test(line)), []);
  } finally {
    await context.close();
  }
}

const open = (tab, path) => tab.goto(archive.address + path);

// "53 paragraphs in 45 articles" -> 45
async function articles(tab) {
  const text = await tab.locator("h1").innerText();
  const found = /([\d,]+) articles?$/.exec(text);
  assert.ok(found, `no number of articles in "${text}"`);
  return Number(found[1].replace(/,/g, ""));
}

const facet = (tab, title) =>
  tab.locator("aside section").filter({ has: tab.getByRole("heading", { name: title, exact: true }) });

// The nth value of a facet that is not chosen yet: its name and how many articles it says it has.
async function value(tab, title, n = 0) {
  const item = facet(tab, title).locator("li:not(.on)").nth(n);
  return {
    link: item.getByRole("link"),
    name: await item.locator("bdi").innerText(),
    count: Number((await item.locator("> span").innerText()).replace(/,/g, "")),
  };
}

const chosen = (tab) => tab.getByRole("list", { name: "Chosen" });

// ---- what a reader does ----

async function searchAndNarrow(tab) {
  await open(tab, "/");
  await tab.getByLabel("Search the news").fill("source code audit");
  await tab.getByLabel("Search the news").press("Enter");
  await tab.waitForURL(/q=source\+code\+audit/);
  assert.equal(await tab.getByLabel("Search the news").inputValue(), "source code audit");
  const all = await articles(tab);
  assert.ok(all > 20, `${all} articles`);

  // two values of one facet: what the first had is no less, what the second had is added
  const first = await value(tab, "Outlet");
  await first.link.click();
  await tab.waitForURL(/outlet=/);
  assert.equal(await articles(tab), first.count);
  const second = await value(tab, "Outlet");
  assert.notEqual(second.name, first.name);
  await second.link.click();
  await tab.waitForURL(/outlet=.*outlet=/);
  const both = first.count + second.count;
  assert.equal(await articles(tab), both);
  assert.equal(await chosen(tab).getByRole("listitem").count(), 3);

  // a second facet
  const named = await value(tab, "Named");
  await named.link.click();
  await tab.waitForURL(/actor=/);
  assert.equal(await articles(tab), named.count);
  assert.ok(named.count <= both);

  // a month, by way of its year when the timeline spans many
  for (let step = 0; step < 3; step++) {
    const bars = tab.locator(".time svg a");
    if ((await bars.count()) === 0) break;
    const label = await bars.first().locator("title").textContent();
    const [, count] = /: ([\d,]+) of/.exec(label);
    await bars.first().locator("path").click();
    await tab.waitForURL(/since=/);
    assert.equal(await articles(tab), Number(count), label);
    if (/since=\d{4}-\d\d(&|$)/.test(tab.url())) break;
  }
  assert.match(tab.url(), /since=\d{4}/);
  assert.match(await tab.locator(".told").innerText(), / in |from|on /);

  // remove the second facet, then all of it
  const narrow = await articles(tab);
  await chosen(tab).getByRole("link", { name: /^Remove Named/ }).click();
  await tab.waitForURL((url) => !url.search.includes("actor="));
  assert.ok((await articles(tab)) >= narrow);
  await chosen(tab).getByRole("link", { name: "Remove all" }).click();
  await tab.waitForURL((url) => !/outlet=|since=/.test(url.search));
  assert.equal(await articles(tab), all);

  // to a paragraph, and back
  const link = tab.getByRole("link", { name: /^Paragraph \d+ of \d+$/ }).first();
  const n = /\d+/.exec(await link.innerText())[0];
  const headline = await tab.locator(".hits h3").first().innerText();
  await link.click();
  await tab.waitForURL(/\/p\//);
  assert.equal(await tab.locator("h1").innerText(), headline);
  assert.equal(await tab.locator(".this .n").innerText(), n);
  await tab.goBack();
  assert.equal(await articles(tab), all);

  // the next page goes on where this one ends
  const here = await tab.locator(".hits h3").allInnerTexts();
  assert.equal(here.length, 10);
  await tab.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Next" }).click();
  await tab.waitForURL(/offset=10/);
  assert.equal(await tab.locator(".hits").getAttribute("start"), "11");
  const there = await tab.locator(".hits h3").allInnerTexts();
  assert.ok(there.every((title) => !here.includes(title)), "no article twice");
  await tab.getByRole("link", { name: "Previous" }).click();
  await tab.waitForURL((url) => !url.search.includes("offset"));
  assert.deepEqual(await tab.locator(".hits h3").allInnerTexts(), here);
}

async function suggestions(tab) {
  await open(tab, "/");
  const box = tab.getByRole("combobox", { name: "Search the news" });
  await box.pressSequentially("source code aud");
  const list = tab.getByRole("listbox", { name: "Suggestions" });
  // on a slow machine there is first a list for less than that
  await list.getByRole("option", { name: /^source code aud/ }).first().waitFor();
  assert.equal(await box.getAttribute("aria-expanded"), "true");
  await box.press("ArrowDown");
  const option = list.getByRole("option", { selected: true });
  assert.equal(await box.getAttribute("aria-activedescendant"), await option.getAttribute("id"));
  const text = await option.getAttribute("title");
  assert.equal(await box.inputValue(), text);
  assert.match(text, /^source code aud/);
  await assertNoBarriers(tab, "open suggestions");
  await box.press("Escape");
  assert.equal(await box.inputValue(), "source code aud");
  assert.ok(await list.isHidden());
  await box.pressSequentially("i");
  await list.waitFor();
  await box.press("ArrowDown");
  const wanted = await box.inputValue();
  await box.press("Enter");
  await tab.waitForURL((url) => url.searchParams.get("q") === wanted);
  assert.ok((await articles(tab)) > 0);
}

async function keyboard(tab) {
  await open(tab, QUERY);
  await tab.keyboard.press("Tab");
  const skip = tab.getByRole("link", { name: "Skip to the content" });
  assert.ok(await skip.evaluate((one) => one === document.activeElement), "first stop");
  assert.ok((await skip.boundingBox()).x >= 0, "is seen");
  await tab.keyboard.press("Enter");
  await tab.keyboard.press("Tab");
  assert.ok(await tab.evaluate(() => document.activeElement.closest("main") !== null));
  // every stop is seen, and none is behind another
  await open(tab, QUERY);
  const stops = await tab.locator("a[href]:not([tabindex='-1']), button, input:not([type=hidden])")
    .evaluateAll((all) => all.filter((one) => one.getClientRects().length > 0).length);
  assert.ok(stops > 40, `${stops} stops`);
  for (let i = 0; i < stops; i++) {
    await tab.keyboard.press("Tab");
    const state = await tab.evaluate(() => {
      const one = document.activeElement, box = one.getBoundingClientRect();
      const style = getComputedStyle(one);
      const svg = one.namespaceURI.endsWith("svg");
      return { tag: one.outerHTML.slice(0, 80), there: box.width > 0 && box.height > 0,
        ring: svg || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) };
    });
    assert.ok(state.there && state.ring, JSON.stringify(state));
  }
}

// One article of another century leaves the bars of all others wide, and can be reached.
async function farApart(tab) {
  await open(tab, QUERY);
  const [bar] = await tab.locator(".time svg rect").evaluateAll((all) =>
    all.map((one) => one.getBoundingClientRect().width));
  assert.ok(bar > 10, `a bar of ${bar} pixels`);
  const earlier = tab.getByRole("group", { name: /Articles a year/ }).getByRole("link", { name: "earlier (1)" });
  await earlier.focus();
  await tab.keyboard.press("Enter");
  await tab.waitForURL(/until=/);
  assert.equal(await articles(tab), 1);
  assert.match(await tab.locator(".by").first().innerText(), /1901/);
}

// ---- how it looks ----

const everything = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
// what depends on width or colours, once the rest has been looked at
const sights = {
  320: everything, 768: { type: "rule", values: ["target-size"] }, 1440: everything,
  dark: { type: "rule", values: ["color-contrast", "link-in-text-block"] },
};

async function assertNoBarriers(tab, name, runOnly = everything) {
  await tab.evaluate(axe);
  const found = await tab.evaluate((rules) => window.axe.run({ runOnly: rules, resultTypes: ["violations"] }), runOnly);
  assert.ok(found.passes.length > 0, "axe looked at the page");
  assert.deepEqual(found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target).join(", ")}`),
    [], name);
}

async function pages() {
  const paths = {
    start: "/",
    results: QUERY,
    chosen: `${QUERY}&outlet=the-harbour-ledger&outlet=channelbench&kind=article&since=2017`,
    quotations: "/?q=security&scope=quote",
    odd: "/?q=source+code+audit&since=2024-03&until=2024-05-06",
    undated: "/?q=%22without+a+headline%22",
    nothing: "/?q=sorce+code+zebra&outlet=le-quai",
    wrong: "/?q=audit+titel%3Acode",
    missing: "/p/no-such-article/1",
    arabic: "/p/odd-arabic/1?q=audit",
    long: "/p/odd-long-words/1",
    newest: "/?sort=newest",
  };
  await withTab({ javaScriptEnabled: false }, async (tab) => {
    await open(tab, "/?q=varga+audit+governments");
    paths.paragraph = new URL(await tab.getByRole("link", { name: /^Paragraph [2-9]/ }).first()
      .evaluate((one) => one.href)).pathname + "?q=varga";
  });
  return paths;
}

async function looks(paths, width, colorScheme) {
  const viewport = { width, height: width < 500 ? 640 : 900 };
  await withTab({ viewport, colorScheme, isMobile: false }, async (tab) => {
    for (const [name, path] of Object.entries(paths)) {
      await open(tab, path);
      const wide = await tab.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `${name} is ${wide} wide on ${width}`);
      await tab.screenshot({ path: `screenshots/${name}-${width}-${colorScheme}.png`, fullPage: true });
      await assertNoBarriers(tab, `${name} on ${width}, ${colorScheme}`,
        sights[colorScheme] ?? sights[width]);
    }
  });
}

async function zoomed(tab) {
  // text at twice its size on a phone: nothing is cut off
  await open(tab, QUERY);
  await tab.addStyleTag({ content: "html{font-size:200%}" });
  assert.equal(await tab.locator("body").evaluate((one) => getComputedStyle(one).fontSize), "32px");
  const wide = await tab.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 320, `${wide}`);
}

async function printed(tab) {
  await open(tab, QUERY);
  await tab.emulateMedia({ media: "print" });
  assert.ok(await tab.locator("form.ask").isHidden());
  assert.ok(await tab.locator("aside").isHidden());
  assert.ok(await tab.locator(".hits h3").first().isVisible());
  await tab.screenshot({ path: "screenshots/print.png", fullPage: true });
}

async function weight(tab) {
  const requests = [];
  tab.on("request", (request) => requests.push(request.url()));
  const answer = await open(tab, QUERY);
  await tab.waitForLoadState("networkidle");
  const bytes = (await answer.body()).length;
  assert.equal(await tab.locator(".hits > li").count(), 10);
  assert.ok(bytes < MAX_BYTES, `${bytes} bytes`);
  assert.deepEqual(requests.filter((url) => !url.endsWith("/favicon.ico")), [archive.address + QUERY]);
}

async function languages() {
  const expected = { de: ["Suchen", /Absätze in \d+ Artikeln$/], fr: ["Chercher", /paragraphes dans \d+ articles$/] };
  for (const [lang, [button, count]] of Object.entries(expected))
    await withTab({ locale: lang }, async (tab) => {
      await open(tab, QUERY);
      assert.equal(await tab.locator("html").getAttribute("lang"), lang);
      await tab.getByRole("button", { name: button, exact: true }).waitFor();
      assert.match(await tab.locator("h1").innerText(), count);
      await tab.screenshot({ path: `screenshots/results-${lang}.png`, fullPage: true });
    });
}

async function directions(tab) {
  await open(tab, "/p/odd-arabic/1");
  assert.equal(await tab.locator(".this p").evaluate((one) => getComputedStyle(one).direction), "rtl");
  assert.equal(await tab.locator(".this p").getAttribute("lang"), "ar");
  assert.equal(await tab.locator("h1").evaluate((one) => getComputedStyle(one).direction), "rtl");
}

// ---- all of it ----

if (!executablePath) {
  console.log("skipped: Chromium cannot be found");
  process.exit(0);
}
archive = await openArchive(build, corpus);
browser = await chromium.launch({ executablePath,
  args: process.getuid() === 0 ? ["--no-sandbox"] : [] });
try {
  await test("a reader searches, narrows, widens, reads and turns the page", () => withTab({}, searchAndNarrow));
  await test("the same without scripts", () => withTab({ javaScriptEnabled: false }, searchAndNarrow));
  await test("what is typed is suggested", () => withTab({}, suggestions));
  await test("everything can be reached by keyboard, and is seen there", () => withTab({}, keyboard));
  await test("one article of another century leaves the timeline readable", () => withTab({}, farApart));
  await test("ten results are one request of less than 40 KB", () => withTab({}, weight));
  await test("the interface speaks the reader's language", languages);
  await test("text runs from right to left where its script does", () => withTab({}, directions));
  await test("on paper stand results without controls", () => withTab({}, printed));
  await test("text of twice the size fits a phone", () => withTab({ viewport: { width: 320, height: 640 }, bypassCSP: true }, zoomed));
  let paths;
  await test("every kind of page can be reached", async () => { paths = await pages(); });
  for (const width of [320, 768, 1440])
    await Promise.all(["light", "dark"].map((colorScheme) =>
      test(`no page scrolls sideways or bars anybody: ${width} pixels, ${colorScheme}`,
        () => looks(paths, width, colorScheme))));
} finally {
  await browser.close();
  await archive.close();
}
console.log(`\n${passed} passed, ${failures.length} failed`);
process.exit(failures.length ? 1 : 0);
