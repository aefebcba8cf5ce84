{{%AUTOESCAPE context="HTML"}}
<div class="edition">
<h1 class="hidden">Front page</h1>
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
<p>This newsroom holds no articles. Stop the server, give it some pages and start it again:</p>
<pre><code>newsloom ingest --db news.db PATH
newsloom serve --db news.db</code></pre>
<p>PATH is an HTML page, a plain-text capture, a folder of them, a web archive (.warc, .wet) or a file of article
records, compressed or not.</p>
</section>
{{/EMPTY}}
</div>
