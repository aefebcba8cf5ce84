filedesc://a.arc 0.0.0.0 20310304054000 text/plain 20
1 0 Alexa
URL IP

https://tribune.example/a 192.0.2.1 20310304054000 text/html 59
HTTP/1.1 200 OK
Content-Type: text/html

<p>Three</p>
