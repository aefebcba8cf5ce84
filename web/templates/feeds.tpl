{{%AUTOESCAPE context="HTML"}}
<section class="feeds">
<h1>Feeds</h1>
{{#HAS_TROUBLE}}
<p class="trouble" role="alert">{{TROUBLE}}</p>
{{/HAS_TROUBLE}}
{{#SIGNED_IN}}
<form class="add-feed" method="post" action="/feeds">
<input type="hidden" name="form_token" value="{{FORM_TOKEN}}"><input type="hidden" name="wish" value="add">
<p><label for="feed-url">Address of a feed, or of a site that has one</label></p>
<p class="one-line"><input type="text" inputmode="url" id="feed-url" name="url" placeholder="harbour.example" required> <button type="submit">Add</button></p>
</form>
<details class="import-feeds" id="import">
<summary>Import a list (OPML)</summary>
<form method="post" action="/feeds" enctype="multipart/form-data">
<input type="hidden" name="form_token" value="{{FORM_TOKEN}}"><input type="hidden" name="wish" value="import">
<p><label for="opml-file">The file that another reader exported</label>
<input type="file" id="opml-file" name="opml" accept=".opml,.xml,text/x-opml,text/xml,application/xml" required></p>
<p><button type="submit">Import the file</button></p>
</form>
<form method="post" action="/feeds">
<input type="hidden" name="form_token" value="{{FORM_TOKEN}}"><input type="hidden" name="wish" value="import">
<p><label for="opml">Or its text</label>
<textarea id="opml" name="opml" rows="6" required></textarea></p>
<p><button type="submit">Import</button></p>
</form>
</details>
{{/SIGNED_IN}}
{{#EMPTY}}
<p>No feed is read yet.</p>
{{/EMPTY}}
{{#SIGN_IN}}
<p><a href="/sign-in" rel="nofollow">Sign in</a> to add, pause and remove feeds.</p>
{{/SIGN_IN}}
{{#FOLDER}}
{{#HAS_FOLDER_NAME}}
<h2 dir="auto">{{FOLDER_NAME}}</h2>
{{/HAS_FOLDER_NAME}}
<ul class="feed-list">
{{#ONE_FEED}}
<li class="feed">
<p class="feed-name" dir="auto"><strong>{{NAME}}</strong> {{#HAS_SITE}}<a href="{{SITE}}" rel="external noopener noreferrer">Site</a>{{/HAS_SITE}}</p>
<p class="meta"><span>{{URL}}</span> <span>{{ENTRIES}}</span></p>
<p class="health{{#TROUBLED}} trouble{{/TROUBLED}}">{{HEALTH}}</p>
{{#OWNED}}
<div class="feed-wishes">
{{#CAN_PAUSE}}
<form method="post" action="/feeds"><input type="hidden" name="form_token" value="{{FORM_TOKEN}}"><input type="hidden" name="feed" value="{{FEED}}"><button type="submit" name="wish" value="pause">Pause</button></form>
{{/CAN_PAUSE}}
{{#CAN_RESUME}}
<form method="post" action="/feeds"><input type="hidden" name="form_token" value="{{FORM_TOKEN}}"><input type="hidden" name="feed" value="{{FEED}}"><button type="submit" name="wish" value="resume">Go on</button></form>
{{/CAN_RESUME}}
<form method="post" action="/feeds"><input type="hidden" name="form_token" value="{{FORM_TOKEN}}"><input type="hidden" name="feed" value="{{FEED}}"><button type="submit" name="wish" value="remove">Remove</button></form>
</div>
{{/OWNED}}
</li>
{{/ONE_FEED}}
</ul>
{{/FOLDER}}
</section>
