{{%AUTOESCAPE context="HTML"}}
<section class="offers" aria-labelledby="offers">
<h2 id="offers">Make this newsroom yours</h2>
{{#LINK_TO_FEEDS}}
<div>
<h3><a href="/feeds">Add your feeds</a></h3>
<p>The sites you read, asked for news now and then. Several accounts of one event become one story.</p>
</div>
{{/LINK_TO_FEEDS}}
{{#MAY_ADD}}
<form class="add-feed" method="post" action="/feeds">
<h3><label for="feed-url">Add your feeds</label></h3>
<p>The sites you read, asked for news now and then. <a href="/feeds">All feeds</a></p>
<input type="hidden" name="form_token" value="{{FORM_TOKEN}}"><input type="hidden" name="wish" value="add">
<p><input type="text" inputmode="url" id="feed-url" name="url" placeholder="harbour.example" required></p>
<p><button type="submit">Add it</button></p>
</form>
<form class="import-file" method="post" action="/feeds" enctype="multipart/form-data">
<h3><label for="opml-file">Import an OPML file</label></h3>
<p>The list of feeds that your present reader exports.</p>
<input type="hidden" name="form_token" value="{{FORM_TOKEN}}"><input type="hidden" name="wish" value="import">
<p><input type="file" id="opml-file" name="opml" accept=".opml,.xml,text/x-opml,text/xml,application/xml" required></p>
<p><button type="submit">Import it</button></p>
</form>
{{#FETCHES}}
<form class="add-url" method="post" action="/add-url">
<h3><label for="page-url">Paste a URL</label></h3>
<p>The address of one article, at its publisher.</p>
<input type="hidden" name="form_token" value="{{FORM_TOKEN}}">
<p><input type="text" inputmode="url" id="page-url" name="url" placeholder="harbour.example/ferry" required></p>
<p><button type="submit">Fetch it</button></p>
</form>
{{/FETCHES}}
<form class="add-page" method="post" action="/add-page" enctype="multipart/form-data">
<h3><label for="page">Drop a saved page</label></h3>
<p>An article that you saved from your browser.</p>
<input type="hidden" name="form_token" value="{{FORM_TOKEN}}">
<p><input type="file" id="page" name="page" accept=".html,.htm,.txt,text/html,text/plain" required></p>
<p><button type="submit">Read it</button></p>
</form>
{{/MAY_ADD}}
{{#SIGN_IN_FIRST}}
<div>
<h3><a href="/sign-in" rel="nofollow">Sign in</a></h3>
<p>Only its owner imports a list of feeds (OPML), fetches a page by its URL or drops a saved one.</p>
</div>
{{/SIGN_IN_FIRST}}
</section>
