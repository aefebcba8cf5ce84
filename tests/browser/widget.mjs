// Recommended stories on a page of another origin: with a script under a strict policy, by a server-side include without
// any script, and never for a page that is not on the list.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBrowser, run, startNewsloom } from './newsroom.mjs';

const root = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'newsloom-widget-'));
const database = join(folder, 'news.db');

// The host: a blog whose pages are made anew for each request, with a policy of their own.
const pages = {};
const host = http.createServer(async (request, response) => {
  const page = pages[new URL(request.url, 'http://host').pathname];
  const { policy, body } = page ? await page() : { body: '' };
  if (policy) response.setHeader('Content-Security-Policy', policy);
  response.writeHead(page ? 200 : 204, { 'content-type': 'text/html; charset=utf-8' });
  response.end(body);
});
await new Promise((resolve) => host.listen(0, '127.0.0.1', resolve));
const port = host.address().port;
const origin = `http://127.0.0.1:${port}`;

const ingested = spawnSync(process.env.NEWSLOOM, ['ingest', '--db', database, join(root, 'samples', 'newsroom')]);
assert.equal(ingested.status, 0, ingested.stderr?.toString());
const config = join(folder, 'newsloom.toml');
writeFileSync(config, `[site]\nmode = "public"\nlisten = "127.0.0.1:0"\nother_sites = ["${origin}"]\n`);
const newsroom = await startNewsloom('serve', '--db', database, '--config', config);
const { articles } = await (await fetch(`${newsroom.origin}/api/v1/articles?limit=100`)).json();
const article = articles.find(({ url, copy_of }) => url && !copy_of);

const place = (more = '') => `<div data-newsloom="recommended" ${more}><p class="before">Nothing yet</p></div>`;
const document_of = (body, head = '') =>
  `<!doctype html><html lang="en"><head><title>A post of the blog</title>${head}</head><body><main><p id="text">` +
  `${article.title}. ${article.summary ?? ''}</p>${body}</main></body></html>`;
const script_at = `${newsroom.origin}/static/widget.js`;
const hash = createHash('sha256').update(readFileSync(join(root, 'web', 'static', 'widget.js'))).digest('base64');
const strict = (source) => `script-src ${source}; object-src 'none'; base-uri 'none'; require-trusted-types-for 'script'`;
const known = `data-url="${article.url}?utm_source=blog"`;
const nonce = `<script src="${script_at}" nonce="r4nd0m" async></script>`;

pages['/nonce'] = () => ({ policy: strict("'nonce-r4nd0m' 'strict-dynamic'"), body: document_of(place(known) + nonce) });
pages['/hash'] = () => ({
  policy: strict(`'sha256-${hash}'`),
  body: document_of(place(known) + `<script src="${script_at}" integrity="sha256-${hash}" crossorigin async></script>`),
});
pages['/canonical'] = () => ({ body: document_of(place('data-limit="2"') + nonce, `<link rel="canonical" href="${article.url}">`) });
pages['/unknown'] = () => ({ body: document_of(place() + nonce) });
pages['/text'] = () => ({ body: document_of(place('data-text="#text"') + nonce) });
pages['/include'] = async () => {
  const list = await fetch(`${newsroom.origin}/widget/recommended?limit=3&url=${encodeURIComponent(article.url)}`);
  return { policy: "default-src 'none'", body: document_of(await list.text()) };
};

const { browser, context, page, faults } = await openBrowser({ origin });
const links = page.locator('.newsloom-list .newsloom-link');
const settled = () => page.waitForLoadState('networkidle');
const filled = async (path) => {
  await page.goto(origin + path);
  await links.first().waitFor();
  return links.evaluateAll((all) => all.map((link) => link.href));
};

const failed = await run([
  ['a nonce is all that a strict policy has to give', async () => {
    const addresses = await filled('/nonce');
    assert.equal(addresses.length, 5);
    const publishers = new Set(articles.map(({ url }) => url && new URL(url).host));
    for (const address of addresses) assert.ok(publishers.has(new URL(address).host), address);
    assert.ok(!addresses.includes(article.url), 'the article itself');
    assert.equal(await page.locator('.before').count(), 0);
    assert.ok((await page.locator('.newsloom-why').first().textContent()).length > 10);
  }],
  ['the hash of the script is enough, too', async () => assert.equal((await filled('/hash')).length, 5)],
  ['the page is found by its canonical address', async () => assert.equal((await filled('/canonical')).length, 2)],
  ['the host page styles it: no style of ours is there', async () => {
    await filled('/nonce');
    assert.equal(await page.locator('[data-newsloom] [style], style, link[rel=stylesheet]').count(), 0);
  }],
  ['nothing is kept in the browser', async () => {
    await filled('/nonce');
    assert.deepEqual(await context.cookies(), []);
    assert.deepEqual(await page.evaluate(() => [localStorage.length, sessionStorage.length]), [0, 0]);
  }],
  ['what stands there before stays where nothing is known', async () => {
    await page.goto(`${origin}/unknown`);
    await settled();
    assert.equal(await page.locator('.before').count(), 1);
  }],
  ['a text that the page names is asked about where its address is unknown', async () => {
    assert.ok((await filled('/text')).length > 0);
  }],
  ['only the newsroom was asked, and nobody was told where the reader is', async () => {
    const other = faults.filter((fault) => !fault.includes(newsroom.origin) && !fault.startsWith('console: Failed to load'));
    assert.deepEqual(other, []);
  }],
  ['a page that is not on the list gets nothing', async () => {
    await page.goto(`http://localhost:${port}/nonce`);
    await settled();
    assert.equal(await page.locator('.before').count(), 1);
    assert.equal(await links.count(), 0);
  }],
  ['without any script an include gives plain links', async () => {
    const plain = await browser.newContext({ javaScriptEnabled: false });
    const still = await plain.newPage();
    await still.goto(`${origin}/include`);
    const addresses = await still.locator('.newsloom-link').evaluateAll((all) => all.map((link) => link.href));
    assert.equal(addresses.length, 3);
    for (const address of addresses) assert.match(address, /^https?:\/\//);
    await plain.close();
  }],
]);
await browser.close();
await newsroom.stop();
host.close();
rmSync(folder, { recursive: true });
process.exit(failed);
