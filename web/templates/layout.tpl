{{%AUTOESCAPE context="HTML"}}
<!DOCTYPE html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{{WINDOW_TITLE}}</title>
<link rel="stylesheet" href="/static/newsloom.css">
<link rel="icon" type="image/svg+xml" href="/static/newsloom.svg">
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header class="masthead">
<a class="nameplate" href="/">Newsloom</a>
</header>
<main id="content">
{{>CONTENT}}
</main>
<footer class="colophon">
<p><a href="/">Front page</a></p>
<p>Woven by Newsloom on this machine. Texts belong to their publishers.</p>
</footer>
</body>
</html>
