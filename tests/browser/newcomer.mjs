// The first minutes of somebody who has just typed `make demo`: sign in, read, follow, search, add feeds, leave.
// Without scripts, as the site promises; and all the while nothing is asked of any other host.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dropFile, eventually, openBrowser, run, startDemo, startNewswire, startPublisher } from './newsroom.mjs';

const savedPage = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Heron nests on the roof of the Orsk town hall - The Orsk Courier</title>
<meta property="article:published_time" content="2026-03-12T16:30:00+01:00"></head><body>
<nav><a href="/">Home</a> <a href="/town">Town</a></nav>
<article><h1>Heron nests on the roof of the Orsk town hall</h1>
<p>A pair of grey herons has built a nest on the roof of the town hall in Orsk, beside the weathervane, and the
council has put off the repair of the gutters until the autumn.</p>
<p>The caretaker, Tove Marrin, noticed them when a pike fell past her window. By Thursday there were two speckled eggs,
she said, and a queue at the tower of the fire brigade, from which the nest can best be seen.</p>
<p>Herons have not been known to breed in the town since the mill ponds were filled in seventy years ago.</p>
</article><footer>The Orsk Courier</footer></body></html>`;

const ferryText = `The last steam ferry between Orsk and the island of Tell made its final crossing on Sunday, with a
brass band on the upper deck and the mayor at the whistle. The Grey Heron had carried the mail, cattle and three
generations of schoolchildren since the winter in which the causeway was washed away. A boat with batteries takes over on
Monday; it leaves every forty minutes.`;
const ferryPage = `<!DOCTYPE html><html lang="en"><head><title>Grey Heron makes her last crossing</title></head><body>
<article><h1>Grey Heron makes her last crossing</h1><p>${ferryText}</p></article></body></html>`;
const feedItem = (title, path, text) =>
  `<item><title>${title}</title><link>${publisher.origin}${path}</link><description>${text}</description></item>`;

const publisher = await startPublisher({});
Object.assign(publisher.pages, {
  '/ferry': { type: 'text/html; charset=utf-8', body: ferryPage },
  '/paid': { status: 403, type: 'text/html', body: 'subscribers only' },
  '/': { type: 'text/html', body: '<title>The Orsk Courier</title><link rel="alternate" type="application/rss+xml" href="/rss">' },
  '/rss': { type: 'application/rss+xml', body: `<rss version="2.0"><channel><title>The Orsk Courier</title>
${feedItem('Tell Island lighthouse keeper retires after fifty winters', '/keeper', 'Nobody follows him.')}</channel></rss>` },
});
const newswire = await startNewswire(6);
const site = await startDemo(...[publisher.host, ...newswire.hosts].flatMap((host) => ['--allow-loopback', host]));
const { browser, page, faults } = await openBrowser(site, { javaScriptEnabled: false });
const heading = () => page.locator('h1').innerText();

const failed = await run([
  ['the address that was printed opens the sample news', async () => {
    await page.goto(site.address);
    assert.equal(await heading(), 'Sample news');
    assert.ok(!page.url().includes('key'), 'the key stays in no history');
    assert.match(await page.locator('main').innerText(), /articles in .* stories/);
    assert.ok((await page.locator('.thumb img').count()) >= 1);
    assert.ok((await page.locator('.front-stories > li').count()) >= 20);
  }],
  ['a story shows every account, copies folded', async () => {
    const link = page.locator('.entry-headline a[href^="/story/"]').first();
    const title = await link.innerText();
    await link.click();
    assert.equal(await heading(), title);
    assert.ok((await page.locator('.story .entries > li').count()) >= 2);
  }],
  ['an account opens as an article with its coverage', async () => {
    const link = page.locator('.story .entries > li > .entry > .entry-headline a').last();
    const title = await link.innerText();
    await link.click();
    assert.equal(await heading(), title);
    assert.ok((await page.locator('.body p').count()) >= 3);
    assert.ok((await page.locator('.coverage .entries > li').count()) >= 1);
  }],
  ['a recommended story leads to another article, with a reason', async () => {
    const before = page.url();
    const entry = page.locator('.recommended .entry').first();
    assert.ok((await entry.locator('.why').first().innerText()).length > 10);
    const title = await entry.locator('.entry-headline a').first().innerText();
    await entry.locator('.entry-headline a').first().click();
    assert.notEqual(page.url(), before);
    assert.equal(await heading(), title);
  }],
  ['a search finds words in the middle of a text, folded by story', async () => {
    await page.goto(site.origin + '/');
    await page.locator('.search-box input').fill('"milk churns" skarrow');
    await page.locator('.search-box input').press('Enter');
    assert.ok((await page.locator('.results mark').count()) >= 2);
    await page.locator('.results .entry-headline a').first().click();
    assert.match(await page.locator('main').innerText(), /Upper Tarn/);
  }],
  ['a site that is added on the front page brings its articles', async () => {
    await page.goto(site.origin + '/');
    await page.locator('.offers .add-feed input[name="url"]').fill(publisher.origin);
    await page.locator('.offers .add-feed button').click();
    assert.equal(await heading(), 'Feeds');
    await eventually('the feed of the site was read', async () => {
      await page.goto(site.origin + '/feeds');
      return /The Orsk Courier[\s\S]*1 entry/.test(await page.locator('main').innerText());
    });
    await page.goto(site.origin + '/search?q=lighthouse+keeper+fifty+winters');
    assert.match(await page.locator('.results').innerText(), /keeper retires after fifty winters/);
  }],
  ['an OPML file that is imported brings the articles of all its feeds', async () => {
    await page.goto(site.origin + '/');
    await page.locator('#opml-file').setInputFiles({
      name: 'evening.opml', mimeType: 'text/x-opml', buffer: Buffer.from(newswire.opml),
    });
    await page.locator('.import-file button').click();
    assert.equal(await heading(), 'Feeds');
    assert.equal(await page.locator('.feed').count(), 1 + newswire.feeds.length);
    await eventually('all feeds were read', async () => {
      await page.goto(site.origin + '/feeds');
      return (await page.getByText('8 entries').count()) === newswire.feeds.length;
    });
    await eventually('a story has articles of several of them, in full', async () => {
      await page.goto(site.origin + '/');
      const story = page.locator('.entry').filter({ hasText: '127.0.1.' }).filter({ hasText: /[2-9] publishers/ });
      return (await story.count()) > 0;
    });
  }],
  ['a URL that is pasted becomes an article', async () => {
    await page.goto(site.origin + '/');
    await page.locator('.add-url input[name="url"]').fill(`${publisher.origin}/ferry`);
    await page.locator('.add-url button').click();
    assert.equal(await heading(), 'Grey Heron makes her last crossing');
    assert.match(await page.locator('.body').innerText(), /leaves every forty minutes/);
  }],
  ['what cannot be had at a pasted URL is said in words', async () => {
    await page.goto(site.origin + '/');
    await page.locator('.add-url input[name="url"]').fill(`${publisher.origin}/paid`);
    await page.locator('.add-url button').click();
    assert.equal(await heading(), 'No article came');
    assert.match(await page.locator('main').innerText(), /403 \(Forbidden\)/);
    const expected = (fault) => fault.startsWith('422 ') || /status of 422/.test(fault);
    assert.ok(faults.length > 0 && faults.every(expected), faults.join('\n'));
    faults.length = 0;
  }],
  ['a saved page that is dropped on the front page becomes an article', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'newsloom-saved-'));
    const file = join(folder, 'heron.html');
    await writeFile(file, savedPage);
    await page.goto(site.origin + '/');
    await dropFile(page, page.locator('.add-page input[type="file"]'), file);
    await page.locator('.add-page button').click();
    assert.equal(await heading(), 'Heron nests on the roof of the Orsk town hall');
    assert.match(await page.locator('.body').innerText(), /two speckled eggs/);
    await rm(folder, { recursive: true });
  }],
  ['signing out takes the owner’s doors away', async () => {
    await page.goto(site.origin + '/');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.goto(site.origin + '/');
    assert.equal(await page.locator('.offers form').count(), 0);
    assert.equal(await page.getByRole('link', { name: 'Sign in' }).first().isVisible(), true);
  }],
  ['nothing complained and nobody else was asked', async () => {
    assert.deepEqual(faults, []);
  }],
]);

await browser.close();
await site.stop();
publisher.stop();
newswire.stop();
process.exit(failed);
