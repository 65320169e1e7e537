"""The styles of a web page: a brand's colours and faces on one layout that fits a telephone, a screen and a sheet of
paper.

Sizes are relative to what the reader has set, so that a browser's own zoom and large text go on working.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wardleaf.style.schema import Style
from wardleaf.units import Colour
from wardleaf.web.colours import day_colours, night_colours


def page_styles(style: Style, families: Sequence[str]) -> str:
    """The styles for a page in `style` that asks `families` for its letters, in this order."""
    faces = ", ".join((*families, "sans-serif"))
    day, night = day_colours(style), night_colours(style)
    return (
        f":root{{--faces:{faces};color-scheme:light dark;{_properties(day)}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{_properties(night)}}}}}\n{_LAYOUT}"
    )


def _properties(colours: Mapping[str, Colour]) -> str:
    return "".join(f"--{name}:{colour};" for name, colour in colours.items())


_LAYOUT = """\
*{box-sizing:border-box}
html{font-size:112.5%;scroll-padding-top:5rem;-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font-family:var(--faces);line-height:1.5;overflow-wrap:break-word}
.page{max-width:44rem;margin:0 auto;padding:0 1rem 2rem}
html:has(#larger:checked){font-size:150%}
h1,h2,h3,h4,h5,h6{color:var(--deep);line-height:1.2;margin:1.4em 0 .4em}
h1{font-size:2em;margin-top:.3em}
h2{font-size:1.45em;border-top:2px solid var(--accent);padding-top:.45em;margin-top:1.8em}
h3{font-size:1.2em}
h4,h5,h6{font-size:1.05em}
p{margin:0 0 .7em}
a{color:var(--accent);text-underline-offset:.15em}
a:focus-visible,#larger:focus-visible+label,.wide:focus-visible,main:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
main:focus{outline:none}
.heard{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:-100vw;background:var(--paper);color:var(--accent);padding:.6em 1em;z-index:3}
.skip:focus{left:0;top:0}
#larger{position:absolute;opacity:0;width:1px;height:1px}
.switch{margin-inline-start:auto;position:relative}
.switch label{display:block;padding:.35rem .8rem;border:1px solid var(--outline);border-radius:1.2rem;color:var(--accent);cursor:pointer;font-size:.9em;text-align:center}
#larger:checked+label{background:var(--accent);color:var(--paper)}
.clinic{display:flex;gap:.9rem;align-items:center;padding:.8rem 0;border-bottom:5px solid var(--accent)}
.clinic p{margin:0}
.clinic-name{font-weight:bold}
.part-of,.small,.about,.caption{color:var(--muted);font-size:.95em}
.logo img{height:3.2rem;width:auto;display:block;background:#fff;border-radius:.2rem}
.call-bar{position:sticky;top:0;z-index:2;display:flex;flex-wrap:wrap;gap:.1rem 1.1rem;background:var(--band);color:#fff;padding:.45rem .8rem;margin:0 0 1rem;border-radius:0 0 .4rem .4rem;line-height:1.35}
.call-bar>span:first-child{font-weight:bold}
.call-bar a{color:#fff;padding:.15rem 0;display:inline-block;min-height:1.5rem}
.call-bar a:focus-visible{outline-color:#fff}
.notice{font-weight:bold;font-size:1.3em;text-align:center;border:3px solid var(--danger);color:var(--danger);padding:.3em;margin:1rem 0}
.marked{padding-bottom:2.2rem}
.marked::after{content:attr(data-mark);position:fixed;inset-inline:0;bottom:0;z-index:2;padding:.25rem 1rem;background:var(--band);color:#fff;font-weight:bold;text-align:center}
.audience{color:var(--accent);font-weight:bold;margin:1.2rem 0 0}
.purpose{font-size:1.1em}
.message{font-size:1.25em;line-height:1.35;font-weight:bold;color:var(--deep)}
.callout,.call-box,.contents,footer>section{background:var(--panel);border-radius:.4rem;padding:1rem 1.1rem .6rem;margin:1.3rem 0}
.callout>:first-child,.call-box>:first-child,.contents>:first-child,footer>section>:first-child{border:0;margin-top:0;padding-top:0;font-size:1.2em}
.callout.note{border-left:.35rem solid var(--accent)}
.callout.warning{border-left:.35rem solid var(--danger)}
[dir=rtl] .callout.note,[dir=rtl] .callout.warning{border-left:0;border-right:.35rem solid var(--danger)}
.call-box{border:3px solid var(--band);background:var(--paper);padding-top:0;overflow:hidden}
.call-box>:first-child{background:var(--band);color:#fff;margin:0 -1.1rem 1rem;padding:.5rem 1.1rem}
.call-box .when{margin:0;font-weight:bold}
.call-box .number{margin:0;font-size:1.5em;font-weight:bold;line-height:1.3}
.call-box .number a{color:var(--danger)}
.call-box .hours{color:var(--muted)}
.call-box .number+ul{margin-top:.7em}
ul,ol{margin:0 0 .9em;padding-inline-start:1.35em}
li{margin:0 0 .4em}
li p{margin:0 0 .3em}
.labelled{list-style:none;padding:0}
.labelled>li{display:flex;gap:.7em}
.labelled>li>.body{flex:1;min-width:0}
.label{min-width:1.2em;font-weight:bold;color:var(--accent)}
.steps>li>.label{background:var(--accent);color:var(--paper);border-radius:50%;width:1.7em;height:1.7em;line-height:1.7em;text-align:center;flex:none}
.box{display:block;width:1.2em;height:1.2em;border:2px solid var(--line);margin-top:.15em}
.contacts>li{border-top:1px solid var(--rule);padding-top:.5em}
.contacts p{margin:0}
.contents ul{list-style:none;padding:0;columns:16rem}
.contents li{break-inside:avoid}
.contents a{display:inline-block;padding:.15rem 0}
.cite{white-space:nowrap;font-size:.85em}
.cite a{padding:.1em}
.back{font-size:.9em;margin-bottom:1em}
.back a{display:inline-block;margin-inline-end:.9em}
section>p[id^=reference]{margin:0}
.figure{margin:1em 0 .4em}
img{max-width:100%;height:auto}
.risks{margin:1.2em 0;padding:1em 0;border-top:1px solid var(--rule);border-bottom:1px solid var(--rule)}
.risks .count{font-size:1.5em;font-weight:bold;color:var(--deep);margin:.4em 0 0}
.risks .group{font-weight:bold}
.people{display:block;width:100%;max-width:17rem;margin:.3em 0 .7em}
.people .dark{fill:var(--figure)}
.people .light{fill:var(--paper);stroke:var(--outline);stroke-width:.09}
table{border-collapse:collapse;width:100%;margin:1em 0;line-height:1.4}
caption{text-align:start;font-weight:bold;color:var(--deep);padding:.4em 0}
th,td{text-align:start;vertical-align:top;padding:.5em .6em;border-bottom:1px solid var(--rule)}
thead th{background:var(--deep);color:var(--paper)}
.wide{overflow-x:auto;margin:1em 0;position:relative}
.diary td{min-width:6rem;height:2.6rem;border:1px solid var(--line)}
.lines{margin:.2em 0 1em}
.line{display:block;height:2em;border-bottom:1px solid var(--line)}
.prepared-for{display:none}
@media (max-width:34rem){
.table,.table tbody,.table tr,.table th,.table td{display:block}
.table thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.table tr{border:1px solid var(--rule);border-radius:.4rem;margin:0 0 .8em;overflow:hidden}
.table th{background:var(--panel);color:var(--deep)}
.table td{border:0}
.table td[data-head]::before{content:attr(data-head);display:block;font-size:.85em;font-weight:bold;color:var(--muted)}
}
@media (max-height:30rem){.call-bar{position:static}}
@media print{
@page{margin:18mm}
html{font-size:12pt;scroll-padding:0}
.page{max-width:none;padding:0}
.skip,.switch,.call-bar,.contents,.back{display:none}
.prepared-for{display:block}
.callout,.call-box,.risks,figure,img,li,.contacts>li,tr{break-inside:avoid}
h1,h2,h3,h4{break-after:avoid}
.call-box>:first-child,thead th,.steps>li>.label,.marked::after{print-color-adjust:exact;-webkit-print-color-adjust:exact}
a{color:inherit}
}
"""
