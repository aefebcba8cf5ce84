{{%AUTOESCAPE context="HTML"}}
<section class="hand-page">
<h1>Your hand</h1>
{{#HAS_TROUBLE}}
<p class="trouble" role="alert">{{TROUBLE}}</p>
{{/HAS_TROUBLE}}
<p>What you hide is left out of the front page and of the lists under articles. Searching still finds it.</p>
<form class="mute" method="post" action="/hand">
<input type="hidden" name="form_token" value="{{FORM_TOKEN}}"><input type="hidden" name="kind" value="word">
<p><label for="mute-word">A word or phrase you do not want to read about</label>
<input type="text" id="mute-word" name="name" maxlength="200" required> <button type="submit" name="wish" value="hide">Mute</button></p>
</form>
<h2>Hidden</h2>
{{#NOTHING_HIDDEN}}
<p>Nothing is hidden. Publishers, topics and stories are hidden from the foot of their articles.</p>
{{/NOTHING_HIDDEN}}
{{#SOME_HIDDEN}}
<ul class="entries hidden-list">
{{#HIDDEN}}
<li><form method="post" action="/hand"><input type="hidden" name="form_token" value="{{FORM_TOKEN}}"><input type="hidden" name="kind" value="{{KIND}}"><input type="hidden" name="name" value="{{NAME}}">
<p><span class="meta">{{KIND_WORDS}}</span> <span dir="auto">{{LABEL}}</span> <button type="submit" name="wish" value="show">Show again</button></p></form></li>
{{/HIDDEN}}
</ul>
{{/SOME_HIDDEN}}
<h2>More like this, less like this</h2>
{{#RESTING}}
<p>Off. If you turn it on, every article offers the two, and the names, topics and publishers of what you judged move
stories up or down. Nothing is learned from what you read, and nothing leaves this machine.</p>
<form method="post" action="/hand"><input type="hidden" name="form_token" value="{{FORM_TOKEN}}"><button type="submit" name="wish" value="learn">Turn it on</button></form>
{{/RESTING}}
{{#LEARNING}}
<p>On. Below each article you can ask for more or less of its kind.</p>
<form method="post" action="/hand"><input type="hidden" name="form_token" value="{{FORM_TOKEN}}"><button type="submit" name="wish" value="rest">Turn it off</button></form>
{{/LEARNING}}
{{#LEANINGS}}
<table class="leanings">
<caption>Learned so far</caption>
<thead><tr><th scope="col">What</th><th scope="col">Kind</th><th scope="col">You want</th></tr></thead>
<tbody>
{{#LEANING}}
<tr><td dir="auto">{{NAME}}</td><td>{{KIND}}</td><td>{{WEIGHT}}</td></tr>
{{/LEANING}}
</tbody>
</table>
<form method="post" action="/hand"><input type="hidden" name="form_token" value="{{FORM_TOKEN}}"><button type="submit" name="wish" value="forget">Forget all of it</button></form>
{{/LEANINGS}}
</section>
