// Recommended stories of a newsroom, under an article of any site:
//
//   <div data-newsloom="recommended"></div>
//   <script src="https://news.example/static/widget.js" async></script>
//
// No cookie, no storage, no style, no markup from elsewhere: the newsroom is asked which stories belong to this page's
// address, and their links are put into the element as text. What stands in it before stays when there is nothing.
(() => {
  'use strict';
  const script = document.currentScript;
  const api = new URL('../api/v1/recommended', script.src);

  const element = (name, part, text) => {
    const made = document.createElement(name);
    made.className = `newsloom-${part}`;
    made.textContent = text;
    return made;
  };

  const entryOf = ({ article, lane, why }) => {
    const entry = element('li', 'story', '');
    entry.classList.add(`newsloom-${lane}`);
    const link = element('a', 'link', article.title ?? 'Without a headline');
    const wanted = article.url ?? '';
    link.href = /^https?:/i.test(wanted) ? wanted : new URL(`../../article/${article.id}`, api);
    if (article.lang) link.lang = article.lang;
    link.dir = article.dir;
    entry.append(link);
    const publisher = article.site_name ?? article.source;
    if (publisher) entry.append(' ', element('span', 'publisher', publisher));
    if (article.published) {
      const when = element('time', 'when', article.published.slice(0, 10));
      when.dateTime = article.published;
      entry.append(' ', when);
    }
    if (why) entry.append(' ', element('span', 'why', why));
    return entry;
  };

  const ask = async (place) => {
    const { url, limit, source, text } = place.dataset;
    const canonical = document.querySelector('link[rel~="canonical"]');
    const address = new URL(api);
    address.searchParams.set('url', url ?? canonical?.href ?? location.href.split('#')[0]);
    address.searchParams.set('limit', limit ?? '5');
    if (source) address.searchParams.set('source', source);
    const polite = { credentials: 'omit', referrerPolicy: 'no-referrer' };
    const answer = await fetch(address, polite);
    if (answer.status !== 404 || !text) return answer;
    // The newsroom does not know this address yet; the page says which of its text may be sent instead.
    address.searchParams.delete('url');
    const body = document.querySelector(text)?.innerText ?? '';
    const asked = { title: document.title, text: body.slice(0, 20000), lang: document.documentElement.lang || null };
    const headers = { 'Content-Type': 'application/json' };
    return fetch(address, { ...polite, method: 'POST', headers, body: JSON.stringify(asked) });
  };

  const fill = async (place) => {
    const answer = await ask(place);
    if (!answer.ok) return;
    const { recommended } = await answer.json();
    if (!recommended.length) return;
    const list = element('ul', 'list', '');
    list.append(...recommended.map(entryOf));
    place.replaceChildren(list);
  };

  const start = () => {
    for (const place of document.querySelectorAll('[data-newsloom="recommended"]')) fill(place).catch(() => {});
  };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
  else start();
})();
