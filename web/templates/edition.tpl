{{%AUTOESCAPE context="HTML"}}
<div class="edition">
{{#HAS_EDITION_NAME}}
<h1 class="edition-name">{{EDITION_NAME}}</h1>
{{/HAS_EDITION_NAME}}
{{#PLAIN}}
<h1 class="hidden">Front page</h1>
{{/PLAIN}}
{{#FILLED}}
<p class="edition-day">{{#HAS_AS_OF}}<span>{{AS_OF}}</span>{{/HAS_AS_OF}}<span class="totals">{{ARTICLE_COUNT}} in {{STORY_COUNT}}</span></p>
{{#LEAD}}
<section class="lead" aria-label="Top story">
{{>ENTRY}}
</section>
{{/LEAD}}
<ol class="front-stories">
{{#STORY}}
<li>{{>ENTRY}}</li>
{{/STORY}}
</ol>
{{/FILLED}}
{{#EMPTY}}
<section class="empty">
<h2>Nothing to read yet</h2>
<p>This newsroom holds no articles. Give it some:</p>
<pre><code>newsloom ingest --db news.db PATH</code></pre>
<p>PATH is an HTML page, a plain-text capture, a folder of them, a web archive (.warc, .wet) or a file of article
records, compressed or not.</p>
</section>
{{/EMPTY}}
{{>OFFERS}}
</div>
