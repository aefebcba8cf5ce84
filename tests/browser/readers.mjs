// Every kind of page, on a desk and on a phone, by day and by night: nothing runs out of the window, nothing moves
// while it loads, every text is dark enough on its ground (WCAG 2.2 AA), and the keyboard gets everywhere.
import assert from 'node:assert/strict';
import { openBrowser, run, startDemo } from './newsroom.mjs';

// Of the window's area times the way. Web Vitals call 0.1 good; a browser that is short of time draws a hair's breadth twice.
const SEEN_AS_STILL = 0.01;

const site = await startDemo();
const { browser, context, page, faults } = await openBrowser(site);
await page.goto(site.address);

const hrefOf = (locator) => locator.first().getAttribute('href');
const paths = {
  front: '/',
  story: await hrefOf(page.locator('a[href^="/story/"]')),
  'article from right to left': await hrefOf(page.locator('.entry[dir="rtl"] a[href^="/article/"]')),
};
await page.goto(site.origin + paths.story);
paths.article = await hrefOf(page.locator('.entry-headline a'));
paths.search = '/search?q=fog+ferry';
paths['search, nothing found'] = '/search?q=zyzzyva';
paths.sources = '/sources';
paths.feeds = '/feeds';
paths.password = '/password';
const shapes = [
  { width: 1200, colorScheme: 'light' },
  { width: 1200, colorScheme: 'dark' },
  { width: 360, colorScheme: 'light' },
];

// Runs in the page. The texts whose contrast with what lies behind them is below 4.5 (3 where they are large).
function faintTexts() {
  const channels = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const light = (rgb) => {
    const [r, g, b] = rgb.map((v) => ((v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const [r, g, b, alpha = 1] = channels(getComputedStyle(at).backgroundColor);
      if (alpha === 1 && r !== undefined) return [r, g, b];
    }
    return matchMedia('(prefers-color-scheme: dark)').matches ? [0, 0, 0] : [255, 255, 255];
  };
  const faint = [];
  for (const element of document.body.querySelectorAll('*')) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const style = getComputedStyle(element);
    if (!own || style.visibility === 'hidden' || !element.getClientRects().length) continue;
    const [a, b] = [light(channels(style.color).slice(0, 3)), light(ground(element))].sort((x, y) => y - x);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < (large ? 3 : 4.5)) faint.push(`${ratio.toFixed(2)}: ${element.className} ${element.textContent.slice(0, 40)}`);
  }
  return faint;
}

// Runs in the page before anything else.
function watchShifts() {
  globalThis.shifts = [];
  new PerformanceObserver((list) => globalThis.shifts.push(...list.getEntries()))
    .observe({ type: 'layout-shift', buffered: true });
}

// Runs in the page. How far it moved after its text was there: before, a busy browser may paint half of it.
function shiftOfWholePage() {
  const [{ domContentLoadedEventEnd: whole }] = performance.getEntriesByType('navigation');
  return globalThis.shifts.filter((entry) => entry.startTime > whole).reduce((sum, entry) => sum + entry.value, 0);
}
await context.addInitScript(watchShifts);

const steps = [];
for (const [name, path] of Object.entries(paths)) {
  for (const { width, colorScheme } of shapes) {
    steps.push([`${name}, ${width} wide, ${colorScheme}`, async () => {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      await page.goto(site.origin + path);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0, 'runs out of the window');
      assert.ok((await page.evaluate(shiftOfWholePage)) < SEEN_AS_STILL, 'moves while it loads');
      assert.deepEqual(await page.evaluate(faintTexts), []);
      assert.equal(await page.locator('h1').count(), 1);
      for (const landmark of ['header', 'main', 'footer']) assert.equal(await page.locator(`body > ${landmark}`).count(), 1);
      const levels = await page.evaluate(() => [...document.querySelectorAll('h1,h2,h3,h4')].map((h) => Number(h.tagName[1])));
      levels.forEach((level, i) => assert.ok(i === 0 || level <= levels[i - 1] + 1, `a gap in the outline: ${levels}`));
    }]);
  }
}
steps.push(['the first stop of the keyboard skips to the content', async () => {
  await page.goto(site.origin + '/');
  await page.keyboard.press('Tab');
  const skip = page.locator('a.skip');
  assert.ok(await skip.evaluate((link) => link === document.activeElement));
  assert.ok((await skip.boundingBox()).height > 20, 'the focused link is not to be seen');
  await page.keyboard.press('Enter');
  assert.match(page.url(), /#content$/);
}]);
steps.push(['every stop of the keyboard can be seen', async () => {
  await page.goto(site.origin + paths.article);
  const stops = await page.locator('a, button, summary, input').count();
  for (let i = 0; i < Math.min(stops, 60); ++i) {
    await page.keyboard.press('Tab');
    const outline = await page.evaluate(() => {
      const at = document.activeElement;
      return at === document.body ? 'solid' : getComputedStyle(at).outlineStyle;
    });
    assert.equal(outline, 'solid');
  }
}]);
steps.push(['an article from right to left starts at the right', async () => {
  await page.setViewportSize({ width: 1200, height: 900 });
  await page.goto(site.origin + paths['article from right to left']);
  const edge = (selector) => page.locator(selector).first().evaluate((e) => {
    const range = document.createRange();
    range.selectNodeContents(e);
    const [text, box] = [range.getClientRects()[0], e.getBoundingClientRect()];
    return Math.abs(text.right - box.right);
  });
  assert.ok((await edge('.body p')) < 2);
  assert.equal(await page.locator('article.article').getAttribute('dir'), 'rtl');
  assert.equal(await page.locator('html').getAttribute('dir'), 'ltr');
}]);
steps.push(['nothing complained and nobody else was asked', async () => assert.deepEqual(faults, [])]);

const failed = await run(steps);
await browser.close();
await site.stop();
process.exit(failed);
