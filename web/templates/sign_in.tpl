{{%AUTOESCAPE context="HTML"}}
<section class="sign-in">
<h1>Sign in</h1>
{{#HAS_TROUBLE}}
<p class="trouble" role="alert">{{TROUBLE}}</p>
{{/HAS_TROUBLE}}
{{#FORM}}
<form method="post" action="/sign-in">
<input type="hidden" name="next" value="{{NEXT}}">
<p><label for="password">The owner’s password</label>
<input type="password" id="password" name="password" autocomplete="current-password" required autofocus></p>
<p><button type="submit">Sign in</button></p>
</form>
{{/FORM}}
{{#NO_PASSWORD}}
<p>This newsroom has no password yet. Open the address that <code>newsloom serve</code> printed when it started: its key
signs you in, once. Or set a password and come back here:</p>
<pre><code>newsloom password --db news.db</code></pre>
{{/NO_PASSWORD}}
</section>
