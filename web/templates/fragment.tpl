{{%AUTOESCAPE context="HTML"}}
{{#LIST}}
<ul class="newsloom-list">
{{#STORY}}
<li class="newsloom-story{{#MORE}} newsloom-more{{/MORE}}{{#AFTER}} newsloom-after{{/AFTER}}{{#SAME}} newsloom-same{{/SAME}}{{#TODAY}} newsloom-today{{/TODAY}}"><a class="newsloom-link" href="{{LINK}}"{{#HAS_LANG}} lang="{{LANG}}"{{/HAS_LANG}}{{#RTL}} dir="rtl"{{/RTL}}>{{TITLE}}</a>{{#HAS_PUBLISHER}} <span class="newsloom-publisher">{{PUBLISHER}}</span>{{/HAS_PUBLISHER}}{{#HAS_WHEN}} <time class="newsloom-when" datetime="{{DATETIME}}">{{WHEN}}</time>{{/HAS_WHEN}}{{#HAS_WHY}} <span class="newsloom-why">{{WHY}}</span>{{/HAS_WHY}}</li>
{{/STORY}}
</ul>
{{/LIST}}
