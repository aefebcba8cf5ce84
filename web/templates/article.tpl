{{%AUTOESCAPE context="HTML"}}
<article class="article"{{#HAS_LANG}} lang="{{LANG}}"{{/HAS_LANG}}{{#RTL}} dir="rtl"{{/RTL}}>
<header>
<p class="kicker">
{{#OPINION}}<span lang="en">Opinion</span>{{/OPINION}}
{{#HAS_SECTION}}<span class="section">{{SECTION}}</span>{{/HAS_SECTION}}
{{#HAS_WHEN}}<span><time lang="en" dir="ltr" datetime="{{DATETIME}}">{{WHEN}}</time></span>{{/HAS_WHEN}}
</p>
<h1>{{TITLE}}</h1>
{{#HAS_STANDFIRST}}
<p class="standfirst">{{#HAS_STANDFIRST_LEAD_IN}}<span class="lead-in">{{STANDFIRST_LEAD_IN}}</span>{{/HAS_STANDFIRST_LEAD_IN}}{{STANDFIRST}}</p>
{{/HAS_STANDFIRST}}
</header>
{{#FIGURE}}
<figure class="lead-figure">
{{#HAS_PICTURE}}
<img src="{{PICTURE}}" alt="" width="960" height="640">
{{/HAS_PICTURE}}
{{#HAS_PICTURE_LINK}}
<p class="picture-link" lang="en"><a href="{{PICTURE_LINK}}" rel="external noopener noreferrer">Picture at {{PICTURE_HOST}}</a></p>
{{/HAS_PICTURE_LINK}}
<figcaption>
{{#HAS_CAPTION}}<span class="caption">{{CAPTION}}</span>{{/HAS_CAPTION}}
{{#HAS_CREDIT}}<span class="credit">{{CREDIT}}</span>{{/HAS_CREDIT}}
{{#HAS_PROVIDER}}<span class="provider">{{PROVIDER}}</span>{{/HAS_PROVIDER}}
</figcaption>
</figure>
{{/FIGURE}}
<div class="byline-row">
{{#BYLINE}}
<p class="byline">{{#BY}}By {{/BY}}{{#AUTHOR}}{{JOIN}}<span class="author" title="{{PRINTED}}">{{NAME}}</span>{{/AUTHOR}}</p>
{{/BYLINE}}
<p class="meta">
{{#HAS_PUBLISHER}}<span class="publisher">{{PUBLISHER}}</span>{{/HAS_PUBLISHER}}
{{#HAS_AGENCY}}<span class="agency">{{AGENCY}}</span>{{/HAS_AGENCY}}
{{#HAS_READING}}<span class="reading"><span lang="en" dir="ltr">{{READING}}</span></span>{{/HAS_READING}}
{{#MODIFIED}}<span class="modified" lang="en" dir="ltr">Updated <time datetime="{{MODIFIED_DATETIME}}">{{MODIFIED_WHEN}}</time></span>{{/MODIFIED}}
</p>
</div>
{{#NEWER}}
<p class="newer" lang="en" dir="ltr"><a href="{{NEWER_LINK}}">A newer version of this report is here.</a></p>
{{/NEWER}}
<div class="body">
{{#PARAGRAPH}}
<p>{{#HAS_LEAD_IN}}<span class="lead-in">{{LEAD_IN}}</span>{{/HAS_LEAD_IN}}{{TEXT}}</p>
{{/PARAGRAPH}}
{{#NO_BODY}}
<p class="no-body" lang="en" dir="ltr">Only the headline and the summary of this article are known so far.</p>
{{#HAS_WHY_NO_TEXT}}<p class="no-body" lang="en" dir="ltr">{{WHY_NO_TEXT}}</p>{{/HAS_WHY_NO_TEXT}}
{{/NO_BODY}}
</div>
<footer class="article-foot">
{{#TAGS}}
<ul class="tags" aria-label="Tags">
{{#TAG}}
<li>{{TAG_NAME}}</li>
{{/TAG}}
</ul>
{{/TAGS}}
{{#ORIGINAL}}
<p class="original" lang="en" dir="ltr"><a href="{{ORIGINAL_LINK}}" rel="external noopener noreferrer">Read the original at {{ORIGINAL_NAME}}</a></p>
{{/ORIGINAL}}
{{#HAND}}
<details class="hand" lang="en" dir="ltr">
<summary>Less of this</summary>
{{#HIDE}}
<form method="post" action="/hand"><input type="hidden" name="form_token" value="{{FORM_TOKEN}}"><input type="hidden" name="kind" value="{{KIND}}"><input type="hidden" name="name" value="{{NAME}}"><button type="submit" name="wish" value="hide">Hide {{SHOWN}}</button></form>
{{/HIDE}}
{{#JUDGE}}
<form method="post" action="/hand"><input type="hidden" name="form_token" value="{{FORM_TOKEN}}"><input type="hidden" name="article" value="{{ARTICLE}}"><button type="submit" name="wish" value="more">More like this</button> <button type="submit" name="wish" value="less">Less like this</button></form>
{{/JUDGE}}
<p><a href="/hand">What is hidden, and what was learned</a></p>
</details>
{{/HAND}}
</footer>
</article>
{{#VERSIONS}}
<section class="origin" lang="en" dir="ltr" aria-labelledby="versions">
<h2 id="versions">{{UPDATED}}</h2>
<ol class="versions">
{{#VERSION}}
<li>{{#VERSION_SHOWN}}<span class="version"{{#HAS_LANG}} lang="{{LANG}}"{{/HAS_LANG}}{{#RTL}} dir="rtl"{{/RTL}} aria-current="page">{{VERSION_TITLE}}</span>{{/VERSION_SHOWN}}{{#VERSION_ELSEWHERE}}<a class="version" href="{{VERSION_LINK}}"{{#HAS_LANG}} lang="{{LANG}}"{{/HAS_LANG}}{{#RTL}} dir="rtl"{{/RTL}}>{{VERSION_TITLE}}</a>{{/VERSION_ELSEWHERE}}{{#HAS_WHEN}} <time datetime="{{DATETIME}}">{{WHEN}}</time>{{/HAS_WHEN}}</li>
{{/VERSION}}
</ol>
{{#CHANGES}}
<details class="passages">
<summary>What changed since the version before</summary>
{{#PASSAGES}}
<h3>{{PASSAGES_TITLE}}</h3>
<ul>
{{#PASSAGE}}
<li><q{{#HAS_LANG}} lang="{{LANG}}"{{/HAS_LANG}}{{#RTL}} dir="rtl"{{/RTL}}>{{PASSAGE_TEXT}}</q></li>
{{/PASSAGE}}
</ul>
{{/PASSAGES}}
</details>
{{/CHANGES}}
</section>
{{/VERSIONS}}
{{#COPY}}
<section class="origin" lang="en" dir="ltr" aria-labelledby="copy">
<h2 id="copy">A copy</h2>
<p>{{COPY_SHARE}} of its text stands in <a href="{{COPY_LINK}}">{{COPY_WHOSE}}</a> as well.</p>
{{#COPIED}}
<details class="passages">
<summary>Which passages</summary>
{{#PASSAGES}}
<h3>{{PASSAGES_TITLE}}</h3>
<ul>
{{#PASSAGE}}
<li><q{{#HAS_LANG}} lang="{{LANG}}"{{/HAS_LANG}}{{#RTL}} dir="rtl"{{/RTL}}>{{PASSAGE_TEXT}}</q></li>
{{/PASSAGE}}
</ul>
{{/PASSAGES}}
</details>
{{/COPIED}}
</section>
{{/COPY}}
<section class="coverage" aria-labelledby="coverage">
<h2 id="coverage">Coverage</h2>
{{#ALONE}}
<p class="alone">No other article on this event has arrived yet.</p>
{{/ALONE}}
{{#COVERAGE}}
<p class="whole-story"><a href="{{STORY_LINK}}">The whole story, in order</a></p>
<ul class="entries">
{{#COVERED}}
<li>{{>ENTRY}}</li>
{{/COVERED}}
</ul>
{{#HAS_MORE}}<p class="whole-story" lang="en" dir="ltr"><a href="{{STORY_LINK}}">{{MORE}} in the whole story</a></p>{{/HAS_MORE}}
{{/COVERAGE}}
</section>
{{#RECOMMENDED}}
<section class="recommended" aria-labelledby="recommended">
<h2 id="recommended">Recommended stories</h2>
{{#LANE}}
<section class="lane" aria-labelledby="lane-{{LANE_NAME}}">
<h3 id="lane-{{LANE_NAME}}">{{LANE_TITLE}}</h3>
<ul class="entries">
{{#RECOMMENDED_STORY}}
<li>{{>ENTRY}}</li>
{{/RECOMMENDED_STORY}}
</ul>
</section>
{{/LANE}}
</section>
{{/RECOMMENDED}}
