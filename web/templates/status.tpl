{{%AUTOESCAPE context="HTML"}}
<section class="status">
<p class="kicker">{{CODE}}</p>
<h1>{{HEADING}}</h1>
<p dir="auto">{{SENTENCE}}</p>
{{#HAS_LINK}}
<p><a href="{{LINK}}" rel="external noopener noreferrer">Open it at its publisher</a></p>
{{/HAS_LINK}}
<p><a href="/">To the front page</a></p>
</section>
