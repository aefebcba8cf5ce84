{{%AUTOESCAPE context="HTML"}}
<!DOCTYPE html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{{WINDOW_TITLE}}</title>
{{#NOINDEX}}
<meta name="robots" content="noindex">
{{/NOINDEX}}
{{#HAS_CANONICAL}}
<link rel="canonical" href="{{CANONICAL}}">
{{/HAS_CANONICAL}}
{{#FEED}}
<link rel="alternate" type="application/atom+xml" title="Atom" href="{{ATOM}}">
<link rel="alternate" type="application/feed+json" title="JSON Feed" href="{{JSON_FEED}}">
{{/FEED}}
<link rel="stylesheet" href="/static/newsloom.css">
<link rel="icon" type="image/svg+xml" href="/static/newsloom.svg">
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header class="masthead">
<a class="nameplate" href="/">Newsloom</a>
<nav class="rooms" aria-label="Main">
<a href="/">Front page</a>
<a href="/sources">Sources</a>
{{#SIGNED_IN}}
<a href="/feeds">Feeds</a>
{{/SIGNED_IN}}
{{#SIGN_IN}}
<a href="/sign-in" rel="nofollow">Sign in</a>
{{/SIGN_IN}}
{{#SEARCH_BOX}}
<form class="search-box" action="/search" method="get" role="search"><input type="search" name="q" aria-label="Words to search for" placeholder="Search"> <button>Search</button></form>
{{/SEARCH_BOX}}
</nav>
</header>
<main id="content">
{{>CONTENT}}
</main>
<footer class="colophon">
<p><a href="/">Front page</a> · <a href="/search">Search</a> · <a href="/sources">Sources</a> · <a href="/feeds">Feeds</a></p>
{{#SIGNED_IN}}
<p><a href="/hand">Your hand</a></p>
<form class="sign-out" method="post" action="/sign-out"><input type="hidden" name="form_token" value="{{FORM_TOKEN}}"><button type="submit">Sign out</button> <a href="/password">Password</a></form>
{{/SIGNED_IN}}
<p>Woven by Newsloom on this machine. Texts belong to their publishers.</p>
</footer>
</body>
</html>
