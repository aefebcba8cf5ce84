// The pictures of README.md and docs/, from the sample newsroom; see tools/screenshots.
import { fileURLToPath } from 'node:url';
import { openBrowser, run, startDemo } from './newsroom.mjs';

const folder = fileURLToPath(new URL('../../docs/img/', import.meta.url));
const site = await startDemo();
const { browser, page, faults } = await openBrowser(site);
await page.goto(site.address);

/// Opens the article whose headline has these words, from the story or the front page that lists it.
async function openArticle(words) {
  await page.goto(`${site.origin}/search?q=${encodeURIComponent(`"${words}"`)}`);
  await page.locator('.results .entry-headline a').first().click();
}

const shots = {
  front: { height: 1150, go: () => page.goto(site.origin + '/') },
  'front-phone': { width: 390, height: 844, go: () => page.goto(site.origin + '/') },
  article: { height: 2100, go: () => openArticle('Pepper the lynx goes home') },
  'article-dark': { height: 1000, colorScheme: 'dark', go: () => openArticle('in the rain at Lower Wend') },
  'article-phone': { width: 390, height: 844, go: () => openArticle('Cape Wend lighthouse museum') },
  'article-rtl': { height: 1000, go: () => openArticle('الزاهر تفتتح محطة') },
  story: {
    height: 1150,
    async go() {
      await openArticle('Missing deckhand is found dead');
      await page.locator('.whole-story a').click();
    },
  },
  search: { height: 1000, go: () => page.goto(`${site.origin}/search?q=fog+ferry`) },
};

const failed = await run(Object.entries(shots).map(([name, shot]) => [`docs/img/${name}.png`, async () => {
  await page.setViewportSize({ width: shot.width ?? 1100, height: shot.height });
  await page.emulateMedia({ colorScheme: shot.colorScheme ?? 'light' });
  await shot.go();
  await page.screenshot({ path: `${folder}${name}.png` });
}]));
for (const fault of faults) console.log(fault);
await browser.close();
await site.stop();
process.exit(failed || faults.length ? 1 : 0);
