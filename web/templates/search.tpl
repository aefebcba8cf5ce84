{{%AUTOESCAPE context="HTML"}}
<div class="search">
<h1>Search</h1>
<form class="search-form" action="/search" method="get" role="search">
<p class="search-words"><label for="q">Words</label> <input id="q" type="search" name="q" value="{{QUERY}}" maxlength="1000"> <button>Search</button></p>
<p class="search-filters">
<label>Language <select name="lang"><option value="">any</option>
{{#LANGUAGE}}
<option value="{{CODE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{CODE}}</option>
{{/LANGUAGE}}
</select></label>
<label>From <input type="date" name="after" value="{{AFTER}}"></label>
<label>Before <input type="date" name="before" value="{{BEFORE}}"></label>
<label>Order <select name="order"><option value="best">best</option><option value="newest"{{#NEWEST}} selected{{/NEWEST}}>newest</option></select></label>
</p>
</form>
{{#NOTE}}
<p class="note">{{NOTE_TEXT}}</p>
{{/NOTE}}
{{#FOUND}}
<p class="totals">{{COUNT}}{{#ONLY_NEWEST}}: there are more; only the newest of them were looked at{{/ONLY_NEWEST}}</p>
<ol class="entries results">
{{#HIT}}
<li><article class="entry"{{#HAS_LANG}} lang="{{LANG}}"{{/HAS_LANG}}{{#RTL}} dir="rtl"{{/RTL}}>
<h2 class="entry-headline"><a href="{{LINK}}">{{#TITLE_PART}}{{#MARK}}<mark>{{TEXT}}</mark>{{/MARK}}{{#PLAIN}}{{TEXT}}{{/PLAIN}}{{/TITLE_PART}}</a></h2>
<p class="meta">
{{#HAS_WHEN}}<time lang="en" dir="ltr" datetime="{{DATETIME}}">{{WHEN}}</time>{{/HAS_WHEN}}
{{#HAS_PUBLISHER}}<span class="publisher">{{PUBLISHER}}</span>{{/HAS_PUBLISHER}}
{{#HAS_AGENCY}}<span class="agency">{{AGENCY}}</span>{{/HAS_AGENCY}}
</p>
<p class="snippet">{{#SNIPPET_PART}}{{#MARK}}<mark>{{TEXT}}</mark>{{/MARK}}{{#PLAIN}}{{TEXT}}{{/PLAIN}}{{/SNIPPET_PART}}</p>
{{#ALSO}}
<details class="also" lang="en" dir="ltr">
<summary><span class="plus">+{{ALSO_COUNT}}</span> of the same story</summary>
<ul>
{{#ALSO_ITEM}}
<li>{{>ALSO_ENTRY}}</li>
{{/ALSO_ITEM}}
</ul>
<p><a href="{{STORY_LINK}}">The whole story</a></p>
</details>
{{/ALSO}}
</article></li>
{{/HIT}}
</ol>
{{#MORE}}
<p class="more"><a rel="next" href="{{MORE_LINK}}">Further results</a></p>
{{/MORE}}
{{/FOUND}}
{{#NOTHING}}
<p class="nothing">Nothing here matches. Fewer words, or another spelling, may find more.</p>
{{/NOTHING}}
{{#HELP}}
<section class="search-help" aria-labelledby="search-help">
<h2 id="search-help">What can be asked</h2>
<dl>
<dt><code>harbour wall</code></dt><dd>both words, in any form, with or without accents</dd>
<dt><code>"sea wall"</code></dt><dd>next to one another</dd>
<dt><code>harbour OR port</code></dt><dd>at least one of them</dd>
<dt><code>-ferry</code></dt><dd>not that</dd>
<dt><code>title:harbour</code></dt><dd>in the headline</dd>
<dt><code>source:tribune.example</code></dt><dd>of one publisher</dd>
<dt><code>lang:de</code></dt><dd>in one language</dd>
<dt><code>kind:opinion</code></dt><dd>opinion, live, gallery, video, teaser, article</dd>
<dt><code>after:2031-03-04</code> <code>before:2031-04</code></dt><dd>that day, month or year and later; earlier than that</dd>
</dl>
</section>
{{/HELP}}
</div>
