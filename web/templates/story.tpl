{{%AUTOESCAPE context="HTML"}}
<div class="story">
<header class="story-head">
<p class="kicker">Story</p>
<h1>{{TITLE}}</h1>
<p class="meta">
<span>{{ARTICLES}}</span>
{{#HAS_PUBLISHERS}}<span>{{PUBLISHERS}}</span>{{/HAS_PUBLISHERS}}
{{#HAS_SPAN}}<span>{{SPAN}}</span>{{/HAS_SPAN}}
</p>
</header>
{{#DAY}}
<section class="day">
<h2>{{DAY_TITLE}}</h2>
<ol class="entries">
{{#ARTICLE}}
<li>{{>ENTRY}}</li>
{{/ARTICLE}}
</ol>
</section>
{{/DAY}}
</div>
