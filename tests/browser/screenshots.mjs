// The pictures of README.md and docs/, from the sample newsroom; see tools/screenshots.
import { fileURLToPath } from 'node:url';
import { eventually, openBrowser, run, startDemo, startPublisher } from './newsroom.mjs';

const folder = fileURLToPath(new URL('../../docs/img/', import.meta.url));
// Publishers of the sample's world with feeds, for the picture of the feeds page. Their names lead to this machine.
const feedOf = (title, ...headlines) => ({
  type: 'application/rss+xml',
  body: `<rss version="2.0"><channel><title>${title}</title>${headlines
    .map((headline, i) => `<item><title>${headline}</title><guid>${title} ${i}</guid></item>`)
    .join('')}</channel></rss>`,
});
const publisher = await startPublisher({
  '/tribune/rss': feedOf('Velmark Tribune', 'Harbour ferries run again', 'Council counts the cost of fog', 'Coach line to Tessamond opens'),
  '/coast/feed': feedOf('Coastline Daily', 'The weather: fog until you stop looking', 'Cape Wend by lamplight'),
  '/islander/news.atom': feedOf('The Skarrow Islander', 'Milk churns are back'),
  '/crown/rss': { status: 403, type: 'text/html', body: 'not for programs' },
});
const port = new URL(publisher.origin).port;
const hosts = ['velmark-tribune', 'coastline', 'skarrow-islander', 'crown'].map((name) => `${name}.localhost:${port}`);
const subscriptions = `<opml version="2.0"><body>
<outline text="The coast"><outline text="Coastline Daily" xmlUrl="http://${hosts[1]}/coast/feed"/>
<outline text="The Skarrow Islander" xmlUrl="http://${hosts[2]}/islander/news.atom"/></outline>
<outline text="The capital"><outline text="Velmark Tribune" xmlUrl="http://${hosts[0]}/tribune/rss"/>
<outline text="Crown and Counter" xmlUrl="http://${hosts[3]}/crown/rss"/></outline></body></opml>`;

const site = await startDemo(...hosts.flatMap((host) => ['--allow-loopback', host]));
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
  offers: {
    height: 380,
    async go() {
      await page.goto(site.origin + '/');
      await page.locator('.offers').scrollIntoViewIfNeeded();
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    },
  },
  feeds: {
    height: 1000,
    async go() {
      await page.goto(site.origin + '/');
      await page.locator('#opml-file').setInputFiles({
        name: 'subscriptions.opml', mimeType: 'text/x-opml', buffer: Buffer.from(subscriptions),
      });
      await page.locator('.import-file button').click();
      await eventually('all four were asked', async () => {
        await page.goto(site.origin + '/feeds');
        return !/Not asked yet/.test(await page.locator('main').innerText());
      });
      const islander = page.locator('.feed').filter({ hasText: 'Skarrow' });
      await islander.getByRole('button', { name: 'Pause' }).click();
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
publisher.stop();
process.exit(failed || faults.length ? 1 : 0);
