// The first minutes of somebody who has just typed `make demo`: sign in, read, follow, search, add feeds, leave.
// Without scripts, as the site promises; and all the while nothing is asked of any other host.
import assert from 'node:assert/strict';
import { openBrowser, run, startDemo } from './newsroom.mjs';

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

const site = await startDemo();
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
  ['a saved page that is dropped on the front page becomes an article', async () => {
    await page.goto(site.origin + '/');
    await page.locator('input[type="file"]').setInputFiles({
      name: 'saved.html',
      mimeType: 'text/html',
      buffer: Buffer.from(savedPage),
    });
    await page.locator('.add-page button').click();
    assert.equal(await heading(), 'Heron nests on the roof of the Orsk town hall');
    assert.match(await page.locator('.body').innerText(), /two speckled eggs/);
  }],
  ['signing out takes the owner’s doors away', async () => {
    await page.goto(site.origin + '/');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.goto(site.origin + '/');
    assert.equal(await page.locator('.add-page').count(), 0);
    assert.equal(await page.getByRole('link', { name: 'Sign in' }).first().isVisible(), true);
  }],
  ['nothing complained and nobody else was asked', async () => {
    assert.deepEqual(faults, []);
  }],
]);

await browser.close();
await site.stop();
process.exit(failed);
