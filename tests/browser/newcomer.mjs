// The first minutes of somebody who has just typed `make demo`: sign in, read, follow, search, add feeds, leave.
// Without scripts, as the site promises; and all the while nothing is asked of any other host.
import assert from 'node:assert/strict';
import { openBrowser, run, startDemo } from './newsroom.mjs';

const site = await startDemo();
const { browser, page, faults } = await openBrowser(site, { javaScriptEnabled: false });
const heading = () => page.locator('h1').innerText();

const failed = await run([
  ['the address that was printed opens the sample news', async () => {
    await page.goto(site.address);
    assert.match(await page.locator('main').innerText(), /articles in .* stories/);
    assert.ok((await page.locator('.front-stories > li').count()) >= 20);
  }],
  ['a story shows every account, copies folded', async () => {
    const link = page.locator('a[href^="/story/"]').first();
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
  ['nothing complained and nobody else was asked', async () => {
    assert.deepEqual(faults, []);
  }],
]);

await browser.close();
await site.stop();
process.exit(failed);
