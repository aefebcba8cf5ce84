{{%AUTOESCAPE context="HTML"}}
<div class="sources">
<h1>Sources</h1>
{{#EMPTY}}
<p>No publisher is known here yet.</p>
{{/EMPTY}}
{{#FILLED}}
<ul class="entries source-list">
{{#SOURCE}}
<li><a href="{{LINK}}">{{NAME}}</a> <span class="meta">{{#HAS_DOMAIN}}<span>{{DOMAIN}}</span> {{/HAS_DOMAIN}}<span>{{ARTICLES}}</span> <a class="feed-link" type="application/atom+xml" href="{{ATOM}}">Atom</a></span></li>
{{/SOURCE}}
</ul>
{{/FILLED}}
{{#MORE}}
<p class="more"><a rel="next" href="{{MORE_LINK}}">Further sources</a></p>
{{/MORE}}
</div>
