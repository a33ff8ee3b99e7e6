"""A repository whose contributors want something of theirs to run: hostile text in every place that takes text."""

from __future__ import annotations

import hashlib
from pathlib import Path

from fakesite import repository
from tiny import put

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


def hostile(folder: Path) -> Path:
    """Make the folder a repository with three hostile policies, in text, Markdown and HTML, and hostile practices."""
    root = repository(folder)
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
    words = root / "site_config/words.yml"
    words.write_text(words.read_text().replace("label: by law", f"label: {_quoted(SHORT)}"))
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
    put(root, f"content/policies/{id}/undated-1.{format}", policy)
    put(
        root,
        f"content/policies/{id}/service.md",
        f"---\nname: {_quoted(f'{SHORT} {format} {{{{ 7 * 191 }}}} [x](javascript:alert(1)) {{: onclick=alert(1)}}')}\n"
        f'lang: en\nwebsite: "https://{format}.example.com/?a=1&b=<script>"\nsnapshots:\n'
        f"  - file: undated-1.{format}\n    captured: unknown\n    source: unknown\n"
        f"    sha256: {hashlib.sha256(policy).hexdigest()}\n---\n{note}\n".replace('<script>"', '(javascript:x)"'),
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
