{{%AUTOESCAPE context="HTML"}}
<article class="entry"{{#HAS_LANG}} lang="{{LANG}}"{{/HAS_LANG}}{{#RTL}} dir="rtl"{{/RTL}}>
{{#PICTURE}}<a class="thumb" href="{{PICTURE_LINK}}" tabindex="-1" aria-hidden="true"><img src="{{PICTURE_PATH}}" alt="" width="960" height="640"></a>{{/PICTURE}}
{{#H2}}<h2 class="entry-headline"><a href="{{LINK}}">{{HEADLINE}}</a></h2>{{/H2}}
{{#H3}}<h3 class="entry-headline"><a href="{{LINK}}">{{HEADLINE}}</a></h3>{{/H3}}
{{#H4}}<h4 class="entry-headline"><a href="{{LINK}}">{{HEADLINE}}</a></h4>{{/H4}}
{{#H0}}<p class="entry-headline"><a href="{{LINK}}">{{HEADLINE}}</a></p>{{/H0}}
<p class="meta">
{{#HAS_WHEN}}<span><time lang="en" dir="ltr" datetime="{{DATETIME}}">{{WHEN}}</time></span>{{/HAS_WHEN}}
{{#HAS_PUBLISHER}}<span class="publisher">{{PUBLISHER}}</span>{{/HAS_PUBLISHER}}
{{#HAS_AGENCY}}<span class="agency">{{AGENCY}}</span>{{/HAS_AGENCY}}
{{#SIZE}}<span class="size">{{SIZE_ARTICLES}}{{#HAS_SIZE_PUBLISHERS}} from {{SIZE_PUBLISHERS}}{{/HAS_SIZE_PUBLISHERS}}</span>{{/SIZE}}
</p>
{{#SUMMARY}}
<p class="summary">{{SUMMARY_TEXT}}</p>
{{/SUMMARY}}
{{#FOLDED_SUMMARY}}
<details class="fold"><summary><span class="folded">{{SUMMARY_TEXT}}</span></summary></details>
{{/FOLDED_SUMMARY}}
{{#HAS_WHY}}
<p class="why" lang="en" dir="ltr">{{WHY}}</p>
{{/HAS_WHY}}
{{#ALSO}}
<details class="also" lang="en" dir="ltr">
<summary><span class="plus">+{{ALSO_COUNT}}</span> {{ALSO_WORDS}}</summary>
<ul>
{{#ALSO_ITEM}}
<li>{{>ALSO_ENTRY}}</li>
{{/ALSO_ITEM}}
</ul>
</details>
{{/ALSO}}
</article>
