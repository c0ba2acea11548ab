// SPDX-License-Identifier: GPL-2.0-or-later
// An archive behind a web server, for as long as a test takes.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export async function openArchive(build, corpus) {
  const folder = mkdtempSync(join(tmpdir(), "nutgraf-browser-"));
  const index = join(folder, "index");
  execFileSync(join(build, "indexer/nutgraf-index"),
    ["-q", "-d", index, "--actors", join(corpus, "actors.tsv"), "add", corpus, "odd.ndjson"],
    { stdio: ["ignore", "inherit", "inherit"] });
  const server = spawn(join(build, "searcher/nutgraf-search"), ["-d", index, "--serve"],
    { stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, NUTGRAF_NOW: "2026-11-22T12:00:00Z" } });
  const ended = new Promise((resolve) => server.once("exit", resolve));
  const address = await new Promise((resolve, reject) => {
    let said = "";
    server.stdout.on("data", (part) => {
      said += part;
      const found = /http:\/\/\S+?(?=\/\s)/.exec(said);
      if (found) resolve(found[0]);
    });
    ended.then((code) => reject(new Error(`nutgraf-search --serve ended with ${code}`)));
  });
  return {
    address,
    async close() {
      server.kill("SIGINT");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
