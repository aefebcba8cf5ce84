{{%AUTOESCAPE context="HTML"}}
<section class="status">
<p class="kicker">{{CODE}}</p>
<h1>{{HEADING}}</h1>
<p>{{SENTENCE}}</p>
<p><a href="/">To the front page</a></p>
</section>
