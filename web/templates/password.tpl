{{%AUTOESCAPE context="HTML"}}
<section class="sign-in">
<h1>Password</h1>
{{#HAS_TROUBLE}}
<p class="trouble" role="alert">{{TROUBLE}}</p>
{{/HAS_TROUBLE}}
{{#FIRST}}
<p>This newsroom has no password yet: you came in with the key that was printed at its start. With a password you can sign
in at any time, also from another machine. Setting it ends every other session.</p>
{{/FIRST}}
{{#CHANGE}}
<p>A new password ends every session but this one.</p>
{{/CHANGE}}
<form method="post" action="/password">
<input type="hidden" name="form_token" value="{{FORM_TOKEN}}">
<input type="text" name="username" value="owner" autocomplete="username" hidden>
{{#CHANGE}}
<p><label for="current">The password until now</label>
<input type="password" id="current" name="current" autocomplete="current-password" required></p>
{{/CHANGE}}
<p><label for="password">New password, of at least 8 characters</label>
<input type="password" id="password" name="password" autocomplete="new-password" minlength="8" maxlength="1024" required></p>
<p><label for="again">Once more</label>
<input type="password" id="again" name="again" autocomplete="new-password" minlength="8" maxlength="1024" required></p>
<p><button type="submit">Set the password</button></p>
</form>
</section>
