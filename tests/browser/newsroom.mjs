// A newsroom of its own for one test, and a browser that keeps account of everything it should not do.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { createRequire } from 'node:module';
import http from 'node:http';

const { chromium } = createRequire(process.env.BROWSER_MODULES)('playwright-core');

const PATIENCE_MS = 60_000; // for what must happen some time; nothing is measured

/// Starts `newsloom ARGUMENTS`, and waits for the address that it prints.
export async function startNewsloom(...arguments_) {
  const child = spawn(process.env.NEWSLOOM, arguments_, { stdio: ['ignore', 'pipe', 'pipe'] });
  const log = [];
  child.stderr.on('data', (chunk) => log.push(chunk.toString()));
  const address = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => line.startsWith('http') && resolve(line.trim()));
    child.on('exit', (code) => reject(new Error(`newsloom ended with ${code}\n${log.join('')}`)));
  });
  return {
    address,
    origin: new URL(address).origin,
    log,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/// The sample newsroom; its address carries the key that signs its owner in, once.
export const startDemo = (...more) => startNewsloom('demo', '--listen', '127.0.0.1:0', ...more);

/// The newswire simulator: `publishers` on loopback that report the same events. `opml` lists their feeds.
export async function startNewswire(publishers) {
  const child = spawn(process.env.NEWSWIRE, [String(publishers)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const opml = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => line.includes('</opml>') && resolve(line));
    child.on('exit', (code) => reject(new Error(`the newswire ended with ${code}`)));
  });
  const feeds = [...opml.matchAll(/xmlUrl='([^']+)'/g)].map((match) => match[1]);
  return { opml, feeds, hosts: feeds.map((url) => new URL(url).host), stop: () => child.stdin.end() };
}

/// A publisher on loopback: `pages` maps paths to { status, type, body }. Counts what is asked of it.
export async function startPublisher(pages) {
  const asked = [];
  const server = http.createServer((request, response) => {
    asked.push(request.url);
    const page = pages[request.url];
    response.writeHead(page ? page.status ?? 200 : 404, { 'content-type': page?.type ?? 'text/plain; charset=utf-8' });
    response.end(page?.body ?? 'not here');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${server.address().port}`;
  return { host, origin: `http://${host}`, asked, pages, stop: () => server.close() };
}

/// A page of a browser in which `site` is open; `faults` collects console errors, failed and foreign requests.
export async function openBrowser(site, options = {}) {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const faults = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && faults.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol !== 'data:' && url.origin !== site.origin) faults.push(`request to another host: ${url}`);
  });
  context.on('response', (response) => response.status() >= 400 && faults.push(`${response.status()} of ${response.url()}`));
  return { browser, context, page, faults };
}

/// Drops a file of this machine on the middle of `locator`, as a hand with a mouse does.
export async function dropFile(page, locator, path) {
  await locator.scrollIntoViewIfNeeded();
  const box = await locator.boundingBox();
  const at = { x: box.x + box.width / 4, y: box.y + box.height / 2 };
  const mouse = await page.context().newCDPSession(page);
  for (const type of ['dragEnter', 'dragOver', 'drop'])
    await mouse.send('Input.dispatchDragEvent', { type, ...at, data: { items: [], files: [path], dragOperationsMask: 1 } });
  await mouse.detach();
}

/// Asks again until `condition` gives something true.
export async function eventually(what, condition) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const got = await condition();
    if (got) return got;
    if (Date.now() > end) throw new Error(`never happened: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/// Runs the steps in order and says which one failed.
export async function run(steps) {
  for (const [name, step] of steps) {
    try {
      await step();
      console.log(`ok    ${name}`);
    } catch (error) {
      console.log(`FAILED ${name}\n${error.stack}`);
      return 1;
    }
  }
  return 0;
}
