{{%AUTOESCAPE context="HTML"}}
<section class="offers" aria-labelledby="offers">
<h2 id="offers">Make this newsroom yours</h2>
{{#FEEDS}}
<div>
<h3><a href="/feeds">Add your feeds</a></h3>
<p>The sites you read, asked for news now and then. Several accounts of one event become one story.</p>
</div>
<div>
<h3><a href="/feeds#import">Import an OPML file</a></h3>
<p>The list of feeds that your present reader exports.</p>
</div>
{{/FEEDS}}
{{#MAY_ADD}}
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
<p>Only its owner fills a newsroom.</p>
</div>
{{/SIGN_IN_FIRST}}
</section>
